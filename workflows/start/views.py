"""The page one comes to after logging in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.http import MemberRequest
from leerroutes import cooperating

from .. import presenting, selectors

FIRST = 5


@require_GET
def start(request: MemberRequest) -> HttpResponse:
    """The first things that are asked of me, for the board I act for; the rest is in the inbox."""
    asked = selectors.tasks_for(request.actor)
    return render(
        request,
        "workflows/start.html",
        {
            "tasks": [presenting.inbox_row(task) for task in selectors.described(list(asked[:FIRST]))],
            "number": asked.count(),
            "cooperations": list(cooperating.waiting_for(request.actor).select_related("proposed_by")),
            "elsewhere": selectors.waiting_elsewhere(request.actor, request.capacities),
        },
    )
