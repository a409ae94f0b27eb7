"""Every view looks its record up here: through the policies, so that a stranger sees 404."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from accounts.http import MemberRequest, about

from .. import cooperating, policies
from ..models import Cooperation, RioRegistration, Route, RouteLine

show_and_act = require_http_methods(["GET", "HEAD", "POST"])


def find_route(request: MemberRequest, pk: int) -> Route:
    routes = policies.visible_to(request.actor).with_parties().select_related("proposed_by", "created_by")
    return about(request, get_object_or_404(routes, pk=pk))


def find_line(route: Route, number: int) -> RouteLine:
    return get_object_or_404(route.lines.all(), number=number)


def find_registration(request: MemberRequest, pk: int) -> RioRegistration:
    found: RioRegistration = get_object_or_404(policies.registrations_visible_to(request.actor), pk=pk)
    about(request, found.route)
    return found


def find_cooperation(request: MemberRequest, pk: int) -> Cooperation:
    found = cooperating.visible_to(request.actor).select_related("proposed_by", "became")
    return about(request, get_object_or_404(found.prefetch_related("parties__board", "parties__contact"), pk=pk))


def only_looks(request: MemberRequest) -> bool:
    """Enter in the search box presses no button of the form."""
    asked = request.POST.get("zoek", "") != request.POST.get("gezocht", "")
    return request.method == "POST" and ("search" in request.POST or (asked and "then" not in request.POST))
