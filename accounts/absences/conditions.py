"""When somebody can be away from a role, and who may stand in: the same for one's own absence and for another's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..errors import Refusal
from ..models import Absence, Board, Mandate, Membership, User
from ..models.absence import SUBSTITUTED
from ..roles import Role


@dataclass(frozen=True, slots=True)
class Days:
    """From the first until and with the last."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Whose:
    """How the refusals speak of who is away: to that person, or to who records it for them."""

    does_not_hold: str | Promise
    is_away: str | Promise
    stands_in: str | Promise
    is_the_same: str | Promise
    has_no_mandate: str | Promise


OWN = Whose(
    gettext_lazy("You do not hold this role at this board during the whole period."),
    gettext_lazy("You are already away in this period: %(period)s."),
    gettext_lazy("You stand in for %(name)s in this period (%(period)s). Refuse that first."),
    gettext_lazy("Choose somebody else than yourself."),
    gettext_lazy(
        "%(name)s has no mandate for the whole period, and no mandate of yours lets a substitute sign. "
        "An administrator records mandates."
    ),
)
OTHERS = Whose(
    gettext_lazy("%(user)s does not hold this role at this board during the whole period."),
    gettext_lazy("%(user)s is already away in this period: %(period)s."),
    gettext_lazy("%(user)s stands in for %(name)s in this period (%(period)s). Only %(user)s can refuse that."),
    gettext_lazy("Choose somebody else than %(user)s."),
    gettext_lazy(
        "%(name)s has no mandate for the whole period, and no mandate of %(user)s lets a substitute sign. "
        "Record a mandate first."
    ),
)


def ensure_possible(user: User, substitute: User, board: Board, role: Role, days: Days, whose: Whose) -> None:
    """Refuses every absence that would leave a role without anybody, or with somebody who may not have it."""
    _ensure_ahead(days)
    if role not in SUBSTITUTED or role not in _roles(user, board, days):
        raise Refusal(str(whose.does_not_hold) % {"user": user})
    _ensure_free(user, board, role, days, whose)
    _ensure_entitled(user, substitute, board, role, days, whose)


def _ensure_ahead(days: Days) -> None:
    if days.last < days.first:
        raise Refusal(_("The last day lies before the first day."))
    if days.first < localdate():
        raise Refusal(_("An absence cannot begin in the past: what was done was done by whoever did it."))


def _roles(user: User, board: Board, days: Days) -> set[str]:
    """Roles this person holds at this board on every day of the period."""
    return set(
        Membership.objects.valid_on(days.first)
        .filter(user=user, board=board)
        .exclude(valid_until__lt=days.last)
        .values_list("role", flat=True)
    )


def _ensure_free(user: User, board: Board, role: Role, days: Days, whose: Whose) -> None:
    """One absence at a time per role; and nobody leaves while somebody else leans on them."""
    overlap = Absence.objects.during(days.first, days.last).filter(board=board)
    if (other := overlap.filter(user=user, role=role).first()) is not None:
        raise Refusal(str(whose.is_away) % {"user": user, "period": period(other)})
    if (other := overlap.filter(substitute=user).select_related("user").first()) is not None:
        raise Refusal(str(whose.stands_in) % {"user": user, "name": other.user, "period": period(other)})


def _ensure_entitled(user: User, substitute: User, board: Board, role: Role, days: Days, whose: Whose) -> None:
    name = {"name": substitute, "board": board}
    if substitute.pk == user.pk:
        raise Refusal(str(whose.is_the_same) % {"user": user})
    held = _roles(substitute, board, days)
    if not held or not substitute.is_active:
        raise Refusal(_("%(name)s has no role at %(board)s during the whole period.") % name)
    if Role.PARTICIPATION in held:
        raise Refusal(_("%(name)s speaks for a participation body of %(board)s and cannot act for the board.") % name)
    away = Absence.objects.during(days.first, days.last).filter(user=substitute, board=board).first()
    if away is not None:
        raise Refusal(_("%(name)s is away too: %(period)s.") % (name | {"period": period(away)}))
    if role == Role.SIGNATORY and not _may_sign(user, substitute, board, days):
        raise Refusal(str(whose.has_no_mandate) % (name | {"user": user}))


def _may_sign(user: User, substitute: User, board: Board, days: Days) -> bool:
    whole = Mandate.objects.valid_on(days.first).filter(board=board).exclude(valid_until__lt=days.last)
    return whole.filter(user=substitute).exists() or whole.filter(user=user, may_be_substituted=True).exists()


def period(absence: Absence) -> str:
    return f"{date_format(absence.valid_from)} – {date_format(absence.valid_until)}"
