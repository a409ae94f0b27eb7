from __future__ import annotations

from secrets import token_hex

from django.conf import settings
from django.db import models
from django.db.models import Q

from ..uploads.states import FileState
from .file import OutsideFile
from .membership import Mandate


def mandate_path(document: MandateDocument, filename: str) -> str:
    """A path that cannot be guessed; the name people see is kept apart."""
    return f"mandates/{document.mandate_id}/{token_hex(16)}"


class MandateDocument(OutsideFile):
    """The paper that gives a mandate, as a file. From the first signature under the mandate on it never changes."""

    mandate = models.OneToOneField(Mandate, models.PROTECT, related_name="document")
    file = models.FileField(upload_to=mandate_path, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(name="mandate_document_state_is_known", condition=Q(state__in=FileState.values)),
            models.CheckConstraint(
                name="refused_mandate_document_has_a_reason", condition=~Q(state=FileState.REFUSED) | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def job_key(self) -> str:
        return f"mandate-document:{self.pk}"
