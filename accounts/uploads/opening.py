"""May a file from outside be opened at all; whoever asks."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ..verdicts import ALLOWED, Verdict, no
from .keeping import Row
from .states import FileState

IN_QUARANTINE = _("This file is still being checked for viruses. Nobody can open it until then; try again later.")


def can_open(row: Row) -> Verdict:
    """In quarantine nobody opens it, also not who sent it: that person has the original."""
    if row.state == FileState.QUARANTINE:
        return no(IN_QUARANTINE)
    if row.state == FileState.REFUSED:
        return no(_("This file was refused and thrown away: %(reason)s") % {"reason": row.reason})
    return ALLOWED
