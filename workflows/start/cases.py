"""The routes of a board: drafts that nobody decides on yet, and what every other one waits for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.actors import Actor
from agreements.models import AgreementRoute
from leerroutes.models import Route
from leerroutes.models.route import RouteQuerySet
from leerroutes.policies import can_propose, visible_to
from leerroutes.states import EDITABLE, State

from ..about import of_few_cases
from ..selectors import OpenTask, described, open_board_tasks
from ..waiting import obstacles_of_route
from .parts import FIRST, Part, Row

UNDER_WAY = (State.SUBMITTED, State.APPROVED, State.CONTRACTED, State.REPORTED, State.SUSPENDED, State.WINDING_DOWN)


def drafts(actor: Actor) -> Part:
    """Never to be mistaken for something submitted."""
    found = _of_board(actor).filter(state__in=EDITABLE).select_related("proposed_by")
    some = list(found[:FIRST])
    return Part(
        key="drafts",
        title=_("Drafts, not submitted"),
        rows=[_draft(route) for route in some],
        number=found.count(),
        empty=_("There are no drafts. A route begins with a proposal, which you write together with the other boards."),
        url=reverse("leerroutes:list") if some or not can_propose(actor) else reverse("leerroutes:create"),
        url_label=_("All routes") if some or not can_propose(actor) else _("New proposal"),
    )


def _draft(route: Route) -> Row:
    label = _("returned, not submitted again") if route.state == State.RETURNED else _("not submitted")
    note = _("%(number)s, for school year %(year)s, proposed by %(board)s")
    said = {"number": route.number, "year": route.school_year, "board": route.proposed_by}
    return Row(str(route), route.get_absolute_url(), note % said, route.state, label)


def under_way(actor: Actor) -> Part:
    """Between submitting and running: what each waits for, the one that stands still longest first."""
    found = _of_board(actor).filter(state__in=UNDER_WAY).order_by("state_since", "pk")
    some = list(found[:FIRST])
    waits = waits_of(some)
    return Part(
        key="under-way",
        title=_("Routes under way, and what each waits for"),
        rows=[
            Row(str(one), one.get_absolute_url(), _waits(one, waits[one.pk]), one.state, one.get_state_display())
            for one in some
        ],
        number=found.count(),
        empty=_("No route of your board is under way. As soon as a proposal is submitted, you see here who is up."),
        url=reverse("leerroutes:list"),
        url_label=_("All routes"),
    )


def lately(actor: Actor) -> Part:
    """For whoever reads cases of others: those that moved last."""
    found = visible_to(actor).order_by("-state_since", "-pk")
    some = list(found[:FIRST])
    return Part(
        key="lately",
        title=_("Routes that moved last"),
        rows=[Row(str(one), one.get_absolute_url(), one.number, one.state, one.get_state_display()) for one in some],
        number=found.count(),
        empty=_("There is no route that you may read now."),
        url=reverse("leerroutes:list"),
        url_label=_("All routes"),
    )


def _of_board(actor: Actor) -> RouteQuerySet:
    return visible_to(actor).filter(parties__board=actor.board, parties__left_on=None)


def waits_of(routes: Sequence[Route]) -> dict[int, list[OpenTask]]:
    """Who is up in each of these routes and in the agreements that cover them. Constant in queries."""
    keys = [route.pk for route in routes]
    covering: dict[int, list[int]] = defaultdict(list)
    for agreement, route in AgreementRoute.objects.filter(route__in=keys).values_list("agreement_id", "route_id"):
        covering[agreement].append(route)
    about = of_few_cases(routes=keys, agreements=list(covering))
    found: dict[int, list[OpenTask]] = defaultdict(list)
    for task in described(list(open_board_tasks().filter(about))):
        for pk in [task.record.pk] if isinstance(task.record, Route) else covering[task.record.pk]:
            found[pk].append(task)
    return found


def _waits(route: Route, tasks: Sequence[OpenTask]) -> str:
    """In one sentence per thing that is asked: what, and of which boards."""
    if not tasks:
        return " ".join(obstacles_of_route(route)) or _("Nobody has to do anything now.")
    asked: dict[str, list[str]] = defaultdict(list)
    for task in tasks:
        asked[task.title].append(str(task.board or _("the inspectorate")))
    return "; ".join(
        _("%(what)s: %(boards)s") % {"what": what, "boards": ", ".join(dict.fromkeys(boards))}
        for what, boards in asked.items()
    )
