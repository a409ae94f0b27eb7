"""Documents: frozen in the request, made by a worker, stored once, never changed."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.actors import Actor
from accounts.models import Mandate
from agreements.errors import AgreementError
from agreements.export import agreement_as_json
from agreements.models import Agreement, Document
from agreements.policies import documents_visible_to
from agreements.services import approve_agreement, request_draft_document, save_clause, send_back_agreement
from agreements.tasks import render_document, store_document
from audit.models import AuditEvent
from jobs.models import Job
from tests.factories import REASON, Party, agreement_in, play, stored, with_document

pytestmark = pytest.mark.django_db

RENDER = "agreements.render_document"


@pytest.fixture
def draft(db: None) -> Agreement:
    return agreement_in("draft")


def made(document: Document) -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(action="agreements.document_made", subject=f"document:{document.pk}"))


def test_a_party_asks_for_a_draft(draft: Agreement, mbo: Party, run_jobs: Callable[..., list[str]]) -> None:
    document = request_draft_document(draft, actor=mbo.coordinator)
    assert (document.kind, document.is_ready, document.round) == ("draft", False, 0)
    assert run_jobs(RENDER) == [RENDER]

    document.refresh_from_db()
    pdf = stored(document.file)
    assert document.is_ready
    assert (document.sha256, document.size) == (sha256(pdf).hexdigest(), len(pdf))
    event = AuditEvent.objects.get(action="agreements.draft_requested")
    assert (event.actor, event.board_id) == (mbo.coordinator.user, mbo.board.pk)
    (event,) = made(document)
    assert (event.actor, event.data) == (None, {"kind": "draft", "sha256": document.sha256})


def test_only_parties_ask_for_a_draft(
    draft: Agreement, adviser: Actor, outsider: Actor, inspector: Actor, administrator: Actor
) -> None:
    for actor in (outsider, inspector, administrator):
        with pytest.raises(PermissionDenied):
            request_draft_document(draft, actor=actor)
    assert request_draft_document(draft, actor=adviser)


def test_the_same_text_is_the_same_document(draft: Agreement, vmbo: Party) -> None:
    first = request_draft_document(draft, actor=vmbo.coordinator)
    assert request_draft_document(draft, actor=vmbo.coordinator) == first
    assert Job.objects.filter(name=RENDER).count() == 1


def test_another_text_is_another_document(vmbo: Party) -> None:
    playing = play("agreement_filled")
    first = request_draft_document(playing.agreement, actor=vmbo.coordinator)
    stored = playing.agreement.clauses.get(code="C")
    data = {key: f"{value} Nader." if isinstance(value, str) else value for key, value in stored.data.items()}
    save_clause(playing.agreement, actor=vmbo.coordinator, code="C", route=None, seen_version=1, data=data)
    assert request_draft_document(playing.agreement, actor=vmbo.coordinator) != first


def test_making_it_twice_stores_it_once(draft: Agreement, vmbo: Party) -> None:
    document = request_draft_document(draft, actor=vmbo.coordinator)
    render_document(document.pk)
    document.refresh_from_db()
    name = document.file.name
    render_document(document.pk)
    store_document(document, b"%PDF-1.7 van een trage worker")

    document.refresh_from_db()
    assert document.file.name == name
    assert len(made(document)) == 1


def test_a_name_that_cannot_be_guessed(draft: Agreement, vmbo: Party, run_jobs: Callable[..., list[str]]) -> None:
    document = request_draft_document(draft, actor=vmbo.coordinator)
    run_jobs(RENDER)
    document.refresh_from_db()
    assert draft.number not in document.file.name
    assert len(document.file.name.split("/")[-1]) > 32


def test_what_is_ready_has_a_digest(draft: Agreement, vmbo: Party) -> None:
    document = request_draft_document(draft, actor=vmbo.coordinator)
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(stored="2026-01-01T00:00Z")


def test_inspectors_read_no_drafts(inspector: Actor, vmbo: Party, outsider: Actor) -> None:
    agreement = agreement_in("out_for_signature")
    draft = request_draft_document(agreement, actor=vmbo.coordinator)
    final = with_document(agreement)

    assert set(documents_visible_to(vmbo.registrar)) == {draft, final}
    assert set(documents_visible_to(inspector)) == {final}
    assert not documents_visible_to(outsider).exists()


@pytest.mark.usefixtures("in_english")
def test_what_is_frozen_is_what_was_agreed(vmbo: Party, mbo: Party) -> None:
    """The text names who represents a board; a new mandate after the consent makes words that nobody agreed to."""
    decision = agreement_in("decision")
    Mandate.objects.filter(board=vmbo.board).update(function="interim-bestuurder")
    approve_agreement(decision, actor=mbo.director)
    with pytest.raises(AgreementError, match="changed since"):
        approve_agreement(decision, actor=vmbo.director)
    assert Agreement.objects.get(pk=decision.pk).state == "decision"
    assert send_back_agreement(decision, actor=vmbo.director, reason=REASON).state == "draft"


def test_an_agreement_is_told_as_data() -> None:
    agreement = agreement_in("in_force")
    told = agreement_as_json(agreement)
    assert (told["number"], told["state"]) == (agreement.number, "in_force")
    assert {signature["board"] for signature in told["signatures"]} == {party["name"] for party in told["parties"]}
    assert [document["kind"] for document in told["documents"]] == ["agreement", "sealed"]
    assert told["documents"][0]["sha256"] != told["documents"][1]["sha256"]  # the signatures are in the file
    assert len(told["articles"]) > 15
