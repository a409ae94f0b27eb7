from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actors import Actor, actor_for
from accounts.errors import Refusal
from accounts.models import Board, User
from accounts.permissions import people_asked
from accounts.verdicts import ALLOWED, Lift, Verdict, ensure, no
from agreements.models import Agreement
from audit.services import record as tell
from leerroutes.models import Route

from .. import announcements
from ..actions import Action, actions_now
from .conditions import key_of

GONE_ON = gettext_lazy("The case has gone on meanwhile; look what can be done now.")


def can_ask(actor: Actor, record: Route | Agreement, action: Action) -> Verdict:
    """Nobody asks for what they can do themselves, or for what no person can lift."""
    parties: Any = record.parties
    if actor.board is None or not parties.filter(board=actor.board, left_on=None).exists():
        return no(_("Only people of a board that takes part ask each other here."))
    verdict = action.verdict(actor, record)
    if verdict:
        return no(_("You can do this yourself."))
    return ALLOWED if verdict.lifts else no(next(one.reason for one in verdict.unmet if one.lift is None))


@transaction.atomic
def ask(record: Route | Agreement, *, actor: Actor, action: str, lift: str = "") -> list[User]:
    """Promise a mail to whoever can lift what is in the way, and tell it in the trail. Gives whom it is sent to.

    `lift` names which of the conditions that are not met (`conditions.key_of`); without it the first.
    Each person once a day per action and board, whoever asks; when nobody is left, nothing is told.
    """
    fresh: Any = type(record)._default_manager.select_for_update().get(pk=record.pk)
    found = next((one for one in actions_now(fresh) if one.key == action), None)
    if found is None:
        raise Refusal(GONE_ON)
    ensure(can_ask(actor, fresh, found))
    asked = _lift(actor, found.verdict(actor, fresh), lift)
    board = asked.board or actor.board
    assert board is not None
    told = announcements.asked(fresh, action, _people(fresh, found, asked, actor, board), actor=actor, board=board)
    if told:
        people = [person.pk for person in told]
        tell(
            "workflows.asked",
            actor=actor,
            case=fresh,
            subject=fresh,
            asked=action,
            addressed_to=str(board),
            people=people,
        )
    return told


def _lift(actor: Actor, verdict: Verdict, key: str) -> Lift:
    """The one that was named, as long as it still is in the way."""
    named = [one for one in verdict.lifts if not key or key_of(actor, one) == key]
    if not named:
        raise Refusal(GONE_ON)
    return named[0]


def _people(record: Route | Agreement, action: Action, lift: Lift, actor: Actor, board: Board) -> list[User]:
    """Who holds the right there today; of them first those whom the same guard lets do it."""
    holders = [person for person in people_asked(lift.right, board) if person.pk != actor.user.pk]
    able = [person for person in holders if action.verdict(actor_for(person, board), record)]
    if not (able or holders):
        raise Refusal(_("Nobody at %(board)s can do this today. An administrator gives roles.") % {"board": board})
    return able or holders
