"""The page on which people search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.http import MemberRequest, about
from agreements.models import Agreement
from leerroutes.models import Cooperation, Route

from ..questions.models import Question
from .models import Kind, SearchEntry
from .passages import marked, passage
from .selectors import MOST, Found, search

FIRST, PER_PAGE = 5, 20
LONGEST = 200


@dataclass(frozen=True)
class Result:
    title: SafeString
    where: str
    text: SafeString
    address: str


@require_GET
def searching(request: MemberRequest) -> HttpResponse:
    """The best few of each kind; or of one kind all of them, page by page."""
    question = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    chosen = request.GET.get("soort", "")
    found = search(request.actor, question)
    shown = [Kind(chosen)] if chosen in Kind.values else [kind for kind, keys in found.keys.items() if keys]
    pages = {kind: _page(request, found, kind, is_alone=chosen in Kind.values) for kind in shown}
    rows = SearchEntry.objects.select_related("route", "agreement", "cooperation", "question")
    entries = rows.in_bulk([pk for p in pages.values() for pk in p])
    context = {
        "question": question,
        "found": found,
        "groups": [_group(request, kind, page, entries, found) for kind, page in pages.items()],
        "tabs": _tabs(found, question, chosen),
        "chosen": chosen if chosen in Kind.values else "",
    }
    return render(request, "workflows/search.html", context)


def _page(request: MemberRequest, found: Found, kind: Kind, *, is_alone: bool) -> Any:
    keys = found.keys[kind][:MOST]
    return Paginator(keys, PER_PAGE if is_alone else FIRST).get_page(request.GET.get("page") if is_alone else 1)


def _group(
    request: MemberRequest, kind: Kind, page: Any, entries: dict[int, SearchEntry], found: Found
) -> dict[str, Any]:
    rows = [_result(request, entries[pk], found) for pk in page if pk in entries]
    more = page.paginator.count - len(rows)
    return {"kind": kind, "page": page, "rows": rows, "more": more, "is_cut": len(found.keys[kind]) > MOST}


def _result(request: MemberRequest, entry: SearchEntry, found: Found) -> Result:
    """A passage of a case is reading in it, which is told of an inspector."""
    if record := _record(entry):
        about(request, record)
    where = entry.agreement.title if entry.kind == Kind.ARTICLE and entry.agreement else ""
    title, text = marked(entry.title, found.words), passage(entry.text, found.words)
    return Result(title, where, text, _address(entry))


def _record(entry: SearchEntry) -> Route | Agreement | Cooperation | Question | None:
    return entry.route or entry.agreement or entry.cooperation or entry.question


def _address(entry: SearchEntry) -> str:
    if entry.kind == Kind.ARTICLE and entry.agreement:
        return f"{reverse('agreements:text', args=[entry.agreement_id])}#tekst-{entry.place.replace('/', '-')}"
    if entry.kind == Kind.BOARD:
        return reverse("workflows:board", args=[entry.board_id])
    if entry.kind == Kind.PERSON:
        return reverse("workflows:person", args=[entry.person_id])
    return _record(entry).get_absolute_url()  # type: ignore[union-attr]


def _tabs(found: Found, question: str, chosen: str) -> list[dict[str, Any]]:
    """Everything, and each kind of which something was found; with how much that is."""
    here = reverse("workflows:search")
    tabs: list[dict[str, Any]] = [
        {"url": f"{here}?{urlencode({'q': question})}", "label": _("Everything"), "current": chosen not in Kind.values}
    ]
    for kind, keys in found.keys.items():
        if keys or kind == chosen:
            address = f"{here}?{urlencode({'q': question, 'soort': kind.value})}"
            count = f"{MOST}+" if len(keys) > MOST else len(keys)
            label = str(kind.label).capitalize()
            tabs.append({"url": address, "label": label, "current": kind == chosen, "count": count})
    return tabs
