"""Look at a file that somebody handed in where it can do no harm: a process of its own, with little time and room.

What is between `%PDF` and `%%EOF` may be made to be read for ever: paths that double at every step, streams that unpack
to gigabytes, a thousand updates. No list of such tricks is whole, so the reading itself is bounded, and the web server
answers within seconds whatever is in the file. `python -m agreements.sealing.apart` is that process; what it answers is
plain data.
"""

from __future__ import annotations

import json
import logging
import resource
import subprocess  # nosec
import sys
from base64 import b64decode, b64encode
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from .outside import NotOurs, examine
from .report import Report, SignatureFound
from .trust import Trust

SECONDS = 10
"""Of the processor; a document of forty pages with three signatures and their timestamps takes one."""
PATIENCE = 3 * SECONDS
"""On the clock, when others want the processor too."""
ROOM = 640 * 1024 * 1024
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
    command = [sys.executable, "-m", "agreements.sealing.apart"]
    try:
        done = subprocess.run(  # nosec: our own program; the file is its input, never part of the command
            command, input=asked, cwd=settings.BASE_DIR, capture_output=True, timeout=PATIENCE, check=True
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        raise NotOurs(_too_much()) from error
    found: dict[str, Any] = json.loads(done.stdout)
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
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (ROOM, ROOM))
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
