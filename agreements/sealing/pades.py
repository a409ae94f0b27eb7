"""Put one signature into the file, as an incremental update: what was there stays as it was (PAdES, EN 319 142)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from asn1crypto import crl as asn1_crl
from django.utils import timezone, translation
from django.utils.formats import date_format
from pyhanko.keys.pemder import load_certs_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import Signer
from pyhanko.sign.timestamps import TimeStamper
from pyhanko_certvalidator import ValidationContext

from . import block
from .awaiting import finished
from .trust import Trust


@dataclass(frozen=True)
class Facts:
    """What a signature says, besides which bytes: in words that anybody can read in any viewer."""

    field: str
    agreement: str
    board: str
    place: str
    name: str
    function: str
    mandate: str
    moment: datetime
    """When the person consented; when it was put into the file is in the signature itself."""

    @property
    def reason(self) -> str:
        return f"Ondertekening van {self.agreement} namens {self.board}; mandaat: {self.mandate}"

    @property
    def lines(self) -> list[str]:
        """The visible block. The document is in Dutch, whoever makes it."""
        with translation.override("nl"):
            moment = date_format(timezone.localtime(self.moment), "j F Y H:i T")
        return [self.board, f"{self.name}, {self.function}", f"Mandaat: {self.mandate}", f"Ondertekend {moment}"]


def sign(pdf: bytes, facts: Facts, *, signer: Signer, timestamper: TimeStamper | None, trust: Trust) -> bytes:
    """The file with one signature more, in the field that waits for it.

    The first certifies: after it only forms (the other signatures) may be filled in. With timestamps the signature
    keeps long after its certificate has expired (B-LTA); without, it is a plain one (B-B).
    """
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    is_first = not writer.prev.embedded_signatures
    metadata = PdfSignatureMetadata(
        field_name=facts.field,
        md_algorithm="sha256",
        reason=facts.reason,
        location=facts.place,
        name=facts.name,
        certify=is_first,
        docmdp_permissions=MDPPerm.FILL_FORMS,
        subfilter=SigSeedSubFilter.PADES,
        use_pades_lta=timestamper is not None,
        embed_validation_info=timestamper is not None,
        validation_context=_believed(trust) if timestamper else None,
        timestamp_field_name=f"tijdstempel-{facts.field}",
    )
    ready = PdfSigner(metadata, signer, timestamper=timestamper, stamp_style=block.style(facts.lines))
    out = BytesIO()
    finished(ready.async_sign_pdf(writer, existing_fields_only=True, output=out))
    return out.getvalue()


def _believed(trust: Trust) -> ValidationContext:
    """Collects what a reader needs later: the certificates, and that none of them was revoked."""
    return ValidationContext(
        trust_roots=[root for pem in trust.roots for root in load_certs_from_pemder_data(pem)],
        crls=[asn1_crl.CertificateList.load(der) for der in trust.revoked],
        revocation_mode="require" if trust.revoked else "soft-fail",
        allow_fetching=not trust.revoked,
    )
