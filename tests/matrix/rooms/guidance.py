"""The help: who is shown each address, and who may act."""

from __future__ import annotations

from typing import Any

from ..company import EDITORS, EVERYBODY, PEOPLE
from ..rows import Row, page, step
from ..stage import Stage

SAID = {"title_nl": "Nieuw", "title_en": "New", "text_nl": "Zo.", "text_en": "So.", "basis": "practice"}
ADDED = SAID | {"kind": "question", "slug": "nieuwe-vraag", "review_on": "2030-01-01"}


def question(stage: Stage) -> tuple[Any, ...]:
    """One that came with the program."""
    return ("hebben-we-toestemming-nodig",)


# fmt: off
ROWS = [
    page("guidance:index", None, EVERYBODY),
    page("guidance:glossary", None, EVERYBODY),
    page("guidance:entry", question, EVERYBODY),
    Row("guidance:helped", question, post=PEOPLE, fill={"helped": "yes"}, form=False, trace=False),
    Row("guidance:review", get=EDITORS, see=PEOPLE),
    step("guidance:new", None, EDITORS, see=PEOPLE, fill=ADDED),
    step("guidance:edit", question, EDITORS, see=PEOPLE, fill=SAID),
    step("guidance:keep", question, EDITORS, see=PEOPLE, fill={"review_on": "2030-01-01"}),
    Row("guidance:versions", question, get=EDITORS, see=PEOPLE),
]
