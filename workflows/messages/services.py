"""Say something in a case. What is meant for the own board leaves no trace that another board can read."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.errors import Refusal
from accounts.models import User
from accounts.verdicts import ensure
from agreements.models import Agreement
from agreements.states import Audience
from audit.services import record as tell_the_trail
from jobs.sentences import sentence
from leerroutes.models import Route

from ..models import Message
from ..telling.kinds import Kind
from ..telling.services import tell
from .policies import can_write, readers_of

A_MOMENT = timedelta(minutes=2)


@transaction.atomic
def write_message(
    record: Route | Agreement, *, actor: Actor, audience: Audience, body: str, mentioned: Collection[User] = ()
) -> Message:
    """For the own board, or for every board. Who is mentioned is told, with a link and without the words.

    The trail tells that every board was addressed, not what was said.
    """
    found = type(record)._base_manager.select_for_update().get(pk=record.pk)
    ensure(can_write(actor, found))
    if not (body := body.strip()):
        raise Refusal(_("Write something first."))
    _ensure_they_may_read(found, actor, audience, mentioned)
    assert actor.board is not None
    about = {str(found._meta.model_name): found}
    if said := _just_said(found, actor, audience, body):
        return said
    written = Message.objects.create(**about, board=actor.board, author=actor.user, audience=audience, body=body)
    written.mentioned.set(mentioned)
    if audience == Audience.EVERYBODY:
        tell_the_trail("workflows.message_written", actor=actor, case=found)
    _tell_those_mentioned(written, found, mentioned)
    return written


def _just_said(record: Route | Agreement, actor: Actor, audience: Audience, body: str) -> Message | None:
    """The same words by the same person a moment ago: a button pressed twice."""
    just_now = record.messages.filter(written__gte=timezone.now() - A_MOMENT)
    found: Message | None = just_now.filter(board=actor.board, author=actor.user, audience=audience, body=body).first()
    return found


def _ensure_they_may_read(
    record: Route | Agreement, actor: Actor, audience: Audience, mentioned: Collection[User]
) -> None:
    readers = set(readers_of(record, actor, audience))
    strangers = [str(person) for person in mentioned if person not in readers]
    if strangers:
        raise Refusal(_("%(names)s cannot read this message.") % {"names": ", ".join(strangers)})


def _tell_those_mentioned(written: Message, record: Route | Agreement, mentioned: Collection[User]) -> None:
    tell(
        mentioned,
        Kind.MENTION,
        key=f"message:{written.pk}",
        about=record,
        sentence=sentence("%(name)s calls your attention in a message.", name=written.author),
        address=written.get_absolute_url(),
    )
