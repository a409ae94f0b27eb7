"""Article by article: propose, accept, reject; a change re-opens what it touches; what is private stays private."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accounts.actors import Actor
from agreements import policies_lane
from agreements.clauses.library import load
from agreements.clauses.wording import WORDING, OwnLid, members, stored_wording
from agreements.errors import AgreementError, TextMoved
from agreements.model_clauses import answers_of
from agreements.models import Agreement, ClauseText, Proposal, Standpoint
from agreements.selectors import text_of
from agreements.services import (
    accept_clause,
    agree_text,
    approve_agreement,
    comment,
    drop_draft,
    keep_draft,
    reject_clause,
    save_clause,
    send_back_agreement,
    settle_comment,
    start_amendment,
)
from agreements.standing import accepted_by, reopened_by, standing, to_read_again
from agreements.states import Audience, Stance
from audit.models import AuditEvent
from tests.factories import MBO, VMBO, Party, agreement_in, with_document
from workflows.demo.cases import PAIR
from workflows.demo.play import Playing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

H = ("H", None)
OWN_WORDS = "Partijen praten eerst met elkaar, onder vier ogen."


@pytest.fixture
def draft(db: None) -> Agreement:
    return agreement_in("filled")


def digest(agreement: Agreement, code: str = "H") -> str:
    return text_of(agreement).digests[code, None]


def stand(agreement: Agreement, code: str = "H") -> set[int]:
    return accepted_by(standing(agreement, text_of(agreement))[code, None])


def version(agreement: Agreement, code: str = "H") -> int:
    return ClauseText.objects.get(agreement=agreement, code=code, route=None).version


def propose(agreement: Agreement, actor: Actor, *, seen: int | None = None, code: str = "H", **data: Any) -> ClauseText:
    answers = dict(answers_of(agreement)[code, None])
    seen = version(agreement, code) if seen is None else seen
    return save_clause(
        agreement, actor=actor, code=code, route=None, seen_version=seen, data=answers | data, note="Beter zo."
    )


def accept(agreement: Agreement, actor: Actor, sha256: str = "", code: str = "H") -> Agreement:
    sha256 = sha256 or digest(agreement, code)
    return accept_clause(agreement, actor=actor, code=code, route=None, seen_sha256=sha256)


def own_words(code: str = "H", text: str = OWN_WORDS) -> dict[str, Any]:
    lids = [OwnLid(lid.text, place) for place, lid in enumerate(members(load()[code]))]
    return {WORDING: stored_wording([*lids, OwnLid(text)])}


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


# --- what a change re-opens ----------------------------------------------------------------------


def test_a_change_reopens_only_the_article_it_touches(draft: Agreement, vmbo: Party, mbo: Party) -> None:
    for actor in (vmbo.coordinator, mbo.coordinator):
        for code, route_id in text_of(draft).digests:
            if route_id is None:
                accept(draft, actor, code=code)
    before = text_of(draft)
    everybody = {vmbo.board.pk, mbo.board.pk}
    told = reopened_by(draft, before, H, dict(answers_of(draft)[H]) | own_words())
    assert [(one.clause.code, set(one.boards)) for one in told] == [("H", {vmbo.board, mbo.board})]

    propose(draft, vmbo.coordinator, **own_words())
    after = standing(draft, text_of(draft))
    assert accepted_by(after[H]) == {vmbo.board.pk}
    shared = [place for place in after if place[1] is None and place != H]
    assert all(accepted_by(after[place]) == everybody for place in shared)


def test_the_same_words_again_are_accepted_as_before(draft: Agreement, vmbo: Party, mbo: Party) -> None:
    accept(draft, mbo.coordinator)
    propose(draft, vmbo.coordinator, **own_words())
    answers = {name: value for name, value in answers_of(draft)[H].items() if name != WORDING}
    save_clause(draft, actor=vmbo.coordinator, code="H", route=None, seen_version=version(draft), data=answers)
    assert mbo.board.pk in stand(draft)


def test_a_director_reads_again_only_what_changed(vmbo: Party, mbo: Party) -> None:
    agreement = agreement_in("decision")
    assert len(to_read_again(agreement, vmbo.board, text_of(agreement))) == len(text_of(agreement).rendered)
    approve_agreement(agreement, actor=vmbo.director)
    send_back_agreement(agreement, actor=mbo.director, reason="De geschillen kunnen korter.")
    propose(agreement, vmbo.coordinator, **own_words())
    now = text_of(agreement)
    assert [clause.code for clause in to_read_again(agreement, vmbo.board, now)] == ["H"]
    assert len(to_read_again(agreement, mbo.board, now)) == len(now.rendered)


def test_sent_back_and_unchanged_needs_no_reading_but_a_yes(vmbo: Party, mbo: Party) -> None:
    agreement = agreement_in("complete")
    send_back_agreement(agreement, actor=mbo.coordinator, reason="Toch even wachten.")
    text = text_of(agreement)
    assert all(len(accepted_by(stand)) == 2 for stand in standing(agreement, text).values())
    assert Agreement.objects.get(pk=agreement.pk).state == "draft"
    agree_text(agreement, actor=mbo.coordinator, seen_sha256=text.sha256)
    assert Agreement.objects.get(pk=agreement.pk).state == "draft"
    agree_text(agreement, actor=vmbo.coordinator, seen_sha256=text.sha256)
    assert Agreement.objects.get(pk=agreement.pk).state == "complete"


def test_what_an_amendment_leaves_as_it_was_needs_no_new_reading(vmbo: Party, mbo: Party) -> None:
    """The boards signed those words; only what differs is put before them."""
    old = agreement_in("in_force")
    new = start_amendment(old, actor=vmbo.coordinator, reason="Kortere geschillen.", is_material=True)
    text = text_of(new)
    changed = {clause.code for clause in to_read_again(new, mbo.board, text)}
    assert changed < {clause.code for clause in text.rendered}
    assert "H" not in changed
    assert accepted_by(standing(new, text)[H]) == {vmbo.board.pk, mbo.board.pk}
    propose(new, vmbo.coordinator, **own_words())
    now = text_of(new)
    assert {clause.code for clause in to_read_again(new, mbo.board, now)} == changed | {"H"}
    assert accepted_by(standing(new, now)[H]) == {vmbo.board.pk}


# --- the private lane ----------------------------------------------------------------------------


def keep(agreement: Agreement, actor: Actor, seen: int = 0, text: str = "Geheim.") -> Any:
    return keep_draft(
        agreement,
        actor=actor,
        code="H",
        route=None,
        based_on=version(agreement),
        seen_version=seen,
        data=own_words(text=text),
    )


def test_a_draft_is_for_the_own_board_and_leaves_no_trace(
    draft: Agreement, vmbo: Party, mbo: Party, inspector: Actor, outsider: Actor
) -> None:
    events = AuditEvent.objects.count()
    keep(draft, vmbo.coordinator)
    assert policies_lane.drafts_visible_to(vmbo.coordinator).count() == 1
    assert policies_lane.drafts_visible_to(vmbo.director).count() == 1
    for actor in (mbo.coordinator, mbo.director, inspector, outsider):
        assert not policies_lane.drafts_visible_to(actor).exists()
    assert AuditEvent.objects.count() == events
    assert "Geheim." not in "".join(lid.text for clause in text_of(draft).rendered for lid in clause.leden)


def test_a_colleagues_draft_is_not_overwritten(draft: Agreement, vmbo: Party) -> None:
    assert keep(draft, vmbo.coordinator).version == 1
    assert keep(draft, vmbo.coordinator, seen=1, text="Beter.").version == 2
    with pytest.raises(TextMoved):
        keep(draft, vmbo.coordinator, seen=1)


def test_putting_it_on_the_table_clears_only_the_own_draft(draft: Agreement, vmbo: Party, mbo: Party) -> None:
    keep(draft, vmbo.coordinator)
    keep(draft, mbo.coordinator)
    propose(draft, vmbo.coordinator, **own_words())
    assert [one.board for one in draft.private_drafts.all()] == [mbo.board]
    drop_draft(draft, actor=mbo.coordinator, code="H", route=None)
    assert not draft.private_drafts.exists()


def test_comments_go_where_they_are_meant(
    draft: Agreement, vmbo: Party, mbo: Party, inspector: Actor, outsider: Actor
) -> None:
    def say(audience: Audience, body: str) -> Any:
        return comment(draft, actor=vmbo.director, code="H", route=None, audience=audience, body=body)

    say(Audience.OWN_BOARD, "Hier geven we op toe.")
    say(Audience.EVERYBODY, "Kan dit korter?")
    assert policies_lane.comments_visible_to(vmbo.coordinator).count() == 2
    assert [one.body for one in policies_lane.comments_visible_to(mbo.coordinator)] == ["Kan dit korter?"]
    for actor in (inspector, outsider):
        assert not policies_lane.comments_visible_to(actor).exists()
    assert AuditEvent.objects.filter(action="agreements.comment_written").count() == 1
    assert not any("toe" in str(event.data) for event in AuditEvent.objects.all())


def test_a_passage_must_stand_in_the_article(draft: Agreement, vmbo: Party) -> None:
    dispute = next(clause for clause in text_of(draft).rendered if clause.code == "H")
    passage = dispute.leden[0].text[:60]
    made = comment(
        draft,
        actor=vmbo.coordinator,
        code="H",
        route=None,
        audience=Audience.EVERYBODY,
        body="Waarom?",
        passage=f"  {passage}\n",
    )
    assert made.passage == " ".join(passage.split())
    with pytest.raises(AgreementError, match="do not stand in the article"):
        comment(
            draft,
            actor=vmbo.coordinator,
            code="H",
            route=None,
            audience=Audience.EVERYBODY,
            body="Hoezo?",
            passage="verzonnen",
        )


def test_somebody_who_cannot_read_a_comment_is_not_called(draft: Agreement, vmbo: Party, mbo: Party) -> None:
    def call(audience: Audience, person: Actor) -> Any:
        return comment(
            draft,
            actor=vmbo.coordinator,
            code="H",
            route=None,
            audience=audience,
            body="Kijk eens?",
            mentioned=[person.user],
        )

    assert call(Audience.OWN_BOARD, vmbo.director).mentioned.get() == vmbo.director.user
    assert call(Audience.EVERYBODY, mbo.director).mentioned.get() == mbo.director.user
    with pytest.raises(AgreementError, match="cannot read"):
        call(Audience.OWN_BOARD, mbo.director)


def test_settling(draft: Agreement, vmbo: Party, mbo: Party) -> None:
    mine = comment(draft, actor=vmbo.director, code="H", route=None, audience=Audience.EVERYBODY, body="Korter?")
    with pytest.raises(PermissionDenied):
        settle_comment(mine, actor=mbo.director)
    assert settle_comment(mine, actor=mbo.coordinator).settled_by == mbo.coordinator.user
    assert settle_comment(mine, actor=vmbo.director).settled_by == mbo.coordinator.user  # the first counts


def test_a_whisper_is_settled_by_its_own_board_only(draft: Agreement, vmbo: Party, mbo: Party) -> None:
    """Also when another board's coordinator got hold of its number."""
    mine = comment(draft, actor=vmbo.director, code="H", route=None, audience=Audience.OWN_BOARD, body="Onder ons.")
    with pytest.raises(PermissionDenied):
        settle_comment(mine, actor=mbo.coordinator)
    assert settle_comment(mine, actor=vmbo.coordinator).settled_by == vmbo.coordinator.user


