"""Why people go on although a rule warns; kept with the case for as long as the case is kept."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Board

from .route import Route

LONGEST_REASON = 2000


class WrittenReason(models.Model):
    """One reason for one warning. `sha256` is that of the finding: in another situation the rule asks again."""

    rule = models.CharField(max_length=10)
    message = models.TextField()
    """What the rule said, in Dutch."""
    sha256 = models.CharField(max_length=64)
    reason = models.TextField(_("reason"), max_length=LONGEST_REASON)
    board = models.ForeignKey(Board, models.PROTECT, related_name="+")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.rule}: {self.reason}"


class RouteReason(WrittenReason):
    """For a warning about a proposal, written when it was submitted."""

    route = models.ForeignKey(Route, models.CASCADE, related_name="reasons")

    class Meta(WrittenReason.Meta):
        constraints = [
            models.UniqueConstraint(name="one_reason_per_warning_of_a_route", fields=["route", "sha256"]),
            models.CheckConstraint(name="reason_about_a_route_says_something", condition=~Q(reason="")),
        ]
