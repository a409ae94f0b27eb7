"""Every clause of the law: what passes, and each thing that does not."""

from dataclasses import replace
from datetime import date

import pytest

from agreements.clauses.examples import example_agreement, example_data
from agreements.clauses.library import load
from tests.agreements.clause_cases import agreement, all_problems, line, problems, route, tot

FACTS = agreement(route(line(5)), parties=3)
ROUTE = FACTS.routes[0]


def complaints(code, change=None, facts=FACTS):
    """The Dutch complaints about the example answers, after a change to them."""
    clause = load()[code]
    place = facts.routes[0] if clause.scope == "route" else None
    data = example_data(clause, facts, place)
    if change:
        change(data)
    return [(problem.field, problem.message.nl) for problem in problems(clause, data, facts, place)]


def setting(**answers):
    return lambda data: data.update(answers)


def without(*names):
    return lambda data: [data.pop(name) for name in names]


def in_row(name, place, **cells):
    return lambda data: data[name][place].update(cells)


def fewer_rows(name, keep):
    return lambda data: data.update({name: keep(data[name])})


def keeping(name, wanted):
    return fewer_rows(name, lambda rows: [row for row in rows if wanted(row)])


@pytest.mark.parametrize("code", "ABCDEFGHIJ")
def test_the_examples_pass(code):
    assert complaints(code) == []


@pytest.mark.parametrize("code", "BCEGHIJ")
def test_an_empty_clause_does_not(code):
    assert problems(load()[code], {}, FACTS)


@pytest.mark.parametrize("code", "DF")
def test_an_empty_route_clause_does_not(code):
    assert problems(load()[code], {}, FACTS, ROUTE)


WRONG = {
    "B without a leader": ("B", fewer_rows("members", lambda rows: []), "members", "Nog in te vullen"),
    "B without appointment": ("B", without("appointment"), "appointment", "Nog in te vullen"),
    "B without tasks for a board": ("B", lambda d: d["tasks"].pop("3"), "tasks", "CVO-AV"),
    "B without powers for a board": ("B", lambda d: d["powers"].update({"2": "  "}), "powers", "Christelijk"),
    "B other form undescribed": ("B", setting(form="other"), "form_other", "Nog in te vullen"),
    "B unknown form": ("B", setting(form="emperor"), "form", "Nog in te vullen"),
    "C never": ("C", setting(frequency=0), "frequency", "ten minste één keer"),
    "C a board left out": ("C", lambda d: d["recipients"].pop("1"), "recipients", "Drechtsteden"),
    "D no programme": ("D", fewer_rows("programme", lambda rows: []), "programme", "Nog in te vullen"),
    "D hours too few": ("D", in_row("programme", 0, guided=1), "programme", "begeleide uren"),
    "D bpv too much": ("D", in_row("programme", 2, bpv=9000), "programme", "bpv-uren"),
    "D total wrong": ("D", in_row("programme", 0, other=999), "programme", "uren in totaal"),
    "D a party brings nothing": (
        "D",
        lambda d: d.update({name: [row for row in d[name] if row["board"] != "3"] for name in ("staff", "facilities")}),
        "facilities",
        "CVO-AV brengt nog niets in",
    ),
    "D team for an ordinary part": ("D", in_row("programme", 0, team="yes"), "programme", "teambevoegdheid"),
    "D team not covered": ("D", without("team"), "team", "dekt"),
    "D combination without share": ("D", lambda d: d["programme"][1].pop("vo_share"), "programme", "Deel vo"),
    "D combination of nothing": ("D", in_row("programme", 1, vo_share=100), "programme", "combinatie"),
    "E unanswered": ("E", without("transfer"), "transfer", "Nog in te vullen"),
    "E yes without a transfer": ("E", without("transfers"), "transfers", "Nog in te vullen"),
    "E yes without an amount": ("E", lambda d: d["transfers"][0].pop("amount"), "transfers", "Bedrag of formule"),
    "E yes without a purpose": ("E", lambda d: d["transfers"][0].pop("purpose"), "transfers", "Doel"),
    "E to itself": ("E", in_row("transfers", 0, to_board="2"), "transfers", "dezelfde"),
    "F a year left out": ("F", keeping("exits", lambda row: row["year"] != "all"), "exits", "leerjaar 4"),
    "F nobody acts": ("F", lambda d: d["exits"][0].pop("actor"), "exits", "Wie handelt"),
    "F failing left out": ("F", keeping("exits", lambda row: row["situation"] != "failed_exam"), "exits", "afgewezen"),
    "G no form": ("G", setting(forms=[]), "forms", "Nog in te vullen"),
    "H one step": ("H", fewer_rows("steps", lambda rows: rows[-1:]), "steps", "Eén stap"),
    "H nothing binding": ("H", fewer_rows("steps", lambda rows: rows[:-1]), "steps", "niet bindend"),
    "H no term": ("H", lambda d: d["steps"][1].pop("weeks"), "steps", "Termijn"),
    "I no accession": ("I", without("join"), "join", "Nog in te vullen"),
    "I no change": ("I", without("change"), "change", "Nog in te vullen"),
    "I no end": ("I", without("notice_grounds"), "notice_grounds", "Nog in te vullen"),
    "I no care plan": ("I", setting(care_plan=" "), "care_plan", "Nog in te vullen"),
    "J only schools": ("J", keeping("bodies", lambda row: row["board"] != "1"), "bodies", "mbo-kant"),
    "J only colleges": ("J", keeping("bodies", lambda row: row["board"] == "1"), "bodies", "vo-kant"),
    "J a party left out": (
        "J",
        keeping("bodies", lambda row: row["board"] != "3"),
        "bodies",
        "CVO-AV",
    ),
}


