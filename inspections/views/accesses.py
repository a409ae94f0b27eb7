"""Who may read along for the inspectorate: given by an administrator, seen by the boards concerned."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.actors import Actor
from accounts.forms import carried_out
from accounts.http import MemberRequest, posted
from accounts.pages import show_and_act
from accounts.verdicts import ensure
from leerroutes import inspecting
from leerroutes.models import InspectionAccess
from leerroutes.services import end_access, grant_access

from ..forms import GrantAccessForm, ReasonForm

PER_PAGE = 25


def accesses_for(actor: Actor) -> QuerySet[InspectionAccess]:
    """An administrator sees all, an inspector the own ones, a member those that reach the board acted for."""
    everything = InspectionAccess.objects.select_related("inspector", "board", "route", "granted_by")
    if actor.is_administrator:
        return everything
    if actor.board is not None:
        return inspecting.accesses_concerning(actor.board).select_related("granted_by")
    return everything.filter(inspector=actor.user) if actor.is_inspector else everything.none()


@require_safe
def accesses(request: MemberRequest) -> HttpResponse:
    """Who may read what, from when until when, and what for; what is over stays in the list."""
    page = Paginator(accesses_for(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "can_manage": inspecting.can_manage_inspections(request.actor)}
    return render(request, "inspections/accesses.html", context)


@show_and_act
def grant(request: MemberRequest) -> HttpResponse:
    ensure(inspecting.can_manage_inspections(request.actor))
    form = GrantAccessForm(posted(request))
    if form.is_valid() and carried_out(form, partial(grant_access, actor=request.actor, **form.cleaned_data)):
        messages.success(request, _("The access is recorded. The boards concerned are told by mail."))
        return redirect("inspections:accesses")
    lead = _("An inspector without access sees nothing. The boards concerned see this access, and get a mail.")
    return form_page(request, form, title=_("Give an inspector access"), lead=lead, submit=_("Give access"))


@show_and_act
def end(request: MemberRequest, pk: int) -> HttpResponse:
    ensure(inspecting.can_manage_inspections(request.actor))
    access = get_object_or_404(InspectionAccess.objects.select_related("inspector", "board", "route"), pk=pk)
    form = ReasonForm(posted(request))
    act = partial(end_access, access, actor=request.actor)
    if form.is_valid() and carried_out(form, lambda: act(**form.cleaned_data)):
        messages.success(request, _("The access has ended."))
        return redirect("inspections:accesses")
    lead = _("It ends at once. What the inspector looked at stays in the timeline of the cases.")
    facts = [{"term": _("Inspector"), "value": str(access.inspector)}, {"term": _("May read"), "value": access.reach}]
    return form_page(request, form, title=_("End an access"), lead=lead, submit=_("End the access"), facts=facts)


def form_page(request: MemberRequest, form: Form, *, title: str, **texts: Any) -> HttpResponse:
    """A form page of this room; `texts` are lead, submit and perhaps facts."""
    listing = reverse("inspections:accesses")
    crumbs = [{"label": _("Inspection access"), "url": listing}, {"label": title}]
    context = {"form": form, "title": title, "crumbs": crumbs, "back": listing, **texts}
    return render(request, "inspections/form.html", context)
