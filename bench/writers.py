"""The ledger under sixteen writers, beside the same write with a plain log row and beside two packages.

Elapsed time from the moment that all may begin until the last is done: waiting for each other is what it is about.
"""

from __future__ import annotations

import time
from contextlib import nullcontext
from functools import partial
from itertools import count
from typing import Any
from unittest.mock import patch

from django.db import connection

from accounts.actors import Actor, actor_for
from accounts.roles import Role
from agreements.models import Comment
from agreements.services import comment
from agreements.states import Audience
from audit.models import AuditEvent
from audit.services import End
from audit.verifying import verify
from workflows.demo import world
from workflows.demo.cases import PAIR
from workflows.demo.play import Playing

from . import looking, rivals
from .crowd import all_at_once
from .measure import Sample, Times, in_turns, timed
from .report import Growth, Row, heading, ms, table, times

WRITERS, EACH, BUDGET = 16, 10, 60.0
FEW = 3  # of a whole service: on SQLite sixteen of them wait for one another, and nobody waits longer than 20 seconds
ONE, MANY = f"{WRITERS} writers, one case", f"{WRITERS} writers, many cases"
ALONE = "one writer, processor time"
SERVICE = f"{WRITERS} writers, a comment by its service"
_numbers = count(1)
Name = tuple[str, str]


def measure() -> tuple[list[Row], list[Growth]]:
    heading(f"Ledger: {WRITERS} writers at once ({connection.display_name}), per write")
    rivals.prepare()
    _nobody_is_told()
    actor = actor_for(world.person(PAIR.boards[0], Role.COORDINATOR), world.board(PAIR.boards[0]))
    samples: dict[Name, Sample] = {}
    for kind in rivals.KINDS:
        for shape, number in ((ONE, 1), (MANY, WRITERS)):
            samples[shape, kind] = partial(_write, kind, rivals.rows(kind, number), actor)
        samples[ALONE, kind] = partial(_write_alone, kind, *rivals.rows(kind, 1), actor)
    for kind in (rivals.PLAIN, rivals.LEDGER):
        samples[SERVICE, kind] = partial(_comment, kind, _agreement(), actor)
    found = in_turns(samples, budget=BUDGET, least=3, most=15)
    if faults := verify().faults:
        raise RuntimeError(f"The chains are not whole: {faults}")
    rows = [_row(name, found) for name in found if name[1] != rivals.PLAIN]
    _print(found)
    return rows + looking.measure(), []


def _write(kind: str, pks: list[int], actor: Actor) -> float:
    """Seconds per write."""

    def work(place: int, number: int) -> None:
        for turn in range(EACH):
            rivals.write(kind, pks[place % len(pks)], actor, number + turn)

    works = [partial(work, place, next(_numbers) * EACH) for place in range(WRITERS)]
    return all_at_once(works) / (WRITERS * EACH)


def _write_alone(kind: str, pk: int, actor: Actor) -> float:
    """What it costs in Python, without the machine's other work and without waiting."""
    rivals.write(kind, pk, actor, 0)  # connects

    def work() -> None:
        for turn in range(4 * EACH):
            rivals.write(kind, pk, actor, turn)

    return timed(work, time.process_time) / (4 * EACH)


def _comment(kind: str, agreement: Any, actor: Actor) -> float:
    """The whole service: rights, checks, what follows from it."""

    def work(number: int) -> None:
        with _plainly() if kind == rivals.PLAIN else nullcontext():
            for turn in range(FEW):
                said = {"code": "kwaliteit", "route": None, "audience": Audience.EVERYBODY}
                comment(agreement, actor=actor, body=f"Opmerking {number + turn}", **said)

    seconds = all_at_once([partial(work, next(_numbers) * FEW) for _ in range(WRITERS)])
    Comment.objects.filter(agreement=agreement).delete()
    return seconds / (WRITERS * FEW)


def _plainly() -> Any:
    """Every service tells a plain log what it would tell the ledger."""

    def append(end: End, action: str, **told: Any) -> AuditEvent:
        rivals.log_plainly(action, case=end.case, **told)
        return AuditEvent(case=end.case, action=action, subject=told.get("subject", ""))

    return patch.multiple("audit.services", end_of=End, changed=lambda case: {}, append=append)


def _agreement() -> Any:
    playing = Playing(PAIR)
    for _step in playing.play("agreement_filled"):
        pass
    return playing.agreement


def _nobody_is_told() -> None:
    patch("jobs.services._ring", lambda job_id: None).start()


def _row(name: Name, found: dict[Name, Times]) -> Row:
    shape, kind = name
    ours, plain = found[name], found[shape, rivals.PLAIN]
    return Row(
        what=f"{kind}; {shape}",
        queries="",
        median=ours.median,
        p95=ours.p95,
        baseline=plain.median,
        ratio=ours.ratio_to(plain),
        remark="beside a plain log row",
    )


def _print(found: dict[Name, Times]) -> None:
    cells = []
    for (shape, kind), ours in found.items():
        ratio = times(ours.ratio_to(found[shape, rivals.PLAIN]))
        cells.append((f"{shape}: {kind}", ms(ours.median), ms(ours.p95), f"{1 / ours.median:.0f}", ratio, ""))
    rounds = len(next(iter(found.values())).rounds)
    table(
        (
            "",
            "ms per write",
            "p95",
            "writes per s",
            "beside plain",
            f"{rounds} rounds of {WRITERS} x {EACH} (service: x {FEW})",
        ),
        cells,
    )
