"""Article by article: propose, accept, reject."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from accounts.actors import Actor
from agreements.clauses.wording import WORDING, OwnLid, stored_wording
from agreements.errors import AgreementError, TextMoved
from agreements.model_clauses import answers_of
from agreements.models import Agreement, Proposal, Standpoint
from agreements.selectors import text_of
from agreements.services import (
    agree_text,
    reject_clause,
    save_clause,
)
from agreements.standing import standing
from agreements.states import Stance
from audit.models import AuditEvent
from tests.agreements.negotiation_cases import OWN_WORDS, H, accept, digest, own_words, propose, stand, version
from tests.factories import Party, agreement_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def draft(db: None) -> Agreement:
    return agreement_in("filled")


# --- propose, accept, reject ---------------------------------------------------------------------


def test_proposing_is_accepting(draft: Agreement, vmbo: Party, mbo: Party) -> None:
    propose(draft, mbo.coordinator, **own_words())
    assert stand(draft) == {mbo.board.pk}
    proposal = Proposal.objects.filter(code="H").latest("pk")
    assert (proposal.board, proposal.sha256, proposal.note) == (mbo.board, digest(draft), "Beter zo.")
    assert OWN_WORDS in proposal.text


def test_an_article_with_gaps_is_not_accepted_by_proposing_it(draft: Agreement, mbo: Party) -> None:
    save_clause(draft, actor=mbo.coordinator, code="H", route=None, seen_version=version(draft), data={})
    assert stand(draft) == set()
    with pytest.raises(AgreementError, match="still missing"):
        accept(draft, mbo.coordinator)


def test_a_counter_proposal_asks_the_first_board_again(draft: Agreement, vmbo: Party, mbo: Party) -> None:
    propose(draft, vmbo.coordinator, **own_words())
    propose(draft, mbo.coordinator, **own_words(text="Eerst een mediator."))
    assert stand(draft) == {mbo.board.pk}
    accept(draft, vmbo.coordinator)
    assert stand(draft) == {vmbo.board.pk, mbo.board.pk}


def test_accepting_leaves_a_trace_and_twice_is_once(draft: Agreement, mbo: Party) -> None:
    accept(draft, mbo.coordinator)
    accept(draft, mbo.coordinator)
    event = AuditEvent.objects.get(action="agreements.clause_accepted")
    assert (event.actor, event.data["clause"], event.data["sha256"]) == (mbo.coordinator.user, "H", digest(draft))
    assert Standpoint.objects.filter(code="H", board=mbo.board).count() == 1


def test_rejecting_needs_a_reason_and_undoes_consent(draft: Agreement, vmbo: Party, mbo: Party) -> None:
    agree_text(draft, actor=mbo.coordinator, seen_sha256=text_of(draft).sha256)
    assert mbo.board.pk in stand(draft)
    with pytest.raises(AgreementError, match="reason"):
        reject_clause(draft, actor=mbo.coordinator, code="H", route=None, seen_sha256=digest(draft), reason=" ")
    reject_clause(draft, actor=mbo.coordinator, code="H", route=None, seen_sha256=digest(draft), reason="Te vaag.")
    assert mbo.board.pk not in stand(draft)
    assert not draft.consents.exists()
    now = standing(draft, text_of(draft))[H][mbo.board.pk]
    assert (now.stance, now.reason) == (Stance.REJECTED, "Te vaag.")


def test_other_words_than_were_shown_are_not_accepted(draft: Agreement, vmbo: Party, mbo: Party) -> None:
    shown = digest(draft)
    propose(draft, vmbo.coordinator, **own_words())
    with pytest.raises(AgreementError, match="changed while you read"):
        accept(draft, mbo.coordinator, shown)


def test_a_stale_proposal_is_refused(draft: Agreement, vmbo: Party, mbo: Party) -> None:
    seen = version(draft)
    propose(draft, vmbo.coordinator, **own_words())
    with pytest.raises(TextMoved):
        propose(draft, mbo.coordinator, seen=seen, **own_words(text="Anders."))
    assert OWN_WORDS in Proposal.objects.filter(code="H").latest("pk").text


def test_words_that_lose_an_answer_are_refused(draft: Agreement, vmbo: Party) -> None:
    with pytest.raises(AgreementError, match="no longer in the text"):
        propose(draft, vmbo.coordinator, **{WORDING: stored_wording([OwnLid("Wij komen er wel uit.")])})


def test_an_emptied_answer_is_a_change_too(draft: Agreement, vmbo: Party) -> None:
    agree_text(draft, actor=vmbo.coordinator, seen_sha256=text_of(draft).sha256)
    answers = dict(answers_of(draft)["I", None])
    answers.pop("notice_months")
    save_clause(draft, actor=vmbo.coordinator, code="I", route=None, seen_version=version(draft, "I"), data=answers)
    assert not draft.consents.exists()
    assert "notice_months" in AuditEvent.objects.filter(action="agreements.clause_saved").latest("pk").changes


@pytest.mark.parametrize("who", ["director", "signatory", "participation", "registrar"])
def test_only_coordinators_negotiate(draft: Agreement, vmbo: Party, who: str) -> None:
    actor = getattr(vmbo, who)
    for attempt in (accept, propose):
        with pytest.raises(PermissionDenied, match="coordinator"):
            attempt(draft, actor)


def test_strangers_negotiate_nothing(draft: Agreement, outsider: Actor, inspector: Actor, adviser: Actor) -> None:
    for actor in (outsider, inspector, adviser):
        for attempt in (accept, propose):
            with pytest.raises(PermissionDenied):
                attempt(draft, actor)


def test_after_the_draft_nothing_moves(vmbo: Party) -> None:
    complete = agreement_in("complete")
    for attempt in (accept, propose):
        with pytest.raises(PermissionDenied, match="draft"):
            attempt(complete, vmbo.coordinator)
