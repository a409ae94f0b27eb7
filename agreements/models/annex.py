from __future__ import annotations

from secrets import token_hex

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Board, OutsideFile
from accounts.uploads.states import FileState
from leerroutes.models import Route

from .agreement import Agreement


def annex_path(annex: Annex, filename: str) -> str:
    """A path that cannot be guessed; the name people see is kept apart."""
    return f"annexes/{annex.agreement_id}/{token_hex(16)}"


class Annex(OutsideFile):
    """A file that belongs to an agreement, to one of its articles or to one of its routes.

    Its name and digest stand in the text itself, so boards agree with exactly this file.
    """

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="annexes")
    board = models.ForeignKey(Board, models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=150)
    code = models.CharField(_("article"), max_length=20, blank=True)
    route = models.ForeignKey(Route, models.PROTECT, null=True, blank=True, related_name="+")
    file = models.FileField(upload_to=annex_path, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(name="annex_state_is_known", condition=Q(state__in=FileState.values)),
            models.CheckConstraint(
                name="refused_annex_has_a_reason", condition=~Q(state=FileState.REFUSED) | ~Q(reason="")
            ),
            models.CheckConstraint(name="annex_of_an_article_or_a_route", condition=Q(code="") | Q(route__isnull=True)),
            models.UniqueConstraint(
                name="annex_once_per_agreement",
                fields=["agreement", "sha256"],
                condition=~Q(state=FileState.REFUSED),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def job_key(self) -> str:
        return f"annex:{self.pk}"
