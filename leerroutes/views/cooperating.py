"""Lighter cooperation (R-016): the list, and writing it down."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.forms import carried_out
from accounts.http import MemberRequest, posted
from accounts.verdicts import ensure

from .. import cooperating as policies
from .. import services
from ..forms.cooperation import CooperationForm
from ..models import Cooperation
from ..rules import BY_ID
from ..services.cooperation import COOPERATION_FIELDS
from .comparing import stored_instead
from .finding import find_cooperation, only_looks, show_and_act

PER_PAGE = 20


@require_GET
def cooperations(request: MemberRequest) -> HttpResponse:
    """What my boards do together with others without a route; first what waits for an answer of ours."""
    found = policies.visible_to(request.actor).select_related("became").prefetch_related("parties__board")
    page = Paginator(found.order_by("-pk"), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "waiting": list(policies.waiting_for(request.actor).select_related("proposed_by")),
        "columns": [{"label": label} for label in labels()],
        "rows": [row(cooperation) for cooperation in page],
        "can_record": policies.can_record(request.actor),
        "rule": BY_ID["R-016"],
        "crumbs": crumbs(_("Lighter cooperation"))[:1] + [{"label": _("Lighter cooperation")}],
    }
    return render(request, "leerroutes/cooperations.html", context)


def labels() -> tuple[str, ...]:
    return _("Cooperation"), _("Kind"), _("Boards"), _("State")


def row(cooperation: Cooperation) -> list[dict[str, Any]]:
    """For `components/table.html`."""
    _name, kind, boards, state = labels()
    return [
        {"text": cooperation.name, "url": cooperation.get_absolute_url()},
        {"label": kind, "text": cooperation.get_kind_display()},
        {"label": boards, "text": ", ".join(str(party.board) for party in cooperation.parties.all())},
        {"label": state, **dict(zip(("state", "text"), standing(cooperation), strict=True))},
    ]


def standing(cooperation: Cooperation) -> tuple[str, str]:
    """How it stands: a tone of `components/badge.html`, and the words."""
    if cooperation.goes_on_as_route:
        return "contracted", _("goes on as a route")
    if cooperation.is_over and cooperation.until:
        return "ended", _("ended on %(day)s") % {"day": date_format(cooperation.until)}
    if any(not party.confirmed for party in cooperation.parties.all()):
        return "waiting", _("not confirmed by every board")
    return "running", _("confirmed by every board")


@show_and_act
def record(request: MemberRequest) -> HttpResponse:
    """A new one."""
    ensure(policies.can_record(request.actor))
    form = CooperationForm(None, request.actor.board, posted(request), person=request.user)
    if only_looks(request):
        return _page(request, form.as_typed(request.POST), None)
    done: list[Cooperation] = []
    if form.is_valid() and carried_out(
        form, lambda: done.append(services.record_cooperation(actor=request.actor, **form.content()))
    ):
        messages.success(request, _("The cooperation is recorded. The other boards are asked to confirm it."))
        return redirect(done[0])
    return _page(request, form, None)


@show_and_act
def change(request: MemberRequest, pk: int) -> HttpResponse:
    """Change it; the other boards are asked again."""
    cooperation = find_cooperation(request, pk)
    ensure(policies.can_change(request.actor, cooperation))
    form = CooperationForm(cooperation, request.actor.board, posted(request))
    if only_looks(request):
        return _page(request, form.as_typed(request.POST), find_cooperation(request, pk))
    save = partial(services.change_cooperation, cooperation, actor=request.actor)
    if form.is_valid() and carried_out(
        form, lambda: save(seen_version=form.cleaned_data["seen_version"], **form.content())
    ):
        messages.success(request, _("Saved."))
        return redirect(cooperation)
    return _page(request, form, find_cooperation(request, pk))


def _page(request: MemberRequest, form: CooperationForm, stored: Cooperation | None) -> HttpResponse:
    """`stored` is as it is in the database; `form` may hold what somebody typed."""
    heading = _("Change the cooperation") if stored else _("Record a cooperation")
    context = {
        "form": form,
        "cooperation": stored,
        "heading": heading,
        "asked_again": [party for party in stored.parties.all() if party.board != stored.proposed_by] if stored else [],
        "stored": stored_instead(form, stored, COOPERATION_FIELDS, row=stored) if stored else [],
        "crumbs": crumbs(heading, stored),
    }
    return render(request, "leerroutes/cooperation.html", context)


def crumbs(here: str, cooperation: Cooperation | None = None) -> list[dict[str, str]]:
    """The way to a page about a cooperation."""
    steps = [
        {"label": _("Routes"), "url": reverse("leerroutes:list")},
        {"label": _("Lighter cooperation"), "url": reverse("leerroutes:cooperations")},
    ]
    if cooperation is not None:
        steps.append({"label": cooperation.name, "url": cooperation.get_absolute_url()})
    return [*steps, {"label": here}]
