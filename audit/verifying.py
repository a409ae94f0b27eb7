"""The whole ledger, looked at event by event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from .chain import Fault, Link, check_chain
from .selectors import links


@dataclass
class Outcome:
    """What was looked at, and what did not fit: one fault per case, the first."""

    events: int = 0
    cases: int = 0
    faults: list[Fault] = field(default_factory=list)

    def counted(self, stream: Iterable[Link]) -> Iterator[Link]:
        case = None
        for link in stream:
            self.events += 1
            if link.case != case:
                self.cases, case = self.cases + 1, link.case
            yield link


def verify(*cases: str) -> Outcome:
    """Look at these cases, or at all: one query, which sees one moment. Nobody waits for it, so no transaction."""
    outcome = Outcome()
    outcome.faults = list(check_chain(outcome.counted(links(*cases))))
    return outcome
