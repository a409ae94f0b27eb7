"""How many routes there are of each kind, and how many ask for a look. As many queries for many routes as for few."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.db.models import Count, QuerySet
from django.utils import timezone

from accounts.actors import Actor
from leerroutes.models import RouteLine
from leerroutes.policies import visible_to

from .population import group_labels, labels
from .selecting import CHOSEN, PLACE, TESTS, Routes

LARGE = 10_000
"""Routes. Of more it takes longer to count than a page may take, so that the numbers are kept a while."""

KEPT = 300
"""Seconds. The page says when it was counted; the list and the files are always of this moment."""


@dataclass(frozen=True)
class Numbers:
    """By key, in the words of the address. `kept_since` tells when it was counted, if that is not now."""

    groups: Mapping[str, Mapping[str, int]]
    attention: Mapping[str, int]
    kept_since: datetime | None = None


def numbers(actor: Actor) -> Numbers:
    """Of every route this person may see. Kept only for who sees as many routes as when it was counted."""
    routes = visible_to(actor).order_by()
    size = routes.count()
    if size <= LARGE:
        return counted(routes)
    key = f"inspections.numbers:{actor.user.pk}:{size}"
    kept: Numbers | None = cache.get(key)
    if kept is None:
        cache.set(key, kept := counted(routes, now=timezone.now()), KEPT)
    return kept


def counted(routes: Routes, now: datetime | None = None) -> Numbers:
    own = {"route__in": routes.values("pk")}
    groups = {
        "stand": _by(routes, "state", "pk"),
        "provincie": _by(CHOSEN.filter(**own), PLACE, "route"),
        "niveau": _by(RouteLine.objects.filter(**own).order_by(), "level", "route"),
    }
    return Numbers(groups, {name: routes.filter(test(routes)).count() for name, test in TESTS.items()}, now)


def _by(rows: QuerySet[Any], field: str, routes: str) -> dict[str, int]:
    return dict(rows.values_list(field).annotate(number=Count(routes, distinct=routes != "pk")))


# --- For people -------------------------------------------------------------------------------------


def groups(found: Numbers) -> list[dict[str, Any]]:
    """For each way to group: name, and per group its key, label and number."""
    return [
        {"group": group, "title": title, "lines": _lines(names, found.groups[group])}
        for group, (title, names) in group_labels().items()
    ]


def _lines(names: Mapping[str, str], numbers: Mapping[str, int]) -> list[dict[str, Any]]:
    return [{"key": key, "label": label, "number": numbers[key]} for key, label in names.items() if key in numbers]


def attention(found: Numbers) -> list[dict[str, Any]]:
    """What asks for a look, with how many."""
    return [{"key": key, "label": label, "number": found.attention[key]} for key, label in labels().items()]
