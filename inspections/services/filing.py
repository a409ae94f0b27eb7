"""Ask for an inspection file; keep it when it is made."""

from __future__ import annotations

from typing import BinaryIO

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor, actor_for
from accounts.models import Board
from accounts.verdicts import ensure
from audit.services import record
from jobs.services import enqueue
from leerroutes.models import Route
from leerroutes.policies import visible_to

from ..dossier.container import measured
from ..errors import InspectionError
from ..models import CaseFile
from ..policies import can_read


@transaction.atomic
def ask_for_file(route: Route, *, actor: Actor) -> CaseFile:
    """A worker puts it together, with what this person may see then."""
    route = Route.objects.select_for_update(of=("self",)).get(pk=route.pk)
    ensure(can_read(actor, route))
    if CaseFile.objects.filter(route=route, asked_by=actor.user, stored=None).exists():
        raise InspectionError(_("Your file is being made already. It takes about a minute."))
    board = actor.board.pk if actor.board else None
    promised: CaseFile = CaseFile.objects.create(route=route, asked_by=actor.user, acting_for=board)
    record("inspections.file_asked", actor=actor, case=route)
    enqueue("inspections.make_file", key=f"case-file:{promised.pk}", file=promised.pk)
    return promised


def reader_of(promised: CaseFile) -> Actor | None:
    """Who asked, as that person acts today; None when the route may not be seen any more."""
    board = Board.objects.filter(pk=promised.acting_for).first() if promised.acting_for else None
    actor = actor_for(promised.asked_by, board)
    return actor if visible_to(actor).filter(pk=promised.route_id).exists() else None


@transaction.atomic
def keep_file(promised: CaseFile, content: BinaryIO) -> CaseFile:
    """Store it once, with its digest in the ledger. The second of two workers finds it done."""
    Route.objects.select_for_update(of=("self",)).get(pk=promised.route_id)
    fresh = CaseFile.objects.get(pk=promised.pk)
    if fresh.stored:
        return fresh
    content.seek(0)
    entry = measured("", content)
    content.seek(0)
    fresh.sha256, fresh.size, fresh.stored = entry.sha256, entry.size, timezone.now()
    fresh.file.save(f"{fresh.route.number}.zip", File(content), save=False)
    fresh.save(update_fields=["file", "sha256", "size", "stored"])
    record("inspections.file_made", actor=None, case=fresh.route, subject=fresh, sha256=fresh.sha256)
    return fresh


@transaction.atomic
def drop_promise(promised: CaseFile) -> None:
    """Who asked may not see the route any more: nothing is made."""
    CaseFile.objects.filter(pk=promised.pk, stored=None).delete()
