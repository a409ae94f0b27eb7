"""The buttons of a case page: what this person may do now, and why not the rest. From the policies that refuse."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.db.models import Model
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.verdicts import Verdict
from agreements import policies as agreement_policies
from agreements import policies_after as afterwards
from agreements import policies_request as requested
from agreements import policies_signing
from agreements.models import Agreement
from agreements.models.agreement import is_editorial, is_waiting
from agreements.policies_after import CHANGEABLE
from agreements.states import BINDING, UNSIGNED
from agreements.states import State as AgreementState
from leerroutes import policies as route_policies
from leerroutes.models import Route
from leerroutes.states import State as RouteState

from .asking.conditions import conditions_of

Label = str | Promise


class Action(NamedTuple):
    """One thing that can be done in a state: by whom is for the policy to say."""

    label: Label
    url_name: str
    verdict: Callable[[Actor, Any], Verdict]
    states: frozenset[str] = frozenset()
    primary: bool = False
    when: Callable[[Any], bool] | None = None
    """Only for records of which this holds; for the others it would be no refusal but noise."""

    @property
    def key(self) -> str:
        """Its name in an address; one word within the actions of a state."""
        return self.url_name.partition(":")[2]


WRITING = frozenset({RouteState.DRAFT, RouteState.RETURNED})

ROUTE_ACTIONS = (
    Action(_("Change the proposal"), "leerroutes:edit", route_policies.can_edit, WRITING, True),
    Action(_("Submit the proposal"), "leerroutes:submit", route_policies.can_submit, WRITING, True),
    Action(
        _("Decide on the proposal"),
        "leerroutes:decide",
        route_policies.can_decide,
        frozenset({RouteState.SUBMITTED}),
        True,
    ),
    Action(
        _("Start the agreement"),
        "agreements:start",
        agreement_policies.can_start_with,
        frozenset({RouteState.APPROVED}),
        True,
    ),
    Action(
        _("Withdraw"),
        "leerroutes:withdraw",
        route_policies.can_withdraw,
        WRITING | {RouteState.SUBMITTED, RouteState.APPROVED},
    ),
    Action(
        _("Suspend"),
        "leerroutes:suspend",
        route_policies.can_suspend,
        frozenset({RouteState.CONTRACTED, RouteState.REPORTED, RouteState.RUNNING}),
    ),
    Action(_("Resume"), "leerroutes:resume", route_policies.can_resume, frozenset({RouteState.SUSPENDED}), True),
    Action(_("Wind down"), "leerroutes:wind_down", route_policies.can_wind_down, frozenset({RouteState.RUNNING})),
    Action(_("End the route"), "leerroutes:end", route_policies.can_end, frozenset({RouteState.WINDING_DOWN}), True),
)

AGREEMENT_ACTIONS = (
    Action(
        _("Change title or dates"),
        "agreements:terms",
        agreement_policies.can_write,
        frozenset({AgreementState.DRAFT}),
    ),
    Action(
        _("Read the text and agree"),
        "agreements:text",
        agreement_policies.can_write,
        frozenset({AgreementState.DRAFT}),
        True,
    ),
    Action(
        _("Have the participation bodies asked"),
        "agreements:call_material",
        afterwards.can_call_material,
        frozenset({AgreementState.DRAFT}),
        when=is_editorial,
    ),
    Action(
        _("Take routes in or out"),
        "agreements:routes",
        agreement_policies.can_write,
        frozenset({AgreementState.DRAFT}),
    ),
    Action(
        _("Ask the participation bodies"),
        "agreements:ask",
        agreement_policies.can_ask_bodies,
        frozenset({AgreementState.COMPLETE}),
        True,
    ),
    Action(
        _("Decide on the agreement"),
        "agreements:decide",
        agreement_policies.can_decide,
        frozenset({AgreementState.DECISION}),
        True,
    ),
    Action(
        _("Sign the agreement"),
        "agreements:sign",
        policies_signing.can_sign,
        frozenset({AgreementState.OUT_FOR_SIGNATURE}),
        True,
    ),
    Action(
        _("Send back to the writers"),
        "agreements:send_back",
        agreement_policies.can_send_back,
        frozenset(
            {
                AgreementState.COMPLETE,
                AgreementState.CONSULTATION,
                AgreementState.DECISION,
            }
        ),
    ),
    Action(
        _("Decline to sign"),
        "agreements:decline",
        requested.can_decline,
        frozenset({AgreementState.OUT_FOR_SIGNATURE}),
    ),
    Action(
        _("Renew the term for signing"),
        "agreements:renew",
        requested.can_renew,
        frozenset({AgreementState.OUT_FOR_SIGNATURE}),
    ),
    Action(_("Break off the negotiations"), "agreements:break_off", afterwards.can_break_off, frozenset(UNSIGNED)),
    Action(
        _("Agree to withdraw it"),
        "agreements:withdraw",
        afterwards.can_agree_to_withdraw,
        frozenset({AgreementState.OUT_FOR_SIGNATURE}),
    ),
    Action(
        _("Agree to withdraw it"),
        "agreements:withdraw",
        afterwards.can_agree_to_withdraw,
        frozenset({AgreementState.SIGNED}),
        when=is_waiting,
    ),
    Action(_("Change the agreement"), "agreements:change", afterwards.can_start_change, CHANGEABLE),
    Action(_("Give notice"), "agreements:notice", afterwards.can_give_notice, CHANGEABLE),
    Action(
        _("Give notice"),
        "agreements:notice",
        afterwards.can_give_notice,
        frozenset({AgreementState.SIGNED}),
        when=is_waiting,
    ),
    Action(_("Record the end"), "agreements:end", agreement_policies.can_end, frozenset(BINDING)),
)


Sorted = tuple[list[dict[str, Any]], list[dict[str, Any]]]
"""(possible, refused): buttons with an address; and what cannot be done now, why, and who can lift what."""


def actions_for(actor: Actor, record: Route | Agreement) -> Sorted:
    return sorted_out(actions_now(record), actor, record)


def sorted_out(actions: Iterable[Action], actor: Actor, record: Model) -> Sorted:
    possible, refused = [], []
    for action in actions:
        verdict = action.verdict(actor, record)
        if verdict:
            address = reverse(action.url_name, args=[record.pk])
            possible.append(
                {"label": action.label, "url": address, "kind": "primary" if action.primary else "secondary"}
            )
        else:
            refused.append({"label": action.label, "conditions": conditions_of(actor, verdict), "key": action.key})
    return possible, refused


def labels() -> dict[str, Label]:
    """What each action is called, by its key."""
    return {one.key: one.label for one in (*ROUTE_ACTIONS, *AGREEMENT_ACTIONS)}


def actions_now(record: Route | Agreement) -> list[Action]:
    """What can be done with a record in this state, by somebody."""
    table = ROUTE_ACTIONS if isinstance(record, Route) else AGREEMENT_ACTIONS
    return [one for one in table if record.state in one.states and (one.when is None or one.when(record))]
