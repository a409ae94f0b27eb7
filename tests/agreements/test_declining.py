"""A board does not sign: with a reason, also after another one signed. Then nobody is bound, and a new round begins."""

from __future__ import annotations

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import override

from accounts.actors import Actor
from accounts.roles import Role
from agreements.errors import AgreementError
from agreements.evidence import evidence_of, last_fact, rounds_of
from agreements.export import agreement_as_json
from agreements.models import Agreement, Decline, Document, Signature
from agreements.paper.evidence import evidence_words
from agreements.services import agree_to_withdraw, apply_signatures, break_off, decline_to_sign, sealing, sign_agreement
from agreements.tasks import render_document
from audit.models import AuditEvent
from tests.agreements.pages import says, words
from tests.conftest import ClientAs
from tests.factories import REASON, Party, agreement_in, play, proof_of, run_jobs, with_document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "blank_paper")]


@pytest.fixture
def half_signed(db: None) -> Agreement:
    """The school board signed, and that is in the file; the mbo board is asked."""
    return apply_signatures(agreement_in("half_signed"))


def fresh(agreement: Agreement) -> Agreement:
    return Agreement.objects.get(pk=agreement.pk)


def test_the_text_goes_back_and_the_signature_stays_as_evidence(
    half_signed: Agreement, vmbo: Party, mbo: Party
) -> None:
    decline = decline_to_sign(half_signed, actor=mbo.signatory, reason=f" {REASON} ")

    agreement = fresh(half_signed)
    assert (agreement.state, agreement.state_reason, agreement.round) == ("draft", REASON, 1)
    assert (decline.board, decline.decliner, decline.reason) == (mbo.board, str(mbo.signatory.user), REASON)
    assert not agreement.consents.exists()
    signature = Signature.objects.get(agreement=agreement)
    assert signature.document.decline == decline
    assert signature.revision.number == 1
    assert agreement_as_json(agreement)["signatures"] == []


def test_it_leaves_a_trace(half_signed: Agreement, mbo: Party) -> None:
    decline = decline_to_sign(half_signed, actor=mbo.signatory, reason=REASON)
    event = AuditEvent.objects.get(action="agreements.declined")
    assert (event.actor, event.board_id, event.reason) == (mbo.signatory.user, mbo.board.pk, REASON)
    assert event.changes == {"state": ["out_for_signature", "draft"]}
    assert event.data["document_sha256"] == decline.document.sha256


def test_everybody_hears_why_and_what_happens_next(half_signed: Agreement, vmbo: Party, mbo: Party) -> None:
    decline_to_sign(half_signed, actor=mbo.signatory, reason=REASON)
    run_jobs("workflows.mail_declined")
    told = {message.to[0] for message in mail.outbox}
    roles = (Role.COORDINATOR, Role.DIRECTOR, Role.SIGNATORY)
    assert told == {party(role).user.email for party in (vmbo, mbo) for role in roles}
    assert all(REASON in message.body and half_signed.get_absolute_url() in message.body for message in mail.outbox)


def test_a_new_round_makes_a_new_document_that_everybody_signs(vmbo: Party, mbo: Party) -> None:
    playing = play("out_for_signature")
    first = with_document(playing.agreement)
    sign_agreement(playing.agreement, actor=vmbo.signatory, seen_sha256=first.sha256, proof=proof_of(vmbo.signatory))
    decline_to_sign(playing.agreement, actor=mbo.signatory, reason=REASON)
    for step in (playing.agree, playing.ask, playing.answer, playing.decide):
        list(step())
    second = playing.agreement.documents.get(kind="agreement", round=2)
    assert second.code != first.code
    list(playing.sign())
    assert apply_signatures(playing.agreement).state == "in_force"
    assert [one.signature.board for one in second.revisions.all()] == [vmbo.board, mbo.board]
    assert not first.revisions.exists()
    second.refresh_from_db()
    _tells_the_rounds_apart(fresh(playing.agreement), first, second)


def _tells_the_rounds_apart(agreement: Agreement, first: Document, second: Document) -> None:
    told = evidence_of(agreement)
    declined, signed = rounds_of(told)
    assert [one["sha256"] for one in declined["documents"]] == [first.sha256]
    assert (len(declined["declines"]), declined["files"]) == (1, [])
    assert [one["sha256"] for one in signed["documents"]] == [second.sha256, signed["files"][-1]["sha256"]]
    assert (signed["declines"], len(signed["files"])) == ([], 2)
    html, _data = evidence_words(told, code="", moment=last_fact(told))
    assert html.index("Ronde 1") < html.index("Ronde 2") < html.index("Met de handtekening van")


def test_before_anybody_signed_and_by_a_director(vmbo: Party) -> None:
    agreement = agreement_in("out_for_signature")
    decline_to_sign(agreement, actor=vmbo.director, reason=REASON)
    assert fresh(agreement).state == "draft"


def test_then_one_board_can_break_off(half_signed: Agreement, vmbo: Party, mbo: Party) -> None:
    decline_to_sign(half_signed, actor=mbo.signatory, reason=REASON)
    assert break_off(half_signed, actor=vmbo.director, reason=REASON).state == "withdrawn"


