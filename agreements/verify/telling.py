"""What was found, in sentences for people and in data for programs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from .known import Found
from .today import shown, today


@dataclass(frozen=True)
class Answer:
    """`kind` as in components/alert.html; one heading, and one text that explains it. `parties`: who signed."""

    kind: str
    title: str
    text: str
    parties: list[dict[str, Any]] = field(default_factory=list)


def told(found: Found | None, *, is_file: bool) -> Answer:
    """`is_file`: a digest was asked; else a code, which says which document paper claims to be, and proves nothing."""
    if found is None:
        return Answer("error", _("Not known here"), _unknown_file() if is_file else _unknown_code())
    if found.is_working_paper:
        text = _("This is a draft of an agreement. Nobody signed it, and it gives nobody any rights.")
        return Answer("warning", _("A draft, not signed"), text)
    if found.is_evidence:
        return Answer("success", _("Genuine, a report about signatures"), _report(found))
    kind, status, sentence = today(found)
    title = _("Genuine, %(status)s") if is_file else _("Known here, %(status)s")
    return Answer(kind, title % {"status": status}, f"{sentence} {_how_sure(found)}", _parties(found))


def _report(found: Found) -> str:
    text = _("Exactly as it was made here on %(day)s, about %(number)s. What happened after that is not in it.")
    assert found.document.stored is not None
    return text % {"day": shown(localtime(found.document.stored).date()), "number": found.agreement.number}


def _unknown_file() -> str:
    changed = _("One other letter gives another fingerprint, and so does a program that saves the file anew.")
    ask = _("So it was changed, or it was not made here. Ask whom you got it from for the original file.")
    return f"{changed} {ask}"


def _unknown_code() -> str:
    return _("No document has this code. Compare it with the paper: ten letters and digits, beside the square picture.")


def _how_sure(found: Found) -> str:
    if found.contained is None:
        return _(
            "This is what the document with this code says. Paper can be changed: compare it with the signed file."
        )
    if found.is_complete:
        return _("This file is exactly the one that is kept here: not one byte was changed. Every board signed it.")
    text = _("Not one byte was changed, but this file holds %(contained)s of %(needed)s signatures.")
    return text % {"contained": found.contained, "needed": found.needed}


def _parties(found: Found) -> list[dict[str, Any]]:
    """Every board, with its signature if it gave one; for `components/party_list.html`."""
    signed = {one.board_id: one for one in found.signatures}
    boards = [party.board for party in found.agreement.parties.select_related("board")]
    return [_party(board, signed.get(board.pk)) for board in boards]


def _party(board: Any, signature: Any) -> dict[str, Any]:
    if signature is None:
        return {"name": board, "state": "waiting", "state_label": _("did not sign")}
    moment = date_format(localtime(signature.signed), "j F Y, H:i T")
    note = f"{signature.signed_by}, {signature.function}, {moment}"
    return {"name": board, "note": note, "state": "signed", "state_label": _("signed")}


def as_data(found: Found | None) -> dict[str, Any]:
    """For other programs: names of fields in English, codes and not sentences, dates as ISO 8601."""
    if found is None:
        return {"known": False}
    if found.is_working_paper:
        return {"known": True, "kind": "draft"}
    agreement, document = found.agreement, found.document
    if found.is_evidence:
        return {"known": True, "kind": "evidence", "agreement": agreement.number, "made": document.stored}
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
        "declined": localtime(found.declined).date() if found.declined else None,
        "holds_today": found.holds_today,
        "starts_on": agreement.starts_on,
        "ends_on": found.ends_on,
        "replaced_by": found.successor.number if found.successor else None,
    }
