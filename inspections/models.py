"""What this room remembers of its own."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Reading(models.Model):
    """Somebody looked at a case in this quarter of an hour: told once, however many pages were opened."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    case = models.CharField(max_length=40)
    quarter = models.PositiveIntegerField()
    """Quarters of an hour since 1970."""

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(name="reading_is_told_once_a_quarter", fields=["user", "case", "quarter"]),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.case}"
