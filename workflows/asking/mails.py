from __future__ import annotations

from django.apps import apps

from accounts.models import Board, User
from jobs.services import handles

from ..actions import actions_now
from ..links import absolute
from ..mail import send

ROOMS = {"route": "leerroutes", "agreement": "agreements"}


@handles("workflows.mail_asked")
def mail_asked(record: str, action: str, asker: int, board: int, person: int) -> None:
    """Somebody asks one person to lift what is in the way, unless the case has gone on meanwhile."""
    model, _colon, pk = record.partition(":")
    subject = apps.get_model(ROOMS[model], model).objects.get(pk=pk)
    found = next((one for one in actions_now(subject) if one.key == action), None)
    if found is None:
        return
    words = {"record": subject, "action": found.label, "asker": User.objects.get(pk=asker)}
    words |= {"board": Board.objects.get(pk=board), "link": absolute(subject.get_absolute_url())}
    send("workflows/mail/asked.txt", User.objects.get(pk=person), words, about=subject)
