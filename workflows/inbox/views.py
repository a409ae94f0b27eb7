"""The inbox: what is asked of me, for the board I act for."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.http import MemberRequest
from leerroutes import cooperating

from .. import presenting, selectors

PER_PAGE = 25


@require_GET
def inbox(request: MemberRequest) -> HttpResponse:
    """What is asked of me, for the board I act for; and how much waits at my other boards."""
    page = Paginator(selectors.tasks_for(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    tasks = [presenting.inbox_row(task, request.actor) for task in selectors.described(list(page))]
    return render(
        request,
        "workflows/inbox.html",
        {
            "page": page,
            "tasks": tasks,
            "cooperations": list(cooperating.waiting_for(request.actor).select_related("proposed_by")),
            "elsewhere": selectors.waiting_elsewhere(request.actor, request.capacities),
        },
    )
