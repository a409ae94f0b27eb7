"""Comparing: readable, exact, and quick."""

from __future__ import annotations

import random
import re
import time
from dataclasses import replace

from django.template.loader import render_to_string
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from accounts import styleguide
from agreements.clauses.blocks import Block, Column, Entries, Items, Paragraph, Run, Table
from agreements.clauses.library import load
from agreements.clauses.render import RenderedClause, RenderedLid, article_text, render_agreement
from agreements.clauses.words import Words
from agreements.comparing import (
    Article,
    Line,
    compare,
    compare_clause,
    compare_texts,
    compare_words,
    new_text,
    old_text,
)
from agreements.comparing import Table as TableDiff

from .clause_cases import agreement, route, tot


def told(old: str, new: str) -> str:
    """`de [-oude-]{+nieuwe+} zin`"""
    signs = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(signs[run.kind].format(run.text) for run in compare_words(old, new))


def clause(*blocks: Block, code: str = "C", number: str = "1", title: str = "Titel") -> RenderedClause:
    return RenderedClause(code, number, Words(title, title), (RenderedLid("", blocks),), ())


def para(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def table(*rows: tuple[str, ...], groups: tuple[str, ...] = ()) -> Table:
    heads = tuple(Column(f"Kop {place}") for place in range(len(rows[0])))
    return Table("uren", "Uren", heads, tuple(tuple((Run(cell),) for cell in row) for row in rows), groups)


# --- Words ---------------------------------------------------------------------------------------


def test_the_words_that_changed_and_no_others() -> None:
    assert told("Zes maanden, tegen 31 juli.", "Twaalf maanden, tegen 31 juli.") == (
        "[-Zes-]{+Twaalf+} maanden, tegen 31 juli."
    )
    assert told("Het bestuur besluit.", "Het bestuur besluit, na overleg.") == "Het bestuur besluit{+, na overleg+}."
    assert told("artikel 2.107a WVO", "artikel 2.107b WVO") == "artikel[- 2.107a-]{+ 2.107b+} WVO"


def test_a_sentence_that_became_another_is_not_shredded() -> None:
    """Without mending, “de” and “en” would stay standing between the changes."""
    old = "Partijen benoemen gezamenlijk de voorzitter en secretaris."
    new = "Bij stemming kiest iedere deelnemer uit de ledenraad en bestuurscommissie iemand."
    assert told(old, new) == f"[-{old[:-1]}-]{{+{new[:-1]}+}}."


def test_a_short_word_between_short_changes_stays() -> None:
    assert told("4 of 5 jaar", "3 of 6 jaar") == "[-4-]{+3+} of[- 5-]{+ 6+} jaar"


def test_nothing_and_something() -> None:
    assert told("", "") == ""
    assert told("", "Nieuw.") == "{+Nieuw.+}"
    assert told("Oud.", "") == "[-Oud.-]"
    assert told("Een  zin.", "Een zin.") == "Een[-  -]{+ +}zin."


PHRASES = st.text(alphabet="ab .,\n\t’é-2", max_size=60) | st.text(max_size=30)


@given(PHRASES, PHRASES)
def test_both_texts_come_back_to_the_letter(old: str, new: str) -> None:
    runs = compare_words(old, new)
    assert (old_text(runs), new_text(runs)) == (old, new)
    assert all(run.text for run in runs)
    assert all(one.kind != other.kind for one, other in zip(runs, runs[1:], strict=False)), "neighbours are joined"
    assert all(one.kind != "added" or other.kind != "removed" for one, other in zip(runs, runs[1:], strict=False))
    assert {run.kind for run in compare_words(old, old)} <= {"same"}


@given(PHRASES, PHRASES)
def test_two_plain_texts_line_by_line(old: str, new: str) -> None:
    lines = compare_texts(old, new)
    before = [old_text(line.runs) for line in lines if line.kind != "added"]
    after = [new_text(line.runs) for line in lines if line.kind != "removed"]
    assert ("\n".join(before), "\n".join(after)) == (old, new)


# --- Articles ------------------------------------------------------------------------------------

WORD = st.sampled_from(["bestuur", "school", "de", "en", "31", "juli", ",", "artikel 2.107a", "é", ""])
SENTENCE = st.lists(WORD, max_size=6).map(" ".join)
RUNS = SENTENCE.map(lambda text: (Run(text),))
SIMPLE = RUNS.map(Paragraph) | st.builds(Items, st.lists(RUNS, max_size=30).map(tuple), st.booleans())
ENTRIES = st.lists(st.tuples(SENTENCE, st.lists(SIMPLE, max_size=2).map(tuple)), max_size=3).map(tuple).map(Entries)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    width = draw(st.integers(1, 4))
    heads = tuple(Column(draw(SENTENCE)) for _ in range(width))
    rows = draw(st.lists(st.tuples(*[RUNS] * width), max_size=5))
    groups = tuple(draw(SENTENCE) for _ in rows) if draw(st.booleans()) else ()
    return Table(draw(st.sampled_from(["uren", "namen"])), draw(SENTENCE), heads, tuple(rows), groups)


LEDEN = st.builds(
    RenderedLid, st.sampled_from(["", "1", "2"]), st.lists(SIMPLE | ENTRIES | tables(), max_size=3).map(tuple)
)
CLAUSES = st.builds(
    RenderedClause,
    code=st.sampled_from("ABCDE"),
    number=st.sampled_from(["", "1", "2"]),
    title=SENTENCE.map(lambda title: Words(title, title)),
    leden=st.lists(LEDEN, max_size=3).map(tuple),
    gaps=st.just(()),
    route_id=st.none() | st.just(7),
)
AGREEMENTS = st.lists(CLAUSES, max_size=4, unique_by=lambda one: (one.code, one.route_id)).map(tuple)


@given(AGREEMENTS, AGREEMENTS)
def test_both_agreements_come_back_to_the_letter(
    old: tuple[RenderedClause, ...], new: tuple[RenderedClause, ...]
) -> None:
    articles = compare(old, new)
    assert sorted(one.old_text for one in articles if one.state != "new") == sorted(map(article_text, old))
    assert [one.new_text for one in articles if one.state != "gone"] == list(map(article_text, new))
    for article in articles:
        assert (article.state == "unchanged") == (article.old_text == article.new_text) or article.state in {
            "new",
            "gone",
        }


def test_a_real_agreement_against_another() -> None:
    shelf = load()
    one, other = render_agreement(shelf, {}, agreement(route())), render_agreement(shelf, {}, tot())
    articles = compare(one, other)
    assert [article.new_text for article in articles if article.state != "gone"] == [article_text(c) for c in other]
    assert {article.state for article in articles} >= {"unchanged", "changed"}
    assert {article.state for article in compare(one, one)} == {"unchanged"}


def test_new_and_gone_stand_where_they_stand() -> None:
    a, b, c, d = (clause(para(code), code=code) for code in "ABCD")
    states = [(article.code, article.state) for article in compare((a, b, c), (a, c, d))]
    assert states == [("A", "unchanged"), ("B", "gone"), ("C", "unchanged"), ("D", "new")]
    assert [article.code for article in compare((a, b), (b,))] == ["A", "B"]


def test_another_number_is_a_change() -> None:
    """The digest that boards agree with has it too."""
    article = compare_clause(clause(para("x"), number="4"), clause(para("x"), number="5"))
    assert article.state == "changed"
    assert (old_text(article.heading), new_text(article.heading)) == ("4 Titel", "5 Titel")


def test_a_member_that_moved_down_keeps_its_words() -> None:
    def leden(*texts: str) -> RenderedClause:
        made = tuple(RenderedLid(str(place), (para(text),)) for place, text in enumerate(texts, start=1))
        return RenderedClause("C", "1", Words("T", "T"), made, ())

    article = compare_clause(leden("Eerste zin.", "Tweede zin."), leden("Vooraf dit.", "Eerste zin.", "Tweede zin."))
    kinds = [(block.kind, old_text(block.label), new_text(block.label)) for block in article.blocks]
    assert kinds == [("added", "", "1."), ("changed", "1.", "2."), ("changed", "2.", "3.")]
    assert all(run.kind == "same" for block in article.blocks[1:] if isinstance(block, Line) for run in block.runs)


def rows_of(article: Article) -> list[tuple[str, str, str]]:
    (found,) = (block for block in article.blocks if isinstance(block, TableDiff))
    return [(row.kind, "|".join(map(old_text, row.cells)), "|".join(map(new_text, row.cells))) for row in found.rows]


def test_tables_row_by_row() -> None:
    old = table(("Rekenen", "40"), ("Stage", "100"), ("Mentoruur", "20"))
    new = table(("Rekenen", "45"), ("Engels", "60"), ("Mentoruur", "20"))
    assert rows_of(compare_clause(clause(old), clause(new))) == [
        ("changed", "Rekenen|40", "Rekenen|45"),
        ("removed", "Stage|100", "|"),
        ("added", "|", "Engels|60"),
        ("same", "Mentoruur|20", "Mentoruur|20"),
    ]


def test_a_table_with_another_column_is_another_table() -> None:
    article = compare_clause(clause(table(("a", "b"))), clause(table(("a", "b", "c"))))
    assert [block.kind for block in article.blocks] == ["removed", "added"]


def test_headings_of_groups_are_rows() -> None:
    old, new = (table(("x", "1"), ("y", "2"), groups=groups) for groups in (("jaar 1", "jaar 1"), ("jaar 1", "jaar 2")))
    kinds = [kind for kind, _before, _after in rows_of(compare_clause(clause(old), clause(new)))]
    assert kinds == ["same", "same", "added", "same"]


def test_moving_a_paragraph_into_a_list_is_no_change_of_the_words() -> None:
    article = compare_clause(clause(para("iets")), clause(Items(((Run("iets"),),))))
    assert [block.kind for block in article.blocks] == ["changed"], "only its letter is new"


# --- Cost ----------------------------------------------------------------------------------------


def test_thirty_long_articles_in_less_than_a_third_of_a_second() -> None:
    chance = random.Random(7)
    words = [f"woord{number}" for number in range(3000)]
    weights = [1 / (place + 1) for place in range(3000)]
    old = [chance.choices(words, weights, k=1000) for _ in range(30)]
    new = [[chance.choice(words) if chance.random() < 0.05 else word for word in text] for text in old]
    before, after = (
        [clause(para(" ".join(text)), code=str(place)) for place, text in enumerate(texts)] for texts in (old, new)
    )
    spent = min(_seconds(before, after) for _ in range(3))
    assert spent < 0.3, f"{spent:.2f} s"


def _seconds(old: list[RenderedClause], new: list[RenderedClause]) -> float:
    begun = time.process_time()
    compare(old, new)
    return time.process_time() - begun


def test_monotonous_text_is_no_way_to_hold_up_the_server() -> None:
    begun = time.process_time()
    for old, new in (("a " * 2500, "a b " * 1250), ("a b " * 1250, "b a a " * 800), ("a\n" * 2500, "a\nb\n" * 1250)):
        lines = compare_texts(old, new)
        assert "\n".join(old_text(line.runs) for line in lines if line.kind != "added") == old
    assert time.process_time() - begun < 1


def test_a_renamed_article_shows_both_names() -> None:
    one = clause(para("x"))
    article = compare_clause(one, replace(one, title=Words("Naam", "Name")))
    assert [run.kind for run in article.heading] == ["same", "removed", "added"]


# --- Shown ---------------------------------------------------------------------------------------


def test_it_is_shown_in_signs_words_and_never_as_html() -> None:
    one = clause(para("Zes <b>maanden</b>."), table(("Rekenen", "40")))
    other = clause(para("Tien <b>maanden</b>."), table(("Rekenen", "45")))
    with override("nl"):
        html = render_to_string("components/diff.html", {"article": compare_clause(one, other)})
    assert re.search(r"<del><span[^>]*>[^<]+</span><bdi>Zes</bdi>", html)
    assert re.search(r"<ins><span[^>]*>[^<]+</span><bdi>Tien</bdi>", html)
    assert "&lt;b&gt;maanden" in html.replace("</bdi>", "").replace("<bdi>", "")
    assert re.search(r'diff__row--changed"><td><bdi>Rekenen</bdi></td><td><del>', html)
    assert "style=" not in html


def test_two_plain_texts_are_shown_too() -> None:
    html = render_to_string("components/diff.html", {"lines": compare_texts("Zes maanden.", "Tien maanden.")})
    assert html.count("<del>") == html.count("<ins>") == 1
    assert "<header" not in html


def test_the_style_guide_shows_every_kind_of_difference() -> None:
    html = render_to_string("styleguide/sections/diff.html", styleguide.context())
    assert html.count('<section class="diff"') == 3
    for kind in ("diff__line--added", "diff__line--removed", "diff__row--changed", "diff__row--added", "badge--ended"):
        assert kind in html
