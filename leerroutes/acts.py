"""What is done with a route, by whom, when: the policies as a table (`accounts.acts`)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.acts import Act

from . import inspecting, policies
from .states import EDITABLE, PLANNABLE, SUSPENDABLE, State

PROPOSING = _("only the board that proposes the route")
FOUR_EYES = _("not who wrote in it for the same board (four eyes)")


def _in_order(states: frozenset[State]) -> tuple[State, ...]:
    return tuple(state for state in State if state in states)


ROUTE_ACTS = (
    Act("edit", _("change the proposal"), ("draft_routes",), _in_order(EDITABLE), policies.can_edit),
    Act("submit", _("submit the proposal"), ("draft_routes",), _in_order(EDITABLE), policies.can_submit, PROPOSING),
    Act(
        "withdraw",
        _("withdraw the proposal"),
        ("draft_routes",),
        (State.DRAFT, State.SUBMITTED, State.RETURNED, State.APPROVED),
        policies.can_withdraw,
        PROPOSING,
    ),
    Act(
        "decide",
        _("approve, return or reject the proposal"),
        ("approve_routes",),
        (State.SUBMITTED,),
        policies.can_decide,
        FOUR_EYES,
    ),
    Act("plan", _("change the planning"), ("draft_routes",), _in_order(PLANNABLE), policies.can_plan),
    Act(
        "register",
        _("record the registration in RIO"),
        ("register_routes",),
        (State.CONTRACTED, State.REPORTED, State.RUNNING),
        policies.can_register,
        _("each board for its own schools and institutions"),
    ),
    Act("suspend", _("suspend the route"), ("approve_routes",), _in_order(SUSPENDABLE), policies.can_suspend),
    Act("resume", _("resume the route"), ("approve_routes",), (State.SUSPENDED,), policies.can_resume),
    Act("wind_down", _("wind the route down"), ("approve_routes",), (State.RUNNING,), policies.can_wind_down),
    Act("end", _("end the route"), ("approve_routes",), (State.WINDING_DOWN,), policies.can_end),
    Act(
        "release",
        _("open drafts and internal notes of the own board to inspectors"),
        ("approve_routes",),
        tuple(State),
        inspecting.can_release,
    ),
)
