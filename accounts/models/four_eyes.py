from __future__ import annotations

from datetime import date
from typing import Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate

Row = TypeVar("Row", bound=models.Model)


class PeriodQuerySet(models.QuerySet[Row]):
    def valid_on(self, day: date | None = None) -> Self:
        """Rows whose period contains the day (today when not given). The last day counts."""
        day = day or localdate()
        return self.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=day), valid_from__lte=day)

    def waiting(self) -> Self:
        """Proposed, and not answered by a second person yet."""
        return self.filter(confirmed__isnull=True, refused__isnull=True)


class Confirmed(models.Manager[Row]):
    """What a second person confirmed. The default, so that whoever forgets about proposals gives no rights by them."""

    def get_queryset(self) -> PeriodQuerySet[Row]:
        return PeriodQuerySet(self.model, using=self._db).filter(confirmed__isnull=False)

    def valid_on(self, day: date | None = None) -> PeriodQuerySet[Row]:
        return self.get_queryset().valid_on(day)


class FourEyes(models.Model):
    """One person proposes it, a second one confirms it; until then it gives nothing.

    Set-up commands on the server itself propose nothing: what they make stands at once, with nobody's name on it.
    """

    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    proposed = models.DateTimeField(auto_now_add=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed = models.DateTimeField(null=True)
    refused_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    refused = models.DateTimeField(null=True)
    refusal = models.TextField(blank=True)

    class Meta:
        abstract = True

    @property
    def is_waiting(self) -> bool:
        return self.confirmed is None and self.refused is None


def two_people(name: str) -> list[models.CheckConstraint]:
    """Never confirmed by who proposed it or by who gets it; confirmed or refused, not both."""
    nobody = Q(proposed_by__isnull=True, confirmed_by__isnull=True)
    second = Q(proposed_by__isnull=False, confirmed_by__isnull=False)
    second &= ~Q(confirmed_by=F("proposed_by")) & ~Q(confirmed_by=F("user"))
    return [
        models.CheckConstraint(
            name=f"{name}_is_confirmed_by_a_second_person",
            condition=Q(confirmed__isnull=True, confirmed_by__isnull=True)
            | Q(confirmed__isnull=False) & (nobody | second),
        ),
        models.CheckConstraint(
            name=f"{name}_is_answered_once",
            condition=Q(refused__isnull=True, refused_by__isnull=True)
            | Q(refused__isnull=False, refused_by__isnull=False, confirmed__isnull=True),
        ),
    ]
