"""Every school year once, the boards evaluate each route (article about quality): what is due, done and late.

The one place that says so: the page of the agreement, the checklist and the overview of an inspector ask here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

from django.db.models import QuerySet
from django.db.models.fields.json import KT
from django.utils.timezone import localdate

from accounts.uploads.states import FileState

from .models import AgreementRoute, ClauseText, Evaluation
from .states import AFTER_SIGNATURE

Keys = Collection[int] | QuerySet[Any, Any]
"""Of routes: a query for them too, which the database answers itself."""

ARTICLE, FIELD, STARTS = "kwaliteit", "first_evaluation", "agreement__starts_on"


@dataclass(frozen=True)
class Due:
    """The evaluation of the school year that began in this year, and the last day for it."""

    start_year: int
    day: date

    @property
    def school_year(self) -> str:
        return f"{self.start_year}-{self.start_year + 1}"


@dataclass(frozen=True)
class Standing:
    """Of one route, today. Without a day that was agreed nothing is due."""

    late: tuple[Due, ...] = ()
    coming: Due | None = None
    done: frozenset[int] = frozenset()
    first_year: int | None = None
    """The first school year of which there can be an evaluation."""


NOTHING = Standing()


def first_day(data: Mapping[str, Any]) -> date | None:
    """The day that the answers in the article name."""
    return _day(data.get(FIELD))


def _day(answer: Any) -> date | None:
    try:
        return date.fromisoformat(str(answer))
    except ValueError:
        return None


def school_year_of(day: date) -> int:
    """The year in which it began."""
    return day.year if day.month >= 8 else day.year - 1


def dues(first: date, starts_on: date) -> Iterator[Due]:
    """Without end. The first is about the school year before its 1 August, but about none before the agreement."""
    year = max(first.year - 1, school_year_of(starts_on))
    return (Due(year + more, _same_day(first, first.year + more)) for more in count())


def _same_day(day: date, year: int) -> date:
    """29 February becomes the 28th in a year without it."""
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 2, 28)


def standing_of(first: date, starts_on: date, done: Collection[int], today: date) -> Standing:
    """Late: from the day after the one that was agreed, until somebody records it."""
    late: list[Due] = []
    for due in dues(first, starts_on):
        if due.start_year in done:
            continue
        if due.day >= today:
            return Standing(tuple(late), due, frozenset(done), school_year_of(starts_on))
        late.append(due)
    raise AssertionError


def standings(routes: Keys) -> dict[int, Standing]:
    """For each route with a signed agreement that names a day; others are not in it. Three queries.

    Of several agreements after each other the last one names the day, and the first one when it all began. Routes and
    texts are put together here: a database that is asked for both at once holds every text against every route.
    """
    covered = AgreementRoute.objects.filter(route__in=routes)
    about = {"agreement__in": covered.values("agreement")}
    named = ClauseText.objects.filter(code=ARTICLE, agreement__state__in=AFTER_SIGNATURE, **about)
    texts = {agreement: rest for agreement, *rest in named.values_list("agreement", KT(f"data__{FIELD}"), STARTS)}
    pairs = list(covered.order_by("agreement_id").values_list("route", "agreement"))
    days: dict[int, date | None] = {}
    starts: dict[int, date] = {}
    for route, agreement in pairs:
        if agreement in texts:
            answer, starts_on = texts[agreement]
            days[route] = _day(answer)
            starts[route] = min(starts_on, starts.get(route, starts_on))
    done, today = _done(pairs, about), localdate()
    return {route: standing_of(day, starts[route], done[route], today) for route, day in days.items() if day}


def _done(pairs: Collection[tuple[int, int]], about: Mapping[str, Any]) -> dict[int, set[int]]:
    """School years of which there is an evaluation that can be opened, in whichever agreement about the route."""
    years: dict[int, set[int]] = defaultdict(set)
    for agreement, year in Evaluation.objects.filter(state=FileState.CLEAN, **about).values_list(
        "agreement", "start_year"
    ):
        years[agreement].add(year)
    done: dict[int, set[int]] = defaultdict(set)
    for route, agreement in pairs:
        done[route] |= years[agreement]
    return done
