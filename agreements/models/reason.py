from __future__ import annotations

from django.db import models
from django.db.models import Q

from leerroutes.models.reason import WrittenReason

from .agreement import Agreement


class AgreementReason(WrittenReason):
    """For a warning about the text of an agreement, written by the first board that agrees with the whole text."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="reasons")

    class Meta(WrittenReason.Meta):
        constraints = [
            models.UniqueConstraint(name="one_reason_per_warning_of_an_agreement", fields=["agreement", "sha256"]),
            models.CheckConstraint(name="reason_about_an_agreement_says_something", condition=~Q(reason="")),
        ]
