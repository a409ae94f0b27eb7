"""In which step of the work an event belongs. Codes never change, so neither does this."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

STEPS: dict[str, str | Promise] = {
    "proposal": _("Proposal"),
    "route_decision": _("Boards decide on the proposal"),
    "text": _("Text of the agreement"),
    "participation": _("Participation"),
    "decision": _("Boards decide on the agreement"),
    "signing": _("Signing"),
    "registration": _("Registration in RIO"),
    "life": _("Running, changing and ending"),
    "inspection": _("Inspection and files taken along"),
    "findings": _("Findings of the inspectorate"),
    "other": _("Other"),
}

_CODES = {
    "proposal": "leerroutes: proposed changed line_saved line_removed reason_given submitted came_from_cooperation",
    "route_decision": "leerroutes: decided approved returned rejected withdrawn",
    "text": "agreements: started terms_changed clause_saved clause_added clause_taken_out clause_accepted "
    "clause_rejected comment_written comment_settled reason_given text_agreed completed draft_requested "
    "comparison_requested file_attached file_removed file_checked file_refused route_taken_in route_taken_out "
    "broken_off change_started; leerroutes: covered uncovered",
    "participation": "agreements: body_asked matrix_departed answer_carried_over consultation_opened body_answered "
    "called_material consultation_skipped",
    "decision": "agreements: put_to_decision decided released sent_back declined",
    "signing": "agreements: document_made evidence_requested signing_terms_set reminded renewal_agreed "
    "request_renewed request_lapsed signed signature_applied signing_closed sealed in_force "
    "withdrawal_agreed withdrawn; leerroutes: contracted",
    "registration": "leerroutes: registration_submitted registration_confirmed reported",
    "life": "leerroutes: started suspended resumed winding_down ended moved board_back board_left "
    "cooperation_recorded cooperation_changed cooperation_confirmed cooperation_left cooperation_ended "
    "cooperation_upgraded; agreements: ended "
    "change_announced replaced board_left withdrawn_with_the_old notice_given terminated winding_down "
    "evaluation_recorded",
    "inspection": "inspections: read downloaded file_asked file_made sample_drawn; "
    "leerroutes: inspection_access_granted inspection_access_ended released_to_inspectors release_revoked",
    "findings": "inspections: finding_made finding_addressed finding_answered finding_asked_again finding_overdue "
    "finding_closed finding_withdrawn finding_over finding_file_checked finding_file_refused",
}


def _spelled(line: str) -> list[str]:
    rooms = [room.partition(":") for room in line.split(";")]
    return [f"{room.strip()}.{code}" for room, _colon, codes in rooms for code in codes.split()]


ACTIONS = {step: _spelled(line) for step, line in _CODES.items()}
OF_ACTION = {action: step for step, actions in ACTIONS.items() for action in actions}


def step_of(action: str) -> str:
    return OF_ACTION.get(action, "other")
