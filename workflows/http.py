"""Views find a case here: through the policies, so that a stranger sees 404."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from accounts.http import MemberRequest, about
from agreements import policies as agreement_policies
from agreements.models import Agreement
from leerroutes import policies as route_policies
from leerroutes.models import Route


def find_route(request: MemberRequest, pk: int) -> Route:
    routes = route_policies.visible_to(request.actor).with_parties().select_related("proposed_by", "created_by")
    return about(request, get_object_or_404(routes, pk=pk))


def find_agreement(request: MemberRequest, pk: int) -> Agreement:
    agreements = agreement_policies.visible_to(request.actor).select_related("started_by", "created_by")
    return about(request, get_object_or_404(agreements, pk=pk))
