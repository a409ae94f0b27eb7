"""Writing a proposal."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.forms import carried_out, is_key
from accounts.http import MemberRequest, posted
from accounts.verdicts import ensure

from .. import policies, services
from ..forms.proposal import NewRouteForm, ProposalForm, without_contact
from ..models import Route
from ..panel import panel_of
from ..selectors import lines_of
from ..services.proposal import ROUTE_FIELDS
from .comparing import stored_instead
from .finding import find_route, only_looks, show_and_act


@show_and_act
def create(request: MemberRequest) -> HttpResponse:
    """Open a draft; everything else comes on the next page."""
    ensure(policies.can_propose(request.actor))
    form = NewRouteForm(posted(request), board=request.actor.board)
    if form.is_valid():
        route = services.propose_route(actor=request.actor, **form.cleaned_data)
        messages.success(request, _("The draft is there. Choose who takes part, and add lines."))
        return redirect("leerroutes:edit", route.pk)
    return render(request, "leerroutes/create.html", {"form": form})


@show_and_act
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    """The basics, and below them the lines. A button that leads elsewhere saves first; a search saves nothing."""
    route = find_route(request, pk)
    ensure(policies.can_edit(request.actor, route))
    form = ProposalForm(route, posted(request))
    if only_looks(request):
        return _page(request, find_route(request, pk), form.as_typed(request.POST))
    if form.is_valid() and carried_out(
        form, partial(services.change_route, route, actor=request.actor, **form.content())
    ):
        return _saved(request, form)
    return _page(request, find_route(request, pk), form)


def _saved(request: MemberRequest, form: ProposalForm) -> HttpResponseRedirect:
    """Say so, and go where the button led."""
    messages.success(request, _("Saved. This is still a draft; it is not submitted."))
    pk, then = form.instance.pk, request.POST.get("then", "")
    if then == "new":
        return redirect("leerroutes:line_add", pk)
    if then == "submit":
        return redirect("leerroutes:submit", pk)
    if is_key(then.removeprefix("-")):
        page = "leerroutes:line_remove" if then.startswith("-") else "leerroutes:line_edit"
        return redirect(page, pk, int(then.removeprefix("-")))
    return redirect("leerroutes:edit", pk)


def _page(request: MemberRequest, route: Route, form: ProposalForm) -> HttpResponse:
    """`route` is as it is stored; `form` may hold what somebody typed."""
    stored = stored_instead(form, route, ROUTE_FIELDS)
    context = {
        "route": route,
        "form": form,
        "stored": stored,
        "lines": lines_of(route),
        "panel": panel_of(route),
        "missing_contacts": without_contact((p.board, p.contact) for p in route.parties.all()),
        "can_submit": policies.can_submit(request.actor, route),
        "crumbs": crumbs(route, _("Edit the proposal")),
    }
    return render(request, "leerroutes/edit.html", context)


def crumbs(route: Route, here: str) -> list[dict[str, str]]:
    """The way to a page about a route."""
    return [
        {"label": _("Routes"), "url": reverse("leerroutes:list")},
        {"label": route.name, "url": route.get_absolute_url()},
        {"label": here},
    ]
