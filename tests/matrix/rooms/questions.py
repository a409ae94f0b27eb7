"""Questions to an adviser: who is shown each address, and who may act."""

from __future__ import annotations

from ..company import AT_A_BOARD, EDITORS, PEOPLE
from ..rows import Place, Row, only, page, placed, step
from .guidance import ADDED

ASKED = only("coordinator", "adviser")
"""Who asked (for whichever board they act), and the adviser who is asked."""


def question(state: str) -> Place:
    """Of the coordinator of the proposing board, to its adviser, about the running route; `asked` or `answered`."""
    return placed(f"{state} question", lambda stage: (stage.questions[state],))


SAID = {"topic": "hours", "title": "Uren", "text": "Telt een stage mee?"}


# fmt: off
ROWS = [
    step("questions:ask", None, AT_A_BOARD, see=PEOPLE, fill=SAID),
    page("questions:questions", None, PEOPLE),
    page("questions:question", question("asked"), ASKED),
    step("questions:answer", question("asked"), only("adviser"), see=ASKED, fill={"answer": "Ja."}),
    step("questions:ask_again", question("answered"), only("coordinator"), see=ASKED, fill={"text": "En in mei?"}),
    step("questions:withdraw", question("asked"), only("coordinator"), see=ASKED),
    Row("questions:shared", get=EDITORS, see=PEOPLE),
    step("questions:into_help", question("answered"), EDITORS, see=PEOPLE, fill=ADDED),
]
# fmt: on
