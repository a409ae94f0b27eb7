"""What this room remembers of its own."""

from __future__ import annotations

from secrets import token_hex

from django.conf import settings
from django.db import models
from django.db.models import Q

from leerroutes.models import Route


def case_file_path(file: CaseFile, filename: str) -> str:
    """A path that cannot be guessed."""
    return f"dossiers/{file.route_id}/{token_hex(16)}.zip"


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


class CaseFile(models.Model):
    """An inspection file: promised when somebody asked, real when the worker stored it. For who asked only.

    What is in it is what that person might see on that day.
    """

    route = models.ForeignKey(Route, models.PROTECT, related_name="case_files")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    acting_for = models.PositiveBigIntegerField(null=True)
    asked = models.DateTimeField(auto_now_add=True)
    file = models.FileField(upload_to=case_file_path, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    stored = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                name="one_case_file_is_made_at_a_time", fields=["route", "asked_by"], condition=Q(stored=None)
            ),
            models.CheckConstraint(
                name="stored_case_file_has_a_digest", condition=Q(stored__isnull=True) | ~Q(sha256="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.route.number} ({self.asked:%Y-%m-%d})"

    @property
    def fingerprint(self) -> str:
        """The digest as people compare it: eight groups of eight."""
        return " ".join(self.sha256[start : start + 8] for start in range(0, len(self.sha256), 8))
