"""The page with my calendars, and the calendar itself, for machines."""

from __future__ import annotations

from hashlib import sha256

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.http import MemberRequest
from accounts.verdicts import ensure
from audit.middleware import address_of
from leerroutes.models import Route
from leerroutes.views.finding import show_and_act
from leerroutes.views.proposing import crumbs

from ..http import find_route
from ..links import absolute
from ..models import CalendarFeed
from . import services
from .entries import entries_of
from .limits import SECONDS, is_too_often
from .policies import can_subscribe
from .writing import as_calendar


@show_and_act
def calendars(request: MemberRequest) -> HttpResponse:
    """Everything with a date that is asked of me; sending makes a new address, shown this once."""
    ensure(can_subscribe(request.actor))
    return _page(request, None)


@show_and_act
def calendar_of_route(request: MemberRequest, pk: int) -> HttpResponse:
    """The dates of one route."""
    route = find_route(request, pk)
    ensure(can_subscribe(request.actor))
    return _page(request, route)


def _page(request: MemberRequest, route: Route | None) -> HttpResponse:
    address = ""
    if request.method == "POST":
        secret = services.make_calendar(actor=request.actor, route=route)
        address = absolute(reverse("workflows:calendar_feed", args=[secret]))
    standing = CalendarFeed.objects.filter(user=request.user, revoked=None).select_related("route")
    context = {
        "route": route,
        "address": address,
        "calendars": list(standing),
        "has_one": any(one.route_id == (route.pk if route else None) for one in standing),
        "crumbs": crumbs(route, _("Calendar")) if route else [],
    }
    return render(request, "workflows/calendars.html", context)


@require_POST
def revoke(request: MemberRequest, pk: int) -> HttpResponse:
    """This address opens nothing any more."""
    services.revoke_calendar(get_object_or_404(CalendarFeed, pk=pk, user=request.user), actor=request.actor)
    messages.success(request, _("The address is revoked. Calendars that used it get nothing any more."))
    return redirect("workflows:calendars" if request.actor.board else "workflows:start")


@login_not_required
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar behind a secret address, with what its owner may read now."""
    found = (
        CalendarFeed.objects.filter(secret_sha256=services.digest_of(secret), revoked=None, user__is_active=True)
        .select_related("user", "route")
        .first()
    )
    if is_too_often(f"feed:{found.pk}" if found else f"guess:{address_of(request)}"):
        return HttpResponse(status=429, headers={"Retry-After": str(SECONDS)})
    if found is None:
        raise Http404(_("There is no calendar at this address, or it was revoked."))
    return _sent(request, found)


def _sent(request: HttpRequest, found: CalendarFeed) -> HttpResponse:
    with translation.override("nl"):
        name = f"{found.route} ({found.route.number})" if found.route else "Leerroutes"
        content = as_calendar(name, entries_of(found.user, found.route))
    etag = f'"{sha256(content).hexdigest()}"'
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response.headers["ETag"], response.headers["Cache-Control"] = etag, "private, no-cache"
    return get_conditional_response(request, etag=etag, response=response) or response
