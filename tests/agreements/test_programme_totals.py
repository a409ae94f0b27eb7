"""The hours of the programme: they add up, per line and year, and every gap is said in words."""

from __future__ import annotations

import time

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from agreements.clauses.example_programme import KINDS
from agreements.clauses.examples import example_data
from agreements.clauses.library import load
from agreements.clauses.totals import Hours, hours_of, totals
from agreements.clauses.values import TOGETHER
from agreements.facts import facts_of
from agreements.models import Agreement, ClauseText
from leerroutes.models.reference import HoursNorm
from leerroutes.rules.facts import NormFacts
from tests.agreements.clause_cases import agreement, line, route, tot
from tests.agreements.pages import says, words
from tests.conftest import ClientAs
from tests.factories import Party, agreement_in

ROUTE = tot().routes[0]
NORMS = {(6, "BOL"): NormFacts(total=6000, guided=4050, bpv=1350)}
HOURS = st.one_of(st.none(), st.integers(0, 5000))
ROWS = st.lists(
    st.fixed_dictionaries(
        {"line": st.sampled_from([TOGETHER, "", "1", "2", "3"]), "year": st.one_of(st.none(), st.integers(1, 6))},
        optional=dict.fromkeys(KINDS, HOURS),
    ),
    max_size=30,
)


# --- sums -------------------------------------------------------------------------------------------


@given(ROWS)
def test_the_years_together_are_the_whole_and_the_whole_is_its_rows(rows):
    for found, ref in zip(totals(rows, ROUTE, {}), ROUTE.line_refs(), strict=True):
        own = [row for row in rows if row["line"] in (ref, TOGETHER, "")]
        assert found.whole.total == sum(row.get(kind) or 0 for row in own for kind in KINDS)
        for kind in KINDS:
            in_years = sum(getattr(hours, kind) for _year, hours in found.years)
            assert getattr(found.whole, kind) == in_years + getattr(found.without_year, kind)
            assert getattr(found.whole, kind) == sum(row.get(kind) or 0 for row in own)


@given(ROWS)
def test_every_year_of_a_line_is_there_once_and_in_order(rows):
    for found in totals(rows, ROUTE, {}):
        years = [year for year, _hours in found.years]
        assert years == sorted(set(years))
        assert set(range(1, found.line.duration_years + 1)) <= set(years)


@given(ROWS, ROWS)
def test_adding_rows_adds_their_hours(some, more):
    pairs = zip(totals(some, ROUTE, {}), totals(more, ROUTE, {}), totals(some + more, ROUTE, {}), strict=True)
    assert all(one.whole + other.whole == both.whole for one, other, both in pairs)


def test_the_example_programme_is_exactly_what_the_lines_promise():
    rows = example_data(load()["D"], tot(), ROUTE)["programme"]
    found = totals(rows, ROUTE, NORMS)
    assert [one.whole for one in found] == [one.promised for one in found]
    assert [one.norm for one in found] == [NORMS[6, "BOL"], None, None]


@pytest.mark.parametrize("junk", [None, "8", 4.5, [], {}])
def test_what_is_no_number_counts_as_nothing(junk):
    assert hours_of({"guided": junk, "bpv": 3}) == Hours(bpv=3)


# --- on the page ------------------------------------------------------------------------------------


def address(agreement: Agreement, name: str = "clause_of_route") -> str:
    return reverse(f"agreements:{name}", args=[agreement.pk, "D", agreement.covered.get().route_id])


@pytest.fixture
def draft(db: None) -> Agreement:
    return agreement_in("draft")


@pytest.fixture
def writer(client_as: ClientAs, vmbo: Party) -> Client:
    return client_as(vmbo.coordinator)


def row(place: int, **cells: object) -> dict[str, object]:
    return {f"a-programme-{place}-{name}": value for name, value in cells.items()}


def test_what_is_typed_is_added_up_at_once_and_nothing_is_saved(writer: Client, draft: Agreement) -> None:
    typed = {"a-programme-rows": 2, **row(0, year=1, guided=700, bpv=20), **row(1, year=2, guided=80, other=5)}
    answer = writer.post(address(draft, "clause_preview_of_route"), typed)
    line = facts_of(draft).routes[0].lines[0]
    assert says(answer, "Together")
    assert '<td class="number">780</td><td class="number">20</td><td class="number">5</td>' in words(answer)
    assert says(answer, "%(hours)s too few", hours=f"{line.guided - 780:,}".replace(",", "."))
    assert not ClauseText.objects.exists()


def test_without_javascript_it_stands_there_after_saving(writer: Client, draft: Agreement) -> None:
    line = facts_of(draft).routes[0].lines[0]
    hours = {"guided": line.guided, "bpv": line.bpv, "other": line.total - line.guided - line.bpv + 1}
    writer.post(address(draft), {"seen_version": 0, "a-programme-rows": 1, **row(0, year=1, **hours)})
    page = writer.get(address(draft))
    assert says(page, "equal")
    assert says(page, "%(hours)s too many", hours=1)


def test_the_norm_is_that_of_the_day_the_route_starts(writer: Client, draft: Agreement) -> None:
    facts = facts_of(draft).routes[0]
    norm = HoursNorm.objects.on(facts.starts_on).get(
        duration_years=facts.lines[0].duration_years, learning_mode=facts.lines[0].learning_mode
    )
    page = writer.get(address(draft))
    assert says(page, "Norm, at least")
    assert says(page, "%(hours)s too few", hours=f"{norm.total:,}".replace(",", "."))
    norm.valid_until = norm.valid_from
    norm.save()
    page = writer.get(address(draft))
    assert not says(page, "Norm, at least")
    assert says(page, "For this duration, or for a school without state funding, there is no hours norm.")


def test_hours_without_a_year_are_not_lost(writer: Client, draft: Agreement) -> None:
    answer = writer.post(address(draft, "clause_preview_of_route"), {"a-programme-rows": 1, **row(0, guided=40)})
    assert says(answer, "No year yet")


def test_other_articles_have_no_hours(writer: Client, draft: Agreement) -> None:
    page = writer.get(reverse("agreements:clause", args=[draft.pk, "I"]))
    assert not says(page, "Hours, added up")


def test_who_only_reads_sees_them_too(client_as: ClientAs, mbo: Party, draft: Agreement) -> None:
    assert says(client_as(mbo.director).get(address(draft)), "Hours, added up")


def test_sixty_rows_are_added_up_quickly() -> None:
    facts = agreement(route(*(line(5, id=number) for number in range(1, 8))))
    rows = [{"year": 1 + n % 5, "line": str(1 + n % 7), "guided": n, "bpv": 1, "other": 2} for n in range(60)]
    start = time.perf_counter()
    for _time in range(10):
        totals(rows, facts.routes[0], {})
    assert time.perf_counter() - start < 0.25


def test_sixty_rows_are_shown_again_quickly(writer: Client, draft: Agreement) -> None:
    """What happens at every pause in typing, with as many rows as fit. Takes some 0.2 s on a quiet machine."""
    cells = {"part": "Onderdeel", "kind": "mbo", "location": "Instelling", "deliverer": "mbo", "team": "no"}
    typed: dict[str, object] = {"a-programme-rows": 60}
    for place in range(60):
        typed |= row(place, year=1 + place % 5, guided=10, **cells)
    writer.post(address(draft, "clause_preview_of_route"), typed)
    spent = []
    for _time in range(3):
        start = time.perf_counter()
        assert says(writer.post(address(draft, "clause_preview_of_route"), typed), "Together")
        spent.append(time.perf_counter() - start)
    assert min(spent) < 2, spent
