"""The verbs of the archive. Nothing outside changes an agreement."""

from .adding import add_clause, take_out_clause
from .asking import Question, ask_bodies, proposed_questions
from .attaching import Part, attach_file, remove_file
from .changing import call_material, start_accession, start_amendment, start_departure, start_renewal
from .commenting import comment, settle_comment
from .consultation import answer_consultation
from .decision import approve_agreement, send_back_agreement
from .declining import decline_to_sign
from .documents import request_comparison_document, request_draft_document
from .drafting import agree_text, change_terms, start_agreement
from .ending import end_agreement, end_when_wound_down
from .evaluating import record_evaluation
from .evidence_document import request_evidence_document
from .library import publish_library
from .moving import leave_out_clause, move_clause, put_back_clause
from .negotiation import accept_clause, reject_clause, save_clause
from .noticing import give_notice, let_time_pass
from .private import drop_draft, keep_draft
from .reminding import remind_boards, remind_in_time
from .requesting import let_request_lapse, renew_request
from .routes import take_in_route, take_out_route
from .sealing import apply_signatures
from .signing import put_in_force, sign_agreement
from .signing_outside import file_to_sign, sign_outside
from .templates import archive_template, change_template, keep_template
from .variants import archive_variant, keep_variant, rename_variant
from .withdrawing import agree_to_withdraw, break_off

__all__ = [
    "Part",
    "Question",
    "add_clause",
    "attach_file",
    "remove_file",
    "accept_clause",
    "agree_text",
    "agree_to_withdraw",
    "apply_signatures",
    "archive_template",
    "archive_variant",
    "answer_consultation",
    "approve_agreement",
    "ask_bodies",
    "break_off",
    "call_material",
    "change_template",
    "change_terms",
    "comment",
    "decline_to_sign",
    "drop_draft",
    "end_agreement",
    "end_when_wound_down",
    "file_to_sign",
    "give_notice",
    "keep_draft",
    "let_request_lapse",
    "let_time_pass",
    "keep_template",
    "keep_variant",
    "leave_out_clause",
    "move_clause",
    "publish_library",
    "proposed_questions",
    "put_back_clause",
    "put_in_force",
    "reject_clause",
    "request_comparison_document",
    "record_evaluation",
    "request_evidence_document",
    "remind_boards",
    "remind_in_time",
    "rename_variant",
    "renew_request",
    "request_draft_document",
    "save_clause",
    "send_back_agreement",
    "settle_comment",
    "sign_agreement",
    "sign_outside",
    "start_accession",
    "start_agreement",
    "start_amendment",
    "start_departure",
    "start_renewal",
    "take_in_route",
    "take_out_clause",
    "take_out_route",
]
