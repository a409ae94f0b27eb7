"""The articles: pillars that stay, gaps that show, answers that cannot break out, the same words every time."""

from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.clauses.examples import example_agreement, example_data
from agreements.clauses.library import load
from agreements.clauses.numbering import numbering_of
from agreements.clauses.render import article_text, render_agreement, render_clause, text_sha256
from tests.agreements.clause_cases import agreement, line, route, tot

PILLARS = (
    "De leerroute wordt verzorgd door één docententeam van de school en de instelling samen.",
    "Voor de hele leerroute geldt één onderwijstijd, gerekend van het derde leerjaar van het vmbo tot en met het mbo",
    "De examinering van de vmbo-onderdelen kan worden gespreid tot en met het derde leerjaar van de leerroute.",
    "Het mbo houdt de examinering en diplomering van het mbo-deel.",
)
NASTY = [
    "<script>alert(1)</script>",
    "</td></table><img src=x onerror=alert(1)>",
    "\u202egnol\u202c \u05d0\u05d1\u05d2 {wet:agreement} {purpose}",
    "👩🏽‍🔧 🏳️‍🌈",
    "x" * 10_000,
    "&amp; ' \" `",
]
ANSWERS = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=30)
    | st.sampled_from(["yes", "no", "all", "1", "court"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def every_field():
    return sorted({field.name for clause in load().clauses for field in clause.fields})


def texts(facts, answers):
    """Code → everything the agreement says there, annexes included."""
    found = {}
    for clause in render_agreement(load(), answers, facts):
        found[clause.code] = found.get(clause.code, "") + article_text(clause)
    return found


class Tags(HTMLParser):
    """Collects tags and sees that they are closed in order."""

    def __init__(self):
        super().__init__()
        self.seen, self.open = set(), []

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        if tag != "wbr":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_a_filled_agreement_has_every_article_in_order():
    rendered = render_agreement(load(), example_agreement(load(), tot()), tot())
    assert [clause.number for clause in rendered] == ["", *(str(n) for n in range(1, 20)), "1.1", "1.2", "1.3"]


@given(
    st.dictionaries(st.sampled_from(every_field()), ANSWERS, max_size=12),
    st.sampled_from(["DLR", "GLR"]),
    st.booleans(),
)
def test_no_answer_removes_a_pillar(answers, route_type, funded):
    facts = agreement(route(line(4), route_type=route_type), funded=funded)
    everything = {(clause.code, key): answers for clause in load().clauses for key in (None, 7)}
    text = texts(facts, everything)["pijlers"]
    assert all(pillar in text for pillar in PILLARS)
    assert "Van dit artikel kan niet worden afgeweken." in text


def test_the_pillars_ask_nothing_and_depend_on_nothing():
    pillars = load()["pijlers"]
    assert pillars.fields == ()
    assert all(not lid.when for lid in pillars.leden[:5])


@pytest.mark.parametrize("nasty", NASTY, ids=["script", "table", "rtl", "emoji", "long", "entities"])
@pytest.mark.parametrize("code", ["partijen", "B", "D"])
def test_an_answer_cannot_break_out(code, nasty):
    facts = agreement(parties=2)
    clause, place = load()[code], facts.routes[0] if code == "D" else None
    data = example_data(clause, facts, place)
    for name, answer in data.items():
        if isinstance(answer, str):
            data[name] = nasty
        if isinstance(answer, dict):
            data[name] = dict.fromkeys(answer, nasty)
        if isinstance(answer, list):
            data[name] = [{**row, "part": nasty, "function": nasty} for row in answer]
    rendered = render_clause(clause, data, facts, place)
    tags = Tags()
    tags.feed("".join(lid.html for lid in rendered.leden))
    ours = {"p", "ol", "ul", "li", "dl", "dt", "dd", "div", "table", "caption", "thead", "tbody", "tr", "th", "td"}
    assert tags.seen <= ours | {"bdi", "mark", "wbr", "strong", "span"}
    assert tags.open == []
    assert "\u202e" not in article_text(rendered)


def test_a_placeholder_in_an_answer_stays_text():
    facts = agreement()
    rendered = render_clause(load()["partijen"], {"purpose": "Zie {wet:agreement} en {purpose}."}, facts)
    assert "Zie {wet:agreement} en {purpose}." in article_text(rendered)


def test_names_from_the_register_are_escaped_too():
    facts = agreement()
    evil = replace(facts, parties=(replace(facts.parties[0], name="<b>Bestuur</b>"), facts.parties[1]))
    html = "".join(lid.html for lid in render_clause(load()["partijen"], {}, evil).leden)
    assert "<b>" not in html
    assert "&lt;b&gt;Bestuur" in html


def test_a_missing_answer_is_a_visible_gap():
    rendered = render_clause(load()["C"], {}, agreement())
    html = "".join(lid.html for lid in rendered.leden)
    assert '<mark class="gap">[nog in te vullen: Aantal verslagen per schooljaar]</mark>' in html
    assert {gap.field for gap in rendered.gaps} == {"frequency", "moments", "recipients", "content", "answer_weeks"}


def test_a_gap_that_no_sentence_shows_is_still_shown():
    rendered = render_clause(load()["E"], {}, agreement())
    assert "[nog in te vullen: Dragen partijen bekostiging over?]" in article_text(rendered)


def test_a_missing_cell_and_a_missing_board_are_gaps():
    facts = agreement()
    data = {"members": [{"board": "2", "function": "Directeur"}], "tasks": {"1": "Leiden."}}
    rendered = render_clause(load()["B"], data, facts)
    labels = [gap.label.nl for gap in rendered.gaps]
    assert "Samenstelling van de leiding, rij 1: Rol in de leiding" in labels
    assert f"Taken van de leiding voor deze partij ({facts.parties[1].name})" in labels


def test_an_unknown_article_of_law_is_a_gap():
    rendered = render_clause(load()["partijen"], {"purpose": "Doel."}, agreement(law={}))
    assert [gap.label.nl for gap in rendered.gaps] == ["wetsartikel agreement"]


def test_articles_of_law_come_from_the_facts():
    facts = agreement(law={**agreement().law, "funding": "artikel 96t WVO"})
    assert "artikel 96t WVO" in article_text(render_clause(load()["E"], {"transfer": "no"}, facts))


def test_unfunded_schools_have_no_article_on_funding_and_the_numbers_close_up():
    unfunded = agreement(funded=False)
    assert "E" not in texts(unfunded, {})
    assert numbering_of(load(), unfunded).articles["F"] == numbering_of(load(), agreement()).articles["E"]
    assert "urenaantal" not in texts(unfunded, {})["pijlers"]
    assert "klachtenregeling van iedere partij geldt ook" not in texts(unfunded, {})["klachten"]


def test_no_transfer_is_said_in_so_many_words():
    assert "geen overdracht" in article_text(render_clause(load()["E"], {"transfer": "no"}, agreement()))


def test_exam_rules_stand_in_the_text():
    text = texts(agreement(), {})["examen"]
    assert "vallen in het tweede of het derde leerjaar" in text
    assert "vervallen als de leerling niet naar het volgende leerjaar wordt bevorderd" in text
    assert "krijgt een overstapoptie als bedoeld in artikel 10" in text
    assert "schrijft de school de vroegere leerling in het derde leerjaar in als kandidaat" in text


def test_exit_and_report_rules_stand_in_the_text():
    found = texts(agreement(), {})
    assert "dat past bij het bereikte niveau en de leeftijd" in found["F"]
    assert "melden iedere leerroute gezamenlijk aan de minister" in found["registratie"]
    assert "registreert iedere school en iedere instelling de leerroute in RIO" in found["registratie"]


def test_a_geintegreerde_route_reads_differently():
    glr = agreement(route(line(4), route_type="GLR"))
    found = texts(glr, {})
    assert "afgewezen" not in found["examen"]
    assert "hoeft geen eindexamen" in found["A"]


def test_a_definite_and_an_indefinite_term():
    assert "tot en met 31 juli 2035" in texts(agreement(), {})["duur"]
    assert "onbepaalde tijd" in texts(agreement(ends_on=None), {})["duur"]


def test_every_route_has_its_annex():
    facts = agreement(route(line(5)), route(line(4), route_type="GLR", id=8))
    rendered = render_agreement(load(), example_agreement(load(), facts), facts)
    assert [clause.number for clause in rendered if clause.route_id == 8] == ["2.1", "2.2", "2.3"]


def test_the_same_answers_give_the_same_digest():
    facts, answers = tot(), example_agreement(load(), tot())
    first = text_sha256(render_agreement(load(), answers, facts))
    turned = {key: dict(reversed(list(data.items()))) for key, data in reversed(list(answers.items()))}
    assert text_sha256(render_agreement(load(), turned, facts)) == first


def test_another_word_gives_another_digest():
    facts, answers = tot(), example_agreement(load(), tot())
    first = text_sha256(render_agreement(load(), answers, facts))
    answers["C", None] = {**answers["C", None], "frequency": 4}
    assert text_sha256(render_agreement(load(), answers, facts)) != first
    later = replace(facts, starts_on=date(2028, 8, 1))
    assert text_sha256(render_agreement(load(), example_agreement(load(), tot()), later)) != first


def test_the_text_does_not_follow_the_language_of_the_reader():
    from django.utils import translation

    answers = example_agreement(load(), tot())
    with translation.override("nl"):
        dutch = text_sha256(render_agreement(load(), answers, tot()))
    with translation.override("en"):
        assert text_sha256(render_agreement(load(), answers, tot())) == dutch
