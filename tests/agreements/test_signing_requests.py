"""The request to sign: within a term, if wanted in an order; what the clock does when it is over, once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.roles import Role
from agreements.errors import AgreementError
from agreements.models import Agreement, SigningRequest, SigningTerms
from agreements.services import (
    apply_signatures,
    approve_agreement,
    decline_to_sign,
    file_to_sign,
)
from agreements.services.signing_outside import sign_outside
from audit.models import AuditEvent
from tests.agreements.pages import says, words
from tests.agreements.request_cases import (
    EIGHT_WEEKS,
    Travel,
    asked,
    at,
    fresh,
    in_order,
    out_for_signature,
    out_in_order,
    request_of,
    sign,
)
from tests.conftest import ClientAs
from tests.factories import REASON, Party, agreement_in, play, proof_of, run_jobs
from workflows.flows import AgreementFlow, TermFlow
from workflows.tasks import watch_requests

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "blank_paper")]


@pytest.fixture
def agreement(db: None) -> Agreement:
    return out_for_signature()


@pytest.fixture
def ordered(db: None, vmbo: Party, mbo: Party) -> Agreement:
    return out_in_order(mbo, vmbo)


@pytest.fixture
def half_signed(agreement: Agreement, vmbo: Party) -> Agreement:
    sign(agreement, vmbo.signatory)
    return fresh(apply_signatures(agreement))


# --- terms ---------------------------------------------------------------------------------------


def test_the_term_runs_from_the_last_approval(agreement: Agreement) -> None:
    request = request_of(agreement)
    assert (request.weeks, request.order, request.due_on) == (8, [], localdate() + EIGHT_WEEKS)


def test_the_first_director_sets_the_terms_and_the_next_approves_those(vmbo: Party, mbo: Party) -> None:
    agreement = agreement_in("decision")
    approve_agreement(agreement, actor=vmbo.director, terms=SigningTerms(3))
    with pytest.raises(AgreementError, match="other terms"):
        approve_agreement(agreement, actor=mbo.director, terms=SigningTerms(5))
    assert not agreement.decisions.filter(board=mbo.board).exists()
    approve_agreement(agreement, actor=mbo.director, terms=SigningTerms(3))
    assert request_of(fresh(agreement)).due_on == localdate() + timedelta(weeks=3)
    assert AuditEvent.objects.get(action="agreements.signing_terms_set").data == {"weeks": 3, "order": []}


def test_an_order_names_every_board_once(vmbo: Party, mbo: Party) -> None:
    agreement = agreement_in("decision")
    for order in ((vmbo,), (vmbo, vmbo)):
        with pytest.raises(AgreementError, match="one place"):
            approve_agreement(agreement, actor=vmbo.director, terms=in_order(*order))


# --- order ---------------------------------------------------------------------------------------


def test_boards_sign_in_the_order_they_agreed_on(ordered: Agreement, vmbo: Party, mbo: Party) -> None:
    assert asked(AgreementFlow.sign) == at(mbo)
    with pytest.raises(PermissionDenied, match=f"First {mbo.board} signs"):
        sign(ordered, vmbo.signatory)
    pdf = file_to_sign(ordered).pdf
    with pytest.raises(PermissionDenied, match=f"First {mbo.board} signs"):
        sign_outside(ordered, actor=vmbo.signatory, pdf=pdf, proof=proof_of(vmbo.signatory))

    sign(ordered, mbo.signatory)
    assert asked(AgreementFlow.sign) == at(vmbo)
    run_jobs("workflows.mail_task")
    assert mail.outbox[-1].to == [vmbo.signatory.user.email]
    sign(ordered, vmbo.signatory)
    assert apply_signatures(fresh(ordered)).state == "in_force"
    assert ordered.processes.get().status == "DONE"


def test_who_is_not_up_yet_declines_all_the_same(ordered: Agreement, vmbo: Party) -> None:
    decline_to_sign(ordered, actor=vmbo.signatory, reason=REASON)
    assert fresh(ordered).state == "draft"


def test_the_page_says_whose_turn_it_is(ordered: Agreement, client_as: ClientAs, vmbo: Party, mbo: Party) -> None:
    page = client_as(vmbo.signatory).get(reverse("agreements:sign", args=[ordered.pk]))
    sentence = "The boards agreed to sign in a fixed order. First %(board)s signs; then your board is told."
    assert says(page, sentence, board=mbo.board)
    assert 'name="password"' not in words(page)
    assert 'name="password"' in words(client_as(mbo.signatory).get(reverse("agreements:sign", args=[ordered.pk])))


# --- the end of the term -------------------------------------------------------------------------


def test_on_the_last_day_a_board_signs_and_the_day_after_not(
    agreement: Agreement, vmbo: Party, mbo: Party, on_day: Travel
) -> None:
    last = localdate() + EIGHT_WEEKS
    on_day(last)
    sign(agreement, vmbo.signatory)
    on_day(last + timedelta(days=1))
    with pytest.raises(PermissionDenied, match="A director of a board can renew it"):
        sign(agreement, mbo.signatory)
    assert fresh(agreement).state_label.startswith("term for signing ended on")


def test_the_clock_tells_once_and_asks_the_directors(
    half_signed: Agreement, vmbo: Party, mbo: Party, on_day: Travel
) -> None:
    on_day(localdate() + EIGHT_WEEKS)
    watch_requests()
    assert asked(TermFlow.say) == set()
    on_day(localdate() + timedelta(days=40))  # it stood still meanwhile
    for _ in range(2):
        watch_requests()
    event = AuditEvent.objects.get(action="agreements.request_lapsed")
    assert (event.actor, event.case) == (None, f"agreement:{half_signed.pk}")
    assert asked(TermFlow.say) == at(vmbo, mbo)
    run_jobs("workflows.mail_term", "workflows.mail_task")
    told = [message.to[0] for message in mail.outbox]
    roles = (Role.COORDINATOR, Role.SIGNATORY, Role.DIRECTOR)
    assert set(told) >= {party(role).user.email for party in (vmbo, mbo) for role in roles}
    assert fresh(half_signed).state == "out_for_signature"


def test_when_it_is_over_who_signed_is_no_longer_held_to_it(
    half_signed: Agreement, vmbo: Party, on_day: Travel
) -> None:
    on_day(localdate() + EIGHT_WEEKS + timedelta(days=1))
    watch_requests()
    decline_to_sign(half_signed, actor=vmbo.signatory, reason=REASON)
    assert fresh(half_signed).state == "draft"
    assert asked(TermFlow.say) == set()


def test_an_old_case_without_a_request_has_no_term(agreement: Agreement, vmbo: Party) -> None:
    SigningRequest.objects.all().delete()
    sign(agreement, vmbo.signatory)
    assert agreement.signatures.count() == 1


# --- pages ---------------------------------------------------------------------------------------


def test_the_first_director_chooses_and_the_second_reads_it(client_as: ClientAs, vmbo: Party, mbo: Party) -> None:
    agreement = agreement_in("decision")
    address = reverse("agreements:decide", args=[agreement.pk])
    first, second = client_as(vmbo.director), client_as(mbo.director)
    places = {f"place-{vmbo.board.pk}": "2", f"place-{mbo.board.pk}": "2"}
    given = {"verdict": "approve", "weeks": "4", "in_order": "on"}
    wrong = "Give every board a place of its own: 1 for the board that signs first, and so on."
    assert says(first.post(address, given | places), wrong)
    assert not agreement.decisions.exists()
    assert first.post(address, given | places | {f"place-{mbo.board.pk}": "1"}).status_code == 302

    page = second.get(address)
    assert f"<ol><li>{mbo.board}</li><li>{vmbo.board}</li></ol>" in words(page)
    sentence = "Another board approved meanwhile, with other terms for signing. Read them below, and approve again."
    assert says(second.post(address, {"verdict": "approve", "weeks": "8"}), sentence)
    sent = {"verdict": "approve", "weeks": "4", "in_order": "on", f"place-{mbo.board.pk}": "1"}
    assert second.post(address, sent | {f"place-{vmbo.board.pk}": "2"}).status_code == 302
    assert request_of(fresh(agreement)).order == [mbo.board.pk, vmbo.board.pk]


def test_renewing_on_the_page(half_signed: Agreement, client_as: ClientAs, vmbo: Party, mbo: Party) -> None:
    address = reverse("agreements:renew", args=[half_signed.pk])
    until = (localdate() + timedelta(days=90)).isoformat()
    client = client_as(mbo.director)
    assert says(client.get(address), "signed already, so without this board the term is not renewed")
    assert says(client.post(address, {"until": until, "reason": ""}), "Please give a reason; the others will read it.")
    assert client.post(address, {"until": until, "reason": REASON}).status_code == 302
    page = client_as(vmbo.director).get(address)
    assert REASON in words(page)
    assert f'value="{until}"' in words(page)
    assert REASON in words(client_as(vmbo.coordinator).get(half_signed.get_absolute_url()))


def test_a_new_round_has_terms_of_its_own(vmbo: Party, mbo: Party) -> None:
    playing = play("out_for_signature")
    decline_to_sign(playing.agreement, actor=vmbo.signatory, reason=REASON)
    for step in (playing.agree, playing.ask, playing.answer):
        list(step())
    assert fresh(playing.agreement).signing_request is None
    list(playing.decide())
    assert playing.agreement.signing_requests.count() == 2
