"""Every view looks its record up here: through the policies, so that a stranger sees 404."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from accounts.http import MemberRequest

from .. import policies
from ..models import RioRegistration, Route, RouteLine

show_and_act = require_http_methods(["GET", "HEAD", "POST"])


def find_route(request: MemberRequest, pk: int) -> Route:
    routes = policies.visible_to(request.actor).with_parties().select_related("proposed_by", "created_by")
    return get_object_or_404(routes, pk=pk)


def find_line(route: Route, number: int) -> RouteLine:
    return get_object_or_404(route.lines.all(), number=number)


def find_registration(request: MemberRequest, pk: int) -> RioRegistration:
    return get_object_or_404(policies.registrations_visible_to(request.actor), pk=pk)
