"""A board signs with a certificate of its own, in its own program: download, sign, hand in."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from accounts.models import Board
from agreements.models import Agreement, Signature
from agreements.sealing.authority import Authority
from agreements.sealing.keys import Folder
from tests.agreements.sealing_cases import empty, field, sign_with
from tests.e2e.conftest import Opens
from tests.e2e.people import Person, nl
from tests.factories import Party, agreement_in, code_of, with_document
from workflows.demo.world import PASSWORD

ANOTHER = (
    "This is another file, or your program wrote it anew instead of adding to it. "
    "Download it again, and sign it without saving or printing it in between."
)
READ = "I have read this document and sign it on behalf of my board."


@pytest.fixture
def agreement(vmbo: Party, mbo: Party, monkeypatch: pytest.MonkeyPatch) -> Agreement:
    """Out for signature, with one page that has a place for each board."""
    monkeypatch.setattr("agreements.tasks.make_file", lambda promised: empty([vmbo.board, mbo.board]))
    made = agreement_in("out_for_signature")
    with_document(made)
    return made


def at_home(pdf: bytes, board: Board, folder: Path) -> bytes:
    """Signed by a program of their own, under an authority that this site does not know."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("agreements.sealing.authority.NAME", "Zegelhuis")
        Authority(folder, "thuis").make([board])
    return sign_with(pdf, field(board), Folder(folder, "thuis").signer_for(board))


def changed(pdf: bytes, *, at: int) -> bytes:
    """One bit is another."""
    return pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1 :]


def hand_in(person: Person, pdf: bytes, code: str) -> None:
    person.attach("The signed file", {"name": "getekend.pdf", "mimeType": "application/pdf", "buffer": pdf})
    person.choose(READ).fill_in("Your password", PASSWORD).fill_in("Code from your app", code).press("Hand in")


def test_download_sign_and_hand_in(at_work: Opens, vmbo: Party, agreement: Agreement, tmp_path: Path) -> None:
    signatory = at_work(vmbo.signatory).open_task("Sign the agreement")
    signatory.follow("Sign outside, with a certificate of your own board")
    with signatory.page.expect_download() as download:
        signatory.follow("Download the file")
    given = download.value.path().read_bytes()
    signed = at_home(given, vmbo.board, tmp_path)

    hand_in(signatory, changed(signed, at=len(given) // 2), code_of(vmbo.signatory.user))
    signatory.see_problem(ANOTHER)
    expect(signatory.field(READ)).to_be_checked()
    assert not Signature.objects.exists()

    hand_in(signatory, signed, code_of(vmbo.signatory.user))
    signatory.see("You signed on behalf of %(board)s.", board=vmbo.board)
    kept = Signature.objects.get().revision
    assert (kept.level, kept.is_trusted, kept.certificate_name) == ("B-B", False, vmbo.board.name)
    told = signatory.page.get_by_text(nl("Signed outside."))
    expect(told).to_contain_text(
        nl("In the file: level %(level)s, certificate of %(name)s.", level=kept.level, name=kept.certificate_name)
    )
    expect(told).to_contain_text(nl("This site does not know the issuer; check the certificate yourself."))
    signatory.visit(f"/overeenkomsten/{agreement.pk}/bewijs/")
    signatory.see(kept.certificate_issuer)
