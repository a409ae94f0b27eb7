"""A file that was made to be read for ever, handed in as “signed outside”: refused within seconds, with a reason."""

from __future__ import annotations

import contextlib
import re
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from agreements.errors import AgreementError
from agreements.models import Agreement, Signature
from agreements.sealing.authority import Authority
from agreements.sealing.keys import Folder
from agreements.services import sign_outside
from tests.agreements.sealing_cases import empty, field, sign_with
from tests.agreements.test_revisions import newest
from tests.factories import MBO, VMBO, agreement_in, proof_of, with_document

SECONDS = 60
"""On a machine that does other things too; the bound itself is 10 of the processor."""


def update(base: bytes, objects: dict[int, bytes]) -> bytes:
    """An update behind the file, as any program would write it; object 1 is the catalog of what pikepdf writes."""
    before = int(base.rstrip().removesuffix(b"%%EOF").split(b"startxref")[-1])
    out, places = base + b"\n", {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%d 1\n%010d 00000 n \n" % pair for pair in places.items())
    trailer = b"trailer\n<< /Size 100000 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (before, len(out))
    return out + b"xref\n" + table + trailer


def doubling(base: bytes) -> bytes:
    """Forty objects, each naming the next one twice: a million million paths to the last."""
    chain = {900 + n: b"<< /A %d 0 R /B %d 0 R >>" % (901 + n, 901 + n) for n in range(40)}
    return update(base, {1: catalog(base, b"/X 900 0 R"), **chain, 940: b"<< /End true >>"})


def deep(base: bytes) -> bytes:
    return update(base, {1: catalog(base, b"/X " + b"[" * 200_000 + b"]" * 200_000)})


def nested_fields(base: bytes) -> bytes:
    """Fields within fields, each twice."""
    chain = {900 + n: b"<< /T (a) /Kids [%d 0 R %d 0 R] >>" % (901 + n, 901 + n) for n in range(40)}
    return update(base, {1: catalog(base, b"/AcroForm << /Fields [900 0 R 900 0 R] >>"), **chain, 940: b"<< /T (x) >>"})


def bomb(base: bytes) -> bytes:
    """A revocation list of 800 megabytes, packed twice."""
    part, sum_of_all = zlib.compressobj(9, wbits=-15), 1
    zeros = bytes(1 << 22)
    piece = part.compress(zeros) + part.flush(zlib.Z_FULL_FLUSH)
    for _ in range(200):
        sum_of_all = zlib.adler32(zeros, sum_of_all)
    packed = b"\x78\xda" + piece * 200 + part.flush() + sum_of_all.to_bytes(4)
    stream = zlib.compress(packed, 9)
    about = b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n" % len(stream)
    store = {1: catalog(base, b"/DSS << /CRLs [900 0 R] >>"), 900: about + stream + b"\nendstream"}
    return update(base, store)


def many_objects(base: bytes) -> bytes:
    return update(base, {1: catalog(base, b"/X 900 0 R"), **{900 + n: b"[%d 0 R]" % (901 + n) for n in range(20_000)}})


def catalog(base: bytes, more: bytes) -> bytes:
    """The catalog as it was, with something more; what stood under that name before goes."""
    was = list(re.finditer(rb"(?<!\d)1 0 obj\s*<<(.*?)>>\s*endobj", base, re.DOTALL))[-1][1]
    name = more.partition(b" ")[0]
    return b"<<" + (was.replace(name, b"/Old") if name else was) + b"\n" + more + b"\n>>"


@pytest.fixture
def agreement(db: None, monkeypatch: pytest.MonkeyPatch) -> Agreement:
    monkeypatch.setattr("agreements.tasks.make_file", lambda promised: empty([VMBO.board, MBO.board]))
    made = agreement_in("out_for_signature")
    with_document(made)
    return made


@pytest.mark.usefixtures("real_paper", "blank_paper", "in_english")
@pytest.mark.parametrize("hostile", [doubling, deep, nested_fields, bomb, many_objects])
def test_a_file_made_to_be_read_for_ever_is_refused_in_time(
    hostile: Callable[[bytes], bytes], agreement: Agreement, tmp_path: Path
) -> None:
    pdf = hostile(newest(agreement.documents.get(kind="agreement")))
    Authority(tmp_path, "thuis").make([VMBO.board])
    with contextlib.suppress(RecursionError):  # signed well, so that whatever else it changes is looked at too
        pdf = sign_with(pdf, field(VMBO.board), Folder(tmp_path, "thuis").signer_for(VMBO.board))
    begun = time.monotonic()
    with pytest.raises(AgreementError, match="takes too long to read|cannot be read|More was changed"):
        sign_outside(agreement, actor=VMBO.signatory, pdf=pdf, proof=proof_of(VMBO.signatory))
    assert time.monotonic() - begun < SECONDS
    assert not Signature.objects.exists()
