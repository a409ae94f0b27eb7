from __future__ import annotations

from secrets import token_hex

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.actors import in_place_of
from accounts.models import Board, Mandate
from accounts.stepup import Method

from ..states import DocumentKind, SigningMethod
from .agreement import Agreement


def document_path(document: Document, filename: str) -> str:
    """A path that cannot be guessed; files are served by a view that asks the policy."""
    return f"documents/{document.agreement_id}/{token_hex(16)}.pdf"


class Document(models.Model):
    """A PDF of an agreement: promised when its text was frozen in `source`, real when the worker stored `file`.

    What decides the bytes is frozen with it: the words (`source`), the same as JSON (`data`), the statutory check
    (`check_data`) and the `code` on every page. A sealed document is the signed file of another row, and has none.
    `sha256` is the digest of the stored bytes; `text_sha256` of the text they were made from. A comparison also has
    `base_sha256`, the digest of the older text, and in `note` which two versions it lays side by side. A draft also has
    `check_sha256`, of what stands around the text and changes without it: the title and the statutory check. Of
    evidence `text_sha256` is the digest of the facts, in `data`.
    """

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=10, choices=DocumentKind)
    round = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField()
    code = models.CharField(max_length=10, blank=True, editable=False)
    source = models.TextField(editable=False)
    data = models.TextField(blank=True, editable=False)
    check_data = models.TextField(blank=True, editable=False)
    text_sha256 = models.CharField(max_length=64)
    base_sha256 = models.CharField(max_length=64, blank=True)
    check_sha256 = models.CharField(max_length=64, blank=True)
    note = models.CharField(max_length=200, blank=True)
    file = models.FileField(upload_to=document_path, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(default=0)
    requested = models.DateTimeField(auto_now_add=True)
    stored = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["sha256"], name="document_by_digest")]
        constraints = [
            models.UniqueConstraint(
                name="one_document_per_kind_round_and_texts",
                fields=["agreement", "kind", "round", "text_sha256", "base_sha256", "check_sha256"],
            ),
            models.UniqueConstraint(
                name="one_document_to_sign_per_round",
                fields=["agreement", "round"],
                condition=Q(kind=DocumentKind.AGREEMENT),
            ),
            models.UniqueConstraint(name="code_leads_to_one_document", fields=["code"], condition=~Q(code="")),
            models.CheckConstraint(
                name="only_a_comparison_has_a_base",
                condition=(Q(kind=DocumentKind.COMPARISON) & ~Q(base_sha256=""))
                | (~Q(kind=DocumentKind.COMPARISON) & Q(base_sha256="")),
            ),
            models.CheckConstraint(
                name="stored_document_has_a_digest", condition=Q(stored__isnull=True) | ~Q(sha256="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement.number} {self.get_kind_display()} {self.round}.{self.version}"

    @property
    def is_ready(self) -> bool:
        return self.stored is not None

    @property
    def fingerprint(self) -> str:
        """The digest as people compare it: eight groups of eight."""
        return " ".join(self.sha256[start : start + 8] for start in range(0, len(self.sha256), 8))

    @property
    def job_key(self) -> str:
        return f"document:{self.pk}"


class Signature(models.Model):
    """A board's consent to the exact bytes of a document, by a mandated person who proved to be that person.

    `proof_method` and `proof_at`: how and when the person proved it (accounts.stepup); empty in what is older.
    What the mandate said that day is copied: later changes of the register do not change the evidence.
    """

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="signatures")
    document = models.ForeignKey(Document, models.PROTECT, related_name="signatures")
    board = models.ForeignKey(Board, models.PROTECT, related_name="+")
    signer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="+")
    signer_name = models.CharField(max_length=150)
    instead_of = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    instead_of_name = models.CharField(max_length=150, blank=True)
    function = models.CharField(max_length=120)
    mandate_document = models.CharField(max_length=200)
    mandate_file_name = models.CharField(max_length=150, blank=True)
    mandate_file_sha256 = models.CharField(max_length=64, blank=True)
    mandate_reach = models.TextField(blank=True)
    mandate_from = models.DateField(null=True)
    mandate_until = models.DateField(null=True)
    document_sha256 = models.CharField(max_length=64)
    proof_method = models.CharField(max_length=10, choices=Method, blank=True)
    proof_at = models.DateTimeField(null=True)
    method = models.CharField(max_length=10, choices=SigningMethod, default=SigningMethod.PLATFORM)
    signed = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(name="signature_once_per_board", fields=["document", "board"])]

    def __str__(self) -> str:
        return f"{self.board}: {self.signed_by}"

    @property
    def signed_by(self) -> str:
        """Both names when somebody signed for who was away."""
        return in_place_of(self.signer_name, self.instead_of_name)
