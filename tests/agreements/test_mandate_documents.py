"""The paper that gives a mandate: kept as a file, fixed once somebody signed under it, read by whom it concerns."""

from __future__ import annotations

from hashlib import sha256

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.urls import reverse
from pytest_django import Settings

from accounts.actors import Actor, actor_for
from accounts.errors import Refusal
from accounts.mandates.quarantine import release_mandate_document
from accounts.mandates.services import attach_document
from accounts.models import Mandate, MandateDocument
from accounts.roles import Role
from accounts.uploads import Refused, received
from agreements.export import agreement_as_json
from agreements.models import Agreement, Signature
from agreements.services import sign_agreement
from audit.models import AuditEvent
from jobs.models import Job
from tests.conftest import ClientAs
from tests.factories import MBO, VMBO, Party, agreement_in, person_with, proof_of, run_jobs, stored, with_document
from workflows.demo.paper import paper

from .pages import complaint_at, says, words
from .test_uploads import EICAR, scanner
from .upload_cases import PDF, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def bare(vmbo: Party) -> Mandate:
    """A mandate of a second signatory, by reference only."""
    person = person_with("Tine Tweede", (Role.SIGNATORY, vmbo.board), mandates=(vmbo.board,))
    return Mandate.objects.get(user=person)


@pytest.fixture
def released(db: None, blank_paper: None) -> Agreement:
    agreement = agreement_in("out_for_signature")
    with_document(agreement)
    return agreement


def sign(agreement: Agreement, actor: Actor) -> Signature:
    seen = agreement.documents.get().sha256
    return sign_agreement(agreement, actor=actor, seen_sha256=seen, proof=proof_of(actor))


def signer(mandate: Mandate) -> Actor:
    return actor_for(mandate.user, mandate.board)


def test_an_administrator_adds_the_document_with_its_digest_and_a_trace(bare: Mandate, administrator: Actor) -> None:
    document = attach_document(bare, actor=administrator, file=upload("besluit.pdf", PDF))
    assert (document.kind, document.state, document.sha256) == ("pdf", "clean", sha256(PDF).hexdigest())
    assert stored(document.file) == PDF
    assert "besluit" not in document.file.name, "a path that cannot be guessed"
    told = AuditEvent.objects.get(action="accounts.mandate_document_added")
    assert (told.actor, told.data["sha256"]) == (administrator.user, document.sha256)


def test_nobody_else_adds_one_and_not_just_any_file(bare: Mandate, vmbo: Party, administrator: Actor) -> None:
    for actor in (vmbo.signatory, vmbo.director, signer(bare)):
        with pytest.raises(PermissionDenied):
            attach_document(bare, actor=actor, file=upload("besluit.pdf", PDF))
    with pytest.raises(Refused):
        attach_document(bare, actor=administrator, file=upload("besluit.pdf", b"MZ nee"))
    assert not MandateDocument.objects.filter(mandate=bare).exists()


def test_the_evidence_keeps_its_digest_and_it_never_changes_again(
    released: Agreement, bare: Mandate, administrator: Actor
) -> None:
    first = attach_document(bare, actor=administrator, file=upload("verkeerd.pdf", PDF))
    path = first.file.name
    right = attach_document(bare, actor=administrator, file=upload("besluit.pdf", PDF + b"%\n"))
    Job.objects.get(key=f"throw-away:{path}")
    signature = sign(released, signer(bare))
    assert (signature.mandate_file_name, signature.mandate_file_sha256) == ("besluit.pdf", right.sha256)
    with pytest.raises(Refusal, match="already signed under this mandate"):
        attach_document(bare, actor=administrator, file=upload("anders.pdf", PDF + b"%%\n"))
    assert MandateDocument.objects.get(mandate=bare).sha256 == right.sha256
    told = agreement_as_json(Agreement.objects.get(pk=released.pk))["signatures"][0]
    assert (told["mandate_file"], told["mandate_sha256"]) == ("besluit.pdf", right.sha256)
    assert AuditEvent.objects.get(action="agreements.signed").data["mandate_sha256"] == right.sha256


def test_a_reference_alone_still_works_and_says_so(
    released: Agreement, bare: Mandate, administrator: Actor, client_as: ClientAs
) -> None:
    page = client_as(signer(bare)).get(reverse("agreements:sign", args=[released.pk]))
    assert says(page, "Only this reference is kept with your signature: the document itself is not in the register.")
    assert sign(released, signer(bare)).mandate_file_sha256 == ""
    with pytest.raises(Refusal):
        attach_document(bare, actor=administrator, file=upload("achteraf.pdf", PDF))
    case = client_as(VMBO.director).get(released.get_absolute_url())
    assert says(case, "Mandate: %(reference)s (reference only)", reference=bare.document_reference)


