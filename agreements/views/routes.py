"""The routes that a draft covers: take one in, take one out."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import MemberRequest
from accounts.verdicts import ensure
from leerroutes.models import Route

from .. import policies, services
from ..forms import RouteForm
from ..http import explained_in, find_agreement, posted_as
from . import presenting, reading


@require_http_methods(["GET", "POST"])
def routes(request: MemberRequest, pk: int) -> HttpResponse:
    """One button per route."""
    agreement = find_agreement(request, pk)
    ensure(policies.can_write(request.actor, agreement))
    covered = Route.objects.filter(covering__agreement=agreement).order_by("covering__position")
    possible = reading.routes_to_take_in(request.actor, agreement)
    take_in = RouteForm(posted_as(request, "in"), routes=possible)
    take_out = RouteForm(posted_as(request, "out"), routes=covered)
    if take_in.is_valid() or take_out.is_valid():
        with explained_in(take_in if take_in.is_bound else take_out):
            return _done(request, pk, take_in, take_out)
    shown = presenting.about(agreement, _("Take routes in or out"))
    shown |= {"covered": covered, "possible": possible, "form": take_in if take_in.is_bound else take_out}
    return render(request, "agreements/routes.html", shown)


def _done(request: MemberRequest, pk: int, take_in: RouteForm, take_out: RouteForm) -> HttpResponse:
    agreement = find_agreement(request, pk)
    if take_in.is_valid():
        services.take_in_route(agreement, take_in.cleaned_data["route"], actor=request.actor)
        messages.success(request, _("The route is taken in; it gets an annex of its own."))
    else:
        services.take_out_route(agreement, take_out.cleaned_data["route"], actor=request.actor)
        messages.success(request, _("The route is taken out; it is free for another agreement."))
    return redirect("agreements:routes", pk)