# --- for every order of events -------------------------------------------------------------------

STEP = st.tuples(
    st.sampled_from(["propose", "accept", "agree", "reject", "back", "approve", "stale"]),
    st.booleans(),
    st.integers(0, 2),
)


class WhateverHappens(TestCase):
    """No sequence of edits, acceptances and approvals lets a text be signed that a board did not accept."""

    @settings(max_examples=15)
    @given(st.lists(STEP, min_size=4, max_size=14))
    @example([("agree", True, 0), ("agree", False, 0)])
    @example([("agree", True, 0), ("propose", False, 1), ("agree", False, 0), ("stale", True, 0)])
    def test_only_accepted_words_go_out_for_signature(self, steps: list[tuple[str, bool, int]]) -> None:
        agreement = agreement_in("filled")
        seen = text_of(agreement)
        for verb, first, which in steps:
            party = VMBO if first else MBO
            try:
                self.do(verb, agreement, party, which, seen)
            except (AgreementError, PermissionDenied):
                continue
        self.finish(agreement)
        self.check(agreement)

    def do(self, verb: str, agreement: Agreement, party: Party, which: int, seen: Any) -> None:
        if verb == "propose":
            propose(agreement, party.coordinator, **own_words(text=f"Tekst {which}."))
        elif verb == "accept":
            accept(agreement, party.coordinator)
        elif verb == "stale":
            agree_text(agreement, actor=party.coordinator, seen_sha256=seen.sha256)
        elif verb == "agree":
            agree_text(agreement, actor=party.coordinator, seen_sha256=text_of(agreement).sha256)
        elif verb == "reject":
            reject_clause(
                agreement, actor=party.coordinator, code="H", route=None, seen_sha256=digest(agreement), reason="Nee."
            )
        elif verb == "back":
            send_back_agreement(agreement, actor=party.coordinator, reason="Anders.")
        else:
            approve_agreement(agreement, actor=party.director)

    def finish(self, agreement: Agreement) -> None:
        """Walk on to the document, if the boards came that far; else nothing is signed."""
        playing = Playing(PAIR)
        playing.agreement = Agreement.objects.get(pk=agreement.pk)
        if playing.agreement.state == "complete":
            for step in (playing.ask, playing.answer, playing.decide):
                list(step())

    def check(self, agreement: Agreement) -> None:
        agreement = Agreement.objects.get(pk=agreement.pk)
        if agreement.state == "draft":
            return
        boards = {party.board_id for party in agreement.parties.all()}
        text = text_of(agreement)
        assert all(boards <= accepted_by(stand) for stand in standing(agreement, text).values())
        if agreement.state == "out_for_signature":
            assert with_document(agreement).text_sha256 == text.sha256
