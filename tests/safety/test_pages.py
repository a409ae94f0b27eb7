"""Every page is whole, strict and inline-free, and so is every refusal."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.matrix.company import ANONYMOUS
from tests.matrix.pages import body, is_page, read
from tests.matrix.rows import Row, address_of
from tests.matrix.stage import Stage, undone

from .attacking import (
    ATTACK,
    ONE_ENGINE,
    PAGES,
    PARAMETERS,
    SECRET,
    attacks,
    headers_are_strict,
    somebody_of,
)

pytestmark = pytest.mark.django_db


@ONE_ENGINE  # the permission matrix asks the same pages of both
@pytest.mark.parametrize("row", PAGES, ids=str)
def test_a_page_is_whole_and_safe(row: Row, stage: Stage) -> None:
    """One heading, a title, a language, tokens in forms; nothing inline, also when somebody wrote an attack."""
    with undone():
        response = stage.browser(somebody_of(row.get)).get(address_of(row, stage))
        sent = body(response)
    headers_are_strict(response)
    if response.headers.get("Content-Type", "").startswith("text/html"):
        assert not attacks(sent.decode())
    if is_page(response):
        assert read(response).problems == []


@pytest.mark.parametrize("row", PAGES, ids=str)
def test_what_stands_in_the_address_is_shown_as_words(row: Row, stage: Stage) -> None:
    """On every page every parameter that our code asks anywhere, forms that only ask included."""
    with undone():
        response = stage.browser(somebody_of(row.get)).get(address_of(row, stage), dict.fromkeys(PARAMETERS, ATTACK))
        sent = body(response)
    assert response.status_code in {200, 302, 400, 404}
    assert "alert(1)>" not in response.headers.get("Location", "")
    if response.headers.get("Content-Type", "").startswith("text/html"):
        assert attacks(sent.decode()) == []


def test_the_parameters_were_found() -> None:
    assert {"page", "zoek", "wat", "stand"} <= PARAMETERS


@pytest.mark.parametrize("who", ["coordinator", "outsider", ANONYMOUS])
def test_refusals_are_pages_in_dutch_with_a_way_back(who: str, stage: Stage) -> None:
    for address, statuses in {
        "/bestaat/niet/": {404, 302},
        reverse("leerroutes:decide", args=[stage.routes["submitted"].pk]): {403, 404, 302},
        reverse("accounts:access"): {403, 302},
        reverse("workflows:route", args=[10**30]): {404, 302},
    }.items():
        response = stage.browser(who).get(address)
        assert response.status_code in statuses, address
        headers_are_strict(response)
        if response.status_code != 302:
            page = read(response)
            assert page.problems == []
            assert page.lang == "nl"
            assert "/" in page.links
            assert "Naar de startpagina" in page.html


def test_a_failure_of_ours_shows_no_trace(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> None:
        raise RuntimeError(f"wachtwoord={SECRET}")

    monkeypatch.setattr("workflows.selectors.waiting_elsewhere", fail)
    response = stage.browser("coordinator", raise_request_exception=False).get(reverse("workflows:inbox"))
    page = read(response)
    assert response.status_code == 500
    assert page.headings == ["Er ging bij ons iets mis"]
    assert (page.lang, page.problems) == ("nl", [])
    assert not [word for word in ("Traceback", "RuntimeError", SECRET, ".py", "wachtwoord=") if word in page.html]
    headers_are_strict(response)
