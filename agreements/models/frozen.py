from __future__ import annotations

from django.db import models
from django.utils import timezone

from .agreement import Agreement


class FrozenText(models.Model):
    """The words of an agreement as a board agreed with them, or as a document was made of them. Never changed.

    `articles` holds their structure (`clauses.stored`), so any two can be compared; their digest is `sha256`.
    """

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="frozen_texts")
    sha256 = models.CharField(max_length=64)
    round = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField()
    articles = models.JSONField()
    frozen = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(name="text_frozen_once", fields=["agreement", "sha256"])]

    def __str__(self) -> str:
        return f"{self.agreement.number} {self.round}.{self.version} {self.sha256[:8]}"
