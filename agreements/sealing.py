"""The seam for a cryptographic seal. Today a signature is recorded consent to a digest; the bytes stay as they were."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from .models import Signature


class BytesDiffer(Exception):
    """The stored document is not the one that was signed."""


def seal(pdf: bytes, signatures: Sequence[Signature]) -> bytes:
    """The document as it is kept for good. Refuses bytes that a signatory did not see.

    A later version adds a PAdES signature for every board here; callers need not change.
    """
    digest = sha256(pdf).hexdigest()
    for signature in signatures:
        if signature.document_sha256 != digest:
            raise BytesDiffer(f"{signature} was given for {signature.document_sha256}, the file is {digest}.")
    return pdf
