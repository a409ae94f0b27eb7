"""What people read for the parts and fields of a case."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from audit.pictures import Rows, parts_of
from audit.wording import FIELDS

Label = str | Promise

PARTS: Mapping[str, Label] = {
    "": _("State and terms"),
    "parties": _("Boards"),
    "partners": _("Associated partners"),
    "lines": _("Lines"),
    "routes": _("Routes"),
    "clauses": _("Articles"),
    "proposals": _("Words on the table"),
    "standpoints": _("Where the boards stand"),
    "comments": _("Comments to every board"),
    "messages": _("Messages to every board"),
    "consents": _("Boards that agree with the whole text"),
    "texts": _("Texts that were kept"),
    "reasons": _("Reasons for going on although a rule warns"),
    "consultations": _("Participation bodies"),
    "departures": _("Asked otherwise than the law proposes"),
    "decisions": _("Decisions of the boards"),
    "approvals": _("Articles that directors approved"),
    "requests": _("Request to sign"),
    "renewals": _("Longer terms for signing"),
    "reminders": _("Reminders to sign"),
    "annexes": _("Files"),
    "documents": _("Documents"),
    "signatures": _("Signatures"),
    "revisions": _("Signatures in the file"),
    "declines": _("Boards that declined to sign"),
    "withdrawals": _("Boards that agree to withdraw it"),
    "notices": _("Notices"),
    "evaluations": _("Yearly evaluations"),
    "planning": _("Planning"),
    "registrations": _("Registration in RIO"),
    "releases": _("Opened to inspectors by a board"),
    "accesses": _("Access of inspectors"),
    "tasks": _("Who was up"),
}
"""In the order in which a page shows them."""

FIELD_LABELS: Mapping[str, Label] = {
    "added": _("article added from a newer model"),
    "agreed": _("agreed"),
    "agreed_by": _("agreed by"),
    "agreement": _("agreement"),
    "agreement_number": _("number of the agreement"),
    "answered_by": _("answer recorded by"),
    "asked": _("asked"),
    "asked_by": _("asked by"),
    "author": _("written by"),
    "base_sha256": _("digest of the older text"),
    "became": _("made into route"),
    "board": _("board"),
    "body": _("participation body"),
    "carried_from": _("answer carried over from"),
    "carried_reason": _("why the answer was carried over"),
    "certificate_sha256": _("digest of the certificate"),
    "check_sha256": _("digest of the statutory check"),
    "checked": _("checked for viruses"),
    "code": _("article"),
    "confirmed": _("confirmed"),
    "consultation": _("participation body"),
    "created": _("begun"),
    "created_by": _("begun by"),
    "data": _("answer"),
    "decided": _("decided"),
    "decided_by": _("decided by"),
    "declined": _("declined"),
    "declined_by": _("declined by"),
    "digests": _("digest of article"),
    "document": _("document"),
    "document_sha256": _("digest of the document"),
    "due_on": _("last day"),
    "end_reason": _("reason of the end"),
    "ended": _("ended"),
    "ends_on": _("last day"),
    "frozen": _("kept"),
    "function": _("function"),
    "given": _("given"),
    "given_by": _("given by"),
    "given_on": _("given on"),
    "granted": _("granted"),
    "granted_by": _("granted by"),
    "grounds": _("grounds"),
    "inspector": _("inspector"),
    "instead_of": _("in the place of"),
    "institution": _("school or institution"),
    "instrument": _("kind of agreement"),
    "is_demonstration": _("certificate of the demonstration"),
    "is_timestamped": _("with a timestamp"),
    "is_trusted": _("certificate trusted"),
    "kind": _("kind"),
    "lapsed": _("lapsed"),
    "leaves": _("signs in order to leave"),
    "left_on": _("left on"),
    "letter_name": _("letter"),
    "letter_state": _("letter checked for viruses"),
    "library_version": _("version of the model"),
    "made": _("made"),
    "mandate": _("mandate"),
    "mandate_document": _("document of the mandate"),
    "mandate_file_name": _("file of the mandate"),
    "mandate_file_sha256": _("digest of the file of the mandate"),
    "mandate_from": _("mandate from"),
    "mandate_reach": _("reach of the mandate"),
    "mandate_until": _("mandate until"),
    "mentioned": _("mentioned"),
    "message": _("what the rule says"),
    "method": _("way of signing"),
    "moved": _("moved"),
    "moved_by": _("moved by"),
    "name": _("name"),
    "note": _("note"),
    "number": _("number"),
    "opened": _("began"),
    "order": _("order of signing"),
    "position": _("place in the order"),
    "previous_sha256": _("digest of the file before"),
    "proof_at": _("proved"),
    "proof_method": _("second factor"),
    "proposed": _("proposed"),
    "proposed_by": _("proposed by"),
    "reason": _("reason"),
    "recorded": _("recorded"),
    "recorded_by": _("recorded by"),
    "registration": _("registration"),
    "released": _("released"),
    "released_by": _("released by"),
    "renewed": _("made longer"),
    "replaces": _("changes agreement"),
    "request": _("request to sign"),
    "requested": _("asked for"),
    "revoked": _("revoked"),
    "round": _("round"),
    "route": _("route"),
    "rule": _("rule"),
    "said": _("said"),
    "said_by": _("said by"),
    "saved": _("saved"),
    "saved_by": _("saved by"),
    "sent_on": _("sent on"),
    "settled": _("dealt with"),
    "settled_by": _("dealt with by"),
    "sha256": _("digest"),
    "signature": _("signature"),
    "signed": _("signed"),
    "signed_at": _("signed, by the file"),
    "signer": _("signed by"),
    "since": _("since"),
    "size": _("size in bytes"),
    "stance": _("standpoint"),
    "started_by": _("begun by board"),
    "state": _("state"),
    "state_reason": _("reason of the state"),
    "state_since": _("in this state since"),
    "step": _("step"),
    "stored": _("made"),
    "suspended_from": _("state before the suspension"),
    "taken": _("taken"),
    "taken_by": _("taken by"),
    "task": _("task"),
    "template": _("template"),
    "text_sha256": _("digest of the text"),
    "took_effect": _("took effect"),
    "topics": _("subjects"),
    "until": _("until"),
    "uploaded": _("attached"),
    "uploaded_by": _("attached by"),
    "verdict": _("verdict"),
    "version": _("version"),
    "weeks": _("term in weeks"),
    "words": _("words"),
    "written": _("written"),
}


@cache
def field_of(kind: str, part: str, name: str) -> models.Field[Any, Any] | None:
    """The field of a model that this fact comes from."""
    rows = parts_of(kind).get(part)
    if not isinstance(rows, Rows):
        return None
    found = {one.name: one for one in [*rows.fields, *rows.many]}
    return found.get(name)


def label_of(kind: str, part: str, name: str) -> str:
    """The name that the form gives the field; else ours; else that of the trail."""
    field = field_of(kind, part, name)
    if field is not None and isinstance(field.verbose_name, Promise):
        return str(field.verbose_name)
    return str(FIELD_LABELS.get(name) or FIELDS.get(name) or name)


def part_label(part: str) -> str:
    return str(PARTS.get(part, part))
