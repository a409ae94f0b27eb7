"""For editors: what the help may use of questions that were answered."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.forms import carried_out
from accounts.http import MemberRequest, posted
from accounts.pages import show_and_act
from accounts.verdicts import ensure
from guidance.policies import can_edit

from .. import policies, services
from ..forms import IntoHelpForm, said_of

PER_PAGE = 25


def crumbs(*more: dict[str, str]) -> list[dict[str, str]]:
    help_page = {"label": _("Help"), "url": reverse("guidance:index")}
    return [help_page, {"label": _("Editing"), "url": reverse("guidance:review")}, *more]


@require_safe
def shared(request: MemberRequest) -> HttpResponse:
    """For editors: answered questions that the help may use, without who asked and about which case."""
    ensure(can_edit(request.actor))
    found = policies.shared_with(request.actor).select_related("entry__current").order_by("-state_since", "-pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "crumbs": crumbs({"label": _("Questions")})}
    return render(request, "workflows/questions/shared.html", context)


@show_and_act
def into_help(request: MemberRequest, pk: int) -> HttpResponse:
    """Question and answer, and below it a draft of a text of the help."""
    ensure(can_edit(request.actor))
    found = get_object_or_404(policies.shared_with(request.actor), pk=pk)
    ensure(policies.can_make_entry(request.actor, found))
    form = IntoHelpForm(posted(request), initial=said_of(found))
    make = partial(services.make_entry, found, actor=request.actor)
    if form.is_valid() and carried_out(form, lambda: make(**form.cleaned_data)):
        messages.success(request, _("The text is there, for editors only. Publish it when it is right."))
        return redirect("guidance:keep", slug=form.cleaned_data["slug"])
    way = crumbs({"label": _("Questions"), "url": reverse("questions:shared")}, {"label": found.number})
    context = {"form": form, "question": found, "rounds": found.rounds.all(), "crumbs": way}
    return render(request, "workflows/questions/into_help.html", context)
