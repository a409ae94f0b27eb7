"""What a worker does for this room."""

from __future__ import annotations

from tempfile import TemporaryFile

from django.urls import reverse

from accounts.models import User
from accounts.permissions import people_asked
from jobs.services import enqueue, handles
from leerroutes.inspecting import boards_concerned
from leerroutes.models import InspectionAccess
from workflows.links import absolute
from workflows.mail import send

from .dossier.building import build
from .models import CaseFile
from .services import drop_promise, keep_file
from .services.filing import reader_of


@handles("inspections.announce")
def announce(access: int, ended: bool) -> None:
    """The directors of every board concerned are told, and so is the inspector: one job for each mail."""
    told = InspectionAccess.objects.get(pk=access)
    people = {person.pk for board in boards_concerned(told) for person in people_asked("approve_routes", board)}
    for person in sorted(people | {told.inspector_id}):
        key = f"mail:inspection:{access}:{ended}:{person}"
        enqueue("inspections.mail_access", key=key, access=access, ended=ended, person=person)


@handles("inspections.mail_access")
def mail_access(access: int, ended: bool, person: int) -> None:
    """Who may read what, until when, and for what."""
    told = InspectionAccess.objects.select_related("inspector", "board", "route").get(pk=access)
    reader = User.objects.get(pk=person)
    link = absolute(reverse("inspections:accesses"))
    words = {"access": told, "ended": ended, "is_inspector": reader == told.inspector, "link": link}
    send("inspections/mail/access.txt", reader, words)


@handles("inspections.make_file")
def make_file(file: int) -> None:
    """Put an inspection file together on disk, without holding a lock; then keep it once."""
    promised = CaseFile.objects.select_related("route", "asked_by").filter(pk=file).first()
    if promised is None or promised.stored:
        return None
    reader = reader_of(promised)
    if reader is None:
        return drop_promise(promised)
    with TemporaryFile() as made:
        build(promised.route, reader, made)
        keep_file(promised, made)
    return None
