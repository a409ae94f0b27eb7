"""What a change of an article re-opens, and what it leaves as it was."""

from __future__ import annotations

import pytest

from agreements.clauses.wording import WORDING
from agreements.model_clauses import answers_of
from agreements.models import Agreement
from agreements.selectors import text_of
from agreements.services import agree_text, approve_agreement, save_clause, send_back_agreement, start_amendment
from agreements.standing import accepted_by, reopened_by, standing, to_read_again
from tests.agreements.negotiation_cases import H, accept, own_words, propose, stand, version
from tests.factories import Party, agreement_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def draft(db: None) -> Agreement:
    return agreement_in("filled")


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
