"""What there is to tell, and how somebody who chose nothing is told."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Mail(models.TextChoices):
    NOW = "now", _("at once")
    DIGEST = "digest", _("in the mail of the day")
    OFF = "off", _("no mail")


class Kind(models.TextChoices):
    """One line on the page with preferences; what a person turns off is a kind, never a case."""

    TASK = "task", _("Something is asked of me and of colleagues")
    TERM = "term", _("A term comes near or is over")
    HELP = "help", _("Somebody asks me to lift what blocks a case")
    HANDED = "handed", _("A task is handed over to me")
    MENTION = "mention", _("Somebody mentions me")
    SIGNING = "signing", _("Signing: a board declines, a reminder, the term")
    NEWS = "news", _("A case goes on to another state")
    QUESTION = "question", _("An adviser answers my question")
    EVALUATION = "evaluation", _("The yearly evaluation is due")


AT_ONCE = frozenset({Kind.HELP, Kind.HANDED, Kind.MENTION, Kind.SIGNING, Kind.QUESTION})
"""Somebody waits for an answer of this very person, or it stops everybody. The rest comes in the mail of the day."""


def usual_mail(kind: str) -> Mail:
    return Mail.NOW if kind in AT_ONCE else Mail.DIGEST
