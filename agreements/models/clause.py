from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import Board
from leerroutes.models import Route

from .agreement import Agreement


class ClauseText(models.Model):
    """What was filled in for one model clause; for some clauses once per route.

    `data` is what `agreements.clauses` asks for. `version` counts saves, for the check that nobody overwrites another.
    """

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="clauses")
    code = models.CharField(max_length=20)
    route = models.ForeignKey(Route, models.PROTECT, null=True, blank=True, related_name="+")
    data = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)
    saved = models.DateTimeField(auto_now=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                name="clause_once_per_agreement", fields=["agreement", "code"], condition=Q(route__isnull=True)
            ),
            models.UniqueConstraint(name="clause_once_per_agreement_and_route", fields=["agreement", "code", "route"]),
        ]

    def __str__(self) -> str:
        return f"{self.agreement}: {self.code}"


class Consent(models.Model):
    """The coordinator of a board agrees with exactly this text. Another text needs another consent."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="consents")
    board = models.ForeignKey(Board, models.PROTECT, related_name="+")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text_sha256 = models.CharField(max_length=64)
    given = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                name="consent_once_per_board_and_text", fields=["agreement", "board", "text_sha256"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.board}: {self.text_sha256[:12]}"
