"""How far a question is, and what it is about."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    ASKED = "asked", _("waits for the adviser")
    ANSWERED = "answered", _("answered by the adviser")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Topic(models.TextChoices):
    """The building blocks of the help (domain.md 7), and whatever else."""

    REGION = "region", _("Know your region")
    EXECUTION = "execution", _("From idea to execution")
    AGREEMENT = "agreement", _("The agreement")
    HOURS = "hours", _("Duration and hours")
    EXAMINATION = "examination", _("Examination")
    FINANCE = "finance", _("Financial agreements")
    FOLLOW_UP = "follow_up", _("Always a fitting follow-up")
    OTHER = "other", _("Something else")


WORKING_DAYS = 10
"""So long an adviser has for an answer: our own choice, no law."""
