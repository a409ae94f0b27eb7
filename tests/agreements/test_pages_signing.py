"""Deciding, sending back, signing, ending, and the documents."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.actors import Actor
from agreements import services
from agreements.models import Agreement, Signature
from agreements.states import Outcome
from tests.agreements.pages import complaint_at, nl, says, words
from tests.conftest import ClientAs
from tests.factories import VMBO, Party, agreement_in, code_of, run_jobs, with_document
from workflows.demo.world import PASSWORD

pytestmark = pytest.mark.django_db


def at(name: str, agreement: Agreement) -> str:
    return reverse(f"agreements:{name}", args=[agreement.pk])


# --- deciding -----------------------------------------------------------------------------------


def test_a_director_reads_it_in_short_and_approves(client_as: ClientAs, vmbo: Party, mbo: Party) -> None:
    agreement = agreement_in("decision")
    client, address = client_as(vmbo.director), at("decide", agreement)
    page = words(client.get(address))
    for part in (str(vmbo.board), str(mbo.board), "5000", nl("Consent given"), nl("Positive advice")):
        assert part in page
    assert client.post(address, {"verdict": "approve"}).status_code == 302
    assert agreement.decisions.get().verdict == "approved"
    again = client.post(address, {"verdict": "approve"})
    assert again.status_code == 403
    assert says(again, "Your board already decided.")
    assert client.get(at("send_back", agreement)).status_code == 403


@pytest.mark.parametrize("verdict", ["", "nonsense"])
def test_an_unknown_verdict_decides_nothing(client_as: ClientAs, vmbo: Party, verdict: str) -> None:
    agreement = agreement_in("decision")
    assert client_as(vmbo.director).post(at("decide", agreement), {"verdict": verdict}).status_code == 200
    assert not agreement.decisions.exists()


def test_sending_back_needs_a_reason(client_as: ClientAs, vmbo: Party) -> None:
    agreement = agreement_in("decision")
    client, address = client_as(vmbo.director), at("decide", agreement)
    refused = client.post(address, {"verdict": "return", "reason": "  "})
    assert complaint_at(refused, "id_reason", "Please give a reason; the others will read it.")
    assert '<details class="disclosure" open>' in words(refused)
    assert client.post(address, {"verdict": "return", "reason": "De uren kloppen niet."}).status_code == 302
    assert Agreement.objects.get(pk=agreement.pk).state_reason == "De uren kloppen niet."


def test_negative_advice_is_answered_first(client_as: ClientAs, vmbo: Party, mbo: Party) -> None:
    agreement = agreement_in("consultation")
    for party in (vmbo, mbo):
        for asked in agreement.consultations.filter(board=party.board):
            against = party is vmbo and asked.right == "advice"
            services.answer_consultation(
                asked,
                actor=party.participation,
                outcome=Outcome.NEGATIVE if against else Outcome.POSITIVE,
                answered_on=localdate(),
                remarks="Te weinig begeleiding.",
            )
    client, address = client_as(vmbo.director), at("decide", agreement)
    assert "Te weinig begeleiding." in words(client.get(address))
    refused = client.post(address, {"verdict": "approve", "reply": ""})
    sentence = "A participation body of your board advised against this. Answer it with reasons first."
    assert complaint_at(refused, "id_reply", sentence)
    assert client.post(address, {"verdict": "approve", "reply": "Er komt een mentor bij."}).status_code == 302
    assert 'name="reply"' not in words(client_as(mbo.director).get(address))


# --- sending back, ending ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "state", "role"), [("send_back", "complete", "coordinator"), ("end", "in_force", "director")]
)
def test_a_reason_is_needed(client_as: ClientAs, vmbo: Party, name: str, state: str, role: str) -> None:
    agreement = agreement_in(state)
    client = client_as(getattr(vmbo, role))
    assert client.get(at(name, agreement)).status_code == 200
    refused = client.post(at(name, agreement), {"reason": ""})
    assert complaint_at(refused, "id_reason", "Please give a reason; the others will read it.")
    assert Agreement.objects.get(pk=agreement.pk).state == state


def test_who_sends_back_twice_is_told(client_as: ClientAs, vmbo: Party) -> None:
    agreement = agreement_in("complete")
    client, given = client_as(vmbo.coordinator), {"reason": "Nog eens."}
    assert client.post(at("send_back", agreement), given).status_code == 302
    again = client.post(at("send_back", agreement), given)
    assert again.status_code == 403
    assert says(again, "Only an agreement on its way to signature can be sent back.")


def test_an_agreement_ends_after_its_routes(client_as: ClientAs, vmbo: Party) -> None:
    agreement = agreement_in("in_force")
    refused = client_as(vmbo.director).post(at("end", agreement), {"reason": "De laatste groep is klaar."})
    route = agreement.covered.get().route
    assert says(refused, "These routes have not ended yet: %(routes)s.", routes=route)
    assert "De laatste groep is klaar." in words(refused)


# --- signing ------------------------------------------------------------------------------------


@pytest.fixture
def to_sign() -> Agreement:
    agreement = agreement_in("out_for_signature")
    with_document(agreement)
    return agreement


@pytest.fixture
def signatory(client_as: ClientAs, vmbo: Party) -> Client:
    return client_as(vmbo.signatory)


def consent(agreement: Agreement, **changes: str) -> dict[str, str]:
    given = {"seen_sha256": agreement.documents.get().sha256, "read": "on", "password": PASSWORD}
    return given | {"code": code_of(VMBO.signatory.user)} | changes


def test_until_the_document_is_there_the_page_waits(signatory: Client) -> None:
    agreement = agreement_in("out_for_signature")
    page = signatory.get(at("sign", agreement))
    assert page.status_code == 200
    assert says(page, "The document is being made")
    assert 'hx-trigger="every 2s"' in words(page)
    assert 'type="password"' not in words(page)
    given = {"seen_sha256": "", "read": "on", "password": PASSWORD, "code": code_of(VMBO.signatory.user)}
    early = signatory.post(at("sign", agreement), given)
    assert early.status_code == 403
    run_jobs()
    ready = words(signatory.get(at("sign", agreement)))
    assert 'type="password"' in ready
    assert "every 2s" not in ready


def test_a_signatory_signs_what_was_shown(signatory: Client, to_sign: Agreement) -> None:
    address, sha256 = at("sign", to_sign), to_sign.documents.get().sha256
    page = words(signatory.get(address))
    assert f'value="{sha256}"' in page
    assert f"{sha256[:8]} {sha256[8:16]} " in page
    assert 'autocomplete="current-password"' in page
    assert signatory.post(address, consent(to_sign)).status_code == 302
    assert Signature.objects.get().document_sha256 == sha256
    again = signatory.post(address, consent(to_sign), follow=True)
    assert again.redirect_chain[-1][0] == to_sign.get_absolute_url()
    assert says(again, "You signed on behalf of %(board)s.", board=Signature.objects.get().board)
    assert signatory.get(address).status_code == 403


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"password": "geraden"}, "password", "This is not your password. Nothing was signed."),
        ({"password": ""}, "password", "Fill in your password. Nothing was signed."),
        ({"code": "000000"}, "code", "This is not the code that your app shows now. Nothing was signed."),
        ({"code": ""}, "code", "Fill in the code of your app. Nothing was signed."),
        ({"read": ""}, "read", "Confirm that you have read the document and want to sign it."),
    ],
)
def test_a_wrong_consent_gets_a_sentence(
    signatory: Client, to_sign: Agreement, change: dict[str, str], field: str, sentence: str
) -> None:
    refused = signatory.post(at("sign", to_sign), consent(to_sign, **change))
    assert complaint_at(refused, f"id_{field}", sentence)
    assert "geraden" not in words(refused)
    assert PASSWORD not in words(refused)
    assert not Signature.objects.exists()


@pytest.mark.parametrize("seen", ["", "0" * 64])
def test_another_document_is_not_signed(signatory: Client, to_sign: Agreement, seen: str) -> None:
    refused = signatory.post(at("sign", to_sign), consent(to_sign, seen_sha256=seen))
    assert says(refused, "The document is another one than you read. Open it again before you sign.")
    assert not Signature.objects.exists()


# --- documents ----------------------------------------------------------------------------------


def test_a_document_is_shown_inside_our_own_pages_only(
    client_as: ClientAs, signatory: Client, outsider: Actor, to_sign: Agreement
) -> None:
    stored = to_sign.documents.get()
    address = reverse("agreements:document", args=[stored.pk])
    shown = signatory.get(address)
    assert len(b"".join(shown)) == stored.size
    assert shown.headers["Content-Type"] == "application/pdf"
    assert shown.headers["Content-Disposition"].startswith(f'inline; filename="{to_sign.number} ')
    assert shown.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert shown.headers["Cache-Control"] == "private, no-cache"
    assert shown.headers["ETag"] == f'"{stored.sha256}"'
    assert signatory.get(address, headers={"If-None-Match": shown.headers["ETag"]}).status_code == 304
    assert client_as(outsider).get(address, headers={"If-None-Match": shown.headers["ETag"]}).status_code == 404


def test_a_draft_is_asked_for_and_made_once(
    client_as: ClientAs, vmbo: Party, inspector: Actor, outsider: Actor
) -> None:
    agreement = agreement_in("complete")
    client, address = client_as(vmbo.coordinator), at("draft_document", agreement)
    assert client.get(address).status_code == 405
    assert client.post(address).status_code == 302
    assert client.post(address).status_code == 302
    promised = agreement.documents.get()
    document = reverse("agreements:document", args=[promised.pk])
    assert client.get(document).status_code == 404
    run_jobs()
    assert says(client.post(address, follow=True), "There already is a draft of exactly this text, under “Documents”.")
    assert b"".join(client.get(document)).startswith(b"%PDF")
    assert client_as(inspector).get(document).status_code == 404
    assert client_as(inspector).post(address).status_code == 403
    assert client_as(outsider).post(address).status_code == 404
