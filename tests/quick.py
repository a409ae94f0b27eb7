"""Documents and signatures in words: for tests about something else, because the real ones cost seconds."""

from __future__ import annotations

import re

import pytest

from agreements.models import Document, Signature
from agreements.paper.fields import signature_field
from agreements.sealing.report import Report, SignatureFound

SIGNED = re.compile(rb"^%signed in (\S+), \d+$", re.MULTILINE)


def be_quick(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("agreements.tasks.make_file", made)
    patch.setattr("agreements.services.sealing.signed_bytes", signed)
    patch.setattr("agreements.services.sealing.checked", checked)


def made(promised: Document) -> bytes:
    return b"%PDF-1.7\n" + promised.source.encode()


def signed(pdf: bytes, signature: Signature) -> bytes:
    return pdf + f"\n%signed in {signature_field(signature.board_id)}, {signature.pk}".encode()


def checked(pdf: bytes) -> Report:
    return Report(tuple(_found(field.decode(), len(pdf)) for field in SIGNED.findall(pdf)))


def _found(field: str, covers: int) -> SignatureFound:
    return SignatureFound(field, "bord", "uitgever", "0" * 64, "B-B", None, False, True, True, covers)
