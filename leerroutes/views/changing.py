"""The turns in the life of a route that only ask for a reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.forms import carried_out
from accounts.http import MemberRequest, posted
from accounts.verdicts import Verdict, ensure

from .. import policies, services
from ..forms.steps import ReasonForm
from ..models import Route
from .finding import find_route, show_and_act
from .proposing import crumbs

Text = str | Promise


@dataclass(frozen=True)
class Turn:
    """What a page says, who may do it, and which service does it."""

    title: Text
    meaning: Text
    button: Text
    done: Text
    allowed: Callable[[Actor, Route], Verdict]
    service: Callable[..., Route]
    negative: bool = False


WITHDRAW = Turn(
    _("Withdraw the route"),
    _("The route stops for all boards. This cannot be undone. You can make a new proposal later."),
    _("Withdraw"),
    _("The route is withdrawn."),
    policies.can_withdraw,
    services.withdraw_route,
    negative=True,
)
SUSPEND = Turn(
    _("Suspend the route"),
    _("The route stands still for all boards until a director resumes it. Nothing is lost."),
    _("Suspend"),
    _("The route is suspended."),
    policies.can_suspend,
    services.suspend_route,
)
RESUME = Turn(
    _("Resume the route"),
    _("The route goes on where it stood."),
    _("Resume"),
    _("The route goes on."),
    policies.can_resume,
    services.resume_route,
)
WIND_DOWN = Turn(
    _("Wind down the route"),
    _("No new pupils start. Those who are in the route can finish it."),
    _("Wind down"),
    _("The route is being wound down."),
    policies.can_wind_down,
    services.wind_down_route,
)
END = Turn(
    _("End the route"),
    _("The last pupils are done. The route ends for all boards. This cannot be undone."),
    _("End the route"),
    _("The route is ended."),
    policies.can_end,
    services.end_route,
    negative=True,
)


def _turn(request: MemberRequest, pk: int, turn: Turn) -> HttpResponse:
    route = find_route(request, pk)
    ensure(turn.allowed(request.actor, route))
    form = ReasonForm(posted(request))
    if form.is_valid() and carried_out(
        form, lambda: turn.service(route, actor=request.actor, reason=form.cleaned_data["reason"])
    ):
        messages.success(request, str(turn.done))
        return redirect(route)
    context = {"route": route, "form": form, "turn": turn, "crumbs": crumbs(route, str(turn.title))}
    return render(request, "leerroutes/turn.html", context)


@show_and_act
def withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    return _turn(request, pk, WITHDRAW)


@show_and_act
def suspend(request: MemberRequest, pk: int) -> HttpResponse:
    return _turn(request, pk, SUSPEND)


@show_and_act
def resume(request: MemberRequest, pk: int) -> HttpResponse:
    return _turn(request, pk, RESUME)


@show_and_act
def wind_down(request: MemberRequest, pk: int) -> HttpResponse:
    return _turn(request, pk, WIND_DOWN)


@show_and_act
def end(request: MemberRequest, pk: int) -> HttpResponse:
    return _turn(request, pk, END)
