"""Log lines as JSON, in which nobody is named.

A line holds the sentence from the code, numbers, and keys of rows. Words that came from people or from a request
do not get in: not as an argument, not in the text of an exception, not in an address.
"""

from __future__ import annotations

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from django.db.models import Model

from jobs.tracing import number

EXTRA = ("what", "method", "view", "status", "milliseconds")
"""What a line may say beside its sentence, with `extra=`."""
FRAMES = 12
WITHHELD = "…"
PRIVATE = re.compile(r"[^\s@<>\"']+@[^\s@<>\"']+|//[^/\s]*:[^/\s]*@|\b\d{9}\b")
"""In sentences that others put together: an address for mail, a password in an address, nine digits."""


class AsJson(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": sentence(record),
            "request": number(),
        }
        line |= {name: getattr(record, name) for name in EXTRA if hasattr(record, name)}
        if record.exc_info and record.exc_info[1]:
            line |= what_went_wrong(record.exc_info[1])
        return json.dumps({name: value for name, value in line.items() if value != ""}, ensure_ascii=False)


def sentence(record: logging.LogRecord) -> str:
    """What the code says, with its numbers filled in."""
    given = record.args
    known: Any = {k: harmless(v) for k, v in given.items()} if isinstance(given, dict) else None
    if known is None:
        known = tuple(harmless(value) for value in given or ())
    try:
        text = str(record.msg) % known if known else str(record.msg)
    except (TypeError, ValueError, KeyError):
        text = str(record.msg)
    return PRIVATE.sub(WITHHELD, text)


def harmless(value: object) -> object:
    """A number, or which row; of all else that there was something."""
    if isinstance(value, Model):
        return f"{value._meta.label}:{value.pk}"
    return value if isinstance(value, int | float) else WITHHELD


def what_went_wrong(error: BaseException) -> dict[str, Any]:
    """The kinds of errors and the lines of code, without their words: a database puts the row in its message."""
    kinds, cause = [type(error).__name__], error.__cause__ or error.__context__
    while cause and len(kinds) < FRAMES:
        kinds.append(type(cause).__name__)
        cause = cause.__cause__ or cause.__context__
    return {"error": " from ".join(kinds), "where": where(error.__traceback__)}


def where(trace: TracebackType | None) -> list[str]:
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)[-FRAMES:]]
