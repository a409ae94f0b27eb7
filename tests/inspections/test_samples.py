"""A sample: drawn, kept, told, worked through, and drawn again."""

from __future__ import annotations

import csv
import io

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actors import Actor
from audit.models import AuditEvent
from audit.pictures.drift import untold
from inspections.errors import InspectionError
from inspections.findings.services import withdraw_finding
from inspections.models import InspectionSample
from inspections.samples import draw_again, drawn_routes, population_of
from inspections.sampling import draw
from inspections.selecting import selected
from inspections.services import draw_sample
from leerroutes.models import Route
from leerroutes.states import State
from tests.conftest import ClientAs
from tests.factories import Party, play, route_in
from tests.inspections import findings_cases

pytestmark = pytest.mark.django_db


@pytest.fixture
def routes() -> list[Route]:
    return [route_in("submitted") for _ in range(3)] + [play("running").route]


def numbers(sample: InspectionSample) -> list[str]:
    return [one.route.number for one in sample.sampled.select_related("route")]


def test_drawn_by_the_page_kept_and_told(routes: list[Route], inspector: Actor, client_as: ClientAs) -> None:
    browser = client_as(inspector)
    sent = {"size": "2", "seed": "najaar 2026", "stand": "submitted"}
    answer = browser.post(reverse("inspections:draw_sample"), sent)
    sample = InspectionSample.objects.get()
    assert answer.headers["Location"] == reverse("inspections:sample", args=[sample.pk])
    there = population_of(selected(inspector, {"stand": "submitted"}))
    assert numbers(sample) == draw(there, 2, "najaar 2026")
    assert (sample.population_size, sample.filters) == (3, {"stand": "submitted"})
    event = AuditEvent.objects.get(action="inspections.sample_drawn")
    assert (event.case, event.data["seed"]) == (f"inspectionsample:{sample.pk}", "najaar 2026")
    assert sum(path.startswith("sampled/") for path in event.state) == 2
    assert not untold(event.case)


def test_without_a_seed_one_is_made_and_it_gives_the_same_again(routes: list[Route], inspector: Actor) -> None:
    first = draw_sample(actor=inspector, filters={}, size=2)
    assert len(first.seed) == 16
    assert draw_sample(actor=inspector, filters={}, size=2, seed=first.seed) == first
    assert AuditEvent.objects.filter(action="inspections.sample_drawn").count() == 1
    strata = [(there, drawn) for *_group, there, drawn in first.allocation]
    assert sorted(strata) == [(1, 1), (3, 1)]


def test_drawn_again_says_what_changed_since(routes: list[Route], inspector: Actor) -> None:
    sample = draw_sample(actor=inspector, filters={"stand": "submitted"}, size=2)
    again = draw_again(sample, inspector)
    assert again.fits
    assert again.is_same_population
    Route.objects.filter(pk=routes[0].pk).update(state=State.REJECTED)
    added = route_in("submitted")
    again = draw_again(sample, inspector)
    assert again.fits
    assert ([one.number for one in again.added], again.gone) == ([added.number], [routes[0].number])
    everywhere = draw_sample(actor=inspector, filters={}, size=2)
    Route.objects.filter(pk=routes[1].pk).update(state=State.REJECTED)
    ((moved, before, after),) = draw_again(everywhere, inspector).moved
    assert moved.number == routes[1].number
    assert before != after


def test_drawn_again_finds_what_somebody_changed(routes: list[Route], inspector: Actor, client_as: ClientAs) -> None:
    sample = draw_sample(actor=inspector, filters={}, size=2)
    other = next(route for route in routes if route.number not in numbers(sample))
    sample.sampled.filter(rank=1).update(route=other)
    assert not draw_again(sample, inspector).sample_fits
    InspectionSample.objects.update(population={**sample.population, other.number: ["", "", "draft"]})
    assert not draw_again(InspectionSample.objects.get(), inspector).population_fits
    shown = client_as(inspector).get(reverse("inspections:sample_again", args=[sample.pk]))
    assert "somebody changed" in shown.content.decode() or "iemand" in shown.content.decode()


def test_how_far(routes: list[Route], inspector: Actor, client_as: ClientAs) -> None:
    sample = draw_sample(actor=inspector, filters={}, size=4)
    assert [one.looked_at for one in drawn_routes(sample, inspector)] == [None] * 4
    client_as(inspector).get(reverse("inspections:route", args=[routes[2].pk]))
    looked = [one.number for one in drawn_routes(sample, inspector) if one.looked_at]
    assert looked == [routes[2].number]


def test_findings_in_the_routes_are_counted(routes: list[Route], inspector: Actor, client_as: ClientAs) -> None:
    sample = draw_sample(actor=inspector, filters={}, size=4)
    withdraw_finding(findings_cases.made(routes[0]), actor=inspector, reason="Dubbel gesteld.")
    open_one = findings_cases.made(routes[0])
    there = {one.number: (one.open, one.over) for one in drawn_routes(sample, inspector)}
    assert (there.pop(routes[0].number), set(there.values())) == ((1, 1), {(0, 0)})
    page = client_as(inspector).get(reverse("inspections:sample", args=[sample.pk])).content.decode()
    assert open_one.get_absolute_url() in page


def test_who_may_not_see_a_route_any_more_reads_its_number_only(
    routes: list[Route], inspector: Actor, client_as: ClientAs
) -> None:
    sample = draw_sample(actor=inspector, filters={}, size=4)
    inspector.user.inspection_accesses.update(valid_until="2020-01-01", valid_from="2019-01-01")
    browser = client_as(inspector)
    for name in ("sample", "sample_report", "sample_again"):
        page = browser.get(reverse(f"inspections:{name}", args=[sample.pk])).content.decode()
        assert routes[0].number in page
        assert routes[0].name not in page


def test_the_file_says_the_seed_in_each_line(routes: list[Route], inspector: Actor, client_as: ClientAs) -> None:
    sample = draw_sample(actor=inspector, filters={}, size=3, seed="=1+1 zaad")
    address = reverse("inspections:sample_file", args=[sample.pk, "csv"])
    sent = client_as(inspector).get(address).content.decode("utf-8-sig")
    _head, *lines = csv.reader(io.StringIO(sent), delimiter=";")
    assert [line[1] for line in lines] == numbers(sample)
    assert {line[13] for line in lines} == {"'=1+1 zaad"}


def test_refused(routes: list[Route], inspector: Actor, vmbo: Party, client_as: ClientAs) -> None:
    with pytest.raises(PermissionDenied):
        draw_sample(actor=vmbo.director, filters={}, size=1)
    for size, filters in ((5, {}), (0, {}), (1, {"stand": "ended"})):
        with pytest.raises(InspectionError):
            draw_sample(actor=inspector, filters=filters, size=size)
    answer = client_as(inspector).post(reverse("inspections:draw_sample"), {"size": "400", "seed": "blijft staan"})
    assert (answer.status_code, 'value="blijft staan"' in answer.content.decode()) == (200, True)
    assert not InspectionSample.objects.exists()


def test_as_many_queries_for_a_large_sample(inspector: Actor, client_as: ClientAs) -> None:
    browser, counted = client_as(inspector), {}
    for size in (1, 5):
        for _ in range(size):
            route_in("submitted")
        sample = draw_sample(actor=inspector, filters={}, size=size)
        for name in ("sample", "sample_report", "sample_again"):
            address = reverse(f"inspections:{name}", args=[sample.pk])
            browser.get(address)
            with CaptureQueriesContext(connection) as asked:
                browser.get(address)
            counted.setdefault(name, set()).add(len(asked))
    assert all(len(found) == 1 for found in counted.values()), counted
