"""The pages that show a route, an agreement or a lighter cooperation as it was. Who reads the case reads these."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.http import MemberRequest
from audit.pictures.history import history_of
from audit.services import case_of
from leerroutes.views.finding import find_cooperation

from ..http import find_agreement, find_route
from .forms import CompareForm, EventForm, TimeForm
from .moments import Moment, NoSuchMoment, choices_of, moment_of
from .reading import compared, shown


@require_safe
def route(request: MemberRequest, pk: int) -> HttpResponse:
    return then(request, find_route(request, pk))


@require_safe
def agreement(request: MemberRequest, pk: int) -> HttpResponse:
    return then(request, find_agreement(request, pk))


@require_safe
def cooperation(request: MemberRequest, pk: int) -> HttpResponse:
    return then(request, find_cooperation(request, pk))


def then(request: MemberRequest, case: Any) -> HttpResponse:
    """`?op=` shows one moment, `?van=&tot=` lays two side by side; an event by its number, or a day and a time."""
    history, asked = history_of(case_of(case)), request.GET
    choices = choices_of(history)
    context: dict[str, Any] = {
        "case": case,
        "crumbs": _crumbs(case),
        "by_event": EventForm(initial={"op": asked.get("op")}, choices=choices),
        "by_time": TimeForm(auto_id="time_%s", initial={"op": _typed(asked.get("op", "")), "zone": asked.get("zone")}),
        "two": CompareForm(initial=_two(asked.get("van"), asked.get("tot"), history), choices=choices),
    }
    status = 200
    try:
        if "van" in asked or "tot" in asked:
            sides = [moment_of(history, asked.get(name, ""), asked.get("zone", "")) for name in ("van", "tot")]
            context |= compared(case, *_in_order(sides), actor=request.actor)
        else:
            moment = moment_of(history, asked.get("op", ""), asked.get("zone", ""))
            context |= shown(case, moment, actor=request.actor)
    except NoSuchMoment as refusal:
        context["refusal"], status = str(refusal), 400
    return render(request, "workflows/then.html", context, status=status)


def _in_order(sides: list[Moment]) -> tuple[Moment, Moment]:
    """The older one first, however they were asked."""
    one, other = sides
    return (one, other) if one.number <= other.number else (other, one)


def _typed(op: str) -> str:
    """What was chosen by its number is no moment that somebody typed."""
    return "" if op.isdigit() else op


def _two(van: str | None, tot: str | None, history: Any) -> dict[str, str | None]:
    return {"van": van or "1", "tot": tot or str(len(history))}


def _crumbs(case: models.Model) -> list[dict[str, str]]:
    address = getattr(case, "get_absolute_url")()  # noqa: B009  three models have it, none says so to mypy
    return [{"label": str(case), "url": address}, {"label": _("As it was")}]
