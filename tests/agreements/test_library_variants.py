"""Variants of a board: kept, chosen, renamed, put away; and not a word of them reaches another board."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.actors import Actor
from agreements.clauses import library
from agreements.clauses.moving import portable
from agreements.clauses.wording import MODEL, WORDING
from agreements.errors import AgreementError
from agreements.models import Agreement, ClauseText, ClauseVariant
from agreements.services import archive_variant, keep_variant, rename_variant
from audit.models import AuditEvent
from audit.services import case_of
from tests.agreements.pages import queries, words
from tests.conftest import ClientAs
from tests.factories import Party, agreement_in
from tests.matrix.pages import read

pytestmark = pytest.mark.django_db

NAME, WORDS = "NAAM7Q van ons", "INHOUD7Q zoals wij het willen."


@pytest.fixture
def agreement(vmbo: Party) -> Agreement:
    return agreement_in("filled")


def keep(agreement: Agreement, actor: Actor, name: str = NAME, **data: Any) -> ClauseVariant:
    clause = library.load()["kwaliteit"]
    return keep_variant(agreement, actor=actor, clause=clause, name=name, data=data or {"improvement": WORDS})


def page(agreement: Agreement, more: str = "") -> str:
    return reverse("agreements:clause", args=[agreement.pk, "kwaliteit"]) + more


# --- works ----------------------------------------------------------------------------------------


def test_from_an_article_to_a_variant_and_back(agreement: Agreement, vmbo: Party, client_as: ClientAs) -> None:
    browser = client_as(vmbo.coordinator)
    address = reverse("agreements:keep_variant", args=[agreement.pk, "kwaliteit"])
    assert address in words(browser.get(page(agreement)))
    stored = agreement.clauses.get(code="kwaliteit")
    assert browser.post(address, {"name": NAME}).status_code == 302
    variant = ClauseVariant.objects.get()
    assert (variant.board, variant.name, variant.model) == (vmbo.board, NAME, library.CURRENT)
    assert variant.data["improvement"] == stored.data["improvement"]


def test_choosing_fills_in_the_form_and_saves_nothing(agreement: Agreement, vmbo: Party, client_as: ClientAs) -> None:
    variant, browser = keep(agreement, vmbo.coordinator), client_as(vmbo.coordinator)
    before = list(ClauseText.objects.values_list("pk", "version"))
    link = f"?variant={variant.pk}"
    assert link in words(browser.get(page(agreement)))
    answer = browser.get(page(agreement, link))
    assert read(answer).forms_to(page(agreement))[0].fields["a-improvement"] == [WORDS]
    assert list(ClauseText.objects.values_list("pk", "version")) == before
    assert not agreement.private_drafts.exists()


def test_what_was_chosen_can_be_put_on_the_table(agreement: Agreement, vmbo: Party, client_as: ClientAs) -> None:
    variant, browser = keep(agreement, vmbo.coordinator), client_as(vmbo.coordinator)
    form = read(browser.get(page(agreement, f"?variant={variant.pk}"))).forms_to(page(agreement))[0]
    assert browser.post(page(agreement), form.filled()).status_code == 302
    assert agreement.clauses.get(code="kwaliteit").data["improvement"] == WORDS


def test_own_words_are_kept_too(agreement: Agreement, vmbo: Party) -> None:
    own = [{"text": "Onze eigen woorden.", "lid": None}]
    assert keep(agreement, vmbo.coordinator, **{WORDING: own}).data == {WORDING: own}


def test_renaming_and_putting_away(agreement: Agreement, vmbo: Party, client_as: ClientAs) -> None:
    variant, browser = keep(agreement, vmbo.coordinator), client_as(vmbo.coordinator)
    browser.post(reverse("agreements:rename_variant", args=[variant.pk]), {"name": "Kort"})
    assert "Kort" in words(browser.get(reverse("agreements:variants")))
    browser.post(reverse("agreements:archive_variant", args=[variant.pk]))
    assert "Kort" not in words(browser.get(reverse("agreements:variants")))
    assert f"?variant={variant.pk}" not in words(browser.get(page(agreement)))
    assert browser.get(page(agreement, f"?variant={variant.pk}")).status_code == 404
    assert ClauseVariant.objects.get(pk=variant.pk).archived


def test_it_leaves_a_trace_of_its_own(agreement: Agreement, vmbo: Party) -> None:
    """Not one in the trail of the agreement, which the other boards read."""
    before = AuditEvent.objects.filter(case=case_of(agreement)).count()
    variant = keep(agreement, vmbo.coordinator)
    rename_variant(variant, actor=vmbo.coordinator, name="Kort")
    archive_variant(variant, actor=vmbo.coordinator)
    found = AuditEvent.objects.filter(case=case_of(variant)).values_list("action", flat=True)
    assert list(found) == [f"agreements.variant_{what}" for what in ("kept", "renamed", "archived")]
    assert AuditEvent.objects.filter(case=case_of(agreement)).count() == before


# --- refuses --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "who", ["vmbo_director", "vmbo_signatory", "adviser", "inspector", "administrator", "outsider"]
)
def test_only_a_coordinator_of_a_party_keeps(who: str, agreement: Agreement, cast: dict[str, Actor]) -> None:
    with pytest.raises(PermissionDenied):
        keep(agreement, cast[who])


@pytest.mark.parametrize("who", ["mbo_coordinator", "outsider"])
def test_another_board_neither_renames_nor_puts_away(who: str, agreement: Agreement, cast: dict[str, Actor]) -> None:
    variant = keep(agreement, cast["vmbo_coordinator"])
    with pytest.raises(AgreementError):
        rename_variant(variant, actor=cast[who], name="Gekaapt")
    with pytest.raises(AgreementError):
        archive_variant(variant, actor=cast[who])


def test_a_name_is_used_once_for_an_article(agreement: Agreement, vmbo: Party, mbo: Party, client_as: ClientAs) -> None:
    variant = keep(agreement, vmbo.coordinator)
    with pytest.raises(AgreementError):
        keep(agreement, vmbo.coordinator)
    keep(agreement, mbo.coordinator)
    address = reverse("agreements:keep_variant", args=[agreement.pk, "kwaliteit"])
    again = client_as(vmbo.coordinator).post(address, {"name": NAME})
    assert again.status_code == 200
    assert NAME in words(again)
    archive_variant(variant, actor=vmbo.coordinator)
    keep(agreement, vmbo.coordinator)


@pytest.mark.parametrize("key", ["0", "²", "abc", "-1", "9" * 30, "1 OR 1=1"])
def test_a_variant_that_is_not_there(key: str, agreement: Agreement, vmbo: Party, client_as: ClientAs) -> None:
    assert client_as(vmbo.coordinator).get(page(agreement), {"variant": key}).status_code == 404


# --- private to the board -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "who", ["mbo_coordinator", "mbo_director", "twin_mbo", "inspector", "administrator", "outsider", "vmbo_director"]
)
def test_nobody_else_reads_a_word(who: str, agreement: Agreement, cast: dict[str, Actor], client_as: ClientAs) -> None:
    """Also not somebody who works at both boards, while acting for the other one."""
    variant, browser = keep(agreement, cast["vmbo_coordinator"]), client_as(cast[who])
    for address in (
        page(agreement),
        page(agreement, f"?variant={variant.pk}"),
        agreement.get_absolute_url(),
        reverse("agreements:text", args=[agreement.pk]),
        reverse("agreements:proposals", args=[agreement.pk, "kwaliteit"]),
        reverse("agreements:variants"),
        reverse("agreements:rename_variant", args=[variant.pk]),
        reverse("workflows:inbox"),
    ):
        html = words(browser.get(address))
        assert "NAAM7Q" not in html, address
        assert "INHOUD7Q" not in html, address
    assert browser.get(reverse("agreements:rename_variant", args=[variant.pk])).status_code == 404
    assert browser.post(reverse("agreements:archive_variant", args=[variant.pk])).status_code == 404


def test_the_own_board_does_read_them(agreement: Agreement, vmbo: Party, client_as: ClientAs) -> None:
    """Otherwise the test above would prove nothing."""
    variant, browser = keep(agreement, vmbo.coordinator), client_as(vmbo.coordinator)
    assert "NAAM7Q" in words(browser.get(reverse("agreements:variants")))
    assert "INHOUD7Q" in words(browser.get(page(agreement, f"?variant={variant.pk}")))


# --- what travels ---------------------------------------------------------------------------------


def test_what_belongs_to_one_agreement_stays_there() -> None:
    exam = portable(library.load()["examen"], {"offices": {"1": "van ons", "2": "van hen"}, MODEL: "2027.1"}, 1)
    assert exam == {"offices": {"1": "van ons"}}
    clause = library.load()["D"]
    table = next(
        field for field in clause.fields if field.kind == "table" and {c.kind for c in field.columns} & {"board"}
    )
    column = next(column for column in table.columns if column.kind == "board")
    made = portable(clause, {table.name: [{column.name: "1"}, {column.name: "2"}]}, 1)
    assert made == {table.name: [{column.name: "1"}]}


def test_the_page_costs_the_same_for_more_variants(agreement: Agreement, vmbo: Party, client_as: ClientAs) -> None:
    browser, counts = client_as(vmbo.coordinator), []
    for number in range(1, 9):
        keep(agreement, vmbo.coordinator, name=f"Variant {number}")
        counts.append((queries(browser, page(agreement)), queries(browser, reverse("agreements:variants"))))
    assert len(set(counts)) == 1
