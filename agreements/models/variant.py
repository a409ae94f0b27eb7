from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Board


class ClauseVariant(models.Model):
    """An article as one board likes to have it, kept for its own people: answers, own words, and the model they fit.

    Read through `policies_library.variants_visible_to` and nowhere else.
    """

    board = models.ForeignKey(Board, models.PROTECT, related_name="+")
    code = models.CharField(max_length=20)
    name = models.CharField(_("name"), max_length=100)
    data = models.JSONField(default=dict)
    model = models.CharField(max_length=20)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kept = models.DateTimeField(auto_now_add=True)
    archived = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["code", "name", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                name="variant_named_once", fields=["board", "code", "name"], condition=Q(archived__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return self.name
