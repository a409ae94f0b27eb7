from __future__ import annotations

from secrets import token_hex

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Board, OutsideFile
from accounts.uploads.states import FileState

from .agreement import Agreement


def evaluation_path(evaluation: Evaluation, filename: str) -> str:
    """A path that cannot be guessed; the name people see is kept apart."""
    return f"evaluations/{evaluation.agreement_id}/{token_hex(16)}"


class Evaluation(OutsideFile):
    """What the boards found in a school year, as the article about quality asks of them every year.

    Recorded after signing, so it is no part of the text. It stays as it came in: a correction is another one.
    """

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="evaluations")
    board = models.ForeignKey(Board, models.PROTECT, related_name="+")
    start_year = models.PositiveSmallIntegerField(_("school year"))
    held_on = models.DateField(_("held on"))
    conclusion = models.TextField(_("conclusion"))
    file = models.FileField(upload_to=evaluation_path, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-start_year", "-pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(name="evaluation_file_state_is_known", condition=Q(state__in=FileState.values)),
            models.CheckConstraint(
                name="refused_evaluation_has_a_reason", condition=~Q(state=FileState.REFUSED) | ~Q(reason="")
            ),
            models.CheckConstraint(name="evaluation_has_a_conclusion", condition=~Q(conclusion="")),
            models.CheckConstraint(
                name="evaluation_of_a_thinkable_year", condition=Q(start_year__gte=2020) & Q(start_year__lte=2100)
            ),
            models.UniqueConstraint(
                name="evaluation_once_per_agreement",
                fields=["agreement", "sha256"],
                condition=~Q(state=FileState.REFUSED),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school_year}: {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("agreements:evaluation", args=[self.pk])

    @property
    def school_year(self) -> str:
        return f"{self.start_year}-{self.start_year + 1}"

    @property
    def job_key(self) -> str:
        return f"evaluation:{self.pk}"
