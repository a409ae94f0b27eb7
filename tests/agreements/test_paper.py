"""The file itself: what is in it beside the words, the same bytes again, and places that can be signed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from accounts.letters import printable, unknown_letters
from agreements.errors import AgreementError
from agreements.models import Agreement
from agreements.paper import codes
from agreements.paper.fields import board_of, signature_field
from agreements.paper.imprint import qr_svg
from agreements.sealing.awaiting import finished
from agreements.services import request_draft_document
from tests.agreements.clause_cases import agreement, line, route
from tests.agreements.paper_cases import Paper, throw_away_signer
from tests.conformance import generated
from tests.factories import Party, agreement_in

FACTS = agreement(route(line(4)), parties=3)
FIELDS = [signature_field(party.board_id) for party in FACTS.signing]


@pytest.fixture(scope="module")
def paper() -> Paper:
    return Paper(FACTS)


def sign(pdf: bytes, field: str, signer: signers.SimpleSigner, *, certify: bool) -> bytes:
    meta = signers.PdfSignatureMetadata(
        field_name=field,
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=certify,
        docmdp_permissions=MDPPerm.FILL_FORMS if certify else None,
    )
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    return bytes(finished(signers.PdfSigner(meta, signer).async_sign_pdf(writer, existing_fields_only=True)).getvalue())


def test_every_board_has_an_empty_tagged_place_to_sign(paper: Paper) -> None:
    with pikepdf.open(BytesIO(paper.pdf)) as pdf:
        places = list(pdf.Root.AcroForm.Fields)
        assert [str(place.T) for place in places] == FIELDS
        parents = pdf.Root.StructTreeRoot.ParentTree.Nums
        tagged = {int(parents[at]): parents[at + 1] for at in range(0, len(parents), 2)}
        for place in places:
            left, bottom, right, top = (float(number) for number in place.Rect)
            assert place.FT == "/Sig"
            assert "/V" not in place
            assert str(place.TU).startswith("Handtekening namens")
            assert tagged[int(place.StructParent)].S == "/Form"
            assert right - left > 400
            assert top - bottom > 60


def test_a_board_signs_after_another_and_both_hold(paper: Paper) -> None:
    first, second = throw_away_signer("Eerste"), throw_away_signer("Tweede")
    signed = sign(sign(paper.pdf, FIELDS[0], first, certify=True), FIELDS[1], second, certify=False)
    trust = ValidationContext(trust_roots=[first.signing_cert, second.signing_cert], allow_fetching=False)
    found = PdfFileReader(BytesIO(signed)).embedded_signatures
    assert [one.field_name for one in found] == FIELDS[:2]
    for one in found:
        status = finished(async_validate_pdf_signature(one, trust))
        assert status.intact
        assert status.valid
        assert status.docmdp_ok, status.pretty_print_details()


def test_a_draft_cannot_be_signed() -> None:
    pdf = pikepdf.open(BytesIO(Paper(agreement(route(line(3))), is_final=False).pdf))
    assert "/AcroForm" not in pdf.Root


def test_the_agreement_is_in_it_as_data(paper: Paper) -> None:
    with pikepdf.open(BytesIO(paper.pdf)) as pdf:
        files = {name: file.get_file().read_bytes().decode() for name, file in pdf.attachments.items()}
        kinds = [str(file.AFRelationship) for file in pdf.Root.AF]
    assert files == {"overeenkomst.json": paper.data, "wettelijke-toets.json": paper.check_data}
    assert kinds == ["/Data", "/Supplement"]
    told = json.loads(paper.data)
    assert [party["name"] for party in told["parties"]] == [party.name for party in FACTS.parties]
    assert told["document"]["verify"] == "http://testserver/controle/ABCDE12345/"
    assert {article["route"] for article in told["articles"]} == {None, FACTS.routes[0].number}


def test_margins_are_not_read_aloud(paper: Paper) -> None:
    with pikepdf.open(BytesIO(paper.pdf)) as pdf:
        for page in pdf.pages[1:]:
            assert page.Contents.read_bytes().count(b"/Type /Pagination") >= 3


def test_no_object_is_hidden_in_a_stream_of_objects(paper: Paper) -> None:
    assert b"/ObjStm" not in paper.pdf


def test_codes_survive_being_typed_over() -> None:
    code = codes.new_code()
    assert codes.normalised(f" {codes.shown(code).lower()} ") == code
    assert codes.normalised("OIL00-00000") == "0110000000"
    assert codes.normalised("te kort") == codes.normalised("ABCDE1234U") == ""
    assert code != codes.new_code()


def test_a_field_names_its_board() -> None:
    assert board_of(signature_field(12)) == 12
    assert board_of("Signature1") is None


def test_a_qr_code_is_the_same_picture_every_time() -> None:
    assert qr_svg("https://example.org/controle/ABCDE12345/") == qr_svg("https://example.org/controle/ABCDE12345/")


def test_letters_without_a_font_are_named() -> None:
    assert unknown_letters(Paper(FACTS).html) == []
    assert unknown_letters(f"{generated.LETTERS} e\u0301 a\u00adb\u200bc") == []
    assert unknown_letters("שלום 😀 中 Ж!") == ["Ж", "ו", "ל", "ם", "ש", "中", "😀"]
    assert unknown_letters(printable("Ĳsselmeer\u202f12\u2011a")) == []


@pytest.mark.django_db
@pytest.mark.usefixtures("in_english")
def test_no_document_is_promised_that_nobody_could_read(vmbo: Party) -> None:
    case = agreement_in("draft")
    Agreement.objects.filter(pk=case.pk).update(title="Samen 😀")
    with pytest.raises(AgreementError, match="cannot show these signs: 😀"):
        request_draft_document(case, actor=vmbo.coordinator)
    assert not case.documents.exists()


def test_two_workers_make_the_same_bytes(tmp_path: Path) -> None:
    """Processes of their own, with other seeds for what Python keeps in no order."""
    small = Paper(FACTS, pick=lambda rendered: rendered[:2])
    for name, text in (("html", small.html), ("data", small.data), ("check", small.check_data)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    made = {_made_elsewhere(tmp_path, seed) for seed in ("1", "2")}
    assert made == {sha256(small.pdf).hexdigest()}


def _made_elsewhere(folder: Path, seed: str) -> str:
    program = (
        "import sys, pathlib, hashlib; from agreements.paper.pdf import render_pdf;"
        "html, data, check = (pathlib.Path(sys.argv[1], n).read_text('utf-8') for n in ('html', 'data', 'check'));"
        "print(hashlib.sha256(render_pdf(html, data=data, check_data=check)).hexdigest())"
    )
    environment = os.environ | {"PYTHONHASHSEED": seed}
    run = subprocess.run(
        [sys.executable, "-c", program, str(folder)], env=environment, capture_output=True, text=True, check=True
    )
    return run.stdout.strip()
