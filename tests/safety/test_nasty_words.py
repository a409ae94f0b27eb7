"""Nasty words are refused or shown as words, in every field and address."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from tests.matrix.pages import is_page, read
from tests.matrix.rows import Row, address_of, sent_by
from tests.matrix.stage import Stage, undone

from .attacking import (
    ATTACK,
    FORMS,
    ONE_ENGINE,
    WORDS,
    attacks,
    somebody_of,
)

pytestmark = pytest.mark.django_db

NASTY = ("²", "9" * 40, "\x00", WORDS, "ë" * 10_000)
SAME_TO_DATABASES = ("²", WORDS)
"""No number for Python either; and a database finds words too long at most, which the last one is more."""
IN_FORMS = [pytest.param(nasty, marks=ONE_ENGINE if nasty in SAME_TO_DATABASES else ()) for nasty in NASTY]


@pytest.mark.parametrize("nasty", IN_FORMS, ids=lambda value: ascii(value)[:12])
@pytest.mark.parametrize("row", FORMS, ids=str)
def test_nasty_words_are_refused_or_shown_as_words(row: Row, nasty: str, stage: Stage) -> None:
    """In all fields at once, and in each that holds a key or a number."""
    who, address = somebody_of(row.post), address_of(row, stage)
    with undone():
        good = sent_by(row, stage, who, address)
        bad = [dict.fromkeys(good, nasty)] + [good | {name: nasty} for name in _keys(good)]
    for data in bad if len(nasty) < 50 else bad[:1]:
        with undone():
            response = stage.browser(who).post(address, data, follow=True)
            assert response.status_code in {200, 403, 404}
            if is_page(response):
                assert not attacks(response.content.decode())


def _keys(data: dict[str, Any]) -> list[str]:
    """Fields that hold something short with a number in it; some say enough of a long form."""
    flat = {name: value[0] if isinstance(value, list) and value else value for name, value in data.items()}
    return [name for name, value in flat.items() if str(value).isdigit() or "TOTAL" in name][:6]


@pytest.mark.parametrize("nasty", NASTY, ids=lambda value: ascii(value)[:12])
def test_nasty_words_break_no_fragment_and_no_extra_button(nasty: str, stage: Stage) -> None:
    """The live checks, the norm, the search, and where a button says it leads."""
    pk = stage.routes["draft"].pk
    edit, line = reverse("leerroutes:edit", args=[pk]), reverse("leerroutes:line_edit", args=[pk, 1])
    checks, browser = reverse("leerroutes:checks", args=[pk]), stage.browser("coordinator")
    proposal = read(browser.get(edit)).forms_to(edit)[0].filled()
    typed = read(browser.get(line)).forms_to(line)[0].filled()
    for address, data in (
        (checks, {"line": nasty}),
        (checks, proposal | {"institutions": nasty, "start_year": nasty}),
        (checks, typed | {"line": "1", "duration_years": nasty, "qualification": nasty, "total_hours": nasty}),
        (line, typed | {"norm": "1", "duration_years": nasty, "learning_mode": nasty}),
        (edit, proposal | {"then": nasty}),
        (edit, proposal | {"then": f"-{nasty}"}),
        (edit, proposal | {"search": "1", "zoek": nasty}),
    ):
        with undone():
            response = browser.post(address, data)
            assert response.status_code in {200, 302}
            assert not attacks(response.content.decode())


WRITTEN = set(
    "name title reason motivation owner guidance remarks function document_reference related_motivation".split()
)


@pytest.mark.parametrize("row", FORMS, ids=str)
def test_words_come_back_as_words(row: Row, stage: Stage) -> None:
    """In every field somebody writes in: what the next page shows of it is text, or a sentence says what is wrong."""
    who, address, words = somebody_of(row.post), address_of(row, stage), f"TERUG9K {ATTACK}"
    with undone():
        good = sent_by(row, stage, who, address)
    for name in [name for name in good if name.rpartition("-")[2] in WRITTEN]:
        with undone():
            response = stage.browser(who).post(address, good | {name: words}, follow=True)
            assert not attacks(response.content.decode())
            assert "TERUG9K &lt;script&gt;" in response.content.decode() or read(response).errors


QUERIES = ("page", "zoek", "stand", "state", "bestuur", "persoon", "verlopen", "next")


@pytest.mark.parametrize("nasty", [*NASTY[:-1], "-1", "", "ë" * 500], ids=lambda value: ascii(value)[:12])
def test_nasty_addresses_break_nothing(nasty: str, stage: Stage) -> None:
    for who, name in (
        ("coordinator", "workflows:start"),
        ("coordinator", "workflows:inbox"),
        ("coordinator", "leerroutes:list"),
        ("coordinator", "agreements:list"),
        ("administrator", "accounts:access"),
        ("administrator", "accounts:invite"),
        ("administrator", "accounts:grant_role"),
        ("administrator", "accounts:grant_mandate"),
    ):
        response = stage.browser(who).get(reverse(name), dict.fromkeys(QUERIES, nasty))
        assert response.status_code in {200, 404}
        assert not attacks(response.content.decode())
