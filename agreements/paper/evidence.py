"""The evidence as a document to print and to keep: the same facts give the same bytes.

It says nothing that is not in the data, and the data is in it (`bewijs.json`). The code on its pages is that of the
document that was signed: this report proves by what it says of that file, not by itself.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import translation

from accounts.letters import spelled_out
from accounts.stepup import Method

from ..evidence import rounds_of
from ..states import SigningMethod, State
from .data import canonical
from .imprint import Imprint

Data = dict[str, Any]


def evidence_words(told: Data, *, code: str, moment: datetime) -> tuple[str, str]:
    """The HTML, in Dutch, and the data: together they decide the bytes. `told` is of `agreements.evidence`."""
    with translation.override("nl"):
        context = {
            "told": told,
            "state": State(told["state"]).label,
            "signatures": [_with_its_file(one, told["files"]) for one in told["signatures"]],
            "rounds": rounds_of(told),
            "moment": moment,
            "imprint": Imprint(code, moment.replace(microsecond=0)),
        }
        html = render_to_string("agreements/pdf/evidence.html", context)
    plain = json.loads(json.dumps({"frozen": moment} | told, cls=DjangoJSONEncoder))
    return spelled_out(html), canonical(plain)


def _with_its_file(signature: Data, files: list[Data]) -> Data:
    """In words; `file` is what was put into the file for it, or nothing while that is still to be done."""
    identified = signature["identified"]["method"]
    return signature | {
        "how": SigningMethod(signature["method"]).label,
        "identified_with": Method(identified).label if identified else "",
        "file": next((one for one in files if one["signature"] == signature["number"]), None),
    }
