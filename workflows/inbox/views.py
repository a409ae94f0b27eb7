"""The inbox: what is asked of me, for the board I act for."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_safe

from accounts.http import MemberRequest
from accounts.listing.http import list_file
from accounts.listing.views import kept
from leerroutes import cooperating

from .. import presenting, selectors
from .listing import listing_of

PER_PAGE = 25


@require_GET
def inbox(request: MemberRequest) -> HttpResponse:
    """What is asked of me, for the board I act for; and how much waits at my other boards."""
    listing = listing_of(request.actor, request.GET)
    page = listing.page(PER_PAGE)
    tasks = [presenting.inbox_row(task, request.actor) for task in selectors.described(list(page))]
    return render(
        request,
        "workflows/inbox.html",
        {
            "listing": listing,
            "kept": kept(request, "tasks", listing),
            "page": page,
            "tabs": listing.tabs(all_label=_("All")),
            "tasks": tasks,
            "cooperations": list(cooperating.waiting_for(request.actor).select_related("proposed_by")),
            "elsewhere": selectors.waiting_elsewhere(request.actor, request.capacities),
        },
    )


@require_safe
def inbox_file(request: MemberRequest, form: str) -> HttpResponse:
    return list_file(request, listing_of(request.actor, request.GET), form, _("tasks"))
