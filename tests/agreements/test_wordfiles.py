"""The Word files: every word in its place, changes that Word itself can accept or reject, always the same bytes."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from agreements.clauses.blocks import Paragraph, Run
from agreements.clauses.examples import example_agreement
from agreements.clauses.library import load
from agreements.clauses.render import RenderedClause, RenderedLid, article_text, render_agreement, text_sha256
from agreements.clauses.words import Words
from agreements.comparing import Row, Side, Table, compared, whole
from agreements.services import request_draft_document
from agreements.wordfiles import comparison_file, text_file
from agreements.wordfiles.elements import PAGE, column_widths
from tests.conftest import ClientAs
from tests.factories import Party, agreement_in, play

from .clause_cases import agreement, line, route, tot

INSERTED, REMOVED, PARAGRAPH, ROW, CELL = (qn(f"w:{tag}") for tag in ("ins", "del", "p", "tr", "tc"))


def side(rendered: tuple[RenderedClause, ...], name: str = "Versie 12") -> Side:
    return Side("1", name, text_sha256(rendered), rendered)


def rendered(*, years: int = 5, filled: bool = True) -> tuple[RenderedClause, ...]:
    facts = agreement(route(line(years), line(6, id=3)), parties=3)
    return render_agreement(load(), example_agreement(load(), facts) if filled else {}, facts)


def body_of(made: bytes):  # type: ignore[no-untyped-def]
    return Document(BytesIO(made)).element.body


def read_as(made: bytes, *, accept: bool) -> list[str]:
    """The lines that remain when Word accepts every change, or rejects every change."""
    body = body_of(made)
    gone = REMOVED if accept else INSERTED
    lines = []
    for paragraph in body.iter(PARAGRAPH):
        row = next((one for one in paragraph.iterancestors() if one.tag == ROW), None)
        if row is not None and row.find(f"{qn('w:trPr')}/{gone}") is not None:
            continue
        if paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{gone}") is not None:
            assert not _words(paragraph, gone), "a paragraph that goes takes all its words along"
            continue
        lines.append(_words(paragraph, gone))
    return lines


def _words(paragraph, gone: str) -> str:  # type: ignore[no-untyped-def]
    said = []
    for node in paragraph.iter(qn("w:t"), qn("w:delText"), qn("w:tab")):
        if not any(one.tag == gone for one in node.iterancestors()):
            said.append(node.text or "\t")
    return "".join(said)


def squeezed(text: str) -> str:
    """Letters, digits and signs only: layout left out."""
    return "".join(text.replace(" | ", "").split())


def lines_of(clauses: tuple[RenderedClause, ...]) -> str:
    return squeezed("".join(article_text(one) for one in clauses))


def told(lines: list[str]) -> str:
    """The words below the head of the file, without what the file adds: “Artikel” and the names of annexes."""
    start = next(place for place, line in enumerate(lines) if "Partijen en overwegingen" in line)
    kept = [line.removeprefix("Artikel ") for line in lines[start:] if not line.startswith("Bijlage ")]
    return squeezed("".join(kept))


def test_every_word_of_every_article_is_there() -> None:
    clauses = rendered()
    lines = read_as(text_file("SOK-1", "Samen", side(clauses), is_draft=True), accept=True)
    assert told(lines) == lines_of(clauses)
    assert not list(body_of(text_file("SOK-1", "Samen", side(clauses), is_draft=True)).iter(INSERTED, REMOVED))


def test_headings_numbers_tables_and_a_head_that_says_what_it_is() -> None:
    clauses = rendered()
    found = Document(BytesIO(text_file("SOK-00012", "Samen", side(clauses), is_draft=True)))
    headings = [one.text for one in found.paragraphs if one.style is not None and one.style.name == "Heading 2"]
    assert "Artikel 1 Begripsbepalingen" in headings
    assert len(headings) == len(clauses)
    assert [one.text for one in found.paragraphs if one.style is not None and one.style.name == "Heading 1"] == [
        "Bijlage 1"
    ]
    assert sum(1 for one in clauses for lid in one.leden for _table in lid.tables) == len(found.tables)
    assert any(one.text.startswith("a.\t") for one in found.paragraphs)
    head = found.sections[0].header.paragraphs[0].text
    assert head == f"CONCEPT · SOK-00012 · Versie 12 · {text_sha256(clauses)[:12]}"
    assert "PAGE" in found.sections[0].footer.paragraphs[0]._p.xml
    final = Document(BytesIO(text_file("SOK-00012", "Samen", side(clauses), is_draft=False)))
    assert "CONCEPT" not in final.sections[0].header.paragraphs[0].text


def test_accepting_gives_the_new_text_and_rejecting_the_old() -> None:
    facts = tot()
    for old, new in (
        (rendered(), rendered(filled=False)),
        (rendered(), render_agreement(load(), example_agreement(load(), facts), facts)),
    ):
        made = comparison_file("SOK-1", "Samen", compared(side(old), side(new)))
        assert told(read_as(made, accept=True)) == lines_of(new)
        assert told(read_as(made, accept=False)) == lines_of(old)


def test_changes_are_real_ones_with_numbers_of_their_own_and_no_clock() -> None:
    made = comparison_file("SOK-1", "Samen", compared(side(rendered()), side(rendered(filled=False))))
    changes = list(body_of(made).iter(INSERTED, REMOVED))
    numbers = [one.get(qn("w:id")) for one in changes]
    assert changes
    assert len(set(numbers)) == len(numbers)
    assert {one.get(qn("w:author")) for one in changes} == {"Leerroutes"}
    assert all(one.get(qn("w:date")) is None for one in changes)
    assert "wijst u ze alle af" in "".join(read_as(made, accept=True)), "a legend"


def test_the_same_text_gives_the_same_bytes() -> None:
    clauses = rendered()
    made = text_file("SOK-1", "Samen", side(clauses), is_draft=True)
    assert made == text_file("SOK-1", "Samen", side(clauses), is_draft=True)
    with zipfile.ZipFile(BytesIO(made)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(2000, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None
    about = Document(BytesIO(made)).core_properties
    assert (about.author, about.created) == ("Leerroutes", about.modified)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_words_make_a_file_that_opens(old: str, new: str) -> None:
    def one(text: str) -> tuple[RenderedClause, ...]:
        lid = RenderedLid("1", (Paragraph((Run(text, "value"),)),))
        return (RenderedClause("C", "1", Words(text, text), (lid,), ()),)

    made = comparison_file("SOK-1", new, compared(side(one(old)), side(one(new))))
    assert Document(BytesIO(made)).paragraphs


# --- The pages -----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_draft_is_downloaded(vmbo: Party, client_as: ClientAs) -> None:
    found = play("agreement_filled").agreement
    answer = client_as(vmbo.coordinator).get(reverse("agreements:text_word", args=[found.pk]))
    assert answer.headers["Content-Disposition"].startswith(f'attachment; filename="{found.number} ')
    assert "wordprocessingml" in answer.headers["Content-Type"]
    assert "CONCEPT" in Document(BytesIO(answer.content)).sections[0].header.paragraphs[0].text
    again = client_as(vmbo.director).get(reverse("agreements:text_word", args=[found.pk]))
    assert again.content == answer.content


@pytest.mark.django_db
def test_a_comparison_is_downloaded_and_what_is_not_there_is_not(vmbo: Party, client_as: ClientAs) -> None:
    found = play("agreement_filled").agreement
    request_draft_document(found, actor=vmbo.coordinator)
    kept, browser = found.frozen_texts.get(), client_as(vmbo.coordinator)
    address = reverse("agreements:comparison_word", args=[found.pk])
    assert browser.get(address, {"van": kept.pk, "tot": "nu"}).content[:2] == b"PK"
    assert browser.get(address, {"van": 10**12}).status_code == 404
    assert browser.get(reverse("agreements:text_word", args=[found.pk]), {"versie": "x"}).status_code == 404


@pytest.mark.django_db
def test_what_is_in_force_is_no_draft(vmbo: Party, client_as: ClientAs) -> None:
    found = agreement_in("in_force")
    answer = client_as(vmbo.coordinator).get(reverse("agreements:text_word", args=[found.pk]))
    assert "CONCEPT" not in Document(BytesIO(answer.content)).sections[0].header.paragraphs[0].text


def test_no_column_is_narrower_than_its_longest_word() -> None:
    row = ("Beroepspraktijkvorming", "mbo", "", "", "270", "", "Erkend leerbedrijf", "de instelling", "nee")
    heads = (
        "Onderdeel",
        "Soort",
        "Deel vo (%)",
        "Begeleid",
        "Bpv",
        "Overig",
        "Locatie",
        "Verzorgd door",
        "Team bevoegd",
    )
    as_runs = [tuple(whole("same", cell) for cell in cells) for cells in (heads, row)]
    widths = column_widths(Table("same", (), (), as_runs[0], (Row("same", as_runs[1]),)))
    assert sum(widths) <= PAGE
    for width, head, cell in zip(widths, heads, row, strict=True):
        longest = max(len(word) for word in f"{head} {cell}".split())
        assert width > longest * 75, head  # 75: a sign of 7,5 points, in twentieths of a point
