"""What the database counts is what one reads route by route, whatever happened to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from accounts.actors import Actor
from accounts.models import Establishment, Institution, Province
from inspections import numbers as counting
from inspections.ageing import UNDER_AGREEMENT
from inspections.numbers import Numbers, numbers
from inspections.population import LONG_WAITS, WAITING, Counted, population
from inspections.samples import population_of
from inspections.sampling import stratum
from inspections.selecting import selected
from leerroutes.enums import MboLevel
from leerroutes.models import RioRegistration, Route
from leerroutes.reference_data import norms_on
from leerroutes.states import State
from tests.factories import Party, agreement_in, play, route_in
from workflows.demo.cases import PAIR

pytestmark = pytest.mark.django_db

ASKS: dict[str, Callable[[Counted], bool]] = {
    "rio": lambda one: bool(one.not_reported),
    "uren": lambda one: one.below_norm > 0,
    "evaluatie": lambda one: one.evaluation_overdue is not None,
    "oud90": lambda one: one.state in WAITING and one.days >= 90,
    "oud365": lambda one: one.state in WAITING and one.days >= 365,
}
GROUPS: dict[str, Callable[[Counted], tuple[str, ...]]] = {
    "stand": lambda one: (one.state,),
    "provincie": lambda one: one.provinces,
    "niveau": lambda one: one.levels,
}


@pytest.fixture
def country() -> None:
    """Routes with one line and with two, with an agreement and without."""
    for lines in (1, 2):
        case = replace(PAIR, lines=PAIR.lines * lines)
        route_in("submitted", case)
        agreement_in("in_force", case)
        play("running", case)


def happen(luck: Random) -> None:
    """Anything that makes a route count otherwise, at random and beside its borders."""
    for route in Route.objects.all():
        _happen_to(route, luck)
        for line in route.lines.all():
            _hours(route.pk, line.pk, luck)
    for place in Establishment.objects.all():
        Establishment.objects.filter(pk=place.pk).update(province=luck.choice(["", "ZH", "UT", "NH"]))
    for school in Institution.objects.all():
        Institution.objects.filter(pk=school.pk).update(is_funded=luck.random() < 0.8)


def _happen_to(route: Route, luck: Random) -> None:
    waited = timedelta(days=luck.choice([0, 89, 90, 364, 365, 900]), seconds=luck.choice([-60, 60]))
    state = luck.choice([*State, *UNDER_AGREEMENT])
    Route.objects.filter(pk=route.pk).update(
        state=state,
        suspended_from=State.RUNNING if state == State.SUSPENDED else "",
        state_since=timezone.now() - waited,
        start_year=luck.choice([2021, 2026, 2027, 2031]),
    )
    for registration in route.registrations.filter(state="confirmed"):
        if luck.random() < 0.3:
            RioRegistration.objects.filter(pk=registration.pk).update(state="submitted")
    for covered in route.covering.select_related("agreement"):
        text = covered.agreement.clauses.filter(code="kwaliteit").first()
        if text:
            text.data["first_evaluation"] = luck.choice(
                ["", "nooit", *((localdate() + timedelta(days=days)).isoformat() for days in (-400, -1, 0, 1))]
            )
            text.save()


def _hours(route: int, line: int, luck: Random) -> None:
    found = Route.objects.get(pk=route)
    norms = norms_on(date(found.start_year, 8, 1))
    (years, mode), norm = luck.choice([*norms.items(), ((9, "bbl"), next(iter(norms.values())))])
    less = [luck.choice([-1, 0, 0, 0]) for _hours in range(3)]
    found.lines.filter(pk=line).update(
        duration_years=years,
        learning_mode=mode,
        level=luck.choice(MboLevel.values),
        guided_hours=norm.guided + less[0],
        bpv_hours=norm.bpv + less[1],
        total_hours=max(norm.total + less[2], norm.guided + norm.bpv),
    )


def read(rows: list[Counted]) -> Numbers:
    groups = {name: Counter(key for row in rows for key in of(row)) for name, of in GROUPS.items()}
    return Numbers(groups, {name: sum(map(asks, rows)) for name, asks in ASKS.items()})


def named(found: Numbers) -> dict[str, dict[str, int]]:
    return {name: {key: number for key, number in of.items() if key} for name, of in found.groups.items()}


def questions(luck: Random) -> Iterator[tuple[dict[str, str], Callable[[Counted], bool]]]:
    """Every question alone, and some together."""
    alone = [("let", key, asks) for key, asks in ASKS.items()]
    for name, keys in (("stand", State.values), ("provincie", Province.values), ("niveau", MboLevel.values)):
        alone += [(name, key, lambda one, name=name, key=key: key in GROUPS[name](one)) for key in keys]
    yield from (({name: key}, fits) for name, key, fits in alone)
    for _turn in range(10):
        (one, key, fits), (other, second, fits_too) = luck.choice(alone[:5]), luck.choice(alone[5:])
        yield {one: key, other: second}, lambda row, a=fits, b=fits_too: a(row) and b(row)


@pytest.mark.parametrize("seed", range(8))
def test_counted_as_read(country: None, inspector: Actor, vmbo: Party, seed: int) -> None:
    luck = Random(seed)
    happen(luck)
    for actor in (inspector, vmbo.coordinator):
        rows = list(population(selected(actor, {}).values_list("pk", flat=True)))
        told, wanted = numbers(actor), read(rows)
        assert (named(told), told.attention) == (wanted.groups, wanted.attention)
        for asked, fits in questions(luck):
            assert list(selected(actor, asked).values_list("pk", flat=True)) == [r.pk for r in rows if fits(r)], asked
        assert population_of(selected(actor, {})) == {
            row.number: stratum(row.provinces, row.levels, row.state) for row in rows
        }


def test_something_of_everything_happens(country: None, inspector: Actor) -> None:
    """Else the test above would hold nothing against nothing."""
    seen: Counter[str] = Counter()
    for seed in range(8):
        happen(Random(seed))
        seen += Counter(numbers(inspector).attention)
    assert all(0 < seen[name] < 8 * Route.objects.count() for name in ASKS), seen
    assert set(LONG_WAITS) == {90, 365}


def test_what_takes_long_to_count_is_kept_a_while_and_says_so(
    country: None, inspector: Actor, vmbo: Party, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert numbers(inspector).kept_since is None
    monkeypatch.setattr(counting, "LARGE", 2)
    first = numbers(inspector)
    Route.objects.update(state=State.REJECTED)
    assert numbers(inspector) == first
    assert first.kept_since is not None
    assert numbers(vmbo.coordinator).groups["stand"] == {State.REJECTED: Route.objects.count()}
    route_in("submitted")
    assert numbers(inspector).groups["stand"][State.SUBMITTED] == 1, "who sees another number of routes counts anew"
