"""Requests to sign, as directors and signatories deal with them; for tests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from viewflow.workflow.models import Task

from accounts.actors import Actor
from agreements.models import Agreement, SigningRequest, SigningTerms
from agreements.services import approve_agreement, sign_agreement
from tests.factories import Party, agreement_in, proof_of, with_document

Travel = Callable[[date], None]
EIGHT_WEEKS = timedelta(weeks=8)


def fresh(agreement: Agreement) -> Agreement:
    return Agreement.objects.get(pk=agreement.pk)


def request_of(agreement: Agreement) -> SigningRequest:
    return agreement.signing_requests.get(round=agreement.round)


def out_for_signature() -> Agreement:
    """Its document made."""
    made = agreement_in("out_for_signature")
    with_document(made)
    return made


def out_in_order(*parties: Party) -> Agreement:
    """Out for signature, these boards after each other."""
    made = agreement_in("decision")
    for party in parties:
        approve_agreement(made, actor=party.director, terms=in_order(*parties))
    with_document(made)
    return fresh(made)


def in_order(*parties: Party) -> SigningTerms:
    return SigningTerms(order=tuple(party.board.pk for party in parties))


def sign(agreement: Agreement, actor: Actor) -> None:
    sha256 = agreement.documents.get(kind="agreement", round=agreement.round).sha256
    sign_agreement(agreement, actor=actor, seen_sha256=sha256, proof=proof_of(actor))


def asked(node: object) -> set[str]:
    tasks = Task.objects.filter(flow_task=node, status="NEW")
    return set(tasks.values_list("owner_permission_obj_pk", flat=True))


def at(*parties: Party) -> set[str]:
    return {str(party.board.pk) for party in parties}
