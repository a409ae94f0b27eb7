"""Who reads an earlier text or a file from outside, and who takes a file away."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.models import MandateDocument
from accounts.uploads.opening import IN_QUARANTINE
from accounts.uploads.states import FileState
from accounts.verdicts import ALLOWED, Verdict, no

from .binding import bound_boards
from .models import Agreement, Annex, Consultation, Evaluation, FrozenText, Signature
from .policies import can_write, documents_visible_to, visible_to, within


def frozen_texts_visible_to(actor: Actor, found: Agreement | None = None) -> QuerySet[FrozenText]:
    """Earlier texts go with the agreement; inspectors see those that were offered for signature."""
    texts = FrozenText.objects.filter(agreement__in=within(actor, found))
    if not actor.is_inspector:
        return texts
    offered = documents_visible_to(actor, found).filter(agreement=OuterRef("agreement"), text_sha256=OuterRef("sha256"))
    return texts.filter(Exists(offered))


def annexes_visible_to(actor: Actor) -> QuerySet[Annex]:
    """Attached files go with the agreement; what was refused is only told to the board that sent it."""
    annexes = Annex.objects.filter(agreement__in=visible_to(actor))
    kept = annexes.exclude(state=FileState.REFUSED) | annexes.filter(board=actor.board)
    return kept.select_related("agreement", "board", "route", "uploaded_by")


def evaluations_visible_to(actor: Actor) -> QuerySet[Evaluation]:
    """They go with the agreement; a file that was refused is only told to the board that sent it."""
    evaluations = Evaluation.objects.filter(agreement__in=visible_to(actor))
    kept = evaluations.exclude(state=FileState.REFUSED) | evaluations.filter(board=actor.board)
    return kept.select_related("agreement", "board", "uploaded_by")


def mandate_documents_visible_to(actor: Actor) -> QuerySet[MandateDocument]:
    """The paper under a signature goes with the agreement that was signed: for its parties and the inspector.

    Nobody else reads it, also not who recorded it or the other people of its board: it may hold more than they need.
    """
    used = Signature.objects.filter(agreement__in=visible_to(actor)).exclude(mandate_file_sha256="")
    return MandateDocument.objects.filter(mandate__in=used.values("mandate"))


def can_read_letter(consultation: Consultation) -> Verdict:
    """The same as for every file from outside."""
    return no(IN_QUARANTINE) if consultation.letter_state == FileState.QUARANTINE else ALLOWED


def can_remove(actor: Actor, annex: Annex) -> Verdict:
    """Each board its own; what a board left behind that leaves or has left, any of those who write."""
    if annex not in removable(actor, annex.agreement, [annex]):
        return no(_("Only %(board)s, which attached this file, takes it away.") % {"board": annex.board})
    return can_write(actor, annex.agreement)


def removable(actor: Actor, agreement: Agreement, annexes: Iterable[Annex]) -> list[Annex]:
    """Files that this board takes away when it may write: its own, and those of boards that are bound no longer."""
    own, bound = actor.board.pk if actor.board else None, {board.pk for board in bound_boards(agreement)}
    return [annex for annex in annexes if annex.board_id == own or annex.board_id not in bound]
