"""Whether an agreement holds today, as one word for the colour and the end of one heading: they never contradict.

`agreements.verify.telling` puts what is said of the file, or of the paper, before it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from ..states import State
from .known import Found


class Today(NamedTuple):
    """`kind` as in components/alert.html, `status` ends the heading, `sentence` explains it."""

    kind: str
    status: str
    sentence: str


def today(found: Found) -> Today:
    """What went back or ended never looks good, whoever signed it; what is not signed by all does not hold either."""
    if found.declined:
        status = _("but not completed: declined on %(day)s") % {"day": shown(localtime(found.declined).date())}
        sentence = _("This document binds nobody: a board declined to sign it, and the text went back to its writers.")
        return Today("warning", status, sentence)
    if found.is_set_aside:
        return Today("warning", _("but out of date"), _("This text went back to its writers. It was never in force."))
    if over := OVER.get(State(found.agreement.state)):
        return Today("warning", over(found), _("It no longer holds."))
    if found.agreement.state == State.WITHDRAWN:
        sentence = _("It was never in force, or all boards took it back.")
        return Today("warning", _("but withdrawn on %(day)s") % {"day": _since(found)}, sentence)
    return _complete(found) if found.is_complete else _incomplete(found)


def _incomplete(found: Found) -> Today:
    """A file keeps the signatures it had; the others may have signed since."""
    count = {"signed": len(found.signatures) if found.contained is None else found.contained, "all": found.needed}
    if len(found.signatures) >= found.needed:
        sentence = _("Every board signed since. Ask for the file that holds all signatures.")
        return Today("warning", _("but with %(signed)s of %(all)s signatures") % count, sentence)
    sentence = _("Not in force: it is not signed by every board.")
    return Today("warning", _("signed so far by %(signed)s of %(all)s boards") % count, sentence)


def _complete(found: Found) -> Today:
    agreement, state = found.agreement, State(found.agreement.state)
    if state == State.SIGNED and not agreement.is_waiting:
        sentence = _("Every board signed. The signed document is being sealed; after that it is in force.")
        return Today("info", _("but not in force yet"), sentence)
    if agreement.starts_on > localdate():
        day = {"day": shown(agreement.starts_on)}
        return Today("info", _("but not in force before %(day)s") % day, _("The boards are bound to it already."))
    if state == State.WINDING_DOWN:
        sentence = _("Since %(day)s no new students start under it.") % {"day": _since(found)}
        return Today("warning", _("but winding down"), sentence)
    return Today("success", _("and in force"), _until(found))


def _until(found: Found) -> str:
    if found.agreement.state == State.TERMINATED:
        return _("Notice was given: it ends on %(day)s.") % {"day": shown(found.ends_on)}
    if found.ends_on:
        return _("It holds until and including %(day)s.") % {"day": shown(found.ends_on)}
    return _("It holds for an indefinite time.")


def _replaced(found: Found) -> str:
    if found.successor is None:
        return _("but replaced on %(day)s") % {"day": _since(found)}
    return _("but replaced on %(day)s by %(number)s") % {"day": _since(found), "number": found.successor.number}


def _ended(found: Found) -> str:
    return _("but ended on %(day)s") % {"day": _since(found)}


OVER: dict[State, Callable[[Found], str]] = {State.REPLACED: _replaced, State.ENDED: _ended}


def _since(found: Found) -> str:
    return shown(localtime(found.since).date())


def shown(day: date | None) -> str:
    return date_format(day, "j F Y") if day else ""
