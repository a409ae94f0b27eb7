"""The page one comes to after logging in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.http import MemberRequest
from leerroutes import cooperating

from .. import presenting, selectors
from .deciding import notes_of
from .parts import FIRST
from .roles import next_step, parts_of, roles_of


@require_GET
def start(request: MemberRequest) -> HttpResponse:
    """What is asked of me first, for the board I act for; then what each role of mine looks after."""
    actor = request.actor
    asked = selectors.tasks_for(actor)
    first = selectors.described(list(asked[:FIRST]))
    notes, parts = notes_of(first), parts_of(actor)
    return render(
        request,
        "workflows/start/page.html",
        {
            "tasks": [presenting.inbox_row(task, request.actor) | {"note": notes.get(task.pk, "")} for task in first],
            "number": asked.count(),
            "roles": [role.label for role in roles_of(actor)],
            "parts": [part for part in parts if not part.is_aside],
            "beside": [part for part in parts if part.is_aside],
            "next_step": next_step(actor),
            "cooperations": list(cooperating.waiting_for(actor).select_related("proposed_by")),
            "elsewhere": selectors.waiting_elsewhere(actor, request.capacities),
        },
    )
