"""What a board keeps closed to inspectors in a route: opened by a director, until a day; and read."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.errors import Refusal
from accounts.forms import carried_out
from accounts.http import MemberRequest
from accounts.pages import show_and_act
from accounts.verdicts import ensure
from agreements import policies_lane
from agreements.model_clauses import shelf_of
from agreements.models import PrivateDraft
from leerroutes import inspecting
from leerroutes.models import Release, Route
from leerroutes.services import release_to_inspectors, revoke_release
from leerroutes.views.proposing import crumbs
from workflows.http import find_route

from ..forms import ReleaseForm


@show_and_act
def release(request: MemberRequest, pk: int) -> HttpResponse:
    """What stands open in this route, and what there is to read; a director opens and closes for the own board."""
    route = find_route(request, pk)
    form = ReleaseForm(request.POST if "open" in request.POST else None)
    if request.method == "POST":
        ensure(inspecting.can_release(request.actor, route))
        if _done(request, route, form):
            return redirect("inspections:release", pk=route.pk)
    releases = route.releases.on().select_related("board", "released_by")
    context = {
        "route": route,
        "crumbs": crumbs(route, _("What is closed to inspectors")),
        "form": form,
        "verdict": inspecting.can_release(request.actor, route),
        "releases": releases,
        "own": next((one for one in releases if one.board == request.actor.board), None),
        "all_released": _all_released(route, list(releases)),
        **_opened(request, route),
    }
    return render(request, "inspections/release.html", context)


def _done(request: MemberRequest, route: Route, form: ReleaseForm) -> bool:
    if "close" in request.POST:
        return _closed(request, route)
    act = partial(release_to_inspectors, route, actor=request.actor)
    if form.is_valid() and carried_out(form, lambda: act(**form.cleaned_data)):
        messages.success(request, _("Open to inspectors until the day you chose."))
        return True
    return False


def _closed(request: MemberRequest, route: Route) -> bool:
    try:
        revoke_release(route, actor=request.actor)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Closed to inspectors again."))
    return True


def _all_released(route: Route, releases: list[Release]) -> bool:
    boards = {party.board_id for party in route.parties.all() if party.left_on is None}
    return boards <= {one.board_id for one in releases}


def _opened(request: MemberRequest, route: Route) -> dict[str, Any]:
    """For an inspector: the drafts and the comments that boards opened, by article."""
    if not request.actor.is_inspector:
        return {}
    drafts = policies_lane.drafts_visible_to(request.actor).filter(agreement__covered__route=route)
    comments = policies_lane.comments_visible_to(request.actor).filter(agreement__covered__route=route)
    return {
        "drafts": [_draft(draft) for draft in drafts.select_related("agreement", "board", "saved_by")[:200]],
        "comments": comments.order_by("code", "pk")[:200],
    }


def _draft(draft: PrivateDraft) -> dict[str, Any]:
    shelf = shelf_of(draft.agreement)
    clause = shelf.get(draft.code)
    labels = {field.name: str(field.label) for field in clause.fields} if clause else {}
    words = [{"term": labels.get(name, name), "value": flat(value)} for name, value in draft.data.items() if value]
    return {"draft": draft, "title": str(clause.title) if clause else draft.code, "words": words}


def flat(value: Any) -> str:
    """An answer, also one of rows, in words."""
    if isinstance(value, list):
        return "; ".join(flat(one) for one in value)
    if isinstance(value, dict):
        return ", ".join(flat(one) for one in value.values() if one not in ("", None))
    return str(value)
