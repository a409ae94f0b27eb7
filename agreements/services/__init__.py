"""The verbs of the archive. Nothing outside changes an agreement."""

from .consultation import Question, answer_consultation, ask_bodies
from .decision import approve_agreement, send_back_agreement
from .documents import request_draft_document
from .drafting import agree_text, change_terms, save_clause, start_agreement
from .ending import end_agreement
from .signing import put_in_force, sign_agreement

__all__ = [
    "Question",
    "agree_text",
    "answer_consultation",
    "approve_agreement",
    "ask_bodies",
    "change_terms",
    "end_agreement",
    "put_in_force",
    "request_draft_document",
    "save_clause",
    "send_back_agreement",
    "sign_agreement",
    "start_agreement",
]
