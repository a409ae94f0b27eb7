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

from django.utils.timezone import localdate

from accounts.uploads.states import FileState

from .models import ClauseText, Evaluation
from .states import AFTER_SIGNATURE

ARTICLE, FIELD = "kwaliteit", "first_evaluation"


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

    @property
    def is_agreed(self) -> bool:
        return self.coming is not None


NOTHING = Standing()


def first_day(data: Mapping[str, Any]) -> date | None:
    """The day that the answers in the article name."""
    try:
        return date.fromisoformat(str(data.get(FIELD, "")))
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


def standings(routes: Collection[int]) -> dict[int, Standing]:
    """For each route with a signed agreement that names a day; others are not in it. Two queries.

    Of several agreements after each other the last one names the day, and the first one when it all began.
    """
    texts = ClauseText.objects.filter(code=ARTICLE, agreement__state__in=AFTER_SIGNATURE)
    told = texts.filter(agreement__covered__route__in=routes).order_by("agreement_id")
    days: dict[int, date | None] = {}
    starts: dict[int, date] = {}
    for route, data, starts_on in told.values_list("agreement__covered__route", "data", "agreement__starts_on"):
        days[route] = first_day(data)
        starts[route] = min(starts_on, starts.get(route, starts_on))
    done, today = _done(routes), localdate()
    return {route: standing_of(day, starts[route], done[route], today) for route, day in days.items() if day}


def _done(routes: Collection[int]) -> dict[int, set[int]]:
    """School years of which there is an evaluation that can be opened, in whichever agreement about the route."""
    found = Evaluation.objects.filter(state=FileState.CLEAN, agreement__covered__route__in=routes)
    done: dict[int, set[int]] = defaultdict(set)
    for route, year in found.values_list("agreement__covered__route", "start_year"):
        done[route].add(year)
    return done
