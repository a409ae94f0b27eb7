"""The name of the place where a board signs: the one word that document, signature and check share."""

from __future__ import annotations

PREFIX = "bestuur-"


def signature_field(board_pk: int) -> str:
    """`bestuur-12`: no dots, because a dot in the name of a field means a field within a field."""
    return f"{PREFIX}{board_pk}"


def board_of(field: str) -> int | None:
    """The board whose place this is; None for a field of something else, such as a document timestamp."""
    number = field.removeprefix(PREFIX)
    return int(number) if field.startswith(PREFIX) and number.isdecimal() else None
