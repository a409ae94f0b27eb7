"""What this room remembers of its own."""

from __future__ import annotations

from secrets import token_hex

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from leerroutes.models import Route

from .findings.flow import FindingProcess
from .findings.models import AnswerFile, Finding, Round

__all__ = [
    "AnswerFile",
    "CaseFile",
    "Finding",
    "FindingProcess",
    "InspectionSample",
    "Reading",
    "Round",
    "SampledRoute",
]


def case_file_path(file: CaseFile, filename: str) -> str:
    """A path that cannot be guessed."""
    return f"dossiers/{file.route_id}/{token_hex(16)}.zip"


def in_eights(digest: str) -> str:
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))


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
        return in_eights(self.sha256)


class InspectionSample(models.Model):
    """Routes that an inspector drew: by whom, from what, how; enough to draw the very same ones again. Never changed.

    `population` is where each route belonged on that day: number → provinces, levels, state (inspections/sampling.py).
    """

    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drawn = models.DateTimeField(auto_now_add=True)
    method = models.PositiveSmallIntegerField()
    seed = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    filters = models.JSONField(default=dict)
    population = models.JSONField()
    population_size = models.PositiveIntegerField()
    population_sha256 = models.CharField(max_length=64)
    allocation = models.JSONField()
    """Rows of provinces, levels, state, how many there are, how many are drawn."""

    class Meta:
        ordering = ["-pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="sample_fits_its_population", condition=Q(size__gte=1) & Q(size__lte=F("population_size"))
            ),
            models.UniqueConstraint(
                name="sample_is_drawn_once", fields=["drawn_by", "seed", "size", "population_sha256"]
            ),
            models.CheckConstraint(name="sample_can_be_drawn_again", condition=~Q(seed="") & ~Q(population_sha256="")),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return f"ST-{self.pk:05d}"

    @property
    def fingerprint(self) -> str:
        """The digest of the population, as people compare it."""
        return in_eights(self.population_sha256)


class SampledRoute(models.Model):
    """One of the routes that were drawn, in the order of the report."""

    sample = models.ForeignKey(InspectionSample, models.CASCADE, related_name="sampled")
    route = models.ForeignKey(Route, models.PROTECT, related_name="+")
    rank = models.PositiveIntegerField()

    class Meta:
        ordering = ["rank"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(name="route_is_drawn_once", fields=["sample", "route"]),
            models.UniqueConstraint(name="place_in_a_sample_is_taken_once", fields=["sample", "rank"]),
        ]

    def __str__(self) -> str:
        return f"{self.sample_id}: {self.rank}"
