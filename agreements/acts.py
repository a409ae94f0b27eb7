"""What is done with an agreement, by whom, when: the policies as a table (`accounts.acts`)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.acts import Act

from . import policies, policies_after, policies_lane, policies_request, policies_signing
from .states import BINDING, UNSIGNED, State

FOUR_EYES = _("not who wrote in it for the same board (four eyes)")
ONE_BOARD = _("one person acts for one board only")
MANDATE = _("with a mandate, a password and a second factor")

AGREEMENT_ACTS = (
    Act("comment", _("comment on an article"), ("view_cases",), UNSIGNED, policies_lane.can_comment),
    Act("write", _("write, propose and accept articles"), ("draft_agreements",), (State.DRAFT,), policies.can_write),
    Act("ask", _("ask the participation bodies"), ("draft_agreements",), (State.COMPLETE,), policies.can_ask_bodies),
    Act(
        "answer",
        _("record the answer of a participation body"),
        ("advise_agreements",),
        (State.CONSULTATION,),
        policies.can_answer,
        _("each board for its own bodies"),
    ),
    Act(
        "send_back",
        _("send the text back to the writers"),
        ("draft_agreements",),
        (State.COMPLETE, State.CONSULTATION),
        policies.can_send_back,
    ),
    Act(
        "send_back_deciding",
        _("send the text back to the writers, as the decision of the board"),
        ("decide_agreements",),
        (State.DECISION,),
        policies.can_send_back,
        FOUR_EYES,
    ),
    Act(
        "decide",
        _("approve the agreement for the board"),
        ("decide_agreements",),
        (State.DECISION,),
        policies.can_decide,
        FOUR_EYES,
    ),
    Act("sign", _("sign"), ("sign_agreements",), (State.OUT_FOR_SIGNATURE,), policies_signing.is_up_to_sign, MANDATE),
    Act(
        "decline",
        _("decline to sign"),
        ("sign_agreements", "decide_agreements"),
        (State.OUT_FOR_SIGNATURE,),
        policies_request.can_decline,
        ONE_BOARD,
    ),
    Act(
        "break_off",
        _("break off the negotiations"),
        ("decide_agreements",),
        UNSIGNED,
        policies_after.can_break_off,
        _("as long as nobody signed"),
    ),
    Act(
        "withdraw",
        _("agree to withdraw what some boards signed"),
        ("decide_agreements",),
        (State.OUT_FOR_SIGNATURE,),
        policies_after.can_agree_to_withdraw,
        _("after the first signature; it takes every board"),
    ),
    Act(
        "change",
        _("begin a change"),
        ("draft_agreements",),
        (State.IN_FORCE, State.TERMINATED),
        policies_after.can_start_change,
        _("one change at a time"),
    ),
    Act(
        "notice",
        _("give notice"),
        ("decide_agreements",),
        (State.IN_FORCE, State.TERMINATED),
        policies_after.can_give_notice,
        _("each board once"),
    ),
    Act(
        "evaluate",
        _("record the evaluation of a school year"),
        ("draft_agreements", "decide_agreements"),
        BINDING,
        policies_after.can_evaluate,
    ),
    Act("end", _("record the end"), ("decide_agreements",), BINDING, policies.can_end),
)
