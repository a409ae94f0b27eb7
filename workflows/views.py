"""The case pages: who is up, what blocks, what happened."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_safe

from accounts.http import MemberRequest
from agreements import policies as agreement_policies
from agreements import policies_files, policies_library
from agreements.binding import bound_boards
from agreements.facts import boards_of, covered_routes
from agreements.foresight import foresee
from agreements.model_clauses import newer_model
from agreements.models import Agreement
from agreements.selectors import agreed_boards, text_of, warnings_of
from agreements.standing import standing as stand_of
from agreements.views.signing_request import request_panel
from agreements.views.warned import warning_items
from audit import keys
from leerroutes import cooperating, inspecting
from leerroutes import policies as route_policies
from leerroutes.models import Route
from leerroutes.panel import panel_of_case
from leerroutes.states import PLANNABLE
from leerroutes.views.cooperating import crumbs, standing
from leerroutes.views.finding import find_cooperation

from . import lighter, presenting, selectors
from .actions import actions_for, sorted_out
from .drawing.picture import picture_of
from .extending.policies import may_extend
from .feeds.policies import can_subscribe
from .http import find_agreement, find_route
from .keeping import kept_agreement, kept_cooperation, kept_route
from .messages.views import panel as messages_panel
from .planning.of_case import of_agreement, of_routes
from .telling.failing import failing_about
from .timeline.pages import latest_of
from .waiting import document_status, obstacles_of_route
from .who.of_case import people_per_board


@require_GET
def route(request: MemberRequest, pk: int) -> HttpResponse:
    """The case page of a route."""
    found = find_route(request, pk)
    registrations = list(found.registrations.select_related("route", "institution__board"))
    return render(
        request,
        "workflows/route.html",
        {
            "route": found,
            "steps": presenting.route_progress(found),
            "checks": panel_of_case(found),
            "people": people_per_board(presenting.boards_of_route(found), request.actor.board),
            "deadlines": of_routes([found], request.actor),
            "can_subscribe": can_subscribe(request.actor),
            "obstacles": obstacles_of_route(found),
            "lines": found.lines.select_related(
                "establishment", "profile", "mbo_institution", "qualification", "domain"
            ),
            "parties": presenting.route_parties(found),
            "cooperation": cooperating.visible_to(request.actor).filter(became=found).first(),
            "registrations": registrations,
            "to_register": [one for one in registrations if route_policies.can_register(request.actor, one)],
            "agreements": agreement_policies.visible_to(request.actor)
            .filter(covered__route=found)
            .prefetch_related("signing_requests"),
            "kept": kept_route(found),
            "accesses": inspecting.accesses_to(found).on(),
            **_of_any_case(found, request),
        },
    )


@require_GET
def agreement(request: MemberRequest, pk: int) -> HttpResponse:
    """The case page of an agreement."""
    found = find_agreement(request, pk)
    prefetch_related_objects([found], "signing_requests", "parties")  # guards ask for them again and again
    text, boards = text_of(found), boards_of(found)
    stand = stand_of(found, text)
    routes = list(covered_routes(found))
    consultations = list(found.consultations.filter(round=found.round).select_related("body", "board"))
    registrations = list(route_policies.registrations_visible_to(request.actor).filter(route__in=routes))
    return render(
        request,
        "workflows/agreement.html",
        {
            "agreement": found,
            "text": text,
            "warnings": warning_items(found, warnings_of(found, text)),
            "newer_model": newer_model(found),
            "may_keep_template": policies_library.can_keep_templates(request.actor),
            "steps": presenting.agreement_progress(found),
            "clauses": presenting.clause_rows(found, text, stand, boards, request.actor.board),
            "fixed_articles": presenting.fixed_articles(found, text),
            "parties": presenting.agreement_parties(found, boards, agreed_boards(found, text.sha256)),
            "people": people_per_board(bound_boards(found), request.actor.board),
            "routes": routes,
            "plannings": [route for route in routes if route.state in PLANNABLE],
            "deadlines": of_agreement(found, consultations, routes, request.actor),
            "registrations": registrations,
            "to_register": [one for one in registrations if route_policies.can_register(request.actor, one)],
            "consultations": consultations,
            "signatures": found.signatures.select_related("board", "revision", "document__decline"),
            "panel": request_panel(found, request.actor),
            "decline": selectors.just_declined(found),
            "status": document_status(found),
            "documents": agreement_policies.documents_visible_to(request.actor).filter(
                agreement=found, stored__isnull=False
            ),
            "annexes": policies_files.annexes_visible_to(request.actor).filter(agreement=found),
            "can_draft": agreement_policies.is_party(request.actor, found),
            "kept": kept_agreement(found),
            "foresight": foresee(found, boards),
            **_of_any_case(found, request),
            **selectors.one_after_the_other(found, request.actor),
            **selectors.how_it_ends(found),
        },
    )


def _of_any_case(found: Route | Agreement, request: MemberRequest) -> dict[str, Any]:
    """Who is up, what can be done and why not, what was said and what happened."""
    possible, refused = actions_for(request.actor, found)
    up = selectors.who_is_up(found)
    mine = selectors.mine_among(up, request.actor)
    return {
        "picture": picture_of(found),
        "up": [*mine, *(task for task in up if task not in mine)],
        "mine": mine,
        "longer": [task for task in up if may_extend(request.actor, task)],
        "possible": presenting.buttons(mine, found, possible),
        "refused": refused,
        "failing": failing_about(found, request.actor),
        "days": latest_of(found, request),
        **messages_panel(found, request.actor),
    }


@require_GET
def agreement_status(request: MemberRequest, pk: int) -> HttpResponse:
    """The part of the case page that waits for the worker; asks again until there is nothing to wait for."""
    found = find_agreement(request, pk)
    return render(request, "workflows/_document_status.html", {"agreement": found, "status": document_status(found)})


@require_GET
def cooperation(request: MemberRequest, pk: int) -> HttpResponse:
    """The page of a lighter cooperation: what it is, who said so, what can be done with it, and what happened."""
    found = find_cooperation(request, pk)
    possible, refused = sorted_out(lighter.ACTIONS, request.actor, found)
    state, state_label = standing(found)
    return render(
        request,
        "workflows/cooperation.html",
        {
            "cooperation": found,
            "state": state,
            "state_label": state_label,
            "facts": lighter.facts_of(found),
            "failing": failing_about(found, request.actor),
            "kept": kept_cooperation(found),
            "parties": lighter.parties_of(found),
            "possible": possible,
            "refused": refused,
            "route": route_policies.visible_to(request.actor).filter(cooperation=found).first(),
            "days": latest_of(found, request),
            "crumbs": [*crumbs("")[:-1], {"label": found.name}],
        },
    )


@login_not_required
@require_safe
def ledger_certificate(request: HttpRequest) -> HttpResponse:
    """The certificates under which anchors are signed, to check one without this site."""
    found = keys.published()
    if not found:
        raise Http404(_("No anchor was made yet."))
    return HttpResponse(found, content_type="application/x-pem-file")
