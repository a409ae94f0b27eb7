"""Signatures in the file: keys, timestamps, PAdES, and checking what is signed.

pyHanko takes most of a second to load, so `pades`, `validating` and `timestamps` are imported where they are used;
`keys`, `trust` and `report` are light.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # checking a file needs no database
    from ..models import Signature


class BytesDiffer(Exception):
    """The stored document is not the one that was signed."""


def seal(pdf: bytes, signatures: Sequence[Signature]) -> bytes:
    """The document as it is kept for good. Refuses bytes that a signatory did not see."""
    digest = sha256(pdf).hexdigest()
    for signature in signatures:
        if signature.document_sha256 != digest:
            raise BytesDiffer(f"{signature} was given for {signature.document_sha256}, the file is {digest}.")
    return pdf