def test_in_quarantine_nobody_signs_under_it_and_a_virus_is_thrown_away(
    released: Agreement, bare: Mandate, administrator: Actor, settings: Settings
) -> None:
    with scanner(settings):
        document = attach_document(bare, actor=administrator, file=upload("besluit.pdf", PDF + EICAR))
        path = document.file.name
        with pytest.raises(PermissionDenied, match="still being checked for viruses"):
            sign(released, signer(bare))
        run_jobs("accounts.scan_mandate_document", "accounts.throw_away")
    document.refresh_from_db()
    assert (document.state, document.file.name) == ("refused", "")
    assert not default_storage.exists(path)
    assert AuditEvent.objects.filter(action="accounts.mandate_document_refused").exists()
    release_mandate_document(document.pk, "")  # a second worker finds it done
    assert sign(released, signer(bare)).mandate_file_sha256 == "", "a reference only, then"


def test_the_parties_of_a_signed_case_and_the_inspector_read_it_nobody_else(
    released: Agreement, client_as: ClientAs, inspector: Actor, administrator: Actor, outsider: Actor, adviser: Actor
) -> None:
    mandate = Mandate.objects.get(user=VMBO.signatory.user)
    address = reverse("agreements:mandate_document", args=[mandate.pk])
    everybody = (VMBO.director, MBO.coordinator, adviser, inspector, administrator, outsider)
    assert [client_as(actor).get(address).status_code for actor in everybody] == [404] * 6, "not used yet"
    sign(released, VMBO.signatory)
    assert [client_as(actor).get(address).status_code for actor in everybody] == [200] * 4 + [404] * 2
    answer = client_as(MBO.coordinator).get(address)
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer.streaming_content) == stored(mandate.document.file)  # type: ignore[attr-defined]
    register = reverse("agreements:mandates")
    assert address in words(client_as(MBO.coordinator).get(register))
    assert address in words(client_as(MBO.coordinator).get(released.get_absolute_url()))
    assert address not in words(client_as(administrator).get(register))


# --- The pages of administrators -----------------------------------------------------------------


def test_a_mandate_is_recorded_with_its_document(client_as: ClientAs, administrator: Actor, vmbo: Party) -> None:
    person = person_with("Nora Nieuw", (Role.SIGNATORY, vmbo.board))
    content = {
        "person": str(person.pk),
        "board": str(vmbo.board.pk),
        "function": "bestuurder",
        "document_reference": "Besluit 12",
        "valid_from": "2026-01-01",
    }
    client, address = client_as(administrator), reverse("accounts:grant_mandate")
    refused = client.post(address, content | {"file": upload("besluit.pdf", b"MZ nee")})
    assert 'id="id_file_error"' in words(refused)
    assert 'value="Besluit 12"' in words(refused)
    assert client.post(address, content | {"file": upload("besluit.pdf", PDF)}).status_code == 302
    mandate = Mandate.proposals.get(user=person)
    assert mandate.document.name == "besluit.pdf"
    assert (
        AuditEvent.objects.filter(action="accounts.mandate_proposed").last().data["sha256"] == mandate.document.sha256
    )  # type: ignore[union-attr]


def test_it_is_added_later(client_as: ClientAs, administrator: Actor, bare: Mandate) -> None:
    client, address = client_as(administrator), reverse("accounts:mandate_document", args=[bare.pk])
    assert address in words(client.get(reverse("accounts:access")))
    assert complaint_at(client.post(address), "id_file", "Choose the file of the document.")
    assert client.post(address, {"file": upload("besluit.pdf", PDF)}).status_code == 302
    Mandate.objects.filter(pk=bare.pk).update(first_used="2026-01-01T12:00Z")
    assert address not in words(client.get(reverse("accounts:access")))
    late = client.post(address, {"file": upload("anders.pdf", PDF + b"%\n")})
    assert says(
        late,
        "Somebody already signed under this mandate, so its document stays what it was. Record a new mandate.",
    )


def test_the_papers_of_the_demonstration_are_real() -> None:
    assert received(paper("uittreksel.pdf", ["Bevoegd: José (voorbeeld)"])).kind == "pdf"