def test_who_agreed_to_withdraw_the_old_text_did_not_agree_to_withdraw_the_new(
    half_signed: Agreement, vmbo: Party, mbo: Party
) -> None:
    agree_to_withdraw(half_signed, actor=vmbo.director, reason=REASON)
    decline_to_sign(half_signed, actor=mbo.signatory, reason=REASON)
    assert not half_signed.withdrawals.exists()


# --- a worker is putting a signature in ----------------------------------------------------------


def test_a_signature_that_is_being_put_in_is_thrown_away(mbo: Party, monkeypatch: pytest.MonkeyPatch) -> None:
    agreement = agreement_in("half_signed")

    def meanwhile(name: str) -> None:
        if name == "sealing.signed":
            decline_to_sign(agreement, actor=mbo.signatory, reason=REASON)

    monkeypatch.setattr(sealing, "point", meanwhile)
    assert apply_signatures(agreement).state == "draft"
    assert not agreement.documents.get(kind="agreement").revisions.exists()
    assert Decline.objects.count() == 1


def test_one_that_was_not_begun_is_left_out(mbo: Party) -> None:
    agreement = agreement_in("half_signed")
    decline_to_sign(agreement, actor=mbo.signatory, reason=REASON)
    assert run_jobs("agreements.apply_signatures") == ["agreements.apply_signatures"]
    assert not agreement.documents.get(kind="agreement").revisions.exists()


def test_a_document_that_is_made_too_late_changes_nothing(mbo: Party) -> None:
    agreement = agreement_in("out_for_signature")
    decline = decline_to_sign(agreement, actor=mbo.signatory, reason=REASON)
    render_document(decline.document.pk)
    assert fresh(agreement).state == "draft"


# --- refusals ------------------------------------------------------------------------------------


def test_only_signatories_and_directors_of_the_parties_decline(
    half_signed: Agreement, mbo: Party, outsider: Actor, adviser: Actor, inspector: Actor, administrator: Actor
) -> None:
    able = (Role.SIGNATORY, Role.DIRECTOR)
    wrong = [actor for role, actor in mbo.people.items() if role not in able]
    for actor in [*wrong, outsider, adviser, inspector, administrator]:
        with pytest.raises(PermissionDenied):
            decline_to_sign(half_signed, actor=actor, reason=REASON)
    assert not Decline.objects.exists()


def test_who_signed_is_held_to_it(half_signed: Agreement, vmbo: Party) -> None:
    for actor in (vmbo.signatory, vmbo.director):
        with pytest.raises(PermissionDenied, match="already signed"):
            decline_to_sign(half_signed, actor=actor, reason=REASON)


@pytest.mark.parametrize("state", ["draft", "decision", "signed", "in_force"])
def test_declining_has_its_moment(state: str, mbo: Party) -> None:
    with pytest.raises(PermissionDenied, match="nothing to decline"):
        decline_to_sign(agreement_in(state), actor=mbo.signatory, reason=REASON)


def test_after_a_decline_nobody_signs_that_document(half_signed: Agreement, mbo: Party) -> None:
    sha256 = half_signed.documents.get(kind="agreement").sha256
    decline_to_sign(half_signed, actor=mbo.signatory, reason=REASON)
    with pytest.raises(PermissionDenied, match="nothing to sign"):
        sign_agreement(half_signed, actor=mbo.signatory, seen_sha256=sha256, proof=proof_of(mbo.signatory))


def test_it_takes_a_reason(half_signed: Agreement, mbo: Party) -> None:
    with pytest.raises(AgreementError, match="reason"):
        decline_to_sign(half_signed, actor=mbo.signatory, reason=" ")


# --- pages ---------------------------------------------------------------------------------------


def test_the_other_board_reads_it_on_the_case(
    half_signed: Agreement, vmbo: Party, mbo: Party, client_as: ClientAs
) -> None:
    client: Client = client_as(mbo.signatory)
    address = reverse("agreements:decline", args=[half_signed.pk])
    kept = "the signature of %(board)s is kept as evidence, but binds to nothing;"
    assert says(client.get(address), kept, board=vmbo.board)
    assert says(client.post(address, {"reason": ""}), "Please give a reason; the others will read it.")
    assert client.post(address, {"reason": REASON}).status_code == 302

    case = client_as(vmbo.coordinator).get(half_signed.get_absolute_url())
    with override("nl"):
        day = date_format(localdate(), "j F Y")
    heading = "%(board)s declined to sign on %(day)s; the text is back with the writers"
    assert says(case, heading, board=mbo.board, day=day)
    assert says(case, "Does not bind: this document was declined on %(day)s", day=day)
    assert REASON in words(case)


def test_the_evidence_says_that_it_does_not_bind(half_signed: Agreement, mbo: Party, client_as: ClientAs) -> None:
    decline = decline_to_sign(half_signed, actor=mbo.signatory, reason=REASON)
    told = evidence_of(fresh(half_signed))
    assert [one["declined"] for one in told["signatures"]] == [decline.declined]
    assert [(one["board"], one["reason"]) for one in told["declines"]] == [(str(mbo.board), REASON)]
    page = client_as(mbo.coordinator).get(reverse("agreements:evidence", args=[half_signed.pk]))
    assert says(page, "Declined to sign")
    html, data = evidence_words(told, code="", moment=last_fact(told))
    assert "bindt niemand" in html
    assert REASON in data
