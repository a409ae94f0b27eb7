"""The number of a request, which goes along with everything done because of it: log lines, jobs, jobs of jobs."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

LONGEST = 64
WELL_FORMED = re.compile(rf"[A-Za-z0-9-]{{8,{LONGEST}}}", re.ASCII)

_number: ContextVar[str] = ContextVar("request_number", default="")


def number() -> str:
    """Of the request being answered or the job being done; empty outside."""
    return _number.get()


def well_formed(given: str) -> str:
    """The number a proxy gave, when it can stand in a log line and a header; else one of our own."""
    return given if WELL_FORMED.fullmatch(given) else uuid.uuid4().hex


@contextmanager
def numbered(given: str) -> Iterator[None]:
    """What happens in here belongs to this request."""
    token = _number.set(given)
    try:
        yield
    finally:
        _number.reset(token)
