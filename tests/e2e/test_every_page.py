"""Every page in every state, for everybody: by day and by night, wide and narrow, in high contrast, and valid HTML.

The pages come from the table of addresses by way of the permission matrix (tests/looks), so a new address is looked
at because it exists.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from pytest_django import DjangoDbBlocker

from tests.e2e.looking import AXE, Kinds, complaints_about, violations
from tests.looks.browsing import served
from tests.looks.gather import Gathered, Shown, gathered
from tests.looks.validity import faults_of, missing
from tests.matrix.rooms import MATRIX
from tests.matrix.stage import built_stage

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.engine("sqlite"),  # looks at pages, never at rows: one engine is enough
]


@pytest.fixture(scope="module")
def all_pages(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Gathered:
    with built_stage(django_db_blocker) as stage:
        return gathered(stage)


@pytest.fixture(scope="module")
def different(all_pages: Gathered) -> list[Shown]:
    return all_pages.different


@pytest.fixture(scope="module")
def origin(different: list[Shown]) -> Iterator[str]:
    with served([page.html for page in different]) as address:
        yield address


@pytest.fixture
def looker(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="nl-NL", reduced_motion="reduce", viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def test_every_address_is_looked_at(all_pages: Gathered) -> None:
    """It gave a page, or a file. The matrix itself fails for an address that it does not know."""
    asked = {row.name for row in MATRIX if row.get and row.shows == 200}
    assert asked - all_pages.names - all_pages.others == set()


def test_axe_finds_nothing(different: list[Shown], origin: str, looker: Page) -> None:
    known = Kinds(set)
    found: list[str] = []
    for number, page in enumerate(different):
        looker.goto(f"{origin}/{number}")
        found += [f"{page.told}: {complaint}" for complaint in complaints_about(looker, known)]
    assert not found, "\n".join(found)


OFTEN = ("workflows:inbox", "workflows:route", "workflows:agreement", "leerroutes:edit", "agreements:clause")
"""Pages with nearly every component on them."""


def of_often(different: list[Shown]) -> list[int]:
    return [next(number for number, page in enumerate(different) if page.name == name) for name in OFTEN]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("asked", ["chosen", "by the device"])
def test_high_contrast_is_high(asked: str, scheme: Any, different: list[Shown], origin: str, looker: Page) -> None:
    """Seven to one for all text (WCAG 1.4.6, which is more than the law asks), by day and by night."""
    looker.emulate_media(color_scheme=scheme, contrast="more" if asked == "by the device" else None)
    found: list[str] = []
    for number in of_often(different):
        looker.goto(f"{origin}/{number}")
        if asked == "chosen":
            looker.evaluate("document.documentElement.dataset.theme = 'contrast'")
        looker.evaluate(AXE)
        found += [f"{different[number].told}: {one}" for one in violations(looker, ["color-contrast-enhanced"])]
    assert not found, "\n".join(found)


def test_with_forced_colours_everything_stays_to_be_seen(different: list[Shown], origin: str, looker: Page) -> None:
    """Windows' own contrast themes: text reads, and what is a button keeps an edge."""
    looker.emulate_media(forced_colors="active")
    found: list[str] = []
    for number in of_often(different):
        looker.goto(f"{origin}/{number}")
        looker.evaluate(AXE)
        found += [f"{different[number].told}: {one}" for one in violations(looker, ["color-contrast"])]
        found += [f"{different[number].told}: no edge: {one}" for one in looker.evaluate(WITHOUT_EDGE)]
    assert not found, "\n".join(found)


WITHOUT_EDGE = """[...document.querySelectorAll(".nl-button, input:not([type=hidden]), select, textarea")]
    .filter((one) => one.checkVisibility() && !["checkbox", "radio"].includes(one.type))
    .filter((one) => ["none", "hidden"].includes(getComputedStyle(one).borderStyle)
        || getComputedStyle(one).borderColor === getComputedStyle(document.body).backgroundColor)
    .map((one) => one.outerHTML.slice(0, 120))"""


def test_who_wants_no_motion_sees_none(different: list[Shown], origin: str, looker: Page) -> None:
    """Every transition and animation is over at once."""
    looker.emulate_media(reduced_motion="reduce")
    for number in of_often(different):
        looker.goto(f"{origin}/{number}")
        assert looker.evaluate(MOVING) == []


MOVING = """[...document.querySelectorAll("*")].filter((one) => {
    const style = getComputedStyle(one);
    const times = `${style.transitionDuration}, ${style.animationDuration}`.split(", ").map(parseFloat);
    return Math.max(...times) > 0.01;
}).map((one) => one.outerHTML.slice(0, 120))"""


@pytest.mark.conformance
@pytest.mark.skipif(bool(missing()), reason=f"Not on this machine: {', '.join(missing())}")
def test_the_html_is_valid(different: list[Shown], tmp_path: Path) -> None:
    """The checker of the standard finds no error; and it does find one where there is one."""
    files = [tmp_path / f"{number}.html" for number in range(len(different))]
    for file, page in zip(files, different, strict=True):
        file.write_text(page.html)
    wrong = tmp_path / "wrong.html"
    wrong.write_text("<!DOCTYPE html><html lang=nl><title>T</title><ul><p>Geen regel</ul>")
    faults = faults_of([*files, wrong])
    assert [fault for fault in faults if fault.startswith("wrong.html")]
    told = {file.name: page.told for file, page in zip(files, different, strict=True)}
    found = [f"{told[one.partition(':')[0]]}: {one}" for one in faults if not one.startswith("wrong.html")]
    assert not found, "\n".join(found)
