"""The help: who is shown each address, and who may act."""

from __future__ import annotations

from typing import Any

from ..company import EVERYBODY, PEOPLE
from ..rows import Row, page
from ..stage import Stage


def question(stage: Stage) -> tuple[Any, ...]:
    """One that came with the program."""
    return ("hebben-we-toestemming-nodig",)


# fmt: off
ROWS = [
    page("guidance:index", None, EVERYBODY),
    page("guidance:glossary", None, EVERYBODY),
    page("guidance:entry", question, EVERYBODY),
    Row("guidance:helped", question, post=PEOPLE, fill={"helped": "yes"}, form=False, trace=False),
]
