"""pyHanko and nothing else: the same keys, the same level, its own defaults for everything that is ours."""

from __future__ import annotations

import asyncio
from io import BytesIO

from asn1crypto import crl
from pyhanko.keys.pemder import load_certs_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import Signer
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pyhanko_certvalidator import ValidationContext

from agreements.sealing.trust import Trust


def sign(pdf: bytes, field: str, *, certify: bool, signer: Signer, timestamper: TimeStamper, trust: Trust) -> bytes:
    """B-LTA, with pyHanko's own block in its standard font."""
    metadata = PdfSignatureMetadata(
        field_name=field,
        certify=certify,
        docmdp_permissions=MDPPerm.FILL_FORMS,
        subfilter=SigSeedSubFilter.PADES,
        use_pades_lta=True,
        embed_validation_info=True,
        validation_context=_context(trust),
    )
    out, writer = BytesIO(), IncrementalPdfFileWriter(BytesIO(pdf))
    ready = PdfSigner(metadata, signer, timestamper=timestamper)
    asyncio.run(ready.async_sign_pdf(writer, existing_fields_only=True, output=out))
    return out.getvalue()


def validate(pdf: bytes, trust: Trust) -> list[bool]:
    """Of every signature and every timestamp over the document: does it hold?"""
    context = _context(trust)
    found = []
    for one in PdfFileReader(BytesIO(pdf)).embedded_signatures:
        check = validate_pdf_timestamp if one.sig_object_type == "/DocTimeStamp" else validate_pdf_signature
        status = check(one, context)
        found.append(status.intact and status.valid and status.trusted)
    return found


def _context(trust: Trust) -> ValidationContext:
    roots = [root for pem in trust.roots for root in load_certs_from_pemder_data(pem)]
    lists = [crl.CertificateList.load(der) for der in trust.revoked]
    return ValidationContext(trust_roots=roots, crls=lists, revocation_mode="require", allow_fetching=False)
