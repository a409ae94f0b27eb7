"""One article: fill it in on the left, read it on the right; keep it to yourself, or put it on the table."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.free_text import why_not
from accounts.http import MemberRequest
from accounts.verdicts import ensure

from .. import policies, services
from ..clauses.render import RenderedClause
from ..errors import AgreementError, TextMoved
from ..http import explained_in, posted, seen_number, seen_version, version_context
from . import negotiation_page, presenting
from .article_input import ArticleInput, article_input, labels, merged
from .beginning import begun
from .clause_page import ClausePage, find_clause
from .passages import with_comments
from .variants import chosen, offered


@require_http_methods(["GET", "POST"])
def clause(request: MemberRequest, pk: int, code: str, route_pk: int | None = None) -> HttpResponse:
    """Everybody who may see the agreement reads the article; a coordinator of a party fills it in, half or whole."""
    page = find_clause(request, pk, code, route_pk)
    may_write = policies.can_write(request.actor, page.agreement)
    variant = chosen(request, page)
    begins = None if variant else begun(request, page)
    given = article_input(page, posted(request), initial=variant[1] if variant else begins.answers if begins else None)
    if given.is_bound:
        ensure(may_write)
    if given.is_bound and given.is_valid() and not given.add_requested:
        with explained_in(given.form):
            try:
                return _kept(request, page, given) if "draft" in request.POST else _proposed(request, page, given)
            except TextMoved as moved:
                return _put_together(request, pk, code, route_pk, given, moved)
    return shown(request, page, given, begun=begins, **({"variant": variant[0], "lost": variant[2]} if variant else {}))


def shown(request: MemberRequest, page: ClausePage, given: ArticleInput, **more: object) -> HttpResponse:
    """The page of the article, with this in its form."""
    context = presenting.clause_context(page, given) | negotiation_page.panel(page, request.actor)
    context |= version_context(request, given.form, page.based_on) | offered(request, page)
    context["article"] = _with_comments(request, page, context["article"])
    return render(request, "agreements/clause.html", context | more)


def _proposed(request: MemberRequest, page: ClausePage, given: ArticleInput) -> HttpResponse:
    answers = given.answers()
    note = request.POST.get("note", "")[:2000]
    if refusal := why_not(note):
        raise AgreementError(refusal)
    taken = {name: page.answers.get(name) for name in request.POST.getlist("theirs")}
    answers = {name: value for name, value in (answers | taken).items() if value is not None}
    services.save_clause(
        page.agreement,
        actor=request.actor,
        code=page.clause.code,
        route=page.route,
        seen_version=seen_version(request),
        data=answers,
        note=note,
    )
    messages.success(request, _what_remains(page, len(page.problems(answers))))
    return redirect(page.neighbour(1) or page.agreement if "next" in request.POST else page.own_address)


def _kept(request: MemberRequest, page: ClausePage, given: ArticleInput) -> HttpResponse:
    """Only for the own board: nobody else sees it, and nobody is told."""
    services.keep_draft(
        page.agreement,
        actor=request.actor,
        code=page.clause.code,
        route=page.route,
        based_on=seen_version(request),
        seen_version=seen_number(request, "seen_draft"),
        data=given.answers(),
    )
    said = _("Kept as a draft of %(board)s. The other boards do not see it.") % {"board": request.actor.board}
    messages.success(request, said)
    return redirect(page.own_address)


def _put_together(
    request: MemberRequest, pk: int, code: str, route_pk: int | None, given: ArticleInput, moved: TextMoved
) -> HttpResponse:
    """Somebody was quicker: both texts in one form, and what both changed named."""
    page = find_clause(request, pk, code, route_pk)
    made = merged(page, given.answers(), seen_version(request))
    again = article_input(page, None, initial=made.data)
    return shown(
        request,
        page,
        again,
        moved=str(moved),
        conflicts=labels(page, made.conflicts),
        taken_over=labels(page, made.theirs),
        version=page.version,
    )


def _what_remains(page: ClausePage, missing: int) -> str:
    if not missing:
        return _("“%(article)s” is on the table and complete.") % {"article": page.clause.title}
    return ngettext(
        "“%(article)s” is on the table. %(number)s thing in it is still missing.",
        "“%(article)s” is on the table. %(number)s things in it are still missing.",
        missing,
    ) % {"article": page.clause.title, "number": missing}


@require_POST
def clause_preview(request: MemberRequest, pk: int, code: str, route_pk: int | None = None) -> HttpResponse:
    """The article with what is typed now, and whose acceptance it would re-open; nothing is saved."""
    page = find_clause(request, pk, code, route_pk)
    ensure(policies.can_write(request.actor, page.agreement))
    given = article_input(page, request.POST)
    given.full_clean()
    context = presenting.article(page, given.answers()) | {"reopened": negotiation_page.reopened(page, given.answers())}
    context["article"] = _with_comments(request, page, context["article"])
    return render(request, "agreements/_article.html", context)


def _with_comments(request: MemberRequest, page: ClausePage, article: RenderedClause) -> RenderedClause:
    return with_comments(page.agreement, [article], request.actor, here=page.key)[0]
