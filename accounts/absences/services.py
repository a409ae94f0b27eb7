"""Record an absence, refuse to stand in, come back. Absences of one board queue up behind its row."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.services import record
from jobs.services import enqueue

from .. import permissions
from ..actors import Actor
from ..errors import Refusal
from ..models import Absence, Board, User
from ..policies import can_manage_access
from ..roles import Role
from ..verdicts import ensure, no
from .conditions import OTHERS, OWN, Days, ensure_possible


@transaction.atomic
def record_absence(*, actor: Actor, role: Role, substitute: User, first: date, last: date) -> Absence:
    """The person acting is away from this role at this board; the substitute acts in it, and is told so."""
    board = _locked(actor)
    return _recorded(actor.user, board, role, substitute, Days(first, last), actor=actor)


@transaction.atomic
def record_absence_of(
    user: User, *, actor: Actor, board: Board, role: Role, substitute: User, first: date, last: date
) -> Absence:
    """Somebody cannot record it (illness), so whoever manages access does, by the same rules.

    The person is told by mail and can undo it; who records it is in the trail, and is never the substitute.
    """
    ensure(can_manage_access(actor))
    board = Board.objects.select_for_update().get(pk=board.pk)
    if substitute.pk == actor.user.pk:
        raise Refusal(_("Who records an absence of somebody else does not stand in. Choose another person."))
    absence = _recorded(user, board, role, substitute, Days(first, last), actor=actor)
    if user.pk != actor.user.pk:
        _mail(absence, "recorded_for_you", to=user)
    return absence


def _recorded(user: User, board: Board, role: Role, substitute: User, days: Days, *, actor: Actor) -> Absence:
    whose = OTHERS if user.pk != actor.user.pk else OWN
    ensure_possible(user, substitute, board, role, days, whose)
    absence = Absence.objects.create(
        user=user,
        board=board,
        role=role,
        substitute=substitute,
        valid_from=days.first,
        valid_until=days.last,
        recorded_by=actor.user,
    )
    _tell("accounts.absence_recorded", absence, actor=actor)
    _mail(absence, "recorded", to=substitute)
    return absence


@transaction.atomic
def refuse_absence(absence: Absence, *, actor: Actor, reason: str) -> Absence:
    """The substitute does not stand in (any more). The role is with the person who is away again, who is told."""
    absence = _fresh(absence)
    ensure_substitute(absence, actor=actor)
    _ensure_standing(absence)
    if not reason.strip():
        raise Refusal(_("Please give a reason; %(name)s has to find somebody else.") % {"name": absence.user})
    absence.refused, absence.refusal = timezone.now(), reason.strip()
    absence.save(update_fields=["refused", "refusal"])
    _tell("accounts.absence_refused", absence, actor=actor, reason=absence.refusal)
    _mail(absence, "refused", to=absence.user)
    if absence.recorded_by_id != absence.user_id:
        _mail(absence, "refused_for_other", to=absence.recorded_by)
    return absence


@transaction.atomic
def end_absence(absence: Absence, *, actor: Actor) -> Absence:
    """The person is back, or does not go: from now on the role is theirs again. Tasks that are not done come back."""
    absence = _fresh(absence)
    if absence.user_id != actor.user.pk:
        ensure(no(_("Only %(name)s can end this absence.") % {"name": absence.user}))
    _ensure_standing(absence)
    absence.ended = timezone.now()
    absence.save(update_fields=["ended"])
    _tell("accounts.absence_ended", absence, actor=actor)
    _mail(absence, "ended", to=absence.substitute)
    return absence


@transaction.atomic
def end_absences_of(user: User, *, actor: Actor) -> None:
    """Of somebody whose account is closed: nobody is away from a role that is gone, or stands in without account."""
    ensure(can_manage_access(actor))
    ahead = Absence.objects.standing().filter(Q(user=user) | Q(substitute=user), valid_until__gte=timezone.localdate())
    for found in ahead:
        absence = _fresh(found)
        absence.ended = timezone.now()
        absence.save(update_fields=["ended"])
        _tell("accounts.absence_ended", absence, actor=actor)


def ensure_substitute(absence: Absence, *, actor: Actor) -> None:
    """Only whoever stands in can refuse that."""
    if absence.substitute_id != actor.user.pk:
        ensure(no(_("Only %(name)s can refuse this.") % {"name": absence.substitute}))


def _locked(actor: Actor) -> Board:
    if actor.board is None:
        raise Refusal(_("You are away from a role at a board. Choose that board at the top of the page first."))
    return Board.objects.select_for_update().get(pk=actor.board.pk)


def _fresh(absence: Absence) -> Absence:
    Board.objects.select_for_update().get(pk=absence.board_id)
    return Absence.objects.select_related("user", "substitute", "board", "recorded_by").get(pk=absence.pk)


def _ensure_standing(absence: Absence) -> None:
    if not absence.is_standing or absence.is_over:
        raise Refusal(_("This absence is already over."))


def _tell(code: str, absence: Absence, *, actor: Actor, reason: str = "") -> None:
    """In the trail of the board; and guardian follows at once."""
    permissions.synchronise(absence.user)
    permissions.synchronise(absence.substitute)
    record(
        code,
        actor=actor,
        case=absence.board,
        subject=absence,
        reason=reason,
        role=absence.role,
        person=str(absence.user),
        substitute=str(absence.substitute),
        first=absence.valid_from.isoformat(),
        last=absence.valid_until.isoformat(),
    )


def _mail(absence: Absence, what: str, *, to: User) -> None:
    enqueue("accounts.mail_absence", key=f"absence:{absence.pk}:{what}", absence=absence.pk, what=what, person=to.pk)
