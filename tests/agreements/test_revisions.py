"""Consents become signatures in the file, one after the other, here or outside; the last one brings it in force."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.timezone import localdate
from pyhanko.sign.fields import MDPPerm
from pytest_django import Settings

from accounts.actors import Actor
from accounts.errors import Refusal
from accounts.models import Board, Mandate
from agreements.errors import AgreementError
from agreements.models import Agreement, Document, Revision, Signature
from agreements.sealing.authority import Authority
from agreements.sealing.keys import Folder
from agreements.sealing.trust import trust
from agreements.sealing.validating import validate
from agreements.services import apply_signatures, sign_agreement, sign_outside
from audit.models import AuditEvent
from jobs.models import Job
from jobs.services import run
from tests.agreements.pages import says, words
from tests.agreements.sealing_cases import empty, field, sign_with
from tests.conftest import ClientAs
from tests.factories import Party, agreement_in, code_of, proof_of, stored, with_document
from workflows.demo.world import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_paper", "blank_paper", "in_english")]


@pytest.fixture
def agreement(vmbo: Party, mbo: Party, monkeypatch: pytest.MonkeyPatch) -> Agreement:
    """Out for signature, with a small file that has a place for each board."""
    monkeypatch.setattr("agreements.tasks.make_file", lambda promised: empty([vmbo.board, mbo.board]))
    made = agreement_in("out_for_signature")
    with_document(made)
    return made


@pytest.fixture
def document(agreement: Agreement) -> Document:
    return agreement.documents.get(kind="agreement")


@pytest.fixture
def own_key(tmp_path: Path) -> Callable[[bytes, Board], bytes]:
    """Sign as a board does at home: with a certificate of an authority that this site does not know."""

    def at_home(pdf: bytes, board: Board, place: str = "", lock: bool = False) -> bytes:
        Authority(tmp_path / "home", "thuis").make([board])
        signer = Folder(tmp_path / "home", "thuis").signer_for(board)
        return sign_with(pdf, place or field(board), signer, lock=MDPPerm.NO_CHANGES if lock else None)

    return at_home


def sign(agreement: Agreement, actor: Actor) -> Signature:
    seen = agreement.documents.get(kind="agreement").sha256
    return sign_agreement(agreement, actor=actor, seen_sha256=seen, proof=proof_of(actor))


def newest(document: Document) -> bytes:
    last = document.revisions.last()
    return stored((last or document).file)


def outside(agreement: Agreement, actor: Actor, pdf: bytes) -> Signature:
    return sign_outside(agreement, actor=actor, pdf=pdf, proof=proof_of(actor))


def fresh(agreement: Agreement) -> Agreement:
    return Agreement.objects.get(pk=agreement.pk)


# --- signed here ---------------------------------------------------------------------------------


def test_every_consent_becomes_a_signature_in_the_file(
    agreement: Agreement, document: Document, vmbo: Party, mbo: Party, run_jobs: Callable[..., list[str]]
) -> None:
    sign(agreement, vmbo.signatory)
    run_jobs("agreements.apply_signatures")
    assert (fresh(agreement).state, document.revisions.count()) == ("out_for_signature", 1)
    sign(agreement, mbo.signatory)
    run_jobs("agreements.apply_signatures")
    assert fresh(agreement).state == "in_force"

    first, last = document.revisions.all()
    sealed = agreement.documents.get(kind="sealed")
    pdf = stored(sealed.file)
    assert pdf.startswith(stored(first.file))
    assert stored(first.file).startswith(stored(document.file))
    found = validate(pdf, trust=trust())
    assert found.is_sound, found.problems
    assert [one.board_pk for one in found.signatures] == [vmbo.board.pk, mbo.board.pk]
    assert (first.level, first.is_trusted, first.is_demonstration, first.is_timestamped) == ("B-LTA", True, True, True)
    assert last.certificate_sha256 == found.signatures[1].certificate_sha256
    event = AuditEvent.objects.filter(action="agreements.signature_applied").last()
    assert event is not None
    assert (event.data["sha256"], event.data["level"]) == (last.sha256, "B-LTA")


def test_the_case_says_what_it_waits_for(
    agreement: Agreement,
    document: Document,
    vmbo: Party,
    mbo: Party,
    client_as: ClientAs,
    settings: Settings,
    tmp_path: Path,
) -> None:
    for party in (vmbo, mbo):
        sign(agreement, party.signatory)
    keys, settings.SIGNING_KEYS_DIR = settings.SIGNING_KEYS_DIR, tmp_path
    job = Job.objects.filter(name="agreements.apply_signatures").earliest("pk")
    run(job.pk)
    job.refresh_from_db()
    assert (fresh(agreement).state, job.state, job.attempts) == ("signed", "waiting", 1)
    address = reverse("workflows:agreement_status", args=[agreement.pk])
    page = words(client_as(vmbo.coordinator).get(address, headers={"Accept-Language": "en"}))
    assert f"There is no key for {vmbo.board}" in page
    assert f"Being sealed: the signature of {vmbo.board}" in page
    assert "Next attempt" in page

    settings.SIGNING_KEYS_DIR = keys
    assert apply_signatures(fresh(agreement)).state == "in_force"


def test_who_comes_second_finds_it_done(agreement: Agreement, vmbo: Party, monkeypatch: pytest.MonkeyPatch) -> None:
    """While one worker signs, another did it already; its own work is thrown away."""
    sign(agreement, vmbo.signatory)
    from agreements.services import sealing

    slow = sealing.signed_bytes

    def overtaken(pdf: bytes, signature: Signature) -> bytes:
        monkeypatch.setattr(sealing, "signed_bytes", slow)
        apply_signatures(fresh(agreement))
        return slow(pdf, signature)

    monkeypatch.setattr(sealing, "signed_bytes", overtaken)
    apply_signatures(agreement)
    assert Revision.objects.count() == 1


# --- signed outside ------------------------------------------------------------------------------


def test_a_board_signs_outside_and_the_last_one_brings_it_in_force(
    agreement: Agreement,
    document: Document,
    vmbo: Party,
    mbo: Party,
    own_key: Callable[..., bytes],
    client_as: ClientAs,
) -> None:
    sign(agreement, vmbo.signatory)
    apply_signatures(agreement)
    client = client_as(mbo.signatory)
    given = b"".join(client.get(reverse("agreements:sign_outside_file", args=[agreement.pk])))
    assert given == newest(document)
    file = SimpleUploadedFile("getekend.pdf", own_key(given, mbo.board), "application/pdf")
    address = reverse("agreements:sign_outside", args=[agreement.pk])
    assert client.get(address).status_code == 200
    assert (
        client.post(
            address, {"file": file, "read": "on", "password": PASSWORD, "code": code_of(mbo.signatory.user)}
        ).status_code
        == 302
    )

    assert fresh(agreement).state == "in_force"
    theirs = Signature.objects.get(board=mbo.board)
    assert (theirs.method, theirs.mandate.user, theirs.revision.level) == ("outside", mbo.signatory.user, "B-B")
    assert not theirs.revision.is_trusted
    pdf = stored(agreement.documents.get(kind="sealed").file)
    assert validate(pdf, trust=trust()).is_intact
    assert says(client.get(agreement.get_absolute_url()), "Signed outside.")


def test_what_is_not_exactly_our_file_with_one_signature_is_refused(
    agreement: Agreement, document: Document, vmbo: Party, mbo: Party, own_key: Callable[..., bytes]
) -> None:
    before = newest(document)
    sign(agreement, vmbo.signatory)
    apply_signatures(agreement)
    base, board = newest(document), mbo.board
    anew = BytesIO()
    with pikepdf.open(BytesIO(base)) as opened:
        opened.save(anew)
    refused = {
        "no new signature": base,
        "Another board signed meanwhile": own_key(before, board),
        "This is another file": own_key(empty([vmbo.board, board], "Een andere overeenkomst"), board),
        "wrote it anew": own_key(anew.getvalue(), board),
        "not in the place": own_key(base, board, place="elders"),
        "or there are more": own_key(own_key(base, board), board, place="nog-een"),
        "cannot be read": base + b"\n%%EOF niets",
        "More was changed": own_key(with_a_note(base), board),
    }
    for sentence, pdf in refused.items():
        with pytest.raises(AgreementError, match=sentence):
            outside(agreement, mbo.signatory, pdf)
    assert not Signature.objects.filter(board=board).exists()


def with_a_note(pdf: bytes) -> bytes:
    """A word written on the page afterwards, as an incremental update."""
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"0 0 100 100 re f"))
    writer.update_container(page)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_signature_that_locks_others_out_is_refused(
    agreement: Agreement, document: Document, vmbo: Party, own_key: Callable[..., bytes]
) -> None:
    with pytest.raises(AgreementError, match="certifies or locks"):
        outside(agreement, vmbo.signatory, own_key(newest(document), vmbo.board, lock=True))


def test_outside_asks_the_same_mandate_and_proof(
    agreement: Agreement, document: Document, vmbo: Party, own_key: Callable[..., bytes], outsider: Actor
) -> None:
    pdf = own_key(newest(document), vmbo.board)
    with pytest.raises(Refusal, match="too long ago"):
        sign_outside(agreement, actor=vmbo.signatory, pdf=pdf, proof=proof_of(outsider))
    with pytest.raises(PermissionDenied):
        outside(agreement, outsider, pdf)
    ended = {"valid_from": localdate() - timedelta(days=9), "valid_until": localdate() - timedelta(days=1)}
    Mandate.objects.filter(board=vmbo.board).update(**ended)
    with pytest.raises(PermissionDenied, match="ended on"):
        outside(agreement, vmbo.signatory, pdf)
    assert not Signature.objects.exists()


def test_while_a_signature_is_put_in_nothing_is_handed_in(
    agreement: Agreement, document: Document, vmbo: Party, mbo: Party, own_key: Callable[..., bytes]
) -> None:
    pdf = own_key(newest(document), mbo.board)
    sign(agreement, vmbo.signatory)
    with pytest.raises(AgreementError, match="is being put into the file"):
        outside(agreement, mbo.signatory, pdf)
