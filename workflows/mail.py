"""A mail to one person, from a template of which the first line is the subject."""

from __future__ import annotations

from django.db.models import Model
from django.template.loader import render_to_string
from django.utils import timezone, translation

from accounts.models import User
from jobs.mail import send as deliver
from jobs.services import Later

from .telling.preferences import rests_until
from .telling.reading import may_read


def send(template: str, person: User, context: dict[str, object], *, about: Model | None = None) -> None:
    """Unless the person left, or may not read the case it is `about` any more. In quiet hours: when they are over."""
    if not person.is_active or (about is not None and not may_read(person, about)):
        return
    if until := rests_until(person, timezone.now()):
        raise Later(until)
    with translation.override("nl"):
        text = render_to_string(template, {**context, "person": person})
    deliver(text, person.email)
