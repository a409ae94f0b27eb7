from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Board

from ..states import Instrument


class AgreementTemplate(models.Model):
    """What an agreement may start with: of the platform (no board), or of one board and seen by that board only.

    An agreement that starts with it keeps a copy of its own, so that nothing changes under its feet. `version` counts
    saves, so that nobody overwrites another.
    """

    board = models.ForeignKey(Board, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("name"), max_length=100)
    instrument = models.CharField(max_length=10, choices=Instrument)
    clauses = models.JSONField(default=list)
    answers = models.JSONField(default=dict)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kept = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    archived = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                name="template_named_once", fields=["board", "name"], condition=Q(archived__isnull=True)
            ),
            models.UniqueConstraint(
                name="template_of_platform_named_once",
                fields=["name"],
                condition=Q(archived__isnull=True, board__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name
