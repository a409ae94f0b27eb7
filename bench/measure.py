"""Count queries, take times, and take them in turns: the machine drifts, so only neighbours are compared."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from typing import Any, TypeVar

from django.db import connection

Name = TypeVar("Name", bound=Hashable)
Action = Callable[[], Any]
Sample = Callable[[], float]
"""Does something once and returns the seconds it took; what it does around that is not counted."""

READS, WRITES = {"SELECT", "WITH"}, {"INSERT", "UPDATE", "DELETE"}


@dataclass
class Tally:
    """What was asked of the database. BEGIN, SAVEPOINT and the like are no queries: engines differ in them."""

    reads: int = 0
    writes: int = 0
    seconds: float = 0

    @property
    def queries(self) -> int:
        return self.reads + self.writes

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        verb = sql.lstrip(" (\n").split(None, 1)[0].upper()
        self.reads += verb in READS
        self.writes += verb in WRITES
        started = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.seconds += time.perf_counter() - started


@contextmanager
def tallied() -> Iterator[Tally]:
    tally = Tally()
    with connection.execute_wrapper(tally):
        yield tally


def timed(action: Action, clock: Sample = time.perf_counter) -> float:
    started = clock()
    action()
    return clock() - started


@dataclass(frozen=True)
class Times:
    """Seconds per round of one thing."""

    rounds: tuple[float, ...]

    @property
    def median(self) -> float:
        return median(self.rounds)

    @property
    def p95(self) -> float:
        return sorted(self.rounds)[round(0.95 * (len(self.rounds) - 1))]

    def ratio_to(self, baseline: Times) -> float:
        """The median of the ratios within a round: both halves of a round had the same machine."""
        return median(mine / its for mine, its in zip(self.rounds, baseline.rounds, strict=True))


def in_turns(samples: Mapping[Name, Sample], *, budget: float, least: int = 3, most: int = 40) -> dict[Name, Times]:
    """Take one sample of each per round, as many rounds as fit in `budget` seconds."""
    taken: dict[Name, list[float]] = {name: [] for name in samples}
    deadline = time.perf_counter() + budget
    for number in range(most):
        if number >= least and time.perf_counter() > deadline:
            break
        for name, sample in samples.items():
            taken[name].append(sample())
    return {name: Times(tuple(rounds)) for name, rounds in taken.items()}
