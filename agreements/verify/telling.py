"""What was found, in sentences for people and in data for programs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from ..states import State
from .known import Found


@dataclass(frozen=True)
class Answer:
    """`kind` as in components/alert.html: about the file. `today` is about the agreement."""

    kind: str
    title: str
    text: str
    today: str = ""
    holds: bool = False
    parties: list[dict[str, Any]] = field(default_factory=list)


def told(found: Found | None) -> Answer:
    if found is None or found.is_working_paper:
        return Answer(*_of_file(found))
    return Answer(*_of_file(found), today=_today(found), holds=found.holds_today, parties=_parties(found))


def _of_file(found: Found | None) -> tuple[str, str, str]:
    """Kind, title and text of what can be said about the file, or the paper, itself."""
    if found is None:
        changed = _("One other letter gives another fingerprint, and so does a program that saves the file anew.")
        ask = _("So it was changed, or it was not made here. Ask whom you got it from for the original file.")
        return "error", _("Not known here"), f"{changed} {ask}"
    if found.is_working_paper:
        text = _("This is a draft of an agreement. Nobody signed it, and it gives nobody any rights.")
        return "warning", _("A draft, not signed"), text
    if found.contained is None:
        return _of_code(found)
    if found.is_complete:
        text = _("This file is exactly the one that is kept here: not one byte was changed. Every board signed it.")
        return "success", _("Genuine"), text
    if found.is_set_aside:
        return "warning", _("Genuine, but out of date"), _("This text went back to its writers. Nobody signed it.")
    text = _("Not one byte was changed, but this file holds %(contained)s of %(needed)s signatures.")
    return "warning", _("Genuine, but not complete"), text % {"contained": found.contained, "needed": found.needed}


def _of_code(found: Found) -> tuple[str, str, str]:
    """A code says which document paper claims to be; only a file can show that nothing was changed."""
    text = _("This is what the document with this code says. Paper can be changed: compare it with the signed file.")
    if found.is_complete:
        return "success", _("This document is known here, and every board signed it"), text
    if found.is_set_aside:
        return "warning", _("Out of date"), _("This text went back to its writers. Nobody signed it.")
    return "warning", _("Not signed by everybody"), text


def _today(found: Found) -> str:
    """Whether the agreement holds today, and from or until when."""
    since = date_format(localtime(found.since), "j F Y")
    sentences = {
        State.SIGNED: _("Every board signed. The signed document is being sealed; after that it is in force."),
        State.IN_FORCE: _in_force(found),
        State.TERMINATED: _("In force, but notice was given: it ends on %(day)s.") % {"day": _day(found.ends_on)},
        State.WINDING_DOWN: _("Winding down since %(day)s: no new students start under it.") % {"day": since},
        State.REPLACED: _replaced(found, since),
        State.ENDED: _("Ended on %(day)s. It no longer holds.") % {"day": since},
        State.WITHDRAWN: _("Withdrawn on %(day)s. It was never in force, or all boards took it back.") % {"day": since},
    }
    not_yet = _("Not in force: it is not signed by every board.")
    return sentences.get(State(found.agreement.state), not_yet)


def _in_force(found: Found) -> str:
    starts, ends = found.agreement.starts_on, found.ends_on
    if starts > localdate():
        return _("Signed; it holds from %(day)s.") % {"day": _day(starts)}
    if ends:
        return _("In force. It holds until and including %(day)s.") % {"day": _day(ends)}
    return _("In force, for an indefinite time.")


def _replaced(found: Found, since: str) -> str:
    if found.successor is None:
        return _("Replaced on %(day)s by a later agreement. This one no longer holds.") % {"day": since}
    names = {"day": since, "number": found.successor.number}
    return _("Replaced on %(day)s by %(number)s. This one no longer holds.") % names


def _day(day: Any) -> str:
    return date_format(day, "j F Y") if day else ""


def _parties(found: Found) -> list[dict[str, Any]]:
    """Every board, with its signature if it gave one; for `components/party_list.html`."""
    signed = {one.board_id: one for one in found.signatures}
    boards = [party.board for party in found.agreement.parties.select_related("board")]
    return [_party(board, signed.get(board.pk)) for board in boards]


def _party(board: Any, signature: Any) -> dict[str, Any]:
    if signature is None:
        return {"name": board, "state": "waiting", "state_label": _("did not sign")}
    moment = date_format(localtime(signature.signed), "j F Y, H:i")
    note = f"{signature.signed_by}, {signature.function}, {moment}"
    return {"name": board, "note": note, "state": "signed", "state_label": _("signed")}


def as_data(found: Found | None) -> dict[str, Any]:
    """For other programs: names of fields in English, codes and not sentences, dates as ISO 8601."""
    if found is None:
        return {"known": False}
    if found.is_working_paper:
        return {"known": True, "kind": "draft"}
    agreement, document = found.agreement, found.document
    return {
        "known": True,
        "kind": document.kind,
        "agreement": agreement.number,
        "title": agreement.title,
        "version": f"{document.round}.{document.version}",
        "signatures_in_file": found.contained,
        "signatures_needed": found.needed,
        "signatures": [
            {"board": str(one.board), "signer": one.signed_by, "function": one.function, "signed": one.signed}
            for one in found.signatures
        ],
        "state": agreement.state,
        "state_since": found.since,
        "holds_today": found.holds_today,
        "starts_on": agreement.starts_on,
        "ends_on": found.ends_on,
        "replaced_by": found.successor.number if found.successor else None,
    }
