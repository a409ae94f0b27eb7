"""The evidence as a document: the same facts, the same bytes; in order by our own checks, and known at `/controle/`."""

from __future__ import annotations

import json
from io import BytesIO

import pypdf
import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.actors import Actor
from accounts.letters import spelled_out
from accounts.models import User
from agreements.errors import AgreementError
from agreements.models import Signature
from agreements.paper.profile import problems
from agreements.services import request_evidence_document
from agreements.tasks import make_file
from audit.models import AuditEvent
from tests.agreements.pages import says
from tests.conftest import ClientAs
from tests.factories import Party, agreement_in, run_jobs

pytestmark = pytest.mark.django_db


def test_it_holds_the_facts_for_people_and_for_programs(
    real_paper: None, vmbo: Party, client_as: ClientAs, in_english: None
) -> None:
    agreement = agreement_in("half_signed")
    signature = Signature.objects.get()
    User.objects.filter(pk=signature.signer_id).update(name="Later veranderd")
    document = request_evidence_document(agreement, actor=vmbo.director)
    pdf = make_file(document)
    assert pdf == make_file(document)
    assert not problems(pdf, evidence=document.data)
    read = pypdf.PdfReader(BytesIO(pdf))
    words = " ".join(" ".join(page.extract_text() for page in read.pages).split())
    groups = [signature.document_sha256[start : start + 8] for start in range(0, 64, 8)]
    for told in (signature.signer_name, signature.mandate_document, "wachtwoord en een code uit een app", *groups[:4]):
        assert told in words
    assert "Later veranderd" not in words
    [embedded] = read.attachments["bewijs.json"]
    kept = json.loads(embedded)
    assert kept["signatures"][0]["document_sha256"] == signature.document_sha256
    assert kept["frozen"] == max(kept["state_since"], kept["signatures"][0]["signed"], kept["documents"][0]["stored"])


def test_the_same_facts_are_one_document_and_new_facts_another(vmbo: Party, mbo: Party, inspector: Actor) -> None:
    agreement = agreement_in("half_signed")
    first = request_evidence_document(agreement, actor=vmbo.director)
    assert request_evidence_document(agreement, actor=inspector) == first
    assert AuditEvent.objects.filter(action="agreements.evidence_requested").count() == 1
    run_jobs()
    assert request_evidence_document(agreement, actor=mbo.coordinator) != first


def test_asking_on_the_page_and_checking_what_came(client_as: ClientAs, vmbo: Party, in_english: None) -> None:
    agreement = agreement_in("in_force")
    client, address = client_as(vmbo.director), reverse("agreements:evidence_document", args=[agreement.pk])
    assert says(client.get(reverse("agreements:evidence", args=[agreement.pk])), "As a document (PDF)")
    assert client.post(address, follow=True).redirect_chain[-1][0] == f"{agreement.get_absolute_url()}#documenten"
    run_jobs()
    document = agreement.documents.get(kind="evidence")
    assert client.post(address).headers["Location"] == reverse("agreements:document", args=[document.pk])
    page = client.get(reverse("agreements:verify_found", args=[document.sha256]))
    assert says(page, "Genuine, a report about signatures")
    assert agreement.number in page.content.decode()


def test_strangers_ask_nothing_and_before_the_offer_there_is_nothing(vmbo: Party, outsider: Actor) -> None:
    with pytest.raises(PermissionDenied):
        request_evidence_document(agreement_in("in_force"), actor=outsider)
    with pytest.raises(AgreementError):
        request_evidence_document(agreement_in("filled"), actor=vmbo.director)


def test_a_sign_that_no_font_has_is_told_by_its_number() -> None:
    """Of a certificate from elsewhere we choose no letters; evidence that cannot be made would be worse."""
    assert spelled_out("李 van der Żółw") == "[U+674E] van der Żółw"
