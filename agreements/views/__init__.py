"""The pages of agreements, each: find, form, service, answer."""

from .annexes import annex, annex_remove, annexes
from .changing import call_material, change
from .clauses import clause, clause_preview
from .comparing import comparison, comparison_document
from .consultation import answer, ask, letter
from .deciding import decide, end, send_back
from .documents import agreement_schema, document, draft_document
from .drafting import start, terms
from .evaluations import evaluation, evaluations
from .evidence import evidence, evidence_document, evidence_json
from .library import library_changes, library_file, library_publish, library_version, library_versions
from .listing import agreement_list, agreement_list_file
from .mandates import mandate_document, mandates
from .model import model
from .negotiating import comment, own_draft, proposals, settle, stance
from .noticing import notice
from .rights import rights
from .routes import routes
from .rules import checks_json, rules
from .sheets import clause_sheet, clause_sheet_file
from .signing import decline, sign
from .signing_outside import sign_outside, sign_outside_file
from .signing_request import remind, renew
from .template_editor import edit_template, new_template
from .templates import archive_template, export_template, import_template, template_from, templates
from .text import text
from .variants import archive_variant, keep_variant, rename_variant, variants
from .verifying import verify, verify_certificate, verify_found, verify_json
from .withdrawing import break_off, withdraw
from .word import comparison_word, text_word

__all__ = [
    "agreement_schema",
    "annex",
    "annex_remove",
    "annexes",
    "agreement_list",
    "agreement_list_file",
    "archive_template",
    "archive_variant",
    "edit_template",
    "export_template",
    "import_template",
    "new_template",
    "template_from",
    "templates",
    "keep_variant",
    "rename_variant",
    "remind",
    "renew",
    "variants",
    "answer",
    "checks_json",
    "ask",
    "break_off",
    "call_material",
    "change",
    "clause",
    "clause_preview",
    "clause_sheet",
    "clause_sheet_file",
    "comparison",
    "comparison_document",
    "comment",
    "decline",
    "comparison_word",
    "decide",
    "document",
    "draft_document",
    "end",
    "letter",
    "mandate_document",
    "mandates",
    "notice",
    "routes",
    "rights",
    "rules",
    "library_changes",
    "library_file",
    "library_publish",
    "library_version",
    "library_versions",
    "own_draft",
    "proposals",
    "model",
    "send_back",
    "settle",
    "sign",
    "sign_outside",
    "sign_outside_file",
    "stance",
    "start",
    "terms",
    "text",
    "text_word",
    "withdraw",
    "evaluation",
    "evaluations",
    "evidence",
    "evidence_document",
    "evidence_json",
    "verify",
    "verify_certificate",
    "verify_found",
    "verify_json",
]
