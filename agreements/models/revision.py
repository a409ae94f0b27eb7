from __future__ import annotations

from secrets import token_hex

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .document import Document, Signature


def revision_path(revision: Revision, filename: str) -> str:
    """A path that cannot be guessed; files are served by a view that asks the policy."""
    return f"documents/{revision.document.agreement_id}/{token_hex(16)}.pdf"


class Revision(models.Model):
    """The file after one more signature was put into it: what was there before is its beginning, byte for byte.

    Made from the consent (`signature`), which binds already. What the certificate said is copied: whose it is, who
    issued it, and whether it was trusted that day. `level` is the PAdES level; `signed_at` what the signature says.
    """

    signature = models.OneToOneField(Signature, models.PROTECT, related_name="revision")
    document = models.ForeignKey(Document, models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    file = models.FileField(upload_to=revision_path)
    sha256 = models.CharField(max_length=64, unique=True)
    previous_sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    level = models.CharField(_("level"), max_length=5)
    certificate_sha256 = models.CharField(max_length=64)
    certificate_name = models.CharField(_("certificate of"), max_length=300)
    certificate_issuer = models.CharField(_("issued by"), max_length=300)
    is_trusted = models.BooleanField(default=False)
    is_demonstration = models.BooleanField(default=False)
    signed_at = models.DateTimeField(null=True)
    is_timestamped = models.BooleanField(default=False)
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["document", "number"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(name="one_revision_per_number", fields=["document", "number"]),
            models.UniqueConstraint(name="revisions_follow_one_another", fields=["document", "previous_sha256"]),
            models.CheckConstraint(name="first_revision_is_one", condition=Q(number__gte=1)),
            models.CheckConstraint(name="a_revision_changes_the_file", condition=~Q(sha256=F("previous_sha256"))),
        ]

    def __str__(self) -> str:
        return f"{self.document} +{self.number}"
