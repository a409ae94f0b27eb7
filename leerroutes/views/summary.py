"""A route in a few words, for whoever has one minute."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from accounts.actors import Actor

from ..models import Route, RouteLine
from ..reference_data import norms_on
from ..rules.facts import NormFacts
from ..selectors import lines_of


class ShortLine(NamedTuple):
    """Lines that differ only in where they begin, with their hours beside the norm."""

    numbers: str
    line: RouteLine
    goal: str
    places: str
    norm: NormFacts | None
    reaches_norm: bool


def in_short(route: Route) -> list[dict[str, str]]:
    """For `components/summary_list.html`."""
    partners = ", ".join(f"{partner} ({partner.get_kind_display()})" for partner in route.partners.all())
    facts = [
        (_("Kind"), route.get_route_type_display()),
        (_("Start"), _("1 August %(year)s") % {"year": route.start_year}),
        (_("Schools and institutions"), "\n".join(f"{school} ({school.board})" for school in route.institutions.all())),
        (_("Partners, not a party"), partners),
    ]
    return [{"term": term, "value": value} for term, value in facts if value]


def lines_in_short(route: Route) -> list[ShortLine]:
    """The lines, with those that are the same at several schools told once."""
    norms, alike = norms_on(route.starts_on), defaultdict(list)
    for line in lines_of(route):
        alike[_sameness(line)].append(line)
    return [_short(lines, norms.get((lines[0].duration_years, lines[0].learning_mode))) for lines in alike.values()]


def _sameness(line: RouteLine) -> tuple[object, ...]:
    """All that a reader sees of a line but its number and its place."""
    goal = (line.qualification_id, line.domain_id, line.level, line.mbo_institution_id)
    return (line.leerweg, line.profile_id, *goal, line.learning_mode, line.duration_years, *_hours(line))


def _hours(line: RouteLine) -> tuple[int, int, int]:
    return line.total_hours, line.guided_hours, line.bpv_hours


def _short(lines: list[RouteLine], norm: NormFacts | None) -> ShortLine:
    first = lines[0]
    least = (norm.total, norm.guided, norm.bpv) if norm else (0, 0, 0)
    return ShortLine(
        numbers=", ".join(str(line.number) for line in lines),
        line=first,
        goal=str(first.qualification or first.domain),
        places=", ".join(dict.fromkeys(line.establishment.name for line in lines)),
        norm=norm,
        reaches_norm=all(planned >= one for planned, one in zip(_hours(first), least, strict=True)),
    )


def decisions_of(route: Route, actor: Actor) -> list[dict[str, Any]]:
    """For `components/party_list.html`: each board, and what it said in this round."""
    decisions = route.decisions.filter(round=route.round).select_related("decided_by", "instead_of")
    said = {one.board_id: one for one in decisions}
    rows = []
    for party in route.parties.all():
        decision = said.get(party.board_id)
        mine = actor.board is not None and party.board_id == actor.board.pk
        rows.append(
            {
                "name": party.board,
                "note": decision.decider if decision else _("this is your decision") if mine else "",
                "state": decision.verdict if decision else "waiting",
                "state_label": decision.get_verdict_display() if decision else _("still to decide"),
            }
        )
    return rows
