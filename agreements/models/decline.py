from __future__ import annotations

from django.conf import settings
from django.db import models

from accounts.actors import in_place_of
from accounts.models import Board

from .agreement import Agreement
from .document import Document


class Decline(models.Model):
    """A board declines to sign this document, with a reason. Nobody can sign it any more, and it binds nobody.

    An agreement of several boards comes about when every one of them agrees (6:217 BW), so the signatures that were
    given stay what they are, evidence of what was done, and bind to nothing. The next round makes another document.
    """

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="declines")
    document = models.OneToOneField(Document, models.PROTECT, related_name="decline")
    board = models.ForeignKey(Board, models.PROTECT, related_name="+")
    declined_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    declined_by_name = models.CharField(max_length=150)
    instead_of_name = models.CharField(max_length=150, blank=True)
    reason = models.TextField()
    declined = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [models.CheckConstraint(name="declining_has_a_reason", condition=~models.Q(reason=""))]

    def __str__(self) -> str:
        return f"{self.board}: {self.reason}"

    @property
    def decliner(self) -> str:
        """Both names when somebody declined for who was away."""
        return in_place_of(self.declined_by_name, self.instead_of_name)
