"""What is counted is what is listed, in scope, and in the files."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from inspections.numbers import attention, groups, numbers
from inspections.population import Counted, population
from inspections.selecting import selected
from leerroutes.models import Route
from leerroutes.policies import visible_to
from tests.conftest import ClientAs
from tests.factories import Party, agreement_in, play, route_in

pytestmark = pytest.mark.django_db

OVERVIEW = "inspections:overview"


def rows_of(actor: Actor) -> list[Counted]:
    return list(population(visible_to(actor).values_list("pk", flat=True)))


@pytest.fixture
def routes() -> None:
    """One submitted, one under an agreement that nobody reported, one running."""
    route_in("submitted")
    agreement_in("in_force")
    play("running")


def test_it_counts_exactly_what_may_be_seen(routes: None, inspector: Actor, vmbo: Party, outsider: Actor) -> None:
    for actor in (inspector, vmbo.coordinator, outsider):
        assert {one.pk for one in rows_of(actor)} == set(visible_to(actor).values_list("pk", flat=True))
    assert len(rows_of(inspector)) == 3
    assert rows_of(outsider) == []


def test_every_number_is_the_length_of_the_list_behind_it(routes: None, inspector: Actor, client_as: ClientAs) -> None:
    found = numbers(inspector)
    shown = [(f"{group['group']}={line['key']}", line["number"]) for group in groups(found) for line in group["lines"]]
    shown += [(f"let={one['key']}", one["number"]) for one in attention(found)]
    assert sum(number for _query, number in shown) > 6
    browser = client_as(inspector)
    page = browser.get(reverse(OVERVIEW)).content.decode()
    for query, number in shown:
        assert re.search(rf'href="\?{query}#lijst">[^<]*<strong>{number}</strong>', page), query
        lines = browser.get(f"{reverse('inspections:overview_file', args=['csv'])}?{query}").content.decode("utf-8-sig")
        assert len(list(csv.reader(io.StringIO(lines), delimiter=";"))) == number + 1, query


def one(rows: list[Counted], state: str) -> Counted:
    return next(row for row in rows if row.state == state)


def test_what_asks_for_a_look(routes: None, inspector: Actor) -> None:
    Route.objects.filter(state="submitted").update(state_since=timezone.now() - timedelta(days=100))
    Route.objects.get(state="submitted").lines.update(total_hours=100, guided_hours=10, bpv_hours=10)
    rows = rows_of(inspector)
    assert len(one(rows, "contracted").not_reported) == 2
    assert one(rows, "running").not_reported == ()
    assert one(rows, "submitted").not_reported == ()  # nothing is to be reported yet
    assert one(rows, "submitted").below_norm == 1
    assert {row.state for row in selected(inspector, {"let": "oud90"})} == {"submitted"}
    assert not selected(inspector, {"let": "oud365"}).exists()


def test_an_evaluation_is_overdue_from_the_day_after_the_one_agreed(inspector: Actor) -> None:
    agreement = play("running").agreement
    text = agreement.clauses.get(code="kwaliteit")
    for days, is_overdue in ((1, True), (0, False)):
        text.data["first_evaluation"] = (timezone.localdate() - timedelta(days=days)).isoformat()
        text.save()
        assert (rows_of(inspector)[0].evaluation_overdue is not None) is is_overdue


def test_as_many_queries_for_many_routes(inspector: Actor, client_as: ClientAs) -> None:
    browser, numbers = client_as(inspector), []
    for size in (1, 5):
        for _number in range(size):
            route_in("submitted")
        browser.get(reverse(OVERVIEW))
        with CaptureQueriesContext(connection) as counted:
            browser.get(reverse(OVERVIEW))
        numbers.append(len(counted))
    assert numbers[0] == numbers[1]


@pytest.mark.parametrize("nasty", ["²", "\x00", "<script>alert(1)</script>", "9" * 40])
def test_nasty_filters_narrow_nothing(routes: None, inspector: Actor, client_as: ClientAs, nasty: str) -> None:
    asked = dict.fromkeys(("stand", "provincie", "niveau", "let", "page"), nasty)
    answer = client_as(inspector).get(reverse(OVERVIEW), asked)
    assert answer.status_code == 200
    assert len(answer.context["page"].paginator.object_list) == 3
