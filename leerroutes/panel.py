"""The checks beside a form or on a page: what is open first, what is in order folded away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .checklist import NOTHING_SAID, Item, checklist_of, items
from .models import Route
from .reference_data import references_on
from .rules import RULES, reporting
from .rules.explained import Given
from .rules.facts import RouteFacts
from .selectors import facts_of, reasons_for, reporting_of
from .states import State

REPORTING = (State.CONTRACTED, State.REPORTED)
"""Between the agreement and the first lesson: then it matters who reported."""

SENTENCES = {rule.id: rule.sentence for rule in RULES} | {rule.id: rule.sentence for rule in reporting.RULES}


@dataclass(frozen=True)
class Panel:
    """`blocking` stops the proposal, `warnings` ask for a reason, `settled` has one row per rule that is in order."""

    blocking: Sequence[Item]
    warnings: Sequence[Item]
    settled: Sequence[Item]
    of_line: bool = False

    @property
    def open(self) -> list[Item]:
        return [*self.blocking, *self.warnings]

    @property
    def sentence(self) -> str:
        """The state of the checks in one sentence; read aloud when it changes."""
        if self.blocking:
            total = len(self.blocking)
            return ngettext(
                "%(total)s point stands in the way of submitting.",
                "%(total)s points stand in the way of submitting.",
                total,
            ) % {"total": total}
        if self.warnings:
            return _("Nothing stands in the way of submitting. Some points ask for attention.")
        if self.of_line:
            return _("This line meets everything that is checked.")
        return _("The proposal meets everything that is checked.")


def panel_of(route: Route) -> Panel:
    """About a route as it is stored."""
    return panel(facts_of(route), given=reasons_for(route))


def panel_of_case(route: Route) -> Panel:
    """The same, and once an agreement binds the boards what is still to be reported (R-120 to R-125)."""
    about_the_route = panel_of(route)
    if route.state not in REPORTING:
        return about_the_route
    found = list(items(reporting.check(reporting_of(route)), references_on(route.starts_on)))
    return replace(
        about_the_route,
        blocking=[*about_the_route.blocking, *(item for item in found if item.blocks)],
        warnings=[*about_the_route.warnings, *(item for item in found if item.is_open and not item.blocks)],
        settled=[*about_the_route.settled, *_per_rule(found)],
    )


def panel(facts: RouteFacts, line: int | None = None, given: Given = NOTHING_SAID) -> Panel:
    """About these facts; with `line` only what concerns that line."""
    found = [item for item in checklist_of(facts, given) if line is None or item.line == line]
    return Panel(
        blocking=[item for item in found if item.blocks],
        warnings=[item for item in found if item.is_open and not item.blocks],
        settled=list(_per_rule(found)),
        of_line=line is not None,
    )


def _per_rule(found: Iterable[Item]) -> Iterable[Item]:
    """One row for each rule of which nothing is open, however many lines there are."""
    for rule, some in groupby(found, key=lambda item: item.rule):
        group = list(some)
        if not any(item.is_open for item in group):
            best = next((item for item in group if item.outcome == "met"), group[0])
            reasons = dict.fromkeys(item.reason for item in group)
            yield best._replace(
                sentence=str(SENTENCES[rule]), reason=best.reason if len(reasons) == 1 else "", line=None
            )
