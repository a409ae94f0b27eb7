"""What a printer makes of the pages that people take along: everything, on A4, and nothing to press."""

from __future__ import annotations

import io
import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page
from pypdf import PdfReader

from accounts.actors import Actor
from tests.e2e.conftest import Opens
from tests.factories import Party, agreement_in, route_in

pytestmark = [pytest.mark.usefixtures("thin_paper"), pytest.mark.engine("sqlite")]

PAPER = {"width": 658, "height": 987}
"""A4 without its margins of 18 mm, in CSS pixels."""
CUT_OFF = f"""[...document.querySelectorAll("body *")].filter((one) => one.checkVisibility())
    .filter((one) => !one.closest(".visually-hidden") && one.getBoundingClientRect().right > {PAPER["width"]} + 1)
    .map((one) => one.outerHTML.slice(0, 120))"""
PRESSED = """[...document.querySelectorAll("nav:not(.card), button, summary, input, .nl-button, .site-footer")]
    .filter((one) => one.checkVisibility() && !one.closest("details[open], .term"))
    .map((one) => one.outerHTML.slice(0, 120))"""


def sheets_of(page: Page) -> list[str]:
    """The words of each sheet, after a look at what stands outside of them."""
    page.set_viewport_size(PAPER)
    page.emulate_media(media="print")
    assert page.evaluate(CUT_OFF) == []
    assert page.evaluate(PRESSED) == []
    sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    return [re.sub(r"\s+", " ", sheet.extract_text()) for sheet in sheets]


def test_the_page_of_a_route(at_work: Opens, vmbo: Party) -> None:
    route = route_in("submitted")
    director = at_work(vmbo.director)
    director.visit(route.get_absolute_url())
    words = " ".join(sheets_of(director.page))
    for said in (route.name, str(vmbo.board), "Junior accountmanager", "5000 / 3500 / 900", "Voorstel ingediend"):
        assert said in words
    for folded in ("Waarom kan ik de rest niet doen", "Toon", "zoals het was"):
        assert folded not in words, "closed, or of no use on paper"


def test_the_page_of_an_agreement(at_work: Opens, vmbo: Party) -> None:
    director = at_work(vmbo.director)
    director.visit(agreement_in("filled").get_absolute_url())
    words = " ".join(sheets_of(director.page))
    for said in ("SOK-", "Begripsbepalingen", "Bijlage 1.3 De overstapoptie", "De overeenkomst loopt af"):
        assert said in words


def test_the_text_of_an_agreement_with_its_widest_tables(at_work: Opens, vmbo: Party) -> None:
    agreement = agreement_in("filled")
    director = at_work(vmbo.director)
    director.visit(reverse("agreements:text", args=[agreement.pk]))
    titles = director.page.locator(".clause-text__title").all_inner_texts()
    cells = director.page.locator(".clause-table td").all_inner_texts()
    words = _unbroken(" ".join(sheets_of(director.page)))
    assert len(titles) > 20
    assert [one for one in (*titles, *cells) if _unbroken(one) not in words] == []


def _unbroken(text: str) -> str:
    """Where a line ends, and whether a word was broken there, differs between screen and paper."""
    return re.sub(r"[\s\u00ad\u2010-]", "", text)


def test_the_timeline_tells_what_changed(at_work: Opens, inspector: Actor) -> None:
    route = route_in("submitted")
    reader = at_work(inspector)
    reader.visit(reverse("inspections:trail", args=[route.pk]))
    words = " ".join(sheets_of(reader.page))
    assert "concept → ingediend" in words
    assert "Verfijnen" not in words


def test_the_head_of_a_table_stands_on_every_sheet_of_it(at_work: Opens, inspector: Actor) -> None:
    route = agreement_in("in_force").covered.get().route
    reader = at_work(inspector)
    reader.visit(reverse("inspections:route", args=[route.pk]))
    rows = ("Overeenkomst van alle besturen", "Wijzigingen door de tijd")
    sheets = sheets_of(reader.page)
    first, last = (next(place for place, words in enumerate(sheets) if row in words) for row in rows)
    assert first < last
    assert all("Punt Stand Bewijs" in sheet for sheet in sheets[first : last + 1])
