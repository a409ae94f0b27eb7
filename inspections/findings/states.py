"""How far a finding is, and how it ended."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    ASKED = "asked", _("waits for the board")
    ANSWERED = "answered", _("answered by the board")
    CLOSED = "closed", _("closed")
    WITHDRAWN = "withdrawn", _("withdrawn")


OPEN = frozenset({State.ASKED, State.ANSWERED})


class Outcome(models.TextChoices):
    """What the inspector concludes."""

    ACCEPTED = "accepted", _("the answer is accepted")
    NOT_ACCEPTED = "not_accepted", _("closed without an answer that is accepted")
