"""Attach a file to an agreement, and take it away again while it is a draft."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.uploads import received
from accounts.uploads.keeping import take_in
from accounts.uploads.states import FileState
from accounts.verdicts import ensure
from audit.services import record
from jobs.services import enqueue
from leerroutes.models import Route

from .. import policies, policies_files
from ..clauses import library
from ..errors import AgreementError
from ..models import Agreement, Annex
from .turning import locked


@dataclass(frozen=True)
class Part:
    """What a file belongs to: an article, a route, or (neither) the whole agreement."""

    code: str = ""
    route: Route | None = None


@transaction.atomic
def attach_file(agreement: Agreement, *, actor: Actor, title: str, file: File[bytes], part: Part) -> Annex:
    """Take in a file of the actor's board. It changes the text, so every consent with the text falls away."""
    agreement = locked(agreement)
    ensure(policies.can_write(actor, agreement))
    _ensure_there(agreement, part)
    if agreement.annexes.exclude(state=FileState.REFUSED).filter(sha256=received(file).sha256).exists():
        raise AgreementError(_("Exactly this file is already attached."))
    annex = Annex(agreement=agreement, board=actor.board, title=title, code=part.code, route=part.route)
    annex.uploaded_by = actor.user
    take_in(annex, file)
    annex.save()
    _text_changed(agreement)
    record(
        "agreements.file_attached",
        actor=actor,
        case=agreement,
        subject=annex,
        title=title,
        name=annex.name,
        sha256=annex.sha256,
    )
    if annex.state == FileState.QUARANTINE:
        enqueue("agreements.scan_annex", key=annex.job_key, annex=annex.pk)
    return annex


def carry_files(old: Agreement, new: Agreement) -> None:
    """The files of an agreement that is changed stay with the new text, each still of its own board. Same bytes."""
    for annex in old.annexes.filter(state=FileState.CLEAN):
        annex.pk, annex.agreement = None, new
        annex.save(force_insert=True)


@transaction.atomic
def remove_file(annex: Annex, *, actor: Actor) -> Agreement:
    """Take a file away, bytes and all; the trail keeps its name and digest, and whose it was."""
    agreement = locked(annex.agreement)
    annex = Annex.objects.select_related("board").get(pk=annex.pk)
    annex.agreement = agreement
    ensure(policies_files.can_remove(actor, annex))
    if annex.file:
        enqueue("agreements.throw_away", key=f"throw-away:{annex.file.name}", path=annex.file.name)
    was_in_the_text = annex.state != FileState.REFUSED
    annex.delete()
    if was_in_the_text:
        _text_changed(agreement)
    record(
        "agreements.file_removed",
        actor=actor,
        case=agreement,
        title=annex.title,
        name=annex.name,
        sha256=annex.sha256,
        of=str(annex.board),
    )
    return agreement


def _ensure_there(agreement: Agreement, part: Part) -> None:
    """An article or a route of this agreement, and of no other."""
    codes = {clause.code for clause in library.load(agreement.library_version).clauses}
    is_there = not part.code or part.code in codes
    if not is_there or (part.route and not agreement.covered.filter(route=part.route).exists()):
        raise AgreementError(_("This agreement does not have that article or route."))


def _text_changed(agreement: Agreement) -> None:
    agreement.version += 1
    agreement.save(update_fields=["version"])
    agreement.consents.all().delete()
