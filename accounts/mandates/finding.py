"""Under which mandate may somebody sign; and when there is none, exactly why not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ..models import Board, Institution, Mandate, User
from ..uploads.states import FileState


@dataclass(frozen=True)
class MandateFinding:
    """The mandate that holds, or the sentence that says why none does."""

    mandate: Mandate | None
    reason: str = ""

    def __bool__(self) -> bool:
        return self.mandate is not None


def find_mandate(
    user: User, board: Board, institutions: Iterable[Institution] = (), *, for_substitute: bool = False
) -> MandateFinding:
    """The mandate under which this person (or a substitute, where it allows that) signs for this board. Two queries."""
    mandates = Mandate.objects.filter(user=user, board=board)
    mandates = mandates.select_related("document").prefetch_related("institutions")
    if for_substitute:
        mandates = mandates.filter(may_be_substituted=True)
    return judge(list(mandates), board, list(institutions), localdate(), name=str(user))


def judge(
    mandates: Sequence[Mandate], board: Board, institutions: Sequence[Institution], day: date, *, name: str
) -> MandateFinding:
    """The same for rows that were read already. A mandate that holds today goes before one that does not."""
    today = [mandate for mandate in mandates if mandate.holds_on(day)]
    reaching = [mandate for mandate in today if not mandate.leaves_out(institutions)]
    for mandate in sorted(reaching, key=lambda one: one.valid_from, reverse=True):
        if not _is_being_checked(mandate):
            return MandateFinding(mandate)
    about = {"name": name, "board": board}
    if reaching:
        return MandateFinding(None, _checking(about))
    if today:
        outside = ", ".join(str(institution) for institution in today[0].leaves_out(institutions))
        return MandateFinding(None, _outside(about | {"institutions": outside}))
    later = sorted(one.valid_from for one in mandates if one.valid_from > day)
    if later:
        return MandateFinding(
            None,
            _("The mandate of %(name)s for %(board)s only begins on %(day)s.")
            % (about | {"day": date_format(later[0])}),
        )
    over = sorted(one.valid_until for one in mandates if one.valid_until is not None and one.valid_until < day)
    if over:
        return MandateFinding(None, _over(about | {"day": date_format(over[-1])}))
    return MandateFinding(None, _none(about))


def _is_being_checked(mandate: Mandate) -> bool:
    document = mandate.kept_document
    return document is not None and document.state == FileState.QUARANTINE


def _checking(about: dict[str, object]) -> str:
    return (
        _(
            "The document of the mandate of %(name)s for %(board)s is still being checked for viruses. Try again in a "
            "few minutes."
        )
        % about
    )


def _outside(about: dict[str, object]) -> str:
    return (
        _(
            "The mandate of %(name)s for %(board)s does not reach %(institutions)s. An administrator records a mandate "
            "that does, or somebody else signs."
        )
        % about
    )


def _over(about: dict[str, object]) -> str:
    return _("The mandate of %(name)s for %(board)s ended on %(day)s. An administrator records a new mandate.") % about


def _none(about: dict[str, object]) -> str:
    return _("%(name)s has no mandate to sign for %(board)s. An administrator records mandates.") % about


def register_of(boards: Sequence[Board], *, ended: bool) -> dict[int, list[Mandate]]:
    """Board id → its mandates; those that are over only when asked. Two queries, whatever the number of boards."""
    rows = Mandate.objects.filter(board__in=boards).select_related("user", "document").prefetch_related("institutions")
    found: dict[int, list[Mandate]] = defaultdict(list)
    for mandate in rows.order_by("user__name", "valid_from"):
        if ended or mandate.valid_until is None or mandate.valid_until >= localdate():
            found[mandate.board_id].append(mandate)
    return found
