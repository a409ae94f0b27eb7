"""Record an absence, refuse to stand in, come back. Absences of one board queue up behind its row."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from audit.services import record
from jobs.services import enqueue

from .. import permissions
from ..actors import Actor
from ..errors import Refusal
from ..models import Absence, Board, Mandate, Membership, User
from ..models.absence import SUBSTITUTED
from ..roles import Role
from ..verdicts import ensure, no


@transaction.atomic
def record_absence(*, actor: Actor, role: Role, substitute: User, first: date, last: date) -> Absence:
    """The person acting is away from this role at this board; the substitute acts in it, and is told so."""
    board = _locked(actor)
    _ensure_period(first, last)
    _ensure_held(actor.user, board, role, first, last)
    _ensure_free(actor.user, board, role, first, last)
    _ensure_entitled(actor.user, substitute, board, role, first, last)
    absence = Absence.objects.create(
        user=actor.user,
        board=board,
        role=role,
        substitute=substitute,
        valid_from=first,
        valid_until=last,
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
    return Absence.objects.select_related("user", "substitute", "board").get(pk=absence.pk)


def _ensure_standing(absence: Absence) -> None:
    if not absence.is_standing or absence.is_over:
        raise Refusal(_("This absence is already over."))


def _ensure_period(first: date, last: date) -> None:
    if last < first:
        raise Refusal(_("The last day lies before the first day."))
    if first < localdate():
        raise Refusal(_("An absence cannot begin in the past: what was done was done by whoever did it."))


def _ensure_held(user: User, board: Board, role: Role, first: date, last: date) -> None:
    held = _roles(user, board, first, last)
    if role not in SUBSTITUTED or role not in held:
        raise Refusal(_("You do not hold this role at this board during the whole period."))


def _roles(user: User, board: Board, first: date, last: date) -> set[str]:
    """Roles this person holds at this board on every day of the period."""
    return set(
        Membership.objects.valid_on(first)
        .filter(user=user, board=board)
        .exclude(valid_until__lt=last)
        .values_list("role", flat=True)
    )


def _ensure_free(user: User, board: Board, role: Role, first: date, last: date) -> None:
    """One absence at a time per role; and nobody leaves while somebody else leans on them."""
    overlap = Absence.objects.during(first, last).filter(board=board)
    if (other := overlap.filter(user=user, role=role).first()) is not None:
        raise Refusal(_("You are already away in this period: %(period)s.") % {"period": period(other)})
    if (other := overlap.filter(substitute=user).select_related("user").first()) is not None:
        raise Refusal(
            _("You stand in for %(name)s in this period (%(period)s). Refuse that first.")
            % {"name": other.user, "period": period(other)}
        )


def _ensure_entitled(user: User, substitute: User, board: Board, role: Role, first: date, last: date) -> None:
    name = {"name": substitute, "board": board}
    if substitute.pk == user.pk:
        raise Refusal(_("Choose somebody else than yourself."))
    held = _roles(substitute, board, first, last)
    if not held or not substitute.is_active:
        raise Refusal(_("%(name)s has no role at %(board)s during the whole period.") % name)
    if Role.PARTICIPATION in held:
        raise Refusal(_("%(name)s speaks for a participation body of %(board)s and cannot act for the board.") % name)
    if (away := Absence.objects.during(first, last).filter(user=substitute, board=board).first()) is not None:
        raise Refusal(_("%(name)s is away too: %(period)s.") % (name | {"period": period(away)}))
    if role == Role.SIGNATORY and not _may_sign(user, substitute, board, first, last):
        raise Refusal(
            _(
                "%(name)s has no mandate for the whole period, and no mandate of yours lets a substitute sign. "
                "An administrator records mandates."
            )
            % name
        )


def _may_sign(user: User, substitute: User, board: Board, first: date, last: date) -> bool:
    whole = Mandate.objects.valid_on(first).filter(board=board).exclude(valid_until__lt=last)
    return whole.filter(user=substitute).exists() or whole.filter(user=user, may_be_substituted=True).exists()


def period(absence: Absence) -> str:
    return f"{date_format(absence.valid_from)} – {date_format(absence.valid_until)}"


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
