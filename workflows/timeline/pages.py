"""The whole timeline of a case: narrow it down, group it, take it along. The address holds the whole selection."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accounts.http import MemberRequest
from accounts.listing.http import attachment, sheet_file
from accounts.listing.sheets import Row
from agreements.clauses.shapes import Library
from agreements.model_clauses import shelf_of
from agreements.models import Agreement
from audit.export import as_dict
from audit.models import AuditEvent

from .forms import TrailForm
from .narrowing import Record, Told, all_cases_of, for_people, grouped, latest, people_and_boards, selection
from .steps import STEPS

PER_PAGE = 50
LATEST = 10
"""So many on the page of the case itself."""

FORMS = ("csv", "xlsx", "json")
NOTHING: dict[str, str] = {}


@dataclass(frozen=True)
class Page:
    """Of which case, found by the caller; `name` is that of its address, with `_file` behind it that of a file."""

    record: Record
    name: str
    lead: str
    crumbs: Sequence[dict[str, str]]
    beside: Callable[[Told], dict[str, str]] = lambda _told: NOTHING
    """What else somebody can do with one event."""

    @property
    def url(self) -> str:
        return reverse(self.name, args=[self.record.pk])

    @property
    def files(self) -> list[tuple[str, str]]:
        return [(form.upper(), reverse(f"{self.name}_file", args=[self.record.pk, form])) for form in FORMS]


def latest_of(record: Record, request: MemberRequest) -> list[dict[str, Any]]:
    """For the page of the case: by day, without what tasks opened and closed. Three queries at the most."""
    return grouped(for_people(list(latest(record, request.actor)[:LATEST]), _shelf(record)), by_step=False)


def _shelf(record: Record) -> Library | None:
    """The names that articles had for this agreement; an event of a route knows the newest."""
    return shelf_of(record) if isinstance(record, Agreement) else None


def _asked(request: MemberRequest, record: Record) -> tuple[list[str], TrailForm]:
    cases = all_cases_of(record, request.actor)
    return cases, TrailForm(request.GET, *people_and_boards(cases))


def show(request: MemberRequest, about: Page) -> HttpResponse:
    """Everybody who may see the case."""
    cases, form = _asked(request, about.record)
    page = Paginator(selection(cases, form.asked), PER_PAGE).get_page(request.GET.get("page"))
    told = [event | about.beside(event) for event in for_people(list(page), _shelf(about.record))]
    context = {
        "about": about,
        "form": form,
        "page": page,
        "groups": grouped(told, by_step=form.asked.by_step),
        "total": page.paginator.count,
        "query": request.GET.urlencode(),
    }
    return render(request, "workflows/timeline.html", context)


def take_along(request: MemberRequest, record: Record, form: str, *, number: str) -> HttpResponse:
    """Exactly the same selection, all pages of it; `number` is what the file is called by."""
    if form not in FORMS:
        raise Http404
    cases, asked = _asked(request, record)
    events, name = list(selection(cases, asked.asked)), f"{number} tijdlijn"
    if form == "json":
        return _as_json(events, name)
    head = (_("Moment"), _("Case"), _("Step"), _("What"), _("Code"), _("Who"), _("Board"), _("Reason"), _("Changes"))
    return sheet_file(form, name, head, _rows(events, _shelf(record)))


def _rows(events: Sequence[AuditEvent], shelf: Library | None) -> list[Row]:
    return [
        (
            localtime(told["when"]).isoformat(timespec="seconds"),
            told["case"],
            str(STEPS[told["step"]]),
            told["what"],
            told["code"],
            told["who"],
            told["board"],
            told["reason"],
            "\n".join(f"{one['label']}: {one['before']} → {one['after']}" for one in told["changes"]),
        )
        for told in for_people(events, shelf)
    ]


def _as_json(events: Sequence[AuditEvent], name: str) -> HttpResponse:
    content = json.dumps([as_dict(event) for event in events], ensure_ascii=False, indent=1)
    return attachment(content, f"{name}.json", "application/json")
