"""Writing a proposal: the content of a route, while it is a draft or was sent back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import models, transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actors import Actor
from accounts.errors import SomeoneWasQuicker
from accounts.models import Board, Institution, User
from accounts.verdicts import ensure
from audit.services import differences, record

from .. import policies
from ..errors import RouteError
from ..models import AssociatedPartner, Route, RouteLine, RouteParty
from .turning import locked

SAVED_MEANWHILE = gettext_lazy(
    "Somebody else saved this proposal while you were writing. Your text is still here; compare and save."
)

ROUTE_FIELDS = (
    "name",
    "route_type",
    "start_year",
    "motivation",
    "covers_whole_route",
    "has_leerwerktraject",
    "leerwerktraject_agreement",
)
LINE_FIELDS = (
    "establishment",
    "leerweg",
    "profile",
    "mbo_institution",
    "level",
    "domain",
    "qualification",
    "nominal_years",
    "related_motivation",
    "learning_mode",
    "duration_years",
    "first_year",
    "location",
    "total_hours",
    "guided_hours",
    "bpv_hours",
    "justification",
    "evidence",
    "schoolplan",
    "schoolgids",
    "bestuursverslag",
)


def plain(instance: models.Model, fields: Sequence[str]) -> dict[str, Any]:
    """Values as the trail keeps them: numbers and texts, and the name of what a field points at."""
    values = {name: getattr(instance, name) for name in fields}
    return {
        name: value
        if value is None or isinstance(value, int | str) and not isinstance(value, models.Choices)
        else str(value)
        for name, value in values.items()
    }


@transaction.atomic
def propose_route(*, actor: Actor, name: str, route_type: str, start_year: int, motivation: str = "") -> Route:
    """Open a draft on behalf of the actor's board, which takes part by itself."""
    ensure(policies.can_propose(actor))
    assert actor.board is not None
    route: Route = Route.objects.create(
        name=name,
        route_type=route_type,
        start_year=start_year,
        motivation=motivation,
        proposed_by=actor.board,
        created_by=actor.user,
    )
    RouteParty.objects.create(route=route, board=actor.board, contact=actor.user)
    record(
        "leerroutes.proposed",
        actor=actor,
        case=route,
        changes={key: (None, value) for key, value in plain(route, ROUTE_FIELDS).items()},
    )
    return route


@transaction.atomic
def change_route(
    route: Route,
    *,
    actor: Actor,
    seen_version: int,
    content: Mapping[str, Any],
    institutions: Sequence[Institution],
    contacts: Mapping[Board, User | None],
    partners: Sequence[tuple[str, str]] = (),
) -> Route:
    """Save the content of a proposal. The boards of the chosen institutions are the parties (R-002).

    `content` has the keys of ROUTE_FIELDS; `partners` are (kind, name). Refuses when somebody else saved since
    `seen_version`.
    """
    route = locked(route)
    ensure(policies.can_edit(actor, route))
    _ensure_nobody_saved_since(route, seen_version)
    before = _content_of(route)
    for field in ROUTE_FIELDS:
        if field in content:
            setattr(route, field, content[field])
    route.version += 1
    route.save(update_fields=[*ROUTE_FIELDS, "version"])
    route.institutions.set(institutions)
    _set_parties(route, {i.board for i in institutions} | {route.proposed_by}, contacts)
    _set_partners(route, partners)
    changes = differences(before, _content_of(route))
    if changes:
        record("leerroutes.changed", actor=actor, case=route, changes=changes)
    return route


def _ensure_nobody_saved_since(route: Route, seen_version: int) -> None:
    if route.version != seen_version:
        raise RouteError(str(SAVED_MEANWHILE))


def _content_of(route: Route) -> dict[str, Any]:
    fresh = Route.objects.with_parties().prefetch_related("partners").get(pk=route.pk)
    return plain(fresh, ROUTE_FIELDS) | {
        "institutions": sorted(str(i) for i in fresh.institutions.all()),
        "parties": sorted(str(p) for p in fresh.parties.all()),
        "contacts": sorted(f"{p.board}: {p.contact or '-'}" for p in fresh.parties.all()),
        "partners": sorted(f"{p.name} ({p.kind})" for p in fresh.partners.all()),
    }


def _set_parties(route: Route, boards: set[Board], contacts: Mapping[Board, User | None]) -> None:
    route.parties.exclude(board__in=boards).delete()
    for board in boards:
        known = {"contact": contacts[board]} if board in contacts else {}
        RouteParty.objects.update_or_create(route=route, board=board, defaults=known)


def _set_partners(route: Route, partners: Sequence[tuple[str, str]]) -> None:
    """Rows stay when nothing changed: the trail tells of rows."""
    if sorted(partners) == sorted(route.partners.values_list("kind", "name")):
        return
    route.partners.all().delete()
    for kind, name in partners:
        AssociatedPartner.objects.create(route=route, kind=kind, name=name)


@transaction.atomic
def save_line(
    route: Route,
    *,
    actor: Actor,
    content: Mapping[str, Any],
    line: RouteLine | None = None,
    seen_version: int | None = None,
) -> RouteLine:
    """Add a line, or change one. `content` has the keys of LINE_FIELDS; foreign keys as objects.

    With `seen_version` it refuses when somebody else saved since; a page always passes what it showed.
    """
    route = locked(route)
    ensure(policies.can_edit(actor, route))
    _ensure_nobody_saved_since(route, route.version if seen_version is None else seen_version)
    if line is None:
        number = (route.lines.aggregate(last=Max("number"))["last"] or 0) + 1
        line, before = RouteLine(route=route, number=number), {}
    else:
        line = _line_as_it_is(route, line)
        before = plain(line, LINE_FIELDS)
    for field in LINE_FIELDS:
        if field in content:
            setattr(line, field, content[field])
    line.save()
    _count_edit(route)
    changes = differences(before, plain(line, LINE_FIELDS))
    if changes:
        record("leerroutes.line_saved", actor=actor, case=route, subject=line, changes=changes, line=line.number)
    return line


@transaction.atomic
def remove_line(line: RouteLine, *, actor: Actor) -> None:
    """Take a line out of a proposal; the trail keeps what it said."""
    route = locked(line.route)
    ensure(policies.can_edit(actor, route))
    line = _line_as_it_is(route, line)
    before = plain(line, LINE_FIELDS)
    number = line.number
    line.delete()
    _count_edit(route)
    record(
        "leerroutes.line_removed",
        actor=actor,
        case=route,
        changes={key: (value, None) for key, value in before.items()},
        line=number,
    )


def _line_as_it_is(route: Route, line: RouteLine) -> RouteLine:
    """The row as it is now; somebody may have removed it meanwhile."""
    found = route.lines.filter(pk=line.pk).first()
    if found is None:
        raise SomeoneWasQuicker(_("This line was removed while you were looking at it."))
    return found


def _count_edit(route: Route) -> None:
    route.version += 1
    route.save(update_fields=["version"])
