"""The page one comes to after logging in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.http import MemberRequest
from leerroutes import cooperating

from .. import presenting, selectors
from .deadlines import MOST
from .deciding import notes_of
from .parts import FIRST
from .roles import next_step, parts_of, roles_of


@require_GET
def start(request: MemberRequest) -> HttpResponse:
    """What is asked of me first, for the board I act for; then what each role of mine looks after."""
    actor = request.actor
    waiting = selectors.tasks_for(actor)
    asked = selectors.described(list(waiting[:MOST]))
    first, parts = asked[:FIRST], parts_of(actor, asked)
    notes = notes_of(first)
    return render(
        request,
        "workflows/start/page.html",
        {
            "tasks": [presenting.inbox_row(task, request.actor) | {"note": notes.get(task.pk, "")} for task in first],
            "number": len(asked) if len(asked) < MOST else waiting.count(),
            "roles": [role.label for role in roles_of(actor)],
            "parts": [part for part in parts if not part.is_aside],
            "beside": [part for part in parts if part.is_aside],
            "next_step": next_step(actor),
            "cooperations": list(cooperating.waiting_for(actor).select_related("proposed_by")),
            "elsewhere": selectors.waiting_elsewhere(actor, request.capacities),
        },
    )
