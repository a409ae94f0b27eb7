"""Beside an article: where the board stands, what was proposed before, the own draft, comments."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.http import MemberRequest
from accounts.verdicts import ensure

from .. import policies, policies_lane, services
from ..errors import AgreementError, TextMoved
from ..forms import ReasonForm
from ..http import explained_in, find_agreement, seen_number, seen_version
from ..models import Comment
from ..states import Audience
from . import negotiation_page, presenting
from .article_input import article_input
from .clause_page import ClausePage, address, find_beside
from .clauses import shown


@require_POST
def stance(request: MemberRequest, pk: int, code: str) -> HttpResponse:
    """Accept the words that were shown, or reject them with a reason."""
    page = find_beside(request, pk, code)
    ensure(policies.can_write(request.actor, page.agreement))
    form = ReasonForm(request.POST if request.POST.get("verdict") == "reject" else None, auto_id="reject_%s")
    if form.is_bound and not form.is_valid():
        return shown(request, page, article_input(page, None), reject_form=form)
    try:
        messages.success(request, _taken(request, page, form))
    except AgreementError as refusal:
        messages.error(request, str(refusal))
    return redirect(page.own_address + "#standpunten")


def _taken(request: MemberRequest, page: ClausePage, form: ReasonForm) -> str:
    code, route, seen = page.clause.code, page.route, request.POST.get("seen_sha256", "")
    if form.is_bound:
        reason = form.cleaned_data["reason"]
        services.reject_clause(
            page.agreement, actor=request.actor, code=code, route=route, seen_sha256=seen, reason=reason
        )
        return _("Your board rejected this article; the others read why.")
    services.accept_clause(page.agreement, actor=request.actor, code=code, route=route, seen_sha256=seen)
    return _("Your board accepts this article.")


@require_GET
def proposals(request: MemberRequest, pk: int, code: str) -> HttpResponse:
    """Every text of this article that was ever on the table."""
    page = find_beside(request, pk, code)
    crumbs = presenting.crumbs(page.agreement, str(page.clause.title))
    crumbs[-1]["url"] = page.own_address
    shown_rows = {"page": page, "crumbs": [*crumbs, {"label": _("Proposals")}], "rows": negotiation_page.history(page)}
    return render(request, "agreements/proposals.html", {"agreement": page.agreement} | shown_rows)


@require_POST
def own_draft(request: MemberRequest, pk: int, code: str) -> HttpResponse:
    """While somebody types, every few seconds: keep it for the own board. Or throw it away."""
    page = find_beside(request, pk, code)
    ensure(policies.can_write(request.actor, page.agreement))
    if "drop" in request.POST:
        services.drop_draft(page.agreement, actor=request.actor, code=code, route=page.route)
        messages.success(request, _("The draft is gone. You see what is on the table."))
        return redirect(page.own_address)
    return render(request, "agreements/clause/_kept.html", _keep(request, page))


def _keep(request: MemberRequest, page: ClausePage) -> dict[str, object]:
    given = article_input(page, request.POST)
    if not given.is_valid():
        return {"page": page, "seen_draft": seen_number(request, "seen_draft"), "unread": True}
    try:
        draft = services.keep_draft(
            page.agreement,
            actor=request.actor,
            code=page.clause.code,
            route=page.route,
            based_on=seen_version(request),
            seen_version=seen_number(request, "seen_draft"),
            data=given.answers(),
        )
    except TextMoved as moved:
        return {"page": page, "seen_draft": seen_number(request, "seen_draft"), "moved": str(moved)}
    return {"page": page, "seen_draft": draft.version, "draft": draft}


@require_POST
def comment(request: MemberRequest, pk: int, code: str) -> HttpResponse:
    page = find_beside(request, pk, code)
    ensure(policies_lane.can_comment(request.actor, page.agreement))
    form = negotiation_page.comment_form(page, request.actor, request.POST)
    if form.is_valid():
        with explained_in(form):
            services.comment(
                page.agreement,
                actor=request.actor,
                code=code,
                route=page.route,
                audience=Audience(form.cleaned_data["audience"]),
                body=form.cleaned_data["body"],
                passage=form.cleaned_data["passage"],
                mentioned=list(form.cleaned_data.get("mentioned", ())),
            )
            return redirect(page.own_address + "#opmerkingen")
    return shown(request, page, article_input(page, None), comment_form=form)


@require_POST
def settle(request: MemberRequest, pk: int) -> HttpResponse:
    """A comment has been dealt with. Strangers, and other boards where it is private, get 404."""
    found: Comment = get_object_or_404(
        policies_lane.comments_visible_to(request.actor).select_related("agreement"), pk=pk
    )
    agreement = find_agreement(request, found.agreement_id)
    ensure(policies_lane.can_settle(request.actor, agreement, found))
    services.settle_comment(found, actor=request.actor)
    return redirect(address(agreement, found.code, found.route_id) + "#opmerkingen")
