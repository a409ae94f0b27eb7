"""Every rule of the law for everybody to read, with the articles of a day; and what they say of one agreement."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.http import MemberRequest
from leerroutes.checklist import as_data
from leerroutes.reference_data import References, articles_for, references_on
from leerroutes.rules.base import Outcome, Severity

from ..facts import routes_of
from ..http import find_agreement
from ..rules.catalogue import Chapter, Entry, chapters
from ..selectors import reasons_for, text_of

FIRST_DAY = date(2020, 8, 1)
"""The law came into force; before it there are no articles."""


@login_not_required
@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """All rules by subject, with their examples, and the articles of today or of the day that was asked."""
    day = _day(request.GET.get("op", ""))
    references = references_on(day or localdate())
    context = {
        "chapters": [_chapter(chapter, day or localdate(), references) for chapter in chapters()],
        "day": day or localdate(),
        "refused": bool(request.GET.get("op")) and day is None,
    }
    return render(request, "agreements/rules.html", context)


@require_safe
def checks_json(request: MemberRequest, pk: int) -> JsonResponse:
    """The findings about what an agreement says now, for other programs. Each route has its own."""
    agreement = find_agreement(request, pk)
    found = as_data(text_of(agreement).findings, references_on(agreement.starts_on), reasons_for(agreement))
    routes = {route.number: reverse("leerroutes:checks_json", args=[route.pk]) for route in routes_of(agreement)}
    answer = {"case": agreement.number, "law_of": agreement.starts_on, "findings": found, "routes": routes}
    return JsonResponse(answer)


def _day(typed: str) -> date | None:
    """The day somebody asked for; nothing for what is no day, or one before the law."""
    try:
        day = parse_date(typed)
    except ValueError:
        return None
    return day if day and day >= FIRST_DAY else None


def _chapter(chapter: Chapter, day: date, references: References) -> dict[str, Any]:
    entries = [entry for entry in chapter.entries if entry.rule.holds_on(day)]
    return {
        "anchor": chapter.anchor,
        "title": chapter.title,
        "rules": [_rule(entry, references) for entry in entries],
    }


def _rule(entry: Entry, references: References) -> dict[str, Any]:
    return {
        "id": entry.rule.id,
        "sentence": entry.rule.sentence,
        "why": entry.rule.why,
        "upheld_by": entry.rule.upheld_by,
        "weight": _weight(entry.rule.severity),
        "articles": list(dict.fromkeys(str(article) for article in articles_for(entry.rule, references))),
        "examples": [
            {"text": shown.example.text, "verdict": _verdict(shown.example.outcome), "message": shown.message}
            for shown in entry.examples
        ],
    }


def _weight(severity: Severity) -> str:
    return {
        Severity.BLOCK: _("Stops: the law does not allow it otherwise."),
        Severity.DATA: _("Stops: without this nothing can be judged."),
        Severity.WARN: _("Warns: goes on only with a written reason."),
        Severity.INFO: _("Good to know: stops nothing."),
    }[severity]


def _verdict(outcome: Outcome) -> str:
    return {
        Outcome.MET: _("in order"),
        Outcome.NOT_MET: _("not in order"),
        Outcome.NOT_APPLICABLE: _("does not apply"),
        Outcome.NOTE: _("explanation"),
    }[outcome]
