"""The document: everything in it, tagged, the same bytes again, and nothing from outside."""

from datetime import UTC, datetime
from io import BytesIO

import pypdf
import pytest
from django.utils import translation

from agreements.clauses.examples import example_agreement
from agreements.clauses.library import load
from agreements.clauses.render import render_agreement, text_sha256
from agreements.paper.html import render_html
from agreements.paper.imprint import Imprint
from agreements.paper.pdf import ReachesOutside, render_pdf
from tests.agreements.clause_cases import agreement, line, route

FACTS = agreement(route(line(4)), parties=3)
IMPRINT = Imprint("ABCDE12345", datetime(2027, 5, 1, 12, tzinfo=UTC))


def html_of(facts=FACTS, *, watermark=False, answers=None):
    answers = example_agreement(load(), facts) if answers is None else answers
    rendered = render_agreement(load(), answers, facts)
    return render_html(
        facts, rendered, version="1.4", digest=text_sha256(rendered), watermark=watermark, imprint=IMPRINT
    )


@pytest.fixture(scope="module")
def pdf():
    return pypdf.PdfReader(BytesIO(render_pdf(html_of())))


def test_every_party_article_and_annex_is_in_the_html():
    html = html_of()
    for party in FACTS.parties:
        assert html.count(party.name) >= 3
    for number in range(1, 20):
        assert f'id="artikel-{number}"' in html
        assert f'href="#artikel-{number}"' in html
    assert 'id="bijlage-1-3"' in html
    assert "Definitieve tekst" in html


def test_the_document_is_dutch_for_every_reader():
    with translation.override("en"):
        english = html_of()
    assert english == html_of()
    assert '<html lang="nl">' in english


def test_a_draft_says_so_and_shows_its_gaps():
    draft = html_of(watermark=True, answers={})
    assert "Concept, niet om te ondertekenen" in draft
    assert "stroke-opacity" in draft
    assert '<mark class="gap">' in draft
    assert "stroke-opacity" not in html_of()


def test_a_title_cannot_break_out():
    assert "<b>" not in html_of(agreement(title="</title><b>Titel</b>"))


def test_it_is_a_tagged_dutch_pdf_with_bookmarks(pdf):
    root = pdf.trailer["/Root"]
    assert root["/Lang"] == "nl"
    assert root["/MarkInfo"]["/Marked"]
    assert pdf.metadata.title == FACTS.title
    assert pdf.outline


def test_every_page_but_the_cover_is_numbered_and_carries_version_and_code(pdf):
    total = len(pdf.pages)
    for number, page in enumerate(pdf.pages[1:], start=2):
        text = page.extract_text()
        assert f"Pagina {number} van {total}" in text
        assert "Versie 1.4" in text
        assert "Code ABCDE-12345" in text
        assert "testserver/controle/" in text


def test_only_embedded_fonts_are_used(pdf):
    fonts = {font.get_object()["/BaseFont"] for page in pdf.pages for font in page["/Resources"]["/Font"].values()}
    assert all("Leerroutes" in name for name in fonts), fonts


def test_the_same_html_gives_the_same_bytes():
    small = "<html lang=nl><title>Klein</title><p style=\"font-family:'Leerroutes Sans'\">Één <b>zelfde</b> woord"
    assert render_pdf(small) == render_pdf(small)


@pytest.mark.parametrize("address", ["https://example.org/x.png", "file:///etc/passwd", "/static/x.png", "x.png"])
def test_nothing_outside_the_document_is_fetched(address):
    with pytest.raises(ReachesOutside, match=address.rsplit("/")[-1]):
        render_pdf(f'<html lang=nl><title>T</title><img alt="" src="{address}">')
