"""What is asked of somebody, as a list: what one can narrow it down by, its orders, and what a file of it says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from viewflow.workflow.flow import Flow
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from accounts.actors import Actor
from accounts.listing.listing import Listing
from accounts.listing.parts import Column, Filter, Rows
from accounts.listing.registry import register
from accounts.permissions import people_asked
from agreements.models import Agreement, AgreementParty, AgreementRoute
from agreements.views.listing import with_words as agreements_with_words
from leerroutes.models import Route, RouteParty
from leerroutes.policies import visible_to as visible_routes
from leerroutes.views.listing import boards_in, school_years
from leerroutes.views.listing import with_words as routes_with_words

from .. import kinds
from ..nodes import BoardTask
from ..overviews.counting import name_of
from ..reached import INSPECTING
from ..selectors import OpenTask, described, tasks_for
from .terms import Nodes, late, this_week, with_terms


def listing_of(actor: Actor, asked: Mapping[str, Any]) -> Listing:
    """Everything that is asked of this person, at the board acted for; narrowed down as asked."""
    mine = tasks_for(actor)
    nodes = steps_of(actor)
    return Listing(
        with_terms(mine, nodes),
        asked,
        address=reverse("workflows:inbox"),
        columns=columns(),
        filters=filters(actor, nodes),
        usual=(_("What waits longest first"), ("created", "pk")),
        described=described,
    )


def steps_of(actor: Actor) -> list[BoardTask]:
    """Every step that is asked of the roles of this person, whether or not one waits now: a kept view stays true."""
    rights = {INSPECTING} if actor.is_inspector else actor.rights
    nodes = [node for one in Flow.__subclasses__() for node in one.instance.nodes() if isinstance(node, BoardTask)]
    return sorted((node for node in nodes if node.right in rights), key=name_of)


def columns() -> list[Column]:
    return [
        Column(_("Task"), lambda one: one.title),
        Column(_("Case"), lambda one: str(one.record)),
        Column(_("Number"), lambda one: one.record.number),
        Column(_("On behalf of"), lambda one: str(one.board or "")),
        Column(_("Asked on"), lambda one: _day(one.since), "gevraagd", ("created",)),
        Column(_("No later than"), lambda one: _day(one.due), "termijn", ("last_day",)),
        Column(_("Overdue"), _overdue),
        Column(_("Taken up by"), lambda one: str(one.holder or "")),
    ]


def _day(moment: Any) -> str:
    return localtime(moment).date().isoformat()


def _overdue(task: OpenTask) -> str:
    return _("yes") if task.is_late else _("no")


def filters(actor: Actor, nodes: Nodes) -> list[Filter]:
    steps = tuple((name_of(node), str(node.task_title)) for node in nodes)
    by_name = {name_of(node): node for node in nodes}
    found = [
        Filter("stap", _("Step"), lambda rows, name: rows.filter(flow_task=by_name[name]), steps, "flow_task", name_of),
        Filter("zoek", _("Words in the name of the case or in the question, or the number"), _with_words),
        Filter("termijn", _("When it is due"), lambda rows, term: rows.filter(_TERMS[term](nodes)), _terms()),
        Filter("bestuur", _("Board that takes part"), _of_board, boards_in(visible_routes(actor))),
        Filter("start", _("School year of start"), _of_year, school_years()),
    ]
    if actor.board is not None:  # inspectors take nothing up
        found.append(Filter("wie", _("Taken up"), lambda rows, who: _taken_up(rows, who, actor), _who()))
    return found


_TERMS = {"te-laat": late, "deze-week": this_week}


def _terms() -> tuple[tuple[str, str], ...]:
    return ("te-laat", _("Overdue")), ("deze-week", _("This week"))


def _who() -> tuple[tuple[str, str], ...]:
    return ("ik", _("By me")), ("niemand", _("By nobody")), ("collega", _("By a colleague"))


def _of_board(rows: Rows, key: str) -> Rows:
    board = int(key)
    routes, agreements = RouteParty.objects.filter(board=board), AgreementParty.objects.filter(board=board)
    return rows.filter(_about(routes.values("route"), agreements.values("agreement")))


def _of_year(rows: Rows, year: str) -> Rows:
    routes = Route.objects.filter(start_year=year).values("pk")
    return rows.filter(_about(routes, AgreementRoute.objects.filter(route__in=routes).values("agreement")))


def _with_words(rows: Rows, words: str) -> Rows:
    routes = routes_with_words(Route.objects.all(), words).values("pk")
    agreements = agreements_with_words(Agreement.objects.all(), words).values("pk")
    return rows.filter(_about(routes, agreements) | kinds.with_words(words))


def _about(routes: QuerySet[Any, Any], agreements: QuerySet[Any, Any]) -> Q:
    found = kinds.about(routes)
    for name in ("proposal", "start"):
        found |= Q(**{f"process__{name}process__route__in": routes})
    for name in ("agreement", "ending", "term"):
        found |= Q(**{f"process__{name}process__agreement__in": agreements})
    return found


def _taken_up(rows: Rows, who: str, actor: Actor) -> Rows:
    """As `claiming.holding` has it: who is away, or lost the role, holds nothing meanwhile."""
    held = Q(pk__in=[])
    for right in sorted(actor.rights):
        asked = people_asked(right, actor.board).order_by().values("pk")  # type: ignore[arg-type]
        held |= Q(status=STATUS.ASSIGNED, owner_permission=f"accounts.{right}", owner__in=asked)
    if who == "ik":
        return rows.filter(held, owner=actor.user)
    if who == "collega":
        return rows.filter(held).exclude(owner=actor.user)
    return rows.exclude(pk__in=Task.objects.filter(held, owner_permission_obj_pk=str(actor.board.pk)).values("pk"))  # type: ignore[union-attr]


register("tasks", gettext_lazy("My tasks"), listing_of)
