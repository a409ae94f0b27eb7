"""Start an agreement; change its title and dates."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import MemberRequest
from accounts.verdicts import ensure

from .. import policies, policies_library, services
from ..forms import StartForm, terms_form
from ..http import explained_in, find_agreement, find_route, posted, seen_version, version_context
from . import presenting, reading


@require_http_methods(["GET", "POST"])
def start(request: MemberRequest, pk: int) -> HttpResponse:
    """Open a draft for an approved route, with others of the same boards if wanted."""
    route = find_route(request, pk)
    ensure(policies.can_start_with(request.actor, route))
    others = reading.routes_to_take_along(request.actor, route)
    templates = policies_library.templates_visible_to(request.actor)
    form = StartForm(posted(request), route=route, others=others, templates=templates)
    if form.is_valid():
        with explained_in(form):
            routes = [route, *form.routes_taken_along()]
            agreement = services.start_agreement(routes, actor=request.actor, **form.terms())
            messages.success(request, _("The agreement is a draft now. Fill in the articles one by one."))
            return redirect(agreement)
    return render(
        request, "agreements/start.html", {"route": route, "form": form, "crumbs": presenting.crumbs_of_start(route)}
    )


@require_http_methods(["GET", "POST"])
def terms(request: MemberRequest, pk: int) -> HttpResponse:
    """Title and dates. When somebody else was first, both versions are shown."""
    agreement = find_agreement(request, pk)
    ensure(policies.can_write(request.actor, agreement))
    form, seen = terms_form(agreement, posted(request)), seen_version(request)
    if form.is_valid():
        with explained_in(form):
            services.change_terms(agreement, actor=request.actor, seen_version=seen, **form.cleaned_data)
            messages.success(request, _("Title and dates are saved."))
            return redirect(agreement)
    shown = presenting.about(agreement, _("Change title or dates"))
    shown |= version_context(request, form, agreement.version)
    return render(request, "agreements/terms.html", shown | {"form": form})
