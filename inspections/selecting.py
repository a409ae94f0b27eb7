"""Which routes an inspector asks for, answered by the database. Each question is a field of `population.Counted`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial, reduce
from operator import or_
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.actors import Actor
from agreements.evaluations import standings
from leerroutes.models import RioRegistration, Route, RouteLine
from leerroutes.policies import visible_to
from leerroutes.reference_data import norms_on
from leerroutes.rules.facts import NormFacts
from leerroutes.states import RegistrationState

from .ageing import UNDER_AGREEMENT
from .gathering import FUNDED
from .population import LONG_WAITS, WAITING, known

Routes = QuerySet[Route]

CHOSEN = Route.institutions.through.objects
PLACE = "institution__establishments__province"


def selected(actor: Actor, asked: Mapping[str, Any]) -> Routes:
    """Every route one may see that fits every filter, the last proposed first."""
    found: Routes = visible_to(actor)
    for name, value in known(asked).items():
        found = found.filter(TESTS[value](found) if name == "let" else GROUPS[name](value))
    return found.order_by("-pk")


GROUPS: dict[str, Callable[[str], Q]] = {
    "stand": lambda state: Q(state=state),
    "provincie": lambda place: Q(pk__in=CHOSEN.filter(**{PLACE: place}).values("route")),
    "niveau": lambda level: Q(pk__in=RouteLine.objects.filter(level=level).values("route")),
}


# --- What asks for a look; each is asked of some routes -----------------------------------------------


def not_reported(routes: Routes) -> Q:
    """An institution has no confirmed registration, once an agreement binds."""
    own = {"route": OuterRef("route"), "institution": OuterRef("institution")}
    confirmed = RioRegistration.objects.filter(**own, state=RegistrationState.CONFIRMED)
    lacking = CHOSEN.filter(~Exists(confirmed), route=OuterRef("pk"))
    return Q(Exists(lacking), state__in=UNDER_AGREEMENT)


def below_norm(routes: Routes) -> Q:
    """A line has fewer hours than the norm of the year in which the route starts, as `Line.is_low` says."""
    years: dict[frozenset[tuple[Any, NormFacts]], list[int]] = defaultdict(list)
    for year in routes.order_by().values_list("start_year", flat=True).distinct():
        years[frozenset(norms_on(date(year, 8, 1)).items())].append(year)
    low = [
        Q(_fewer(norm), route__start_year__in=some, duration_years=duration, learning_mode=mode)
        for norms, some in years.items()
        for (duration, mode), norm in norms
    ]
    lines = RouteLine.objects.filter(reduce(or_, low, Q(pk__in=())), **{FUNDED: True})
    return Q(pk__in=lines.values("route"))


def _fewer(norm: NormFacts) -> Q:
    return Q(total_hours__lt=norm.total) | Q(guided_hours__lt=norm.guided) | Q(bpv_hours__lt=norm.bpv)


def evaluation_overdue(routes: Routes) -> Q:
    """Read in Python: the day stands in what people answered, and returns every year."""
    binding = routes.filter(state__in=UNDER_AGREEMENT).order_by()
    late = [pk for pk, one in standings(binding.values("pk")).items() if one.late]
    return Q(pk__in=late, state__in=UNDER_AGREEMENT)


def waits(routes: Routes, *, days: int) -> Q:
    """So many whole days in a state that should pass."""
    return Q(state__in=WAITING, state_since__lte=timezone.now() - timedelta(days=days))


TESTS: dict[str, Callable[[Routes], Q]] = {
    "rio": not_reported,
    "uren": below_norm,
    "evaluatie": evaluation_overdue,
    **{f"oud{days}": partial(waits, days=days) for days in LONG_WAITS},
}
