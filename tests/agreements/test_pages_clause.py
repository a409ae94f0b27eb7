"""One article, and the whole text."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actors import Actor
from agreements.models import Agreement, ClauseText
from agreements.selectors import text_of
from tests.agreements.pages import complaint_at, queries, says, words
from tests.conftest import ClientAs
from tests.factories import Party, agreement_in
from workflows.demo.cases import CASES

pytestmark = pytest.mark.django_db


def article(agreement: Agreement, code: str, name: str = "clause") -> str:
    return reverse(f"agreements:{name}", args=[agreement.pk, code])


def of_route(agreement: Agreement, code: str, name: str = "clause_of_route") -> str:
    return reverse(f"agreements:{name}", args=[agreement.pk, code, agreement.covered.get().route_id])


@pytest.fixture
def draft() -> Agreement:
    return agreement_in("draft")


@pytest.fixture
def writer(client_as: ClientAs, vmbo: Party) -> Client:
    return client_as(vmbo.coordinator)


def test_a_half_filled_article_is_saved(writer: Client, draft: Agreement) -> None:
    address = article(draft, "I")
    assert says(writer.get(address), "How it reads now")
    answer = writer.post(address, {"seen_version": 0, "a-notice_months": "12"})
    assert answer.headers["Location"] == address
    assert ClauseText.objects.get().data == {"notice_months": 12}
    assert 'name="seen_version" value="1"' in words(writer.get(address))


def test_the_next_article_follows(writer: Client, draft: Agreement) -> None:
    answer = writer.post(article(draft, "partijen"), {"seen_version": 0, "next": "1"})
    assert answer.headers["Location"] == article(draft, "definities")
    closing = writer.post(article(draft, "slot"), {"seen_version": 0, "next": "1"})
    assert closing.headers["Location"] == of_route(draft, "A")
    last = writer.post(of_route(draft, "F"), {"seen_version": 0, "next": "1"})
    assert last.headers["Location"] == draft.get_absolute_url()


def test_an_article_of_a_route_belongs_to_that_route(writer: Client, draft: Agreement) -> None:
    assert writer.post(of_route(draft, "A"), {"seen_version": 0, "a-region": "Haaglanden"}).status_code == 302
    stored = ClauseText.objects.get()
    assert stored.route_id == draft.covered.get().route_id
    assert "Haaglanden" in words(writer.get(of_route(draft, "A")))
    assert writer.get(article(draft, "A")).status_code == 404
    assert writer.get(of_route(draft, "I")).status_code == 404
    assert writer.get(article(draft, "bestaat-niet")).status_code == 404


def test_a_wrong_answer_gets_a_sentence_and_is_kept(writer: Client, draft: Agreement) -> None:
    answer = writer.post(article(draft, "I"), {"seen_version": 0, "a-notice_months": "een jaar", "a-join": "Iedereen."})
    assert answer.status_code == 200
    assert complaint_at(answer, "id_a-notice_months", "Enter a whole number.")
    assert 'value="een jaar"' in words(answer)
    assert "Iedereen." in words(answer)
    assert not ClauseText.objects.exists()


def test_who_saves_second_sees_both_texts(client_as: ClientAs, writer: Client, mbo: Party, draft: Agreement) -> None:
    address = article(draft, "partijen")
    writer.post(address, {"seen_version": 0, "a-purpose": "Van de school."})
    other = client_as(mbo.coordinator)
    answer = other.post(address, {"seen_version": 0, "a-purpose": "Van de instelling."})
    assert says(answer, "Show what is on the table now")
    assert "Van de school." in words(answer)
    assert "Van de instelling." in words(answer)
    assert ClauseText.objects.get().data == {"purpose": "Van de school."}
    seen = re.search(r'name="seen_version" value="(\d+)"', words(answer))
    assert seen is not None
    assert other.post(address, {"seen_version": seen[1], "a-purpose": "Van allebei."}).status_code == 302
    assert ClauseText.objects.get().data == {"purpose": "Van allebei."}


def test_one_more_row_does_not_hide_that_somebody_was_quicker(writer: Client, draft: Agreement) -> None:
    address = article(draft, "definities")
    writer.post(address, {"seen_version": 0})
    typed = {"seen_version": 0, "a-own_terms-rows": "1", "a-own_terms-0-term": "Praktijklokaal"}
    page = words(writer.post(address, typed | {"a-own_terms-add": "1"}))
    assert 'name="seen_version" value="0"' in page
    assert says(writer.post(address, typed), "Show what is on the table now")


def test_one_more_row_keeps_what_was_typed(writer: Client, draft: Agreement) -> None:
    typed = {"seen_version": 0, "a-own_terms-rows": "1", "a-own_terms-0-term": "Praktijklokaal", "a-own_terms-add": "1"}
    answer = words(writer.post(article(draft, "definities"), typed))
    assert 'value="Praktijklokaal"' in answer
    assert 'name="a-own_terms-1-term"' in answer
    assert re.search(r'name="a-own_terms-rows" value="2"', answer)
    assert not ClauseText.objects.exists()


def test_no_control_hides_a_property_of_the_form(writer: Client, draft: Agreement) -> None:
    """A control named “form” broke the preview: scripts ask a control for its form."""
    assert 'name="form"' not in words(writer.get(article(draft, "B")))


@pytest.mark.parametrize("code", ["B", "E", "I", "J"])
def test_what_is_missing_leads_to_the_place_where_it_is_asked(writer: Client, draft: Agreement, code: str) -> None:
    page = words(writer.get(article(draft, code)))
    anchors = re.findall(r'<li><a href="#([^"]+)">', page)
    assert anchors
    assert [anchor for anchor in anchors if f'id="{anchor}"' not in page] == []


def test_the_preview_reads_what_is_typed_and_saves_nothing(writer: Client, draft: Agreement) -> None:
    answer = writer.post(article(draft, "partijen", "clause_preview"), {"a-purpose": "Een <b>nieuw</b> doel."})
    assert "Een &lt;b&gt;nieuw&lt;/b&gt; doel." in answer.content.decode()
    assert "<html" not in words(answer)
    assert writer.post(of_route(draft, "A", "clause_preview_of_route"), {}).status_code == 200
    assert not ClauseText.objects.exists()


def test_others_read_the_article_without_a_form(client_as: ClientAs, vmbo: Party, draft: Agreement) -> None:
    director = client_as(vmbo.director)
    page = director.get(article(draft, "partijen"))
    assert page.status_code == 200
    assert says(page, "Only a coordinator of a party writes in the agreement.")
    assert 'name="seen_version"' not in words(page)
    assert director.post(article(draft, "partijen"), {"seen_version": 0}).status_code == 403
    assert director.post(article(draft, "partijen", "clause_preview"), {}).status_code == 403


def test_a_stranger_reads_nothing(client_as: ClientAs, outsider: Actor, draft: Agreement) -> None:
    stranger = client_as(outsider)
    for address in (article(draft, "I"), of_route(draft, "A"), reverse("agreements:text", args=[draft.pk])):
        assert stranger.get(address).status_code == 404
        assert stranger.post(address, {}).status_code == 404


def test_a_text_with_gaps_cannot_be_agreed_with(writer: Client, draft: Agreement) -> None:
    page = writer.get(reverse("agreements:text", args=[draft.pk]))
    assert 'class="gap"' in words(page)
    assert article(draft, "I") in words(page)
    assert "seen_sha256" not in words(page)


def test_a_coordinator_agrees_with_exactly_the_text(client_as: ClientAs, vmbo: Party, mbo: Party) -> None:
    agreement = agreement_in("filled")
    address, sha256 = reverse("agreements:text", args=[agreement.pk]), text_of(agreement).sha256
    client = client_as(vmbo.coordinator)
    assert f'name="seen_sha256" value="{sha256}"' in words(client.get(address))
    assert client.post(address, {"seen_sha256": sha256}).status_code == 302
    assert client.post(address, {"seen_sha256": sha256}).status_code == 302  # a second press changes nothing
    assert agreement.consents.count() == 1
    assert says(client.get(address), "agrees with this text")
    assert client_as(mbo.coordinator).post(address, {"seen_sha256": sha256}).status_code == 302
    assert Agreement.objects.get(pk=agreement.pk).state == "complete"
    assert client.post(address, {"seen_sha256": sha256}).status_code == 403


@pytest.mark.parametrize("seen", ["", "0" * 64])
def test_another_text_is_not_agreed_with(client_as: ClientAs, vmbo: Party, seen: str) -> None:
    agreement = agreement_in("filled")
    answer = client_as(vmbo.coordinator).post(reverse("agreements:text", args=[agreement.pk]), {"seen_sha256": seen})
    assert says(answer, "The text changed while you read it. Please read it again before you agree.")
    assert not agreement.consents.exists()


@pytest.mark.parametrize("name", ["text", "clause"])
def test_pages_cost_the_same_for_one_line_and_for_many(client_as: ClientAs, name: str) -> None:
    def cost(slug: str) -> int:
        agreement = agreement_in("filled", CASES[slug])
        arguments = [agreement.pk] if name == "text" else [agreement.pk, "E"]
        return queries(
            client_as(Party(CASES[slug].boards[0]).coordinator), reverse(f"agreements:{name}", args=arguments)
        )

    assert cost("tot") == cost("pair")
