from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Board
from agreements.models import Agreement
from agreements.states import Audience
from leerroutes.models import Route


class Message(models.Model):
    """Something said about a route or an agreement; for the own board, or for every party. Never changed.

    What is said about an article stands with it (`agreements.Comment`), under the same rules of who reads what.
    """

    route = models.ForeignKey(Route, models.PROTECT, null=True, related_name="messages")
    agreement = models.ForeignKey(Agreement, models.PROTECT, null=True, related_name="messages")
    board = models.ForeignKey(Board, models.PROTECT, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    audience = models.CharField(_("who reads this"), max_length=10, choices=Audience)
    body = models.TextField(_("message"), max_length=4000)
    mentioned: ClassVar[models.ManyToManyField[models.Model, models.Model]] = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="+", blank=True
    )
    written = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="message_is_about_one_case",
                condition=Q(route=None, agreement__isnull=False) | Q(route__isnull=False, agreement=None),
            ),
            models.CheckConstraint(name="message_says_something", condition=~Q(body="")),
        ]

    def __str__(self) -> str:
        return f"{self.author}: {self.body[:40]}"

    def get_absolute_url(self) -> str:
        """The page of messages from this one on back."""
        kind, pk = ("route", self.route_id) if self.route_id else ("agreement", self.agreement_id)
        return f"{reverse(f'workflows:{kind}_messages', args=[pk])}?tot={self.pk}#bericht-{self.pk}"

    @property
    def is_private(self) -> bool:
        return self.audience != Audience.EVERYBODY
