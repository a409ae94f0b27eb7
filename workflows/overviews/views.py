"""The overview, and the cases behind a number of it."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from viewflow.workflow.models import Task

from accounts.http import MemberRequest
from accounts.listing.http import list_file
from accounts.listing.listing import Listing
from accounts.listing.parts import Column, Filter
from accounts.models import Board

from .. import flows
from ..reached import record_of
from ..selectors import RECORDS
from . import counting
from .charts import chart_of

PER_PAGE = 25


@require_safe
def overview(request: MemberRequest) -> HttpResponse:
    """Every number opens the cases behind it."""
    groups, steps = counting.groups(request.actor), counting.steps(request.actor)
    context = {
        "groups": [(one, chart_of([(line.label, line.number) for line in one.lines])) for one in groups],
        "steps": steps,
        "step_chart": chart_of([(step.title, step.days) for step, _boards in steps]),
        "most_boards": counting.MOST_BOARDS,
    }
    return render(request, "workflows/overview.html", context)


@require_safe
def overview_step(request: MemberRequest, step: str) -> HttpResponse:
    """Every time this step was finished in a case that this person may open, and how long it took."""
    node = _node(step)
    listing = _listing(request, node)
    page = listing.page(PER_PAGE)
    shown = [listing.cells(task) for task in page]
    context = {"title": str(node.task_title), "step": step, "listing": listing, "page": page, "rows": shown}
    return render(request, "workflows/overview_step.html", context)


@require_safe
def overview_step_file(request: MemberRequest, step: str, form: str) -> HttpResponse:
    """The same as a file, so that somebody can count on."""
    return list_file(request, _listing(request, _node(step)), form, _("steps"))


def _listing(request: MemberRequest, node: Any) -> Listing:
    rows = _rows(request, node)
    return Listing(
        rows.prefetch_related("owner_permission_obj"),
        request.GET,
        address=reverse("workflows:overview_step", args=[counting.name_of(node)]),
        columns=_columns(),
        filters=[Filter("bestuur", _("Board"), _of_board, _boards(rows))],
    )


def _node(step: str) -> Any:
    flow, _dot, name = step.partition(".")
    node = getattr(getattr(flows, flow, None), name, None) if flow in flows.__all__ else None
    if not hasattr(node, "right"):
        raise Http404
    return node


def _rows(request: MemberRequest, node: Any) -> QuerySet[Task]:
    found = reduce(or_, counting.cases(request.actor))
    tasks: QuerySet[Task] = counting.done_tasks().annotate(took=counting.TOOK)
    return tasks.filter(found, flow_task=node).select_related("process", *RECORDS)


def _of_board(rows: Any, key: str) -> Any:
    return rows.filter(owner_permission_obj_pk=key)


def _boards(rows: QuerySet[Task]) -> tuple[tuple[str, str], ...]:
    keys = {int(key) for key in rows.order_by().values_list("owner_permission_obj_pk", flat=True).distinct() if key}
    return tuple((str(board.pk), str(board)) for board in Board.objects.filter(pk__in=keys).order_by("name"))


def _columns() -> list[Column]:
    return [
        Column(_("Case"), _case, more=lambda task: {"url": record_of(task.process.coerced).get_absolute_url()}),
        Column(_("Number"), lambda task: record_of(task.process.coerced).number, only_in_file=True),
        Column(_("Board"), lambda task: str(task.owner_permission_obj or "")),
        Column(_("Asked on"), lambda task: _day(task.created), "gevraagd", ("created",)),
        Column(_("Done on"), lambda task: _day(task.finished), "klaar", ("finished",)),
        Column(_("Days"), lambda task: counting.in_days(task.took), "dagen", ("took",), lambda _row: {"numeric": True}),
    ]


def _case(task: Task) -> str:
    record = record_of(task.process.coerced)
    return f"{record} ({record.number})"


def _day(moment: Any) -> str:
    return date_format(localtime(moment), "j F Y")
