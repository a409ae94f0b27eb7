"""An agreement begins, gets its title and dates, and is agreed with as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.models import Board
from accounts.uploads.states import FileState
from accounts.verdicts import ensure
from audit.services import differences, record
from leerroutes.models import Route
from leerroutes.services import cover_route
from leerroutes.services.reasons import keep_reasons

from .. import events, policies
from ..binding import material_articles
from ..clauses import library
from ..errors import AgreementError
from ..instruments import fitting
from ..models import Agreement, AgreementParty, AgreementRoute, AgreementTemplate, Consent
from ..models.agreement import is_editorial
from ..selectors import AgreementText, agreed_boards, reasons_for, text_of
from ..states import Instrument, State
from .freezing import keep_text
from .negotiation import accept_the_rest
from .taking_effect import ensure_nothing_lies_between
from .templates import answer_beforehand, chosen_template
from .turning import locked, turn


@transaction.atomic
def start_agreement(
    routes: Sequence[Route],
    *,
    actor: Actor,
    title: str,
    starts_on: date,
    ends_on: date | None = None,
    instrument: Instrument | None = None,
    template: AgreementTemplate | None = None,
) -> Agreement:
    """Open a draft that covers these approved routes. Every board of every route is a party.

    Without `instrument` it becomes the usual one for these boards; without `template` it has every article.
    """
    ensure(policies.can_start(actor))
    parties = [{party.board for party in route.parties.select_related("board")} for route in routes]
    if not routes or any(actor.board not in boards for boards in parties):
        raise AgreementError(_("Your board does not take part in every one of these routes."))
    version = library.current()
    possible = fitting([frozenset(board.pk for board in boards) for boards in parties])
    if instrument is not None and instrument not in possible:
        raise AgreementError(_("These routes do not fit in one %(kind)s.") % {"kind": instrument.label})
    chosen = chosen_template(template, actor=actor, instrument=instrument or possible[0]) if template else None
    agreement: Agreement = Agreement.objects.create(
        title=title,
        template={"name": chosen.name, "clauses": list(chosen.clauses)} if chosen else {},
        instrument=instrument or possible[0],
        starts_on=starts_on,
        ends_on=ends_on,
        library_version=version,
        started_by=actor.board,
        created_by=actor.user,
    )
    _bring_together(agreement, routes, set().union(*parties), actor=actor)
    record(
        "agreements.started",
        actor=actor,
        case=agreement,
        title=title,
        instrument=agreement.instrument,
        routes=[route.number for route in routes],
        parties=sorted(str(party) for party in agreement.parties.all()),
        library=version,
        template=chosen.name if chosen else "",
    )
    if chosen:
        answer_beforehand(agreement, chosen, actor=actor)
    events.agreement_started.send(Agreement, agreement=agreement, actor=actor)
    return agreement


def _bring_together(agreement: Agreement, routes: Sequence[Route], boards: Iterable[Board], *, actor: Actor) -> None:
    """Its routes, each covered from now on, and its parties."""
    for route in sorted(routes, key=lambda r: r.pk):  # always locked in this order
        cover_route(route, actor=actor, agreement_number=agreement.number)
    for position, route in enumerate(routes, start=1):
        AgreementRoute.objects.create(agreement=agreement, route=route, position=position)
    for board in sorted(boards, key=lambda b: b.name):
        AgreementParty.objects.create(agreement=agreement, board=board)


@transaction.atomic
def change_terms(
    agreement: Agreement,
    *,
    actor: Actor,
    seen_version: int,
    title: str,
    starts_on: date,
    ends_on: date | None,
    is_vsg: bool = False,
    legal_basis: str = "",
) -> Agreement:
    """Change the title or the dates of a draft, and on what an internal regulation rests."""
    agreement = locked(agreement)
    ensure(policies.can_write(actor, agreement))
    if agreement.version != seen_version:
        raise AgreementError(
            _("Somebody else changed this agreement meanwhile. Your text is still here; look, and save again.")
        )
    if agreement.replaces is not None and starts_on != agreement.starts_on:
        ensure_nothing_lies_between(agreement.replaces, starts_on)
    before = _terms(agreement)
    agreement.title, agreement.starts_on, agreement.ends_on = title, starts_on, ends_on
    agreement.is_vsg, agreement.legal_basis = is_vsg, legal_basis.strip()
    agreement.version += 1
    agreement.save(update_fields=["title", "starts_on", "ends_on", "is_vsg", "legal_basis", "version"])
    changes = differences(before, _terms(agreement))
    if changes:
        told = actor.told("draft_agreements")
        agreement.consents.all().delete()
        record("agreements.terms_changed", actor=actor, case=agreement, changes=changes, **told)
    return agreement


def _terms(agreement: Agreement) -> dict[str, Any]:
    return {
        "title": agreement.title,
        "starts_on": agreement.starts_on.isoformat(),
        "ends_on": agreement.ends_on.isoformat() if agreement.ends_on else None,
        "is_vsg": agreement.is_vsg,
        "legal_basis": agreement.legal_basis,
    }


@transaction.atomic
def agree_text(
    agreement: Agreement, *, actor: Actor, seen_sha256: str, reasons: Mapping[str, str] | None = None
) -> Agreement:
    """The coordinator of a board agrees with exactly the text that was shown. The last board makes it complete.

    Refuses while a warning has no written reason, from whichever board (by the digest of its finding).
    """
    agreement = locked(agreement)
    ensure(policies.can_write(actor, agreement))
    text = text_of(agreement)
    if text.sha256 != seen_sha256:
        raise AgreementError(_("The text changed while you read it. Please read it again before you agree."))
    if text.problems:
        raise AgreementError(_("Something is still missing: %(what)s") % {"what": str(text.problems[0].message)})
    if is_editorial(agreement) and material_articles(agreement):
        raise AgreementError(
            _("This change touches something material. Have the participation bodies asked after all.")
        )
    if agreement.consents.filter(given_by=actor.user).exclude(board=actor.board).exists():
        raise AgreementError(
            _("You already agreed with this text for another board. One person acts for one board only.")
        )
    _explain(agreement, text, actor=actor, reasons=reasons or {})
    _ensure_checked(agreement)
    _consent, created = Consent.objects.get_or_create(
        agreement=agreement, board=actor.board, text_sha256=text.sha256, defaults={"given_by": actor.user}
    )
    if not created:
        return agreement
    keep_text(agreement, text)
    accept_the_rest(agreement, text, actor=actor)
    record(
        "agreements.text_agreed",
        actor=actor,
        case=agreement,
        text_sha256=text.sha256,
        **actor.told("draft_agreements"),
    )
    parties = set(agreement.parties.values_list("board_id", flat=True))
    if parties <= agreed_boards(agreement, text.sha256) and agreement.state == State.DRAFT:
        turn(agreement, agreement.complete, code="agreements.completed", actor=actor, text_sha256=text.sha256)
        if is_editorial(agreement):
            turn(agreement, agreement.skip_consultation, code="agreements.consultation_skipped", actor=actor)
    events.text_agreed.send(Agreement, agreement=agreement, actor=actor, board=actor.board)
    return agreement


def _explain(agreement: Agreement, text: AgreementText, *, actor: Actor, reasons: Mapping[str, str]) -> None:
    left = keep_reasons(
        agreement,
        agreement.reasons,
        text.warnings,
        code="agreements.reason_given",
        given=reasons_for(agreement),
        actor=actor,
        reasons=reasons,
    )
    if left:
        asked = " ".join(str(finding) for finding in left)
        raise AgreementError(_("Write down why you go on although a rule warns: %(what)s") % {"what": asked})


def _ensure_checked(agreement: Agreement) -> None:
    """Nobody agrees with a file that nobody may open yet."""
    waiting = agreement.annexes.filter(state=FileState.QUARANTINE).first()
    if waiting:
        raise AgreementError(
            _("“%(title)s” is still being checked for viruses. Agree with the text when that is done.")
            % {"title": waiting.title}
        )
