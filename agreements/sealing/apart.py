"""Examine a file that was signed outside in a process of its own, which may not take long: `accounts.uploads.bounded`.

`python -m agreements.sealing.apart` is that process; what it answers is plain data.
"""

from __future__ import annotations

import json
import logging
import sys
from base64 import b64decode, b64encode
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.uploads.bounded import Overrun, answer_of, bind

from .outside import NotOurs, examine
from .report import Report, SignatureFound
from .trust import Trust

MORE = 4 * 1024 * 1024
"""So much longer than our file: a signature with certificates and revocation lists is a tenth of it."""


def examine_apart(
    pdf: bytes, *, base: bytes, earlier: Sequence[bytes], field: str, trust: Trust
) -> tuple[SignatureFound, Report]:
    """As `outside.examine`; refuses also what cannot be examined within these bounds."""
    if len(pdf) > len(base) + MORE:
        raise NotOurs(_too_much())
    asked = {
        "pdf": _packed(pdf),
        "sizes": [len(one) for one in earlier],
        "base": _packed(base),
        "field": field,
        "roots": [_packed(one) for one in trust.roots],
        "revoked": [_packed(one) for one in trust.revoked],
    }
    return _told(_answer(json.dumps(asked).encode()))


def _answer(asked: bytes) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(answer_of("agreements.sealing.apart", asked))
    except Overrun as error:
        raise NotOurs(_too_much()) from error
    return found


def _told(answer: dict[str, Any]) -> tuple[SignatureFound, Report]:
    if refusal := answer.get("refused"):
        raise NotOurs(_(refusal))
    found = [_signature(one) for one in answer["signatures"]]
    return found[answer["new"]], Report(tuple(found), answer["timestamps_hold"], answer["problem"])


def _signature(told: dict[str, Any]) -> SignatureFound:
    moment = told.pop("moment")
    return SignatureFound(**told, moment=datetime.fromisoformat(moment) if moment else None)


def _too_much() -> str:
    return _("This file takes too long to read. Download the file again, sign it with another program and choose that.")


def _packed(content: bytes) -> str:
    return b64encode(content).decode()


# --- The process -----------------------------------------------------------------------------------


def main() -> None:
    """Bounded before it reads anything. Answers with what was found, or the sentence that refuses."""
    bind()
    logging.disable(logging.CRITICAL)  # what is wrong stands in the answer
    try:
        answer = _found(json.load(sys.stdin))
    except NotOurs as refused:
        answer = {"refused": str(refused)}
    json.dump(answer, sys.stdout, default=datetime.isoformat)


def _found(asked: dict[str, Any]) -> dict[str, Any]:
    base = b64decode(asked["base"])
    believed = Trust(*(tuple(map(b64decode, asked[name])) for name in ("roots", "revoked")))
    earlier = [base[:size] for size in asked["sizes"]]
    new, report = examine(b64decode(asked["pdf"]), base=base, earlier=earlier, field=asked["field"], trust=believed)
    signatures = [vars(one) for one in report.signatures]
    told = {"problem": report.problem, "timestamps_hold": report.timestamps_hold}
    return {"new": report.signatures.index(new), "signatures": signatures, **told}


if __name__ == "__main__":
    settings.configure(USE_I18N=False)  # sentences as they stand in the code; whoever asked translates them
    main()
