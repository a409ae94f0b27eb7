"""What is done with a finding, by whom, when: the policies as a table (`accounts.acts`)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.acts import Act, Table
from accounts.roles import Role

from . import policies
from .states import State

WITH_ACCESS = _("with access to the route today")
OR_LATE = _("with access to the route today; without an answer when the last day is over")
ITS_BOARD = _("of the board it is addressed to")

FINDING_ACTS = (
    Act("answer", _("answer a finding"), ("approve_routes",), (State.ASKED,), policies.can_answer, ITS_BOARD),
    Act(
        "follow_up",
        _("ask again, or conclude and close"),
        (),
        (State.ANSWERED,),
        policies.can_follow_up,
        OR_LATE,
        Role.INSPECTOR,
    ),
    Act(
        "withdraw",
        _("withdraw a finding"),
        (),
        (State.ASKED, State.ANSWERED),
        policies.can_withdraw,
        WITH_ACCESS,
        Role.INSPECTOR,
    ),
)
FINDINGS = Table("findings", _("Findings of the inspectorate"), FINDING_ACTS, len(State))
