"""The pages of agreements, each: find, form, service, answer."""

from .clauses import clause, clause_preview
from .consultation import answer, ask, letter
from .deciding import decide, end, send_back
from .documents import document, draft_document
from .drafting import agreement_list, start, terms
from .signing import sign
from .text import text

__all__ = [
    "agreement_list",
    "answer",
    "ask",
    "clause",
    "clause_preview",
    "decide",
    "document",
    "draft_document",
    "end",
    "letter",
    "send_back",
    "sign",
    "start",
    "terms",
    "text",
]
