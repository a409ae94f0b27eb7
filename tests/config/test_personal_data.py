"""Nothing about pupils: every field to write in refuses a citizen service number and says what not to write."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import translation

from accounts.free_text import NO_PUPILS, citizen_numbers, refuse_citizen_numbers
from agreements.models import ClauseText
from agreements.views.clause_page import FIELD_PREFIX
from config.privacy import register
from config.privacy.activities import ACTIVITIES
from config.privacy.register import every_field_is_decided_on
from leerroutes.models import Route
from tests.conftest import ClientAs
from tests.factories import VMBO, agreement_in, route_in
from tests.matrix.pages import read

ROOMS = ("accounts", "leerroutes", "agreements", "workflows", "inspections")
NOT_WRITTEN = set(
    "password code seen seen_sha256 packed version number passage route register_id zoek veld op query".split()
)
"""Secrets, what a page sends along itself, fixed formats, and what one looks for."""


@pytest.mark.parametrize(
    "text", ["111222333", "Piet, bsn 1112.22.333.", "(111 222 333)", "111-222-333", "a\n123456782\nb", "nr. 010464554?"]
)
def test_a_number_that_passes_the_eleven_test_is_refused(text: str) -> None:
    with pytest.raises(ValidationError, match="RSIN"):
        refuse_citizen_numbers(text)


@pytest.mark.parametrize(
    "text",
    [
        "123456789",  # fails the test
        "RSIN 111222333, rsin: 111222333",
        "1112223334",
        "0111222333",
        "€ 111.222.333",
        "KvK 12345678, BRIN 99ZA00, crebo 25655",
        "2026 11222",
        "SOK-111222333 en 111222333-A",
        "1,111222333",
        "bel 06 11122233 of 030-1112223",
        "000000000",
    ],
)
def test_other_numbers_are_not(text: str) -> None:
    assert citizen_numbers(text) == []


def fields_of_ours() -> Iterator[tuple[str, str, forms.Field]]:
    assert get_resolver().url_patterns  # every view, and so every form, is loaded
    waiting = [forms.BaseForm]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.__module__.split(".")[0] in ROOMS and "styleguide" not in kind.__module__:
            yield from ((kind.__qualname__, name, field) for name, field in getattr(kind, "base_fields", {}).items())


def test_every_field_to_write_in_is_guarded() -> None:
    """Those that a form adds itself are in the test below."""
    bare = {
        f"{form}.{name}"
        for form, name, field in fields_of_ours()
        if type(field) is forms.CharField and name not in NOT_WRITTEN
    }
    assert bare == set(), "make it an accounts.free_text.FreeText"


def test_no_page_keeps_a_number_and_all_stays_typed(client_as: ClientAs, no_mail: None, db: None) -> None:
    """In a form made from a model, in an article, in what was said about a change of it, in a comment."""
    said, sentence = "Voor Jip, 111222333.", "RSIN"
    browser, route, agreement = client_as(VMBO.coordinator), route_in("draft"), agreement_in("filled")
    article = reverse("agreements:clause", args=[agreement.pk, "kwaliteit"])
    edit = reverse("leerroutes:edit", args=[route.pk])
    for address, field, sent_to in (
        (edit, "motivation", edit),
        (article, f"{FIELD_PREFIX}-owner", article),
        (article, "note", article),
        (article, "c-body", reverse("agreements:comment", args=[agreement.pk, "kwaliteit"])),
    ):
        form = next(one for one in read(browser.get(address)).forms if field in one.names)
        page = browser.post(sent_to, form.filled(**{field: said})).content.decode()
        assert sentence in page, field
        assert "Jip" in page or field == "note"
    assert not Route.objects.filter(motivation__contains="Jip").exists()
    assert not [text for text in ClauseText.objects.filter(agreement=agreement) if "111222333" in str(text.data)]


def test_where_one_writes_it_says_what_not(client_as: ClientAs, db: None) -> None:
    sentence = translation.override("nl")(lambda: str(NO_PUPILS))()
    browser, agreement = client_as(VMBO.coordinator), agreement_in("filled")
    for address in (
        reverse("leerroutes:edit", args=[route_in("draft").pk]),
        reverse("agreements:clause", args=[agreement.pk, "kwaliteit"]),
    ):
        assert sentence in browser.get(address).content.decode()


# --- The register --------------------------------------------------------------------------------------


def test_every_field_of_every_model_is_decided_on() -> None:
    assert every_field_is_decided_on() == []


def test_a_field_without_a_line_and_a_line_without_a_field_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    without = {model: names for model, names in register.NOBODY.items() if model != "accounts.Board"}
    monkeypatch.setattr(register, "NOBODY", without | {"accounts.Nothing": "name", "accounts.User": "email"})
    said = " ".join(str(problem.msg) for problem in every_field_is_decided_on())
    assert "accounts.Board.kvk has no line" in said
    assert "accounts.Nothing.name is not there" in said
    assert "accounts.User.email has two lines" in said


def test_anybody_reads_the_register(client: Client) -> None:
    page = read(client.get(reverse("privacy")))
    assert page.problems == []
    assert "agreements.Signature.signer_name" in page.html
    assert page.html.count("<dt>") == 4 * len(ACTIVITIES)
