"""A small file with an empty field for every board, and signing it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
from django.conf import settings
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter, append_signature_field
from pyhanko.sign.signers import Signer

from accounts.models import Board
from agreements.sealing import pades, timestamps
from agreements.sealing.awaiting import finished
from agreements.sealing.keys import key_store
from agreements.sealing.trust import trust


def field(board: Board) -> str:
    return f"bestuur-{board.pk}"


def empty(boards: Iterable[Board], words: str = "Overeenkomst") -> bytes:
    return _empty(tuple(board.pk for board in boards), words)


@cache
def _empty(boards: tuple[int, ...], words: str) -> bytes:
    paper, page = pikepdf.new(), BytesIO()
    paper.add_blank_page(page_size=(595, 842))
    paper.docinfo["/Title"] = words
    paper.save(page, object_stream_mode=pikepdf.ObjectStreamMode.disable, deterministic_id=True)
    writer = IncrementalPdfFileWriter(page)
    for number, pk in enumerate(boards):
        box = (60, 700 - 90 * number, 320, 770 - 90 * number)
        append_signature_field(writer, SigFieldSpec(f"bestuur-{pk}", box=box))
    writer.root["/AcroForm"]["/SigFlags"] = generic.NumberObject(3)  # as in our own documents
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def facts(board: Board) -> pades.Facts:
    return pades.Facts(
        field=field(board),
        agreement="SOK-00001",
        board=board.name,
        place=board.seat,
        name="Łucja van der Żółw 李",
        function="voorzitter van het college van bestuur, 100%",
        mandate="Mandaatregeling 2026, artikel 3",
        moment=datetime(2026, 11, 23, 12, tzinfo=UTC),
    )


def sign(pdf: bytes, board: Board, *, stamped: bool = True) -> bytes:
    timestamper = timestamps.timestamper() if stamped else None
    return pades.sign(pdf, facts(board), signer=key_store().signer_for(board), timestamper=timestamper, trust=trust())


def sign_with(pdf: bytes, place: str, signer: Signer, *, lock: MDPPerm | None = None) -> bytes:
    """As a program at home does it: no stamp of ours, no timestamps; `lock` forbids what comes after."""
    metadata = PdfSignatureMetadata(
        field_name=place,
        subfilter=SigSeedSubFilter.PADES,
        certify=lock is not None,
        docmdp_permissions=lock or MDPPerm.FILL_FORMS,
    )
    out = BytesIO()
    finished(PdfSigner(metadata, signer).async_sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), output=out))
    return out.getvalue()


def pdfsig(pdf: bytes, folder: Path) -> list[str]:
    """What poppler says of each signature of a board: `Signature is Valid.` when it is."""
    file = folder / "signed.pdf"
    file.write_bytes(pdf)
    run = subprocess.run(["pdfsig", "-nocert", str(file)], capture_output=True, text=True, timeout=60, check=False)
    found: list[str] = []
    for line in run.stdout.splitlines():
        name, _colon, value = line.strip(" -").partition(": ")
        if name == "Signature Field Name":
            found.append("") if value.startswith("bestuur-") else None
            is_of_a_board = value.startswith("bestuur-")
        if name == "Signature Validation" and is_of_a_board:
            found[-1] = value
    return [one for one in found if one]


def key_folder() -> Path:
    return Path(settings.SIGNING_KEYS_DIR)
