"""The inspection file of a route: ask for it, and fetch it."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.errors import Refusal
from accounts.http import MemberRequest, about
from accounts.pages import show_and_act
from leerroutes.policies import visible_to
from leerroutes.views.proposing import crumbs
from workflows.http import find_route

from ..models import CaseFile
from ..services import ask_for_file


@show_and_act
def case_file(request: MemberRequest, pk: int) -> HttpResponse:
    """Everybody who may see the route; what is in it is what that person may see."""
    route = find_route(request, pk)
    if request.method == "POST":
        try:
            ask_for_file(route, actor=request.actor)
        except Refusal as refusal:
            messages.info(request, str(refusal))
        else:
            messages.success(request, _("Your file is being made. Load this page again in a minute."))
        return redirect("inspections:file", pk=route.pk)
    files = CaseFile.objects.filter(route=route, asked_by=request.user)
    context = {"route": route, "crumbs": crumbs(route, _("Inspection file")), "files": files[:20]}
    return render(request, "inspections/file.html", context)


@require_safe
def case_file_content(request: MemberRequest, pk: int) -> FileResponse:
    """The stored bytes, for who asked, as long as the route may be seen."""
    own = CaseFile.objects.filter(asked_by=request.user, stored__isnull=False, route__in=visible_to(request.actor))
    found = get_object_or_404(own.select_related("route"), pk=pk)
    about(request, found.route)
    name = f"{found.route.number} inspectiedossier {found.sha256[:8]}.zip"
    answer = FileResponse(found.file.open("rb"), as_attachment=True, filename=name, content_type="application/zip")
    answer["ETag"] = f'"{found.sha256}"'
    answer["Cache-Control"] = "private, no-cache"
    return answer
