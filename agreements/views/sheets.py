"""The tables of an article as a spreadsheet: download it, fill it in, have it read, look, and only then save.

Reading saves nothing. What was read fills the form of the article, and goes on as if somebody had typed it: as a draft
of the own board, or on the table.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import MemberRequest
from accounts.verdicts import ensure

from .. import policies
from ..clauses.sheets import About, Reading, workbook
from ..clauses.values import Scope
from ..forms.sheets import SheetForm
from ..http import posted, seen_version
from . import presenting
from .article_input import article_input, labels, merged
from .clause_page import ClausePage, find_clause
from .clauses import shown

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "POST"])
def clause_sheet(request: MemberRequest, pk: int, code: str, route_pk: int | None = None) -> HttpResponse:
    """Everybody who may see the agreement downloads; a coordinator of a party has a filled one read."""
    page = _find(request, pk, code, route_pk)
    may_write = policies.can_write(request.actor, page.agreement)
    form = SheetForm(posted(request), request.FILES or None, scope=_scope(page))
    if form.is_bound:
        ensure(may_write)
    if form.is_valid():
        return _filled_in(request, page, form.reading)
    seen = seen_version(request) if form.is_bound else page.based_on
    context = presenting.about(page.agreement, _("Fill in with Excel"))
    context |= {"page": page, "form": form, "may_write": may_write, "version": seen}
    return render(request, "agreements/sheets/sheet.html", context)


@require_safe
def clause_sheet_file(request: MemberRequest, pk: int, code: str, route_pk: int | None = None) -> HttpResponse:
    """The spreadsheet, with what the form begins with or (`?blank`) as a template to fill in."""
    page, blank = _find(request, pk, code, route_pk), "blank" in request.GET
    about = About(_title(page), f"{_mark(page)}{page.based_on}")
    name = "-".join([page.agreement.number, page.clause.code, *_route_number(page), *(["leeg"] if blank else [])])
    return HttpResponse(
        workbook(_scope(page), about, blank=blank),
        content_type=XLSX,
        headers={"Content-Disposition": str(content_disposition_header(as_attachment=True, filename=f"{name}.xlsx"))},
    )


def _find(request: MemberRequest, pk: int, code: str, route_pk: int | None) -> ClausePage:
    page = find_clause(request, pk, code, route_pk)
    if not page.has_tables:
        raise Http404
    return page


def _scope(page: ClausePage) -> Scope:
    """With what the form begins with: the own board's draft, or what is on the table."""
    return Scope(page.clause, page.written, page.facts, page.place)


def _title(page: ClausePage) -> str:
    names = [page.agreement.number, page.clause.title.nl, *([page.place.name] if page.place else [])]
    return " · ".join(names)


def _route_number(page: ClausePage) -> list[str]:
    return [page.place.number] if page.place else []


def _mark(page: ClausePage) -> str:
    """By which a file is known again; the version of the article it was made from follows."""
    return "/".join([page.agreement.number, page.clause.code, *_route_number(page), ""])


def _filled_in(request: MemberRequest, page: ClausePage, reading: Reading) -> HttpResponse:
    """The page of the article with the rows in its form; with both texts, when another was put on the table since."""
    answers, seen = page.written | reading.answers, _seen(request, page, reading)
    read: dict[str, Any] = {"sheet": _what_was_read(page, reading), "version": seen}
    if seen != page.version:
        made = merged(page, answers, seen)
        answers = made.data
        read |= {
            "moved": _("Somebody put another text on the table after this file was made."),
            "conflicts": labels(page, made.conflicts),
            "taken_over": labels(page, made.theirs),
            "version": page.version,
        }
    return shown(request, page, article_input(page, None, initial=answers), **read)


def _seen(request: MemberRequest, page: ClausePage, reading: Reading) -> int:
    """The file itself says from which text it was made, so who filled it in for days overwrites nobody."""
    version = reading.mark.removeprefix(_mark(page)) if _is_own(page, reading) else ""
    seen = int(version) if version.isdecimal() and len(version) < 10 else seen_version(request)
    return min(seen, page.based_on)


def _is_own(page: ClausePage, reading: Reading) -> bool:
    return reading.mark.startswith(_mark(page))


def _what_was_read(page: ClausePage, reading: Reading) -> dict[str, Any]:
    """For `agreements/sheets/_read.html`."""
    return {
        "tables": [_table(page, name, len(rows)) for name, rows in reading.answers.items()],
        "absent": reading.absent,
        "unread": reading.unread,
        "is_foreign": bool(reading.mark) and not _is_own(page, reading),
    }


def _table(page: ClausePage, name: str, rows: int) -> str:
    """How many rows were read, and how many there are now."""
    return _("%(table)s: %(rows)s in the file, before it %(before)s.") % {
        "table": page.clause.field(name).label,
        "rows": ngettext("%(number)s row", "%(number)s rows", rows) % {"number": rows},
        "before": len(_scope(page).rows(name)),
    }
