"""The verbs of the archive. Nothing outside changes an agreement."""

from .commenting import comment, settle_comment
from .consultation import Question, answer_consultation, ask_bodies
from .decision import approve_agreement, send_back_agreement
from .documents import request_draft_document
from .drafting import agree_text, change_terms, start_agreement
from .ending import end_agreement
from .negotiation import accept_clause, reject_clause, save_clause
from .private import drop_draft, keep_draft
from .signing import put_in_force, sign_agreement

__all__ = [
    "Question",
    "accept_clause",
    "agree_text",
    "answer_consultation",
    "approve_agreement",
    "ask_bodies",
    "change_terms",
    "comment",
    "drop_draft",
    "end_agreement",
    "keep_draft",
    "put_in_force",
    "reject_clause",
    "request_draft_document",
    "save_clause",
    "send_back_agreement",
    "settle_comment",
    "sign_agreement",
    "start_agreement",
]
