"""A comment on a passage is marked where the words stand, for who may read the comment and for nobody else."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from agreements.clauses.blocks import Column, Entries, Items, Paragraph, Run, Runs, Table, to_text
from agreements.clauses.passages import Mark, find, markable, marked
from agreements.clauses.render import RenderedClause, RenderedLid
from agreements.clauses.words import Words
from agreements.models import Agreement, ClauseText, Comment
from agreements.services import comment, save_clause, settle_comment
from agreements.states import Audience
from tests.agreements.pages import queries, says, words
from tests.conftest import ClientAs
from tests.factories import Party, agreement_in

OPEN, CLOSE = SafeString("⟦"), SafeString("⟧")
NO = "Eerst praten."
RUNS = st.lists(st.builds(Run, st.text("ab ", min_size=1, max_size=6), st.sampled_from(["text", "strong", "value"])))
LEDEN = st.lists(st.lists(st.builds(Paragraph, RUNS.map(tuple)), max_size=3), max_size=3)


def article(*leden: Any) -> RenderedClause:
    made = tuple(RenderedLid(str(number), tuple(lid)) for number, lid in enumerate(leden, start=1))
    return RenderedClause("X", "1", Words("Titel", "Title"), made, ())


def shown(clause: RenderedClause) -> str:
    """The words of the page between the marks, a space for every end of a block."""
    html = "".join(f"<p>{lid.number}.</p>{lid.html}" for lid in clause.leden)
    return " ".join(unescape(strip_tags(re.sub(r"</(p|li|td|th|dt|dd|caption)>", " ", html))).split())


def runs(*texts: str) -> Runs:
    return tuple(Run(text, "value" if place % 2 else "text") for place, text in enumerate(texts))


EVERY_BLOCK = article(
    [
        Paragraph(runs("Partijen delen ", "drie lokalen", " en een werkplaats.")),
        Items((runs("de eerste zaak"), runs("de tweede zaak"))),
    ],
    [
        Entries((("School", (Paragraph(runs("levert docenten")),)),)),
        Table("t", "Uren", (Column("Jaar"), Column("Lessen")), ((runs("een"), runs("900 uur")),), ("groep",)),
    ],
)


@pytest.mark.parametrize(
    "passage",
    [
        "delen drie lokalen en",  # over pieces of one sentence
        "een werkplaats. de eerste zaak de tweede",  # over items of a list
        "zaak 2. School levert docenten",  # over members, with what the page shows in between
        "docenten Uren Jaar Lessen groep een 900 uur",  # into a table
    ],
)
def test_what_can_be_copied_from_the_page_is_found_and_marked(passage: str) -> None:
    span = markable(EVERY_BLOCK, passage)
    assert span is not None
    html = shown(marked(EVERY_BLOCK, [Mark(span, OPEN, CLOSE)]))
    assert html.partition("⟦")[2].partition("⟧")[0] == passage


def test_a_heading_is_found_but_not_marked() -> None:
    assert find(EVERY_BLOCK, "Jaar Lessen") is not None
    assert markable(EVERY_BLOCK, "Jaar Lessen") is None
    assert find(EVERY_BLOCK, "vier lokalen") is None


@given(LEDEN, st.data())
def test_marking_changes_no_word(leden: list[list[Paragraph]], data: st.DataObject) -> None:
    """Whatever overlaps whatever: the text and so its digest stay the same, and every mark opens and closes once."""
    clause = article(*leden)
    passages = data.draw(st.lists(st.text("ab ", min_size=1, max_size=6), max_size=3))
    spans = [span for passage in passages if (span := markable(clause, passage))]
    after = marked(clause, [Mark(span, OPEN, CLOSE) for span in spans])
    assert [to_text(lid.blocks) for lid in after.leden] == [to_text(lid.blocks) for lid in clause.leden]
    html = "".join(lid.html for lid in after.leden)
    assert html.count("⟦") == html.count("⟧") == len(spans)


# --- on the pages --------------------------------------------------------------------------------


@pytest.fixture
def draft(db: None) -> Agreement:
    return agreement_in("filled")


def say(agreement: Agreement, party: Party, audience: Audience, passage: str) -> Comment:
    at: dict[str, Any] = {"code": "partijen", "route": None}
    return comment(agreement, actor=party.coordinator, audience=audience, body=NO, passage=passage, **at)


def at(agreement: Agreement, name: str, *more: str) -> str:
    return reverse(f"agreements:{name}", args=[agreement.pk, *more])


def purpose(agreement: Agreement) -> str:
    return str(ClauseText.objects.get(agreement=agreement, code="partijen").data["purpose"])


def line(agreement: Agreement) -> str:
    return purpose(agreement).splitlines()[0]


def mark_of(said: Comment, page: HttpResponse) -> bool:
    return f'id="passage-{said.pk}"' in words(page)


def pages(client: Client, agreement: Agreement) -> tuple[HttpResponse, HttpResponse, HttpResponse]:
    """The article, the whole text, and the article while somebody types."""
    article_page = client.get(at(agreement, "clause", "partijen"))
    typing = client.post(at(agreement, "clause_preview", "partijen"), {"a-purpose": purpose(agreement)})
    return article_page, client.get(at(agreement, "text")), typing


def test_a_passage_leads_to_its_comment_and_back(
    client_as: ClientAs, vmbo: Party, mbo: Party, draft: Agreement
) -> None:
    said = say(draft, vmbo, Audience.EVERYBODY, line(draft))
    article_page, text, typing = pages(client_as(mbo.coordinator), draft)
    assert f'href="#passage-{said.pk}"' in words(article_page)
    assert f'href="#opmerking-{said.pk}"' in words(article_page)
    assert f'href="{at(draft, "clause", "partijen")}#opmerking-{said.pk}"' in words(text)
    for page in (article_page, text, typing):
        assert f'<mark class="passage"><bdi>{line(draft)}</bdi></mark>' in words(page)
        assert says(page, "Passage of comment %(number)s:", number=1)
        assert says(page, "To comment %(number)s, of %(author)s", number=1, author=vmbo.coordinator.user)


def test_what_the_own_board_says_is_marked_for_that_board_only(
    client_as: ClientAs, vmbo: Party, mbo: Party, draft: Agreement
) -> None:
    said = say(draft, vmbo, Audience.OWN_BOARD, line(draft))
    assert all(mark_of(said, page) for page in pages(client_as(vmbo.coordinator), draft))
    for page in pages(client_as(mbo.coordinator), draft):
        assert '<mark class="passage">' not in words(page)
        assert str(vmbo.coordinator.user) not in words(page).partition("<main")[2].partition("standpunten")[0]


def test_a_comment_says_when_its_passage_changed(client_as: ClientAs, vmbo: Party, draft: Agreement) -> None:
    said = say(draft, vmbo, Audience.EVERYBODY, line(draft))
    stored = ClauseText.objects.get(agreement=draft, code="partijen")
    place: dict[str, Any] = {"actor": vmbo.coordinator, "code": "partijen", "route": None}
    save_clause(draft, seen_version=stored.version, data={"purpose": "Heel iets anders."}, **place)
    article_page, text, typing = pages(client_as(vmbo.coordinator), draft)
    assert says(article_page, "The passage has since changed: these words are no longer in the text.")
    assert f'href="#passage-{said.pk}"' not in words(article_page)
    assert not any(mark_of(said, page) for page in (article_page, text, typing))


def test_what_is_dealt_with_is_marked_no_longer(client_as: ClientAs, vmbo: Party, draft: Agreement) -> None:
    first, second = (say(draft, vmbo, Audience.EVERYBODY, passage) for passage in (line(draft), "Partijen"))
    settle_comment(first, actor=vmbo.coordinator)
    for page in pages(client_as(vmbo.coordinator), draft):
        assert not mark_of(first, page)
        assert mark_of(second, page)


def test_many_marks_cost_no_more_queries(client_as: ClientAs, vmbo: Party, draft: Agreement) -> None:
    client = client_as(vmbo.coordinator)
    for passage in ("Partijen", line(draft)):
        say(draft, vmbo, Audience.EVERYBODY, passage)
    few = [queries(client, address) for address in (at(draft, "clause", "partijen"), at(draft, "text"))]
    for passage in line(draft).split()[:6]:
        say(draft, vmbo, Audience.OWN_BOARD, passage)
    assert [queries(client, address) for address in (at(draft, "clause", "partijen"), at(draft, "text"))] == few
