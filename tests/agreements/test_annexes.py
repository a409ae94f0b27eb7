"""Files of an agreement: part of the text, taken away by their own board only."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from accounts.actors import Actor
from accounts.uploads import Refused
from agreements.errors import AgreementError
from agreements.models import Agreement, Annex
from agreements.policies import can_decide
from agreements.selectors import text_of
from agreements.services import Part, agree_text, remove_file, request_draft_document
from audit.models import AuditEvent
from tests.agreements.annex_cases import attach
from tests.factories import Party, agreement_in, play, stored

from .upload_cases import PDF

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(db: None) -> Agreement:
    return play("agreement_filled").agreement


# --- Attaching -----------------------------------------------------------------------------------


def test_a_file_is_kept_with_its_digest_and_leaves_a_trace(draft: Agreement, vmbo: Party) -> None:
    annex = attach(draft, vmbo.coordinator)
    assert (annex.board, annex.kind, annex.state) == (vmbo.board, "pdf", "clean")
    assert annex.sha256 == sha256(PDF).hexdigest()
    assert stored(annex.file) == PDF
    assert "pta" not in annex.file.name, "a path that cannot be guessed"
    event = AuditEvent.objects.get(action="agreements.file_attached")
    assert (event.actor, event.board_id) == (vmbo.coordinator.user, vmbo.board.pk)
    assert event.data == {"title": "Het PTA", "name": "pta.pdf", "sha256": annex.sha256}


def test_it_is_part_of_the_text_that_boards_agree_with(draft: Agreement, vmbo: Party, mbo: Party) -> None:
    before = text_of(draft)
    agree_text(draft, actor=mbo.coordinator, seen_sha256=before.sha256)
    annex = attach(draft, vmbo.coordinator)
    after = text_of(draft)
    assert after.sha256 != before.sha256
    assert not draft.consents.exists(), "who agreed did so with another text"
    (told,) = (clause for clause in after.rendered if clause.code == "stukken")
    assert annex.fingerprint in told.leden[0].text
    assert "Het PTA | de hele overeenkomst | pta.pdf" in told.leden[0].text
    with pytest.raises(AgreementError):
        agree_text(draft, actor=mbo.coordinator, seen_sha256=before.sha256)
    assert agree_text(draft, actor=mbo.coordinator, seen_sha256=after.sha256)


def test_other_bytes_under_the_same_name_are_another_text(draft: Agreement, vmbo: Party) -> None:
    remove_file(attach(draft, vmbo.coordinator), actor=vmbo.coordinator)
    first = text_of(draft).sha256
    attach(draft, vmbo.coordinator)
    second = text_of(draft).sha256
    remove_file(draft.annexes.get(), actor=vmbo.coordinator)
    attach(draft, vmbo.coordinator, content=PDF + b"%\n")
    assert len({first, second, text_of(draft).sha256}) == 3


def test_the_list_is_in_the_document(draft: Agreement, vmbo: Party, run_jobs: Callable[..., list[str]]) -> None:
    annex = attach(draft, vmbo.coordinator, title="PTA <b>2027</b>", part=Part(code="C"))
    document = request_draft_document(draft, actor=vmbo.coordinator)
    run_jobs("agreements.render_document")
    document.refresh_from_db()
    html = stored(document.file).decode()
    assert 'id="stukken"' in html
    assert annex.fingerprint in html
    assert "PTA &lt;b&gt;2027" in html
    assert 'id="stukken"' not in request_draft_document(agreement_in("draft"), actor=vmbo.coordinator).source


def test_it_belongs_to_an_article_or_a_route_of_this_agreement(draft: Agreement, vmbo: Party) -> None:
    route = draft.covered.get().route
    attach(draft, vmbo.coordinator, part=Part(route=route))
    (told,) = (clause for clause in text_of(draft).rendered if clause.code == "stukken")
    assert f"Het PTA | {route.name} | pta.pdf" in told.leden[0].text
    other = agreement_in("draft").covered.get().route
    for part in (Part(code="nergens"), Part(route=other)):
        with pytest.raises(AgreementError):
            attach(draft, vmbo.coordinator, content=PDF + b"%x", part=part)
    with pytest.raises(IntegrityError), transaction.atomic():
        draft.annexes.update(code="C")


def test_the_same_file_comes_in_once(draft: Agreement, vmbo: Party, mbo: Party) -> None:
    attach(draft, vmbo.coordinator)
    with pytest.raises(AgreementError):
        attach(draft, mbo.coordinator, title="Nog eens")
    with pytest.raises(IntegrityError), transaction.atomic():
        Annex.objects.create(
            agreement=draft, board=mbo.board, title="x", name="x", kind="pdf", size=1,
            sha256=sha256(PDF).hexdigest(), uploaded_by=mbo.coordinator.user,
        )  # fmt: skip


def test_the_service_looks_at_the_content_itself(draft: Agreement, vmbo: Party) -> None:
    with pytest.raises(Refused):
        attach(draft, vmbo.coordinator, content=b"MZ nee")
    assert not draft.annexes.exists()


def test_only_coordinators_of_parties_attach(
    draft: Agreement, vmbo: Party, outsider: Actor, inspector: Actor, administrator: Actor, adviser: Actor
) -> None:
    for actor in (vmbo.director, vmbo.signatory, adviser, outsider, inspector, administrator):
        with pytest.raises(PermissionDenied):
            attach(draft, actor)


@pytest.mark.parametrize("state", ["complete", "consultation", "decision", "out_for_signature", "in_force"])
def test_only_a_draft_takes_files(state: str, vmbo: Party) -> None:
    with pytest.raises(PermissionDenied):
        attach(agreement_in(state), vmbo.coordinator)


# --- Taking away ---------------------------------------------------------------------------------


def test_its_own_board_takes_it_away_bytes_and_all(
    draft: Agreement, vmbo: Party, run_jobs: Callable[..., list[str]]
) -> None:
    before = text_of(draft).sha256
    annex = attach(draft, vmbo.coordinator)
    path = annex.file.name
    remove_file(annex, actor=vmbo.coordinator)
    run_jobs("agreements.throw_away")
    assert not default_storage.exists(path)
    assert not draft.annexes.exists()
    assert text_of(draft).sha256 == before
    event = AuditEvent.objects.get(action="agreements.file_removed")
    told = {"title": "Het PTA", "name": "pta.pdf", "sha256": annex.sha256, "of": str(vmbo.board)}
    assert event.data == told


def test_nobody_else_takes_it_away(
    draft: Agreement, vmbo: Party, mbo: Party, outsider: Actor, inspector: Actor
) -> None:
    annex = attach(draft, vmbo.coordinator)
    for actor in (mbo.coordinator, mbo.director, vmbo.director, outsider, inspector):
        with pytest.raises(PermissionDenied):
            remove_file(annex, actor=actor)


def test_who_attached_a_file_wrote_in_the_text(draft: Agreement, two_hats: Actor, vmbo: Party) -> None:
    """So another director decides on it (four eyes)."""
    attach(draft, two_hats)
    Agreement.objects.filter(pk=draft.pk).update(state="decision", round=1)
    found = Agreement.objects.get(pk=draft.pk)
    assert can_decide(vmbo.director, found)
    assert not can_decide(two_hats, found)


def test_after_the_draft_it_stays(draft: Agreement, vmbo: Party, mbo: Party) -> None:
    annex = attach(draft, vmbo.coordinator)
    for party in (vmbo, mbo):
        agree_text(draft, actor=party.coordinator, seen_sha256=text_of(draft).sha256)
    assert Agreement.objects.get(pk=draft.pk).state == "complete"
    with pytest.raises(PermissionDenied):
        remove_file(annex, actor=vmbo.coordinator)
