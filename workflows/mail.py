"""A mail to one person, from a template of which the first line is the subject."""

from __future__ import annotations

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation

from accounts.models import User


def send(template: str, person: User, context: dict[str, object]) -> None:
    with translation.override("nl"):
        text = render_to_string(template, {**context, "person": person})
    subject, _blank, body = text.strip().partition("\n")
    EmailMessage(subject=subject.strip(), body=body.strip() + "\n", to=[person.email]).send()
