from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from ..roles import Role
from .board import Board
from .membership import Membership

SUBSTITUTED = (Role.COORDINATOR, Role.DIRECTOR, Role.SIGNATORY)
"""Roles that somebody can hold for an absent person. Who speaks for a participation body is for that body to say."""


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def standing(self) -> AbsenceQuerySet:
        """Neither refused by the substitute nor ended by the person."""
        return self.filter(refused__isnull=True, ended__isnull=True)

    def on(self, day: date | None = None) -> AbsenceQuerySet:
        """Standing on this day (today when not given). Both the first and the last day count."""
        day = day or localdate()
        return self.standing().filter(valid_from__lte=day, valid_until__gte=day)

    def during(self, first: date, last: date) -> AbsenceQuerySet:
        """Standing on at least one of these days."""
        return self.standing().filter(valid_from__lte=last, valid_until__gte=first)


class Absence(models.Model):
    """A person is away from a role at a board, from–until, and somebody else acts in that role meanwhile.

    It moves the role for these days: the absent person does not act in it, the substitute does, under both names. A
    substitute of a substitute does not exist. What is refused or ended early stays on record.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="absences")
    board = models.ForeignKey(Board, models.PROTECT, related_name="absences")
    role = models.CharField(_("role"), max_length=20, choices=[(role.value, role.label) for role in SUBSTITUTED])
    substitute = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="substitutions")
    valid_from = models.DateField(_("first day"))
    valid_until = models.DateField(_("last day"))
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded = models.DateTimeField(auto_now_add=True)
    refused = models.DateTimeField(null=True, blank=True)
    refusal = models.TextField(blank=True)
    ended = models.DateTimeField(null=True, blank=True)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        ordering = ["valid_from", "pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(name="absence_role_can_be_substituted", condition=Q(role__in=SUBSTITUTED)),
            models.CheckConstraint(name="absence_ends_after_it_starts", condition=Q(valid_until__gte=F("valid_from"))),
            models.CheckConstraint(name="nobody_substitutes_for_themselves", condition=~Q(substitute=F("user"))),
            models.UniqueConstraint(
                name="absence_begins_once_per_role",
                fields=["user", "board", "role", "valid_from"],
                condition=Q(refused__isnull=True, ended__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["substitute", "valid_until"], name="absence_of_substitute")]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()}, {self.board})"

    @property
    def is_standing(self) -> bool:
        return self.refused is None and self.ended is None

    @property
    def today(self) -> date:
        return localdate()

    @property
    def is_over(self) -> bool:
        return self.valid_until < localdate()


def memberships_in_place(substitute: Any = None) -> QuerySet[Membership, Any]:
    """Ids of the memberships that somebody (this person, or anybody) holds today for who is away."""
    today = localdate()
    absent = {
        "user__absences__board": F("board"),
        "user__absences__role": F("role"),
        "user__absences__valid_from__lte": today,
        "user__absences__valid_until__gte": today,
        "user__absences__refused__isnull": True,
        "user__absences__ended__isnull": True,
    }
    if substitute is not None:
        absent["user__absences__substitute"] = substitute
    return Membership.objects.valid_on(today).filter(**absent).values("pk")
