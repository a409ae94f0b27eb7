"""What was signed is read as it was signed; a draft to print says what is checked now; no change is no error."""

from __future__ import annotations

import pytest
from django.urls import reverse

from accounts.models import Board
from agreements.export import agreement_as_json
from agreements.models import Agreement
from agreements.selectors import text_of
from agreements.services import request_draft_document
from leerroutes.models import Qualification
from tests.agreements.pages import says, words
from tests.conftest import ClientAs
from tests.factories import Party, agreement_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", ["in_force", "replaced"])
def test_a_later_name_changes_no_signed_word(state: str, vmbo: Party, client_as: ClientAs) -> None:
    signed = agreement_in("in_force")
    Agreement.objects.filter(pk=signed.pk).update(state=state)
    before, sha256 = vmbo.board.name, signed.documents.get(kind="agreement").text_sha256
    Board.objects.filter(pk=vmbo.board.pk).update(name="Stichting Nieuwe Naam")
    signed = Agreement.objects.get(pk=signed.pk)
    assert text_of(signed).sha256 != sha256
    browser = client_as(vmbo.coordinator)
    for address in ("agreements:text", "agreements:clause"):
        place = [signed.pk] if address == "agreements:text" else [signed.pk, "partijen"]
        article = words(browser.get(reverse(address, args=place))).partition('id="tekst-partijen')[2]
        assert before in article.partition("</article>")[0]
        assert "Nieuwe Naam" not in article.partition("</article>")[0]
    assert agreement_as_json(signed)["text_sha256"] == sha256


def test_a_draft_is_made_anew_when_only_its_check_changed(vmbo: Party) -> None:
    draft = agreement_in("filled")
    first = request_draft_document(draft, actor=vmbo.coordinator)
    assert request_draft_document(draft, actor=vmbo.coordinator) == first
    Qualification.objects.update(valid_from="2010-08-01", valid_until="2020-07-31")
    again = request_draft_document(draft, actor=vmbo.coordinator)
    assert (again.text_sha256, again.pk == first.pk) == (first.text_sha256, False)
    assert "31-07-2020" in again.source
    Agreement.objects.filter(pk=draft.pk).update(title="Een andere titel")
    named = request_draft_document(Agreement.objects.get(pk=draft.pk), actor=vmbo.coordinator)
    assert "Een andere titel" in named.source


def test_when_nothing_changed_the_comparison_says_so(vmbo: Party, client_as: ClientAs) -> None:
    draft = agreement_in("filled")
    request_draft_document(draft, actor=vmbo.coordinator)
    browser, address = client_as(vmbo.coordinator), reverse("agreements:comparison", args=[draft.pk])
    page = browser.get(address)
    assert says(page, "No differences")
    assert not page.context["is_chosen"]
    clause = draft.clauses.get(code="kwaliteit")
    clause.data = clause.data | {"owner": "de werkgroep"}
    clause.save()
    assert [one.code for one in browser.get(address).context["comparison"].changed] == ["kwaliteit"]
    request_draft_document(draft, actor=vmbo.coordinator)  # now the newest kept text is that of today
    assert [one.code for one in browser.get(address).context["comparison"].changed] == ["kwaliteit"]
