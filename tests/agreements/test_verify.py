"""Anybody checks a document: what is told of it, what is not, and whether it holds today."""

from __future__ import annotations

import re
from hashlib import sha256

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import override

from agreements.models import Agreement, Document, Revision
from agreements.services import apply_signatures, decline_to_sign
from tests.agreements.pages import nl, says, words
from tests.factories import NEXT_YEAR, REASON, Party, agreement_in, run_jobs, stored, with_document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def asked(digest: str) -> str:
    return reverse("agreements:verify_found", args=[digest])


def told(client: Client, digest: str) -> dict[str, object]:
    answer: dict[str, object] = client.get(reverse("agreements:verify_json", args=[digest])).json()
    return answer


def heading(client: Client, digest: str) -> str:
    """The one heading of the answer, in English: it is put together of parts."""
    page = client.get(asked(digest), headers={"Accept-Language": "en"})
    [found] = re.findall(r'<h2 id="answer-title"[^>]*>(.*?)</h2>', page.content.decode())
    return str(found)


def of(agreement: Agreement, kind: str) -> Document:
    return agreement.documents.get(kind=kind)


def test_the_signed_file_is_genuine_and_one_changed_byte_is_not(client: Client, vmbo: Party) -> None:
    agreement = agreement_in("in_force")
    sealed = of(agreement, "sealed")
    page = client.get(asked(sealed.sha256))
    assert heading(client, sealed.sha256) == "Genuine, and in force"
    sentence = "This file is exactly the one that is kept here: not one byte was changed. Every board signed it."
    assert says(page, sentence)
    for word in (agreement.number, str(vmbo.board), vmbo.signatory.user.name):
        assert word in words(page)
    data = told(client, sealed.sha256)
    assert (data["known"], data["kind"], data["holds_today"], data["signatures_in_file"]) == (True, "sealed", True, 2)
    changed = bytearray(stored(sealed.file))
    changed[len(changed) // 2] ^= 1
    digest = sha256(changed).hexdigest()
    assert says(client.get(asked(digest)), "Not known here")
    assert told(client, digest)["known"] is False


def test_somebody_may_type_it_in_any_way(client: Client) -> None:
    sealed = of(agreement_in("in_force"), "sealed")
    typed = " ".join([sealed.sha256[:32].upper(), sealed.sha256[32:]])
    assert client.get(reverse("agreements:verify"), {"wat": typed}).url == asked(sealed.sha256)  # type: ignore[attr-defined]
    for wrong in ("nonsense", sealed.sha256[:63], "0" * 65, "<script>", "\0"):
        page = client.get(reverse("agreements:verify"), {"wat": wrong})
        assert page.status_code == 200
        assert says(
            page,
            "This is no code and no fingerprint of a document. A code has ten letters and digits, a fingerprint 64.",
        )
    assert client.get(asked("nonsense")).status_code == 404


def test_of_a_draft_nothing_is_told_but_that_it_is_one(client: Client, vmbo: Party) -> None:
    agreement = agreement_in("out_for_signature")
    document = with_document(agreement)
    Document.objects.filter(pk=document.pk).update(kind="draft")
    page = client.get(asked(document.sha256))
    assert says(page, "This is a draft of an agreement. Nobody signed it, and it gives nobody any rights.")
    for word in (agreement.number, agreement.title, str(vmbo.board)):
        assert word not in words(page)
    data = told(client, document.sha256)
    assert set(data) == {"asked", "moment", "known", "kind"}


def test_a_document_that_waits_for_signatures_says_so(client: Client) -> None:
    agreement = agreement_in("half_signed")
    page = client.get(asked(of(agreement, "agreement").sha256))
    assert says(page, "Not in force: it is not signed by every board.")
    assert says(page, "did not sign")
    assert told(client, of(agreement, "agreement").sha256)["holds_today"] is False


@pytest.mark.parametrize(
    ("state", "holds", "kind", "title"),
    [
        ("replaced", False, "warning", "Genuine, but replaced on"),
        ("ended", False, "warning", "Genuine, but ended on"),
        ("terminated", True, "ok", "Genuine, and in force"),
        ("winding_down", True, "warning", "Genuine, but winding down"),
    ],
)
def test_one_heading_and_one_colour_say_what_holds_today(
    client: Client, state: str, holds: bool, kind: str, title: str
) -> None:
    """The file stays genuine; the agreement may have ended, or another one took its place."""
    sealed = of(agreement_in(state), "sealed")
    page, data = client.get(asked(sealed.sha256)), told(client, sealed.sha256)
    told_first = heading(client, sealed.sha256)
    assert told_first.startswith(title)
    assert re.findall(r"utrecht-alert--(\w+)", page.content.decode()) == [kind]
    assert (data["kind"], data["state"], data["holds_today"]) == ("sealed", state, holds)
    if state == "replaced":
        assert data["replaced_by"] != data["agreement"]
        assert str(data["replaced_by"]) in told_first
    code = of(sealed.agreement, "agreement").code
    assert heading(client, code) == told_first.replace("Genuine", "Known here")


def test_what_is_signed_but_starts_later_does_not_hold_yet(client: Client) -> None:
    sealed = of(agreement_in("in_force", NEXT_YEAR), "sealed")
    page = client.get(asked(sealed.sha256))
    assert heading(client, sealed.sha256) == "Genuine, but not in force before 1 August 2090"
    assert "utrecht-alert--info" in page.content.decode()
    assert told(client, sealed.sha256)["holds_today"] is False


def test_a_text_that_went_back_is_out_of_date(client: Client, vmbo: Party) -> None:
    agreement = agreement_in("out_for_signature")
    document = with_document(agreement)
    decline_to_sign(agreement, actor=vmbo.signatory, reason=REASON)
    page = client.get(asked(document.sha256))
    assert says(page, "This document binds nobody: a board declined to sign it, and the text went back to its writers.")
    assert REASON not in words(page)
    assert told(client, document.sha256)["declined"] is not None


def test_a_signature_under_what_was_declined_stays_in_the_file_and_binds_nobody(
    client: Client, vmbo: Party, mbo: Party
) -> None:
    agreement = apply_signatures(agreement_in("half_signed"))
    revision = of(agreement, "agreement").revisions.get()
    decline_to_sign(agreement, actor=mbo.signatory, reason=REASON)
    with override("nl"):
        day = date_format(localdate(), "j F Y")
    page = client.get(asked(revision.sha256))
    status = nl("but not completed: declined on %(day)s", day=day)
    assert says(page, "Genuine, %(status)s", status=status)
    assert vmbo.signatory.user.name in words(page)


def test_the_code_on_paper_says_what_the_paper_claims_to_be(client: Client, vmbo: Party) -> None:
    agreement = agreement_in("half_signed")
    code = of(agreement, "agreement").code
    typed = f"{code[:5]} - {code[5:]}".lower().replace("0", "o")
    assert client.get(reverse("agreements:verify"), {"wat": typed}).url == asked(code)  # type: ignore[attr-defined]
    page = client.get(asked(code))
    assert heading(client, code) == "Known here, signed so far by 1 of 2 boards"
    assert says(
        page, "This is what the document with this code says. Paper can be changed: compare it with the signed file."
    )
    assert vmbo.signatory.user.name in words(page)
    assert told(client, code)["signatures_in_file"] is None
    unknown = "No document has this code. Compare it with the paper: ten letters and digits, beside the square picture."
    assert says(client.get(asked("0" * 10)), unknown)


def test_a_file_between_two_signatures_says_how_many_it_holds(client: Client) -> None:
    agreement = agreement_in("half_signed")
    run_jobs()
    revision = Revision.objects.get(document__agreement=agreement)
    data = told(client, revision.sha256)
    assert (data["known"], data["signatures_in_file"], data["signatures_needed"]) == (True, 1, 2)
    sentence = "Not one byte was changed, but this file holds %(contained)s of %(needed)s signatures."
    page = client.get(asked(revision.sha256))
    assert says(page, sentence, contained=1, needed=2)
    assert heading(client, revision.sha256) == "Genuine, signed so far by 1 of 2 boards"


def test_a_file_from_before_the_last_signature_asks_for_the_whole_one(client: Client) -> None:
    first = of(agreement_in("in_force"), "agreement").revisions.earliest("number")
    page = client.get(asked(first.sha256))
    assert heading(client, first.sha256) == "Genuine, but with 1 of 2 signatures"
    assert says(page, "Every board signed since. Ask for the file that holds all signatures.")
