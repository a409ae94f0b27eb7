"""One article: fill it in on the left, read it on the right."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import MemberRequest
from accounts.verdicts import ensure

from .. import policies, services
from ..clauses.forms import ClauseForm
from ..http import explained_in, posted, seen_version, version_context
from . import presenting
from .clause_page import FIELD_PREFIX, ClausePage, find_clause


@require_http_methods(["GET", "POST"])
def clause(request: MemberRequest, pk: int, code: str, route_pk: int | None = None) -> HttpResponse:
    """Everybody who may see the agreement reads the article; a coordinator of a party fills it in, half or whole."""
    page = find_clause(request, pk, code, route_pk)
    may_write = policies.can_write(request.actor, page.agreement)
    form = _form(page, posted(request))
    if form.is_bound:
        ensure(may_write)
    if form.is_valid() and not form.add_requested:
        with explained_in(form):
            return _saved(request, page, form)
    shown = presenting.clause_context(page, form) | version_context(request, form, page.version)
    return render(request, "agreements/clause.html", shown | {"may_write": may_write})


def _form(page: ClausePage, data: QueryDict | None) -> ClauseForm:
    return ClauseForm(page.clause, page.facts, data, initial=page.answers, route=page.place, prefix=FIELD_PREFIX)


def _saved(request: MemberRequest, page: ClausePage, form: ClauseForm) -> HttpResponse:
    answers = form.to_data()
    services.save_clause(
        page.agreement,
        actor=request.actor,
        code=page.clause.code,
        route=page.route,
        seen_version=seen_version(request),
        data=answers,
    )
    messages.success(request, _what_remains(page, len(page.problems(answers))))
    return redirect(page.neighbour(1) or page.agreement if "next" in request.POST else page.own_address)


def _what_remains(page: ClausePage, missing: int) -> str:
    if not missing:
        return _("“%(article)s” is saved and complete.") % {"article": page.clause.title}
    return ngettext(
        "“%(article)s” is saved. %(number)s thing in it is still missing.",
        "“%(article)s” is saved. %(number)s things in it are still missing.",
        missing,
    ) % {"article": page.clause.title, "number": missing}


@require_POST
def clause_preview(request: MemberRequest, pk: int, code: str, route_pk: int | None = None) -> HttpResponse:
    """The article with what is typed now; nothing is saved."""
    page = find_clause(request, pk, code, route_pk)
    ensure(policies.can_write(request.actor, page.agreement))
    form = _form(page, request.POST)
    form.full_clean()
    return render(request, "agreements/_article.html", presenting.article(page, form.to_data()))
