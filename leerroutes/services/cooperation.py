"""Lighter cooperation: what boards write down without making a route of it, and how it becomes one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.models import Institution, Kind, User
from accounts.permissions import people_with
from accounts.verdicts import ensure
from audit.services import differences, record

from .. import cooperating, events
from ..enums import RouteType
from ..errors import RouteError
from ..models import Cooperation, CooperationParty, Route
from .lifecycle import need_reason
from .proposal import SAVED_MEANWHILE, change_route, plain, propose_route

COOPERATION_FIELDS = ("name", "kind", "description", "since", "until")


def locked(cooperation: Cooperation) -> Cooperation:
    """The row as it is now, ours until the transaction ends. Use the result, not the argument."""
    return Cooperation.objects.select_for_update().get(pk=cooperation.pk)


@transaction.atomic
def record_cooperation(
    *, actor: Actor, content: Mapping[str, Any], institutions: Sequence[Institution], contact: User
) -> Cooperation:
    """Write down what schools do together. `content` has the keys of COOPERATION_FIELDS."""
    ensure(cooperating.can_record(actor))
    assert actor.board is not None
    cooperation = Cooperation(proposed_by=actor.board, created_by=actor.user)
    _fill(cooperation, content, institutions)
    cooperation.save()
    _name_boards(cooperation, actor, institutions, contact)
    record(
        "leerroutes.cooperation_recorded",
        actor=actor,
        case=cooperation,
        changes=differences({}, _content_of(cooperation)),
    )
    events.cooperation_asks.send(Cooperation, cooperation=cooperation, actor=actor)
    return cooperation


@transaction.atomic
def change_cooperation(
    cooperation: Cooperation,
    *,
    actor: Actor,
    seen_version: int,
    content: Mapping[str, Any],
    institutions: Sequence[Institution],
    contact: User,
) -> Cooperation:
    """Change it. The other boards confirmed something else, so a change asks them again."""
    cooperation = locked(cooperation)
    ensure(cooperating.can_change(actor, cooperation))
    if cooperation.version != seen_version:
        raise RouteError(str(SAVED_MEANWHILE))
    before = _content_of(cooperation)
    _fill(cooperation, content, institutions)
    cooperation.version += 1
    cooperation.save(update_fields=[*COOPERATION_FIELDS, "version"])
    _name_boards(cooperation, actor, institutions, contact)
    if changes := differences(before, _content_of(cooperation)):
        if set(changes) - {"contacts"}:
            cooperation.parties.exclude(board=cooperation.proposed_by).update(confirmed=None)
            events.cooperation_asks.send(Cooperation, cooperation=cooperation, actor=actor)
        record("leerroutes.cooperation_changed", actor=actor, case=cooperation, changes=changes)
    return cooperation


@transaction.atomic
def confirm_cooperation(
    cooperation: Cooperation, *, actor: Actor, seen_version: int, contact: User
) -> CooperationParty:
    """A board that was named says that it takes part in what it read, and whom the others can ask."""
    cooperation = locked(cooperation)
    ensure(cooperating.can_confirm(actor, cooperation))
    if cooperation.version != seen_version:
        raise RouteError(_("This cooperation was changed while you were reading. Read it again before you confirm."))
    _ensure_of_board(actor, contact)
    party = cooperation.parties.get(board=actor.board)
    party.contact, party.confirmed = contact, timezone.now()
    party.save(update_fields=["contact", "confirmed"])
    record("leerroutes.cooperation_confirmed", actor=actor, case=cooperation, person=str(contact))
    return party


@transaction.atomic
def leave_cooperation(cooperation: Cooperation, *, actor: Actor, reason: str) -> None:
    """A board takes itself and its schools off. The trail keeps that it was named."""
    cooperation = locked(cooperation)
    ensure(cooperating.can_leave(actor, cooperation))
    reason = need_reason(reason)
    cooperation.institutions.remove(*cooperation.institutions.filter(board=actor.board))
    cooperation.parties.filter(board=actor.board).delete()
    cooperation.version += 1
    cooperation.save(update_fields=["version"])
    record("leerroutes.cooperation_left", actor=actor, case=cooperation, reason=reason)


@transaction.atomic
def end_cooperation(cooperation: Cooperation, *, actor: Actor, last_day: date, reason: str) -> Cooperation:
    """It stops after this day; it stays readable."""
    cooperation = locked(cooperation)
    ensure(cooperating.can_end(actor, cooperation))
    if last_day < cooperation.since:
        raise RouteError(_("The last day lies before the first day."))
    if last_day == cooperation.until:
        raise RouteError(_("This last day is already recorded."))
    before, cooperation.until = cooperation.until, last_day
    cooperation.version += 1
    cooperation.save(update_fields=["until", "version"])
    changes = {"until": (str(before) if before else None, str(last_day))}
    record("leerroutes.cooperation_ended", actor=actor, case=cooperation, reason=need_reason(reason), changes=changes)
    return cooperation


@transaction.atomic
def upgrade_cooperation(cooperation: Cooperation, *, actor: Actor, start_year: int) -> Route:
    """Open a proposal for a route between the same schools, for the actor's board. From there the law of routes holds.

    The cooperation stays what it is. A proposal that was rejected or withdrawn may be followed by another.
    """
    cooperation = locked(cooperation)
    ensure(cooperating.can_upgrade(actor, cooperation))
    route = propose_route(
        actor=actor,
        name=cooperation.name,
        route_type=RouteType.DLR,
        start_year=start_year,
        motivation=cooperation.description,
    )
    parties = cooperation.parties.select_related("board", "contact")
    route = change_route(
        route,
        actor=actor,
        seen_version=route.version,
        content={},
        institutions=list(cooperation.institutions.select_related("board")),
        contacts={party.board: party.contact for party in parties},
    )
    cooperation.became = route
    cooperation.save(update_fields=["became"])
    record("leerroutes.cooperation_upgraded", actor=actor, case=cooperation, subject=route, route=route.number)
    record("leerroutes.came_from_cooperation", actor=actor, case=route, subject=cooperation)
    return route


def _fill(cooperation: Cooperation, content: Mapping[str, Any], institutions: Sequence[Institution]) -> None:
    """Set the fields, and refuse what is no cooperation between vmbo and mbo."""
    for field in COOPERATION_FIELDS:
        if field in content:
            setattr(cooperation, field, content[field])
    if {institution.kind for institution in institutions} != set(Kind):
        raise RouteError(_("Choose at least one vmbo school and one mbo institution."))
    if cooperation.proposed_by_id not in {institution.board_id for institution in institutions}:
        raise RouteError(_("Choose at least one school or institution of your own board."))
    if cooperation.until and cooperation.until < cooperation.since:
        raise RouteError(_("The last day lies before the first day."))


def _name_boards(cooperation: Cooperation, actor: Actor, institutions: Sequence[Institution], contact: User) -> None:
    """The boards of the chosen schools are named; the own board takes part by writing it down."""
    _ensure_of_board(actor, contact)
    cooperation.institutions.set(institutions)
    boards = {institution.board for institution in institutions}
    cooperation.parties.exclude(board__in=boards).delete()
    for board in boards - {cooperation.proposed_by}:
        CooperationParty.objects.get_or_create(cooperation=cooperation, board=board)
    own = {"contact": contact}
    CooperationParty.objects.update_or_create(
        cooperation=cooperation,
        board=cooperation.proposed_by,
        defaults=own,
        create_defaults=own | {"confirmed": timezone.now()},
    )


def _ensure_of_board(actor: Actor, contact: User) -> None:
    """The contact person writes for the board that names them."""
    assert actor.board is not None
    if not people_with("draft_routes", actor.board).filter(pk=contact.pk).exists():
        raise RouteError(_("Choose a contact person who is a coordinator of your own board."))


def _content_of(cooperation: Cooperation) -> dict[str, Any]:
    parties = cooperation.parties.select_related("board", "contact")
    return plain(cooperation, COOPERATION_FIELDS) | {
        "institutions": sorted(str(institution) for institution in cooperation.institutions.all()),
        "contacts": sorted(f"{party.board}: {party.contact or '-'}" for party in parties),
    }
