"""A mail to one person, from a template of which the first line is the subject."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils import translation

from accounts.models import User
from jobs.mail import send as deliver


def send(template: str, person: User, context: dict[str, object]) -> None:
    with translation.override("nl"):
        text = render_to_string(template, {**context, "person": person})
    deliver(text, person.email)
