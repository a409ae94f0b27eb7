"""What a worker does for this room."""

from __future__ import annotations

from django.urls import reverse

from accounts.models import User
from accounts.permissions import people_asked
from jobs.services import enqueue, handles
from leerroutes.inspecting import boards_concerned
from leerroutes.models import InspectionAccess
from workflows.links import absolute
from workflows.mail import send


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
