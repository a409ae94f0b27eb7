"""How equal boards come to one text: what was put on the table, where each board stands, what is still private."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Board
from leerroutes.models import Route

from ..states import Audience, Stance
from .agreement import Agreement
from .decision import BoardDecision

Place = tuple[str, int | None]
"""The code of an article, and the route when there is one for each route."""


class OfArticle(models.Model):
    """Something that belongs to one article of an agreement."""

    code = models.CharField(max_length=20)
    route = models.ForeignKey(Route, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True

    @property
    def place(self) -> Place:
        return (self.code, self.route_id)


class Proposal(OfArticle):
    """A text that a board put on the table. Never changed; the last one is what the boards talk about.

    `number` is the version of the `ClauseText` it became; `text` its words, `sha256` their digest on that day.
    """

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="proposals")
    number = models.PositiveIntegerField()
    board = models.ForeignKey(Board, models.PROTECT, related_name="+")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    data = models.JSONField(default=dict)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    note = models.TextField(_("note"), blank=True, max_length=2000)
    proposed = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                name="proposal_numbered_once", fields=["agreement", "code", "number"], condition=Q(route__isnull=True)
            ),
            models.UniqueConstraint(
                name="proposal_of_route_numbered_once", fields=["agreement", "code", "route", "number"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.number}: {self.board}"


class Standpoint(OfArticle):
    """Where a board stands on one article at one digest: accepted, or rejected with a reason. The latest one counts."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="standpoints")
    board = models.ForeignKey(Board, models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    stance = models.CharField(max_length=10, choices=Stance)
    reason = models.TextField(_("reason"), blank=True, max_length=2000)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    taken = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(name="rejecting_has_a_reason", condition=Q(stance=Stance.ACCEPTED) | ~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.board}: {self.code} {self.get_stance_display()}"


class PrivateDraft(OfArticle):
    """What one board is writing and did not put on the table: for its own people only.

    `based_on` is the version of the text on the table it began with; `version` counts saves among colleagues.
    """

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="private_drafts")
    board = models.ForeignKey(Board, models.PROTECT, related_name="+")
    data = models.JSONField(default=dict)
    based_on = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=1)
    saved = models.DateTimeField(auto_now=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                name="one_draft_per_board", fields=["agreement", "code", "board"], condition=Q(route__isnull=True)
            ),
            models.UniqueConstraint(
                name="one_draft_per_board_and_route", fields=["agreement", "code", "route", "board"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.board}: {self.code}"


class Comment(OfArticle):
    """A remark on an article, or on a passage of it; for the own board, or for every party."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="comments")
    board = models.ForeignKey(Board, models.PROTECT, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    audience = models.CharField(_("who reads this"), max_length=10, choices=Audience)
    passage = models.TextField(_("passage"), blank=True, max_length=500)
    body = models.TextField(_("comment"), max_length=4000)
    mentioned: ClassVar[models.ManyToManyField[models.Model, models.Model]] = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="+", blank=True
    )
    written = models.DateTimeField(auto_now_add=True)
    settled = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["agreement", "code"], name="comment_of_article")]
        constraints = [
            models.CheckConstraint(
                name="settled_by_somebody",
                condition=Q(settled__isnull=True, settled_by__isnull=True)
                | Q(settled__isnull=False, settled_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.author}: {self.body[:40]}"


class ClauseApproval(OfArticle):
    """An article that a director approved with a decision, at one digest: not to be read again while it stays so."""

    decision = models.ForeignKey(BoardDecision, models.CASCADE, related_name="approvals")
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.decision.board}: {self.code}"
