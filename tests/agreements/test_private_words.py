"""Drafts and comments: who reads them, who is called, who settles them."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from accounts.actors import Actor
from agreements import policies_lane
from agreements.errors import AgreementError, TextMoved
from agreements.models import Agreement
from agreements.selectors import text_of
from agreements.services import comment, drop_draft, keep_draft, settle_comment
from agreements.states import Audience
from audit.models import AuditEvent
from tests.agreements.negotiation_cases import own_words, propose, version
from tests.factories import Party, agreement_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def draft(db: None) -> Agreement:
    return agreement_in("filled")


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
