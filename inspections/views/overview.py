"""All routes in scope: counted, and the list behind each number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.http import MemberRequest
from accounts.listing.http import sheet_file
from accounts.listing.sheets import Row
from leerroutes.models import Route

from ..findings.selectors import counted
from ..numbers import attention, groups, numbers
from ..population import Counted, group_labels, known, labels, population
from ..selecting import selected

PER_PAGE = 25


@require_safe
def overview(request: MemberRequest) -> HttpResponse:
    """Every number opens the list behind it; the same filters in the address give the list and the files."""
    found = numbers(request.actor)
    page = Paginator(_keys(request), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "groups": groups(found),
        "attention": attention(found),
        "kept_since": found.kept_since,
        "findings": counted(request.actor),
        "chosen": [_chosen(name, value) for name, value in known(request.GET).items()],
        "page": page,
        "columns": [{"label": label} for label in _columns()[:6]],
        "rows": [_cells(one) for one in population(page)],
        "total": page.paginator.count,
        "query": request.GET.urlencode(),
    }
    return render(request, "inspections/overview.html", context)


def _chosen(name: str, value: str) -> str:
    return labels()[value] if name == "let" else group_labels()[name][1][value]


@require_safe
def overview_file(request: MemberRequest, form: str) -> HttpResponse:
    if form not in ("csv", "xlsx"):
        raise Http404
    return sheet_file(form, _("overview of routes"), _columns(), _lines(population(_keys(request))))


def _keys(request: MemberRequest) -> QuerySet[Route, int]:
    return selected(request.actor, request.GET).values_list("pk", flat=True)


def _columns() -> tuple[str, ...]:
    return (
        _("Route"),
        _("Start"),
        _("Boards"),
        _("State"),
        _("Days in this state"),
        _("What asks for a look"),
        _("Number"),
        _("Provinces"),
        _("Levels"),
        _("Not reported in RIO"),
        _("Lines below the norm"),
        _("Evaluation due since"),
    )


def _lines(rows: Iterable[Counted]) -> Iterator[Row]:
    names = group_labels()
    return (
        (
            one.name,
            one.school_year,
            ", ".join(one.boards),
            one.state_label,
            one.days,
            "; ".join(_asks(one)),
            one.number,
            ", ".join(names["provincie"][1][key] for key in one.provinces),
            ", ".join(names["niveau"][1][key] for key in one.levels),
            ", ".join(one.not_reported),
            one.below_norm,
            one.evaluation_overdue.isoformat() if one.evaluation_overdue else "",
        )
        for one in rows
    )


def _asks(one: Counted) -> list[str]:
    """In words, for one route."""
    told = []
    if one.not_reported:
        told.append(_("not reported: %(schools)s") % {"schools": ", ".join(one.not_reported)})
    if one.below_norm:
        told.append(_("lines below the norm: %(number)s") % {"number": one.below_norm})
    if one.evaluation_overdue:
        told.append(_("evaluation due since %(day)s") % {"day": formats.date_format(one.evaluation_overdue)})
    return told


def _cells(one: Counted) -> list[dict[str, Any]]:
    """For `components/table.html`."""
    names = _columns()
    return [
        {"text": f"{one.name} ({one.number})", "url": reverse("inspections:route", args=[one.pk])},
        {"label": names[1], "text": one.school_year, "nowrap": True},
        {"label": names[2], "text": ", ".join(one.boards)},
        {"label": names[3], "text": one.state_label, "state": one.state},
        {"label": names[4], "text": one.days, "numeric": True},
        {"label": names[5], "text": "; ".join(_asks(one)) or "—"},
    ]
