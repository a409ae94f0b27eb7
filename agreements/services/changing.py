"""An agreement that was signed never changes: a change is a new agreement, begun with a copy of the old one."""

from __future__ import annotations

from collections.abc import Set
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.models import Board
from accounts.verdicts import ensure
from audit.services import record
from leerroutes.services import move_route, readmit_board, release_board
from leerroutes.states import State as RouteState

from .. import events, policies, policies_after
from ..binding import bound_boards, without
from ..errors import AgreementError
from ..models import Agreement, AgreementParty, AgreementRoute, ClauseText
from ..selectors import routes_of
from ..states import ChangeKind, Instrument
from .attaching import carry_files
from .turning import locked, need_reason, turn


@transaction.atomic
def start_amendment(agreement: Agreement, *, actor: Actor, reason: str, is_material: bool) -> Agreement:
    """Begin an addendum. An editorial one skips the participation bodies, if every director agrees that it is one."""
    return _begin(agreement, ChangeKind.AMENDMENT, actor=actor, reason=reason, is_material=is_material)


@transaction.atomic
def start_accession(agreement: Agreement, *, actor: Actor, reason: str, board: Board) -> Agreement:
    """Begin the accession of a board. It writes, decides and signs like the others; its routes can be taken in."""
    if board in bound_boards(agreement):
        raise AgreementError(_("%(board)s is a party already.") % {"board": board})
    new = _begin(agreement, ChangeKind.ACCESSION, actor=actor, reason=reason, joins=board)
    if new.instrument == Instrument.INTERNAL:  # no longer one board, so no longer an internal regulation
        new.instrument, new.legal_basis = Instrument.SAMENWERKINGSOVEREENKOMST, ""
        new.save(update_fields=["instrument", "legal_basis"])
    return new


@transaction.atomic
def start_departure(agreement: Agreement, *, actor: Actor, reason: str, board: Board) -> Agreement:
    """Begin the departure of a board by agreement. It signs too, in order to leave."""
    if board not in bound_boards(agreement):
        raise AgreementError(_("%(board)s is not a party.") % {"board": board})
    ensure_can_go_on_without(agreement, board)
    return _begin(agreement, ChangeKind.DEPARTURE, actor=actor, reason=reason, leaves=board)


@transaction.atomic
def start_renewal(agreement: Agreement, *, actor: Actor, reason: str, ends_on: date | None) -> Agreement:
    """Begin a renewal: the same agreement with a later end, or none."""
    if agreement.ends_on is None:
        raise AgreementError(_("This agreement is for an indefinite time; there is nothing to renew."))
    if ends_on is not None and ends_on <= agreement.ends_on:
        raise AgreementError(_("A renewal ends later than %(day)s.") % {"day": agreement.ends_on.strftime("%d-%m-%Y")})
    return _begin(agreement, ChangeKind.RENEWAL, actor=actor, reason=reason, ends_on=ends_on)


def ensure_can_go_on_without(agreement: Agreement, board: Board) -> None:
    """A board may leave while a school board and an mbo board remain, in the agreement and in each of its routes."""
    rest = without(agreement, board)
    if not rest.is_enough:
        raise AgreementError(
            _("Without %(board)s no school board and mbo board remain. Then the whole agreement ends, by notice.")
            % {"board": board}
        )
    if rest.routes_left_alone:
        raise AgreementError(
            _("%(route)s cannot go on without %(board)s. Wind it down first: those who have started come before paper.")
            % {"route": rest.routes_left_alone[0], "board": board}
        )
    unregistered = [
        route
        for route in routes_of(agreement)
        if RouteState.CONTRACTED in (route.state, route.suspended_from) and route.parties.filter(board=board).exists()
    ]
    if unregistered:
        raise AgreementError(
            _("Not every registration of %(route)s is confirmed yet; a board leaves after that.")
            % {"route": unregistered[0]}
        )


def _begin(
    agreement: Agreement,
    kind: ChangeKind,
    *,
    actor: Actor,
    reason: str,
    is_material: bool = True,
    joins: Board | None = None,
    leaves: Board | None = None,
    **terms: Any,
) -> Agreement:
    old = locked(agreement)
    ensure(policies_after.can_start_change(actor, old))
    new = _copy(old, kind, actor=actor, reason=need_reason(reason), is_material=is_material, **terms)
    boards = bound_boards(old) + ([joins] if joins else [])
    for board in sorted(boards, key=lambda b: b.name):
        AgreementParty.objects.create(agreement=new, board=board, leaves=board == leaves)
    record(
        "agreements.change_started",
        actor=actor,
        case=new,
        reason=reason.strip(),
        kind=str(kind),
        material=is_material,
        replaces=old.number,
        parties=sorted(str(party) for party in new.parties.all()),
    )
    record("agreements.change_announced", actor=actor, case=old, reason=reason.strip(), kind=str(kind), by=new.number)
    events.agreement_started.send(Agreement, agreement=new, actor=actor)
    return new


COPIED = ("title", "instrument", "is_vsg", "legal_basis", "library_version", "template", "starts_on", "ends_on")


def _copy(old: Agreement, kind: ChangeKind, *, actor: Actor, reason: str, is_material: bool, **terms: Any) -> Agreement:
    """Terms, routes and answers. The texts keep the version of the model clauses they were written with."""
    new: Agreement = Agreement.objects.create(
        **{name: getattr(old, name) for name in COPIED} | terms,
        started_by=actor.board,
        created_by=actor.user,
        replaces=old,
        change_kind=kind,
        is_material=is_material,
        change_reason=reason,
    )
    for covered in old.covered.all():
        AgreementRoute.objects.create(agreement=new, route_id=covered.route_id, position=covered.position)
    for text in old.clauses.all():
        ClauseText.objects.create(
            agreement=new, code=text.code, route_id=text.route_id, data=text.data, saved_by=text.saved_by
        )
    carry_files(old, new)
    return new


@transaction.atomic
def call_material(agreement: Agreement, *, actor: Actor) -> Agreement:
    """The change turns out to touch something material: the participation bodies are asked after all."""
    agreement = locked(agreement)
    ensure(policies.can_write(actor, agreement))
    if agreement.replaces_id is None or agreement.is_material:
        raise AgreementError(_("The participation bodies are asked about this agreement already."))
    agreement.is_material = True
    agreement.save(update_fields=["is_material"])
    agreement.consents.all().delete()
    record("agreements.called_material", actor=actor, case=agreement)
    return agreement


def take_the_place_of_the_old(agreement: Agreement) -> None:
    """In the transaction in which the new one comes in force: no route is ever without, or in two."""
    if agreement.replaces is None:
        return
    old = locked(agreement.replaces)
    turn(old, old.replace, code="agreements.replaced", actor=None, by=agreement.number)
    for route in sorted(routes_of(agreement), key=lambda r: r.pk):
        move_route(route, instead_of=old.number, agreement_number=agreement.number)
        for board in bound_boards(agreement):
            readmit_board(route, board=board)
    for party in agreement.parties.filter(leaves=True).select_related("board"):
        let_go(agreement, party, localdate())


@transaction.atomic
def let_go(agreement: Agreement, party: AgreementParty, day: date, *, but_not: Set[int] = frozenset()) -> None:
    """From this day the board is bound no longer, and decides nothing about the routes, save those it must finish."""
    party.left_on = day
    party.save(update_fields=["left_on"])
    for route in sorted(routes_of(agreement), key=lambda r: r.pk):
        if route.pk not in but_not:
            release_board(route, board=party.board, day=day)
    record("agreements.board_left", actor=None, case=agreement, parties=[str(party.board)], day=day.isoformat())
