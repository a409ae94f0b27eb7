"""An agreement that was signed never changes: a change is a new agreement, begun with a copy of the old one."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.models import Board
from accounts.verdicts import ensure
from audit.services import record
from leerroutes.states import State as RouteState

from .. import events, policies, policies_after
from ..binding import bound_boards, without
from ..errors import AgreementError
from ..facts import routes_of
from ..models import Agreement, AgreementParty, AgreementRoute, ClauseText
from ..states import ChangeKind, Instrument
from .attaching import carry_files
from .taking_effect import ensure_nothing_lies_between
from .turning import locked, need_reason

Day = date | None


@transaction.atomic
def start_amendment(
    agreement: Agreement, *, actor: Actor, reason: str, is_material: bool, starts_on: Day = None
) -> Agreement:
    """Begin an addendum. An editorial one skips the participation bodies, if every director agrees that it is one.

    Any change holds from when the last board signed, or from a later day, `starts_on`.
    """
    return _begin(
        agreement, ChangeKind.AMENDMENT, actor=actor, reason=reason, is_material=is_material, starts_on=starts_on
    )


@transaction.atomic
def start_accession(
    agreement: Agreement, *, actor: Actor, reason: str, board: Board, starts_on: Day = None
) -> Agreement:
    """Begin the accession of a board. It writes, decides and signs like the others; its routes can be taken in."""
    if board in bound_boards(agreement):
        raise AgreementError(_("%(board)s is a party already.") % {"board": board})
    terms: dict[str, Any] = {}
    if agreement.instrument == Instrument.INTERNAL:  # no longer one board, so no longer an internal regulation
        terms = {"instrument": Instrument.SAMENWERKINGSOVEREENKOMST, "legal_basis": ""}
    return _begin(
        agreement, ChangeKind.ACCESSION, actor=actor, reason=reason, joins=board, starts_on=starts_on, **terms
    )


@transaction.atomic
def start_departure(
    agreement: Agreement, *, actor: Actor, reason: str, board: Board, starts_on: Day = None
) -> Agreement:
    """Begin the departure of a board by agreement. It signs too, in order to leave."""
    if board not in bound_boards(agreement):
        raise AgreementError(_("%(board)s is not a party.") % {"board": board})
    ensure_can_go_on_without(agreement, board)
    return _begin(agreement, ChangeKind.DEPARTURE, actor=actor, reason=reason, leaves=board, starts_on=starts_on)


@transaction.atomic
def start_renewal(
    agreement: Agreement, *, actor: Actor, reason: str, ends_on: date | None, starts_on: Day = None
) -> Agreement:
    """Begin a renewal: the same agreement with a later end, or none."""
    if agreement.ends_on is None:
        raise AgreementError(_("This agreement is for an indefinite time; there is nothing to renew."))
    if ends_on is not None and ends_on <= agreement.ends_on:
        raise AgreementError(_("A renewal ends later than %(day)s.") % {"day": agreement.ends_on.strftime("%d-%m-%Y")})
    return _begin(agreement, ChangeKind.RENEWAL, actor=actor, reason=reason, ends_on=ends_on, starts_on=starts_on)


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
    starts_on: Day = None,
    **terms: Any,
) -> Agreement:
    old = locked(agreement)
    ensure(policies_after.can_start_change(actor, old))
    if starts_on:
        ensure_nothing_lies_between(old, starts_on)
        terms["starts_on"] = starts_on
        _ensure_ends_later(starts_on, terms.get("ends_on", old.ends_on))
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
        takes_effect=new.starts_on.isoformat(),
    )
    record("agreements.change_announced", actor=actor, case=old, reason=reason.strip(), kind=str(kind), by=new.number)
    events.agreement_started.send(Agreement, agreement=new, actor=actor)
    return new


def _ensure_ends_later(starts_on: date, ends_on: date | None) -> None:
    if ends_on and ends_on <= starts_on:
        raise AgreementError(_("The agreement ends before the change would take effect. Begin a renewal instead."))


MODEL = ("library_version", "template", "added")
COPIED = ("title", "instrument", "is_vsg", "legal_basis", "starts_on", "ends_on", *MODEL)


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
