"""What people read for each code. Codes never change, sentences may."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "accounts.person_invited": _("Person invited"),
    "accounts.role_granted": _("Role granted"),
    "accounts.role_ended": _("Role ended"),
    "accounts.mandate_granted": _("Mandate recorded"),
    "accounts.mandate_ended": _("Mandate ended"),
    "leerroutes.proposed": _("Proposal opened"),
    "leerroutes.changed": _("Proposal changed"),
    "leerroutes.line_saved": _("Line saved"),
    "leerroutes.line_removed": _("Line removed"),
    "leerroutes.submitted": _("Proposal submitted"),
    "leerroutes.decided": _("Decision of a board"),
    "leerroutes.approved": _("Proposal approved by every board"),
    "leerroutes.returned": _("Proposal returned for changes"),
    "leerroutes.rejected": _("Proposal rejected"),
    "leerroutes.withdrawn": _("Proposal withdrawn"),
    "leerroutes.covered": _("Taken into an agreement"),
    "leerroutes.uncovered": _("Taken out of an agreement"),
    "leerroutes.contracted": _("Agreement in force for this route"),
    "leerroutes.registration_submitted": _("Registration sent to RIO"),
    "leerroutes.registration_confirmed": _("Registration confirmed in RIO"),
    "leerroutes.reported": _("Reported to the minister: every registration is confirmed"),
    "leerroutes.started": _("Route started"),
    "leerroutes.suspended": _("Route suspended"),
    "leerroutes.resumed": _("Route resumed"),
    "leerroutes.winding_down": _("Route is being wound down"),
    "leerroutes.ended": _("Route ended"),
    "leerroutes.cooperation_recorded": _("Cooperation recorded"),
    "leerroutes.cooperation_changed": _("Cooperation changed"),
    "leerroutes.cooperation_confirmed": _("A board confirmed that it takes part"),
    "leerroutes.cooperation_left": _("A board took itself off"),
    "leerroutes.cooperation_ended": _("End of the cooperation recorded"),
    "leerroutes.cooperation_upgraded": _("Made into a proposal for a route"),
    "leerroutes.came_from_cooperation": _("Began as a lighter cooperation"),
    "agreements.started": _("Agreement started"),
    "agreements.terms_changed": _("Title or dates changed"),
    "agreements.clause_saved": _("Text of an article put on the table"),
    "agreements.clause_accepted": _("Board accepts an article"),
    "agreements.clause_rejected": _("Board rejects an article"),
    "agreements.comment_written": _("Comment to every board"),
    "agreements.text_agreed": _("Board agrees with the text"),
    "agreements.completed": _("Text complete: every board agrees"),
    "agreements.body_asked": _("Participation body asked"),
    "agreements.matrix_departed": _("Asked a participation body something else than proposed"),
    "agreements.answer_carried_over": _("Earlier answer of a participation body carried over"),
    "agreements.consultation_opened": _("With the participation bodies"),
    "agreements.body_answered": _("Participation body answered"),
    "agreements.put_to_decision": _("Put to the directors"),
    "agreements.decided": _("Decision of a board"),
    "agreements.released": _("Text frozen, out for signature"),
    "agreements.sent_back": _("Sent back to the writers"),
    "agreements.draft_requested": _("Draft document asked for"),
    "agreements.comparison_requested": _("Comparison of two versions asked for"),
    "agreements.document_made": _("Document made"),
    "agreements.signed": _("Signed"),
    "agreements.signing_closed": _("Signed by every board"),
    "agreements.in_force": _("Agreement sealed and in force"),
    "agreements.ended": _("Agreement ended"),
    "agreements.route_taken_in": _("Route taken into the agreement"),
    "agreements.route_taken_out": _("Route taken out of the agreement"),
    "agreements.broken_off": _("Negotiations broken off"),
    "agreements.withdrawal_agreed": _("Board agrees to withdraw the agreement"),
    "agreements.withdrawn": _("Agreement withdrawn by every board"),
    "agreements.variant_kept": _("Article kept as a variant"),
    "agreements.variant_renamed": _("Variant renamed"),
    "agreements.variant_archived": _("Variant put away"),
    "agreements.library_published": _("Model clauses published"),
}

FIELDS: dict[str, str | Promise] = {
    "_model": _("version of the model"),
    "_wording": _("own words"),
    "state": _("state"),
    "name": _("name of the route"),
    "title": _("title"),
    "route_type": _("kind of route"),
    "start_year": _("school year of start"),
    "starts_on": _("starts on"),
    "ends_on": _("ends on"),
    "motivation": _("why this route"),
    "institutions": _("participating schools and institutions"),
    "parties": _("boards"),
    "contacts": _("fixed contact persons"),
    "partners": _("associated partners"),
    "is_vsg": _("one verticale scholengemeenschap"),
    "legal_basis": _("legal basis of the internal regulation"),
    "valid_until": _("until"),
}


def sentence(action: str) -> str:
    """The sentence for a code; the code itself when there is none, so that nothing is ever hidden."""
    return str(SENTENCES.get(action, action))


def field_label(name: str) -> str:
    return str(FIELDS.get(name, name))
