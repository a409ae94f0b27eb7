"""Who will be asked, in which order, and why: read beforehand, from the matrix, the four eyes and the mandates.

A constant number of queries, whatever the number of boards, bodies, people or mandates.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.absences.holders import Holder, holders_at
from accounts.mandates import judge, register_of
from accounts.models import Board, Institution, Mandate, ParticipationBody
from accounts.roles import Role
from audit.models import AuditEvent
from audit.services import case_of

from . import dossier
from .models import Agreement
from .models.agreement import is_editorial
from .participation import Entitlement
from .policies_one_board import ACTING, WRITING
from .states import State

TO_DECIDE, TO_SIGN = timedelta(days=21), timedelta(days=42)
"""After the last answer: the terms of the tasks in the flow."""

BEFOREHAND = (State.DRAFT, State.COMPLETE, State.CONSULTATION, State.DECISION, State.OUT_FOR_SIGNATURE)

Acts = Mapping[tuple[int, int], set[str]]
"""(person, board) → what that person did in this agreement for that board."""


@dataclass(frozen=True)
class Turn:
    """One board in one step: who can do it, who cannot and why, and what is missing."""

    board: Board
    can: list[str] = field(default_factory=list)
    cannot: list[str] = field(default_factory=list)
    gap: str = ""


@dataclass(frozen=True)
class Step:
    title: str
    why: str
    turns: list[Turn]

    @property
    def has_gap(self) -> bool:
        return any(turn.gap for turn in self.turns)


def foresee(agreement: Agreement, boards: Sequence[Board]) -> list[Step]:
    """The steps until the agreement is signed, in order; nothing once it is."""
    if agreement.state not in BEFOREHAND:
        return []
    holders, acts = holders_at(boards), _acts_in(agreement)
    bodies, own = dossier.bodies_by_board(boards), dossier.institutions_of(agreement, boards)
    matrix = {} if is_editorial(agreement) else dossier.matrix_of(agreement, boards, own, bodies)
    day = _expected_day(agreement, [body for found in bodies.values() for body in found])
    return [
        _writing(boards, holders),
        *([_asking(boards, matrix, bodies)] if matrix else []),
        _deciding(boards, holders, acts),
        _signing(boards, own, holders, acts, day),
    ]


def _acts_in(agreement: Agreement) -> Acts:
    rows = AuditEvent.objects.filter(case=case_of(agreement), action__in=(*WRITING, *ACTING), actor__isnull=False)
    found: dict[tuple[int, int], set[str]] = defaultdict(set)
    for person, board, action in rows.order_by().values_list("actor_id", "board_id", "action").distinct():
        if board is not None:
            found[person, board].add(action)
    return found


def _expected_day(agreement: Agreement, bodies: Sequence[ParticipationBody]) -> date:
    """When the last signature may be expected: after the longest term, and the terms of deciding and signing."""
    today = localdate()
    if agreement.state == State.OUT_FOR_SIGNATURE:
        return today
    if agreement.state == State.DECISION:
        return today + TO_DECIDE
    return today + timedelta(days=max((body.term_days for body in bodies), default=0)) + TO_SIGN


def _writing(boards: Sequence[Board], holders: Mapping[int, list[Holder]]) -> Step:
    gap = _("Nobody is coordinator of this board. An administrator gives that role.")
    turns = []
    for board in boards:
        can = [str(one) for one in holders[board.pk] if one.role == Role.COORDINATOR]
        turns.append(Turn(board, can, gap="" if can else gap))
    why = _("Every board agrees with the same words; nobody writes for another board.")
    return Step(_("Write and agree"), why, turns)


def _asking(
    boards: Sequence[Board], matrix: Mapping[int, Iterable[Entitlement]], bodies: Mapping[int, list[ParticipationBody]]
) -> Step:
    turns = [_asked_at(board, matrix[board.pk], {body.pk: body for body in bodies[board.pk]}) for board in boards]
    return Step(
        _("Ask the participation bodies"),
        _("By law these bodies have a say in this agreement; without closed dossiers nobody signs (S-040)."),
        turns,
    )


def _asked_at(board: Board, entitled: Iterable[Entitlement], bodies: Mapping[int, ParticipationBody]) -> Turn:
    can, missing = [], []
    for one in entitled:
        said = "; ".join(f"{topic.title}: {topic.right.label} ({topic.source})" for topic in one.topics)
        if isinstance(one.place, str):
            missing.append(str(one.topics[0].kind.label))
        elif said:
            body = bodies[one.place]
            days = ngettext("%(days)s day", "%(days)s days", body.term_days) % {"days": body.term_days}
            can.append(f"{body} ({days}): {said}")
    gap = _("Not on record: %(bodies)s. An administrator adds them, or the board writes down why nobody is asked.")
    return Turn(board, can, gap=gap % {"bodies": ", ".join(missing)} if missing else "")


def _deciding(boards: Sequence[Board], holders: Mapping[int, list[Holder]], acts: Acts) -> Step:
    turns = []
    for board in boards:
        can: list[str] = []
        cannot: list[str] = []
        for one in (holder for holder in holders[board.pk] if holder.role == Role.DIRECTOR):
            why = _excluded(one, board, acts, four_eyes=True)
            (cannot if why else can).append(f"{one}: {why}" if why else str(one))
        gap = "" if can else _("No director of this board can decide. An administrator gives somebody that role.")
        turns.append(Turn(board, can, cannot, gap))
    why = _("Four eyes: whoever wrote does not decide, and one person acts for one board only.")
    return Step(_("Decide"), why, turns)


def _excluded(one: Holder, board: Board, acts: Acts, *, four_eyes: bool) -> str:
    if four_eyes and acts.get((one.user.pk, board.pk), set()) & set(WRITING):
        return _("wrote in this agreement (four eyes)")
    if any(person == one.user.pk and place != board.pk for person, place in acts):
        return _("acted for another board in this agreement")
    return ""


def _signing(
    boards: Sequence[Board],
    own: dossier.Institutions,
    holders: Mapping[int, list[Holder]],
    acts: Acts,
    day: date,
) -> Step:
    mandates = register_of(boards, ended=True)
    turns = []
    for board in boards:
        can: list[str] = []
        cannot: list[str] = []
        for one in (holder for holder in holders[board.pk] if holder.role == Role.SIGNATORY):
            why = _excluded(one, board, acts, four_eyes=False) or _no_mandate(
                one, board, mandates.get(board.pk, []), own.get(board.pk, []), day
            )
            (cannot if why else can).append(f"{one}: {why}" if why else str(one))
        gap = "" if can else _("Nobody can sign for this board. An administrator records a mandate and the role.")
        turns.append(Turn(board, can, cannot, gap))
    why = _("Under a mandate that holds on the day itself; expected around %(day)s.") % {"day": date_format(day)}
    return Step(_("Sign"), why, turns)


def _no_mandate(
    one: Holder, board: Board, mandates: Sequence[Mandate], institutions: Sequence[Institution], day: date
) -> str:
    own = [mandate for mandate in mandates if mandate.user_id == one.user.pk]
    found = judge(own, board, institutions, day, name=str(one.user))
    if not found and one.instead_of is not None:
        absent = one.instead_of.pk
        lent = [mandate for mandate in mandates if mandate.user_id == absent and mandate.may_be_substituted]
        found = judge(lent, board, institutions, day, name=str(one.user))
    return found.reason
