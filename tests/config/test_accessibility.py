"""The accessibility statement says no more than the register allows, and how pages look is the reader's choice."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from config.accessibility.statement import TESTED, Statement, statement
from config.themes import COOKIE

TODAY = date(2027, 2, 1)
REVIEWED = "reviewed = 2027-01-15\n"
INVESTIGATED = '[investigation]\nby = "Bureau"\non = 2027-01-10\nreport = "https://example.org"\n'
LONG_AGO = INVESTIGATED.replace("2027", "2023")
WORDS = 'nl.what = "Iets"\nen.what = "Something"\n'
OPEN = f'[[deviation]]\ncriterion = "1.1.1"\nsince = 2027-01-01\nplanned = 2027-06-01\n{WORDS}'
LATE = OPEN.replace("2027-06-01", "2027-01-31")
MENDED = f"{OPEN}mended = 2027-01-20\n"
LATER = f"{OPEN}mended = 2027-03-01\n"


@pytest.mark.parametrize(
    ("register", "status"),
    [
        (REVIEWED + INVESTIGATED, "A"),
        (REVIEWED + INVESTIGATED + MENDED, "A"),
        (REVIEWED + INVESTIGATED + OPEN, "B"),
        (REVIEWED + INVESTIGATED + LATER, "B"),
        (REVIEWED.replace("2027-01", "2026-01") + INVESTIGATED, "B"),
        (REVIEWED, "C"),
        (REVIEWED + LONG_AGO, "C"),
    ],
)
def test_the_status_is_never_better_than_what_is_known(register: str, status: str) -> None:
    assert Statement.read(register, today=TODAY).status == status


def test_what_should_have_been_mended_makes_it_out_of_date() -> None:
    assert Statement.read(REVIEWED + OPEN, today=TODAY).is_out_of_date is False
    assert Statement.read(REVIEWED + LATE, today=TODAY).is_out_of_date is True


def test_every_deviation_is_told_whole_in_both_languages() -> None:
    for one in statement().deviations:
        for said in (one.nl, one.en):
            assert set(said) == {"what", "why", "effect", "instead", "measure"}
            assert all(said.values())
        assert one.since <= one.planned


def test_the_tests_it_names_are_there() -> None:
    for _sentence, name in TESTED:
        file, _sep, test = name.partition("::")
        assert f"def {test}" in (settings.BASE_DIR / Path(file)).read_text()


@pytest.mark.django_db
def test_anybody_may_read_it() -> None:
    page = Client().get(reverse("accessibility"), headers={"accept-language": "en"}).content.decode()
    for one in statement().open:
        assert one.en["what"].split(",")[0] in page
        assert one.criterion in page
    assert settings.ACCESSIBILITY_CONTACT in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wanted", "shown"), [("dark", "dark"), ("contrast", "contrast"), ("", None), ('x"><b>', None)]
)
def test_a_browser_remembers_how_pages_look(wanted: str, shown: str | None) -> None:
    client = Client()
    client.cookies[COOKIE] = "light"
    address = reverse("accessibility")
    assert 'data-theme="light"' in client.get(address).content.decode()
    answer = client.post(reverse("choose_theme"), {"theme": wanted, "next": address})
    assert answer.headers["Location"] == address
    page = client.get(address).content.decode()
    assert f'data-theme="{shown}"' in page if shown else "data-theme" not in page


@pytest.mark.django_db
@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_nobody_is_led_away_by_it(elsewhere: str) -> None:
    answer = Client().post(reverse("choose_theme"), {"theme": "dark", "next": elsewhere})
    assert answer.headers["Location"] == "/"


@pytest.mark.django_db
def test_a_strange_cookie_is_not_repeated() -> None:
    client = Client()
    client.cookies[COOKIE] = "purple"
    assert "data-theme" not in client.get(reverse("accessibility")).content.decode()


@pytest.mark.django_db
def test_pages_go_out_compressed_and_files_do_not() -> None:
    asked = {"accept-encoding": "gzip, br"}
    page = Client().get(reverse("accessibility"), headers=asked)
    assert page.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in Client().get(reverse("security_txt"), headers=asked).headers
