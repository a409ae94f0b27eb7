"""The legal states of a route and of its registrations (domain.md 4.2)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    DRAFT = "draft", _("draft, not submitted")
    SUBMITTED = "submitted", _("submitted")
    RETURNED = "returned", _("returned for changes")
    APPROVED = "approved", _("approved")
    CONTRACTED = "contracted", _("agreement in force")
    REPORTED = "reported", _("reported to the minister")
    RUNNING = "running", _("running")
    WINDING_DOWN = "winding_down", _("winding down")
    ENDED = "ended", _("ended")
    REJECTED = "rejected", _("rejected")
    WITHDRAWN = "withdrawn", _("withdrawn")
    SUSPENDED = "suspended", _("suspended")


EDITABLE = frozenset({State.DRAFT, State.RETURNED})
SUSPENDABLE = frozenset({State.CONTRACTED, State.REPORTED, State.RUNNING})
BEFORE_AGREEMENT = frozenset({State.DRAFT, State.SUBMITTED, State.RETURNED, State.APPROVED})
PLANNABLE = BEFORE_AGREEMENT | {State.CONTRACTED, State.REPORTED}
FINAL = frozenset({State.ENDED, State.REJECTED, State.WITHDRAWN})


class RegistrationState(models.TextChoices):
    PLANNED = "planned", _("planned")
    SUBMITTED = "submitted", _("submitted to RIO")
    CONFIRMED = "confirmed", _("confirmed in RIO")