@pytest.mark.parametrize(("code", "change", "field", "words"), WRONG.values(), ids=WRONG)
def test_it_complains(code, change, field, words):
    found = complaints(code, change)
    assert [message for name, message in found if name == field and words in message], found


def test_a_year_without_programme_is_named():
    found = complaints("D", fewer_rows("programme", lambda rows: [row for row in rows if row["year"] != 4]))
    assert ("programme", "Leerjaar 4 heeft nog geen enkel programmaonderdeel.") in found


def test_hours_are_counted_per_line():
    facts = tot()
    data = example_data(load()["D"], facts, facts.routes[0])
    last = data["programme"][-1]
    last["bpv"] = last.get("bpv", 0) + 1
    found = [problem.message.nl for problem in problems(load()["D"], data, facts, facts.routes[0])]
    assert found == [
        "Lijn 3: het programma telt 901 bpv-uren, maar de leerroute heeft er 900.",
        "Lijn 3: het programma telt 5001 uren in totaal, maar de leerroute heeft er 5000.",
    ]


def test_no_transfer_needs_nothing_else():
    assert problems(load()["E"], {"transfer": "no"}, FACTS) == []


def test_a_geintegreerde_route_need_not_speak_of_the_exam():
    glr = agreement(route(line(4), route_type="GLR"))
    change = fewer_rows("exits", lambda rows: [row for row in rows if row["situation"] != "failed_exam"])
    assert complaints("F", change, glr) == []


def test_a_route_without_lines_or_with_half_a_line():
    empty = agreement(route())
    assert complaints("A", facts=empty) == [("lines", "De leerroute heeft nog geen enkele lijn.")]
    half = agreement(route(line(5, qualification="", domain="")))
    assert complaints("A", facts=half)[0][0] == "lines"


def test_a_domain_is_enough():
    assert complaints("A", facts=agreement(route(line(5, qualification="", code="")))) == []


def test_business_needs_a_name_or_a_plan():
    alone = replace(FACTS, partners=())
    assert [field for field, _ in complaints("G", without("companies"), alone)] == ["companies"]
    plan = lambda data: (data.pop("companies"), data.update(recruitment="Wij werven in het najaar."))  # noqa: E731
    assert complaints("G", plan, alone) == []


def test_the_end_is_the_last_day_of_a_school_year():
    assert complaints("I", facts=replace(FACTS, ends_on=date(2035, 6, 30)))[0][0] == "ends_on"
    assert "niet na de begindatum" in complaints("I", facts=replace(FACTS, ends_on=date(2027, 7, 31)))[0][1]
    assert complaints("I", facts=replace(FACTS, ends_on=None)) == []


def test_mbo_bodies_speak_for_both_parts_of_a_verticale_scholengemeenschap():
    one = replace(FACTS, parties=(replace(FACTS.parties[0], side="both"),))
    data = {"bodies": [{"board": "1", "body": "or", "topics": "Alles", "right": "advice"}]}
    found = [problem.message.nl for problem in problems(load()["J"], data, one)]
    assert not [message for message in found if "kant" in message]


def test_transfer_of_funding_needs_the_consent_of_school_staff():
    answers = example_agreement(load(), FACTS)
    bodies = [row for row in answers["J", None]["bodies"] if row["body"] not in ("pmr", "mr")]
    bodies += [{"board": b, "body": "deelraad", "topics": "Alles", "right": "advice"} for b in ("2", "3")]
    answers["J", None] = {**answers["J", None], "bodies": bodies}
    found = [problem.message.nl for problem in all_problems(answers, FACTS)]
    assert len([message for message in found if "personeelsgeleding" in message]) == 2
    answers["E", None] = {"transfer": "no"}
    assert all_problems(answers, FACTS) == []


def test_an_unfunded_agreement_is_not_asked_about_funding():
    assert "E" not in {problem.clause for problem in all_problems({}, replace(FACTS, funded=False))}
    assert "E" in {problem.clause for problem in all_problems({}, FACTS)}


def test_a_problem_names_its_route_and_speaks_two_languages():
    found = problems(load()["F"], {}, FACTS, ROUTE)
    assert {problem.route_id for problem in found} == {ROUTE.id}
    assert all(problem.message.en != problem.message.nl for problem in found)


@pytest.mark.parametrize("junk", [None, 3, "x", [], {}, [None, 3], {"1": 5}, [{"year": []}]])
@pytest.mark.parametrize("code", "ABCDEFGHIJ")
def test_stored_nonsense_is_a_problem_and_never_a_crash(code, junk):
    clause = load()[code]
    place = ROUTE if clause.scope == "route" else None
    found = problems(clause, {field.name: junk for field in clause.fields}, FACTS, place)
    assert all(problem.clause == code and problem.message.nl for problem in found)
