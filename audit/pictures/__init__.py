"""Pictures of cases: what rooms register about a case, how each event changed it, how it was (docs/ledger.md)."""

from .facts import Difference, Picture, applied, difference, replay
from .registry import leave_out, parts_of, picture_of, place_of, register
from .rows import Rows

__all__ = [
    "Difference",
    "Picture",
    "Rows",
    "applied",
    "difference",
    "leave_out",
    "parts_of",
    "picture_of",
    "place_of",
    "register",
    "replay",
]
