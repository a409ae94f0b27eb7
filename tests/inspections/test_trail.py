"""The timeline: narrowed down in the address, searched, grouped, and taken along as it stands there."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from accounts.actors import Actor
from accounts.listing.sheets import as_csv, as_xlsx
from audit.services import case_of, record
from audit.wording import SENTENCES
from leerroutes.models import Route
from tests.conftest import ClientAs
from tests.factories import VMBO, agreement_in, route_in
from workflows.timeline.steps import ACTIONS, OF_ACTION, STEPS, step_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def route() -> Route:
    return Route.objects.get(covering__agreement=agreement_in("in_force"))


@pytest.fixture
def lines(route: Route, inspector: Actor, client_as: ClientAs) -> Any:
    """The lines of the CSV of a selection, without its head."""
    browser = client_as(inspector)

    def ask(**asked: object) -> list[dict[str, str]]:
        answer = browser.get(reverse("inspections:trail_file", args=[route.pk, "csv"]), asked)
        text = answer.content.decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text), delimiter=";"))

    return ask


def test_a_step_names_codes_that_exist_each_once() -> None:
    """A code without a step is shown under “Other”; a step with a code that is not there would show nothing."""
    assert set(OF_ACTION) <= set(SENTENCES)
    assert len(OF_ACTION) == sum(len(actions) for actions in ACTIONS.values())


def test_it_holds_the_route_and_its_agreements_and_nothing_else(route: Route, lines: Any) -> None:
    route_in("submitted")
    cases = {case_of(route), case_of(route.covering.get().agreement)}
    assert {line[next(iter(list(line)[1:]))] for line in lines()} == cases


def test_each_filter_gives_exactly_what_it_asks(lines: Any, client_as: ClientAs) -> None:
    all_of_them = len(lines())
    director = VMBO.director.user
    mine = lines(wie=director.pk)
    assert 0 < len(mine) < all_of_them
    assert {list(line.values())[5] for line in mine} == {str(director)}
    assert {list(line.values())[6] for line in lines(bestuur=VMBO.board.pk)} == {str(VMBO.board)}
    assert {list(line.values())[4] for line in lines(stap="registration")} <= {"leerroutes.registration_submitted"} | {
        "leerroutes.registration_confirmed", "leerroutes.reported"
    }  # fmt: skip
    assert {list(line.values())[4] for line in lines(stap="decision", wie=director.pk)} == {"agreements.decided"}
    tomorrow = (date.today() + timedelta(days=2)).isoformat()
    assert lines(vanaf=tomorrow) == []
    assert len(lines(tot=tomorrow)) >= all_of_them
    changed = lines(veld="institutions")
    assert 0 < len(changed) < all_of_them


def test_words_find_what_people_read(route: Route, lines: Any) -> None:
    writer = VMBO.coordinator
    record("leerroutes.changed", actor=writer, case=route, reason="Wegens de Zeehond", changes={"name": ("a", "Otter")})
    assert len(lines(zoek="zeehond")) == len(lines(zoek="otter zeehond")) == 1
    assert lines(zoek="zeehond walrus") == []


def test_grouped_by_step_in_the_order_of_the_work(lines: Any) -> None:
    codes = [list(line.values())[4] for line in lines(groep="stap")]
    steps = [step_of(code) for code in codes]
    assert steps == sorted(steps, key=list(STEPS).index)
    assert len(set(steps)) > 4


def test_all_three_files_hold_the_same_selection(
    route: Route, lines: Any, inspector: Actor, client_as: ClientAs
) -> None:
    asked = {"stap": "signing"}
    browser = client_as(inspector)
    as_lines = [list(line.values())[4] for line in lines(**asked)]
    content = browser.get(reverse("inspections:trail_file", args=[route.pk, "json"]), asked).content
    assert [event["action"] for event in json.loads(content)] == as_lines
    content = browser.get(reverse("inspections:trail_file", args=[route.pk, "xlsx"]), asked).content
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    assert [row[4] for row in sheet.iter_rows(min_row=2, values_only=True)] == as_lines
    assert browser.get(reverse("inspections:trail_file", args=[route.pk, "exe"])).status_code == 404


@pytest.mark.parametrize("words", ["=1+1", "+A1", "-2", "@SUM(A1)", " =1", "\t=1", "=cmd|' /C calc'!A0"])
def test_nothing_becomes_a_formula(words: str) -> None:
    plain = as_csv(("x",), [(words,)]).decode("utf-8-sig").splitlines()[1]
    assert plain.lstrip('"').startswith("'")
    cell = load_workbook(io.BytesIO(as_xlsx("x", ("x",), [(words + "\x00",)]))).active["A2"]  # type: ignore[index]
    assert (cell.data_type, cell.value) == ("s", words)


@pytest.mark.parametrize("asked", [{}, {"groep": "stap"}, {"zoek": "e"}])
def test_as_many_queries_for_many_events(
    route: Route, inspector: Actor, client_as: ClientAs, asked: dict[str, str]
) -> None:
    browser, address = client_as(inspector), reverse("inspections:trail", args=[route.pk])
    browser.get(address)
    counts = []
    for _size in range(2):
        with CaptureQueriesContext(
            connection,
        ) as counted:
            assert browser.get(address, asked).status_code == 200
        counts.append(len(counted))
        for number in range(80):
            record("leerroutes.changed", actor=VMBO.coordinator, case=route, changes={"name": ("a", str(number))})
    assert counts[0] == counts[1] <= 24


@pytest.mark.parametrize("nasty", ["²", "-1", "9" * 40, "\x00", "<script>alert(1)</script>"])
def test_nasty_questions_break_nothing(route: Route, inspector: Actor, client_as: ClientAs, nasty: str) -> None:
    asked = dict.fromkeys(("wie", "bestuur", "stap", "vanaf", "tot", "veld", "zoek", "page"), nasty)
    page = client_as(inspector).get(reverse("inspections:trail", args=[route.pk]), asked)
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()
