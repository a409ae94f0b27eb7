"""A route on one page, as an inspector looks at it; everybody who may see the route sees the same."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.http import MemberRequest
from leerroutes.views.proposing import crumbs
from workflows.http import find_route

from ..checklist import Outcome, checklist
from ..evidence import Dossier
from ..findings.policies import can_make

BADGES = {
    Outcome.PRESENT: "approved",
    Outcome.MISSING: "rejected",
    Outcome.LATE: "late",
    Outcome.NOT_APPLICABLE: "planned",
}


@require_safe
def route(request: MemberRequest, pk: int) -> HttpResponse:
    found = find_route(request, pk)
    points = checklist(Dossier(found, request.actor))
    counted = {outcome: sum(point.outcome == outcome for point in points) for outcome in Outcome}
    context = {
        "route": found,
        "crumbs": crumbs(found, _("Inspection")),
        "rows": [{"point": point, "badge": BADGES[point.outcome]} for point in points],
        "missing": counted[Outcome.MISSING],
        "late": counted[Outcome.LATE],
        "may_make": bool(can_make(request.actor, found)),
    }
    return render(request, "inspections/route.html", context)
