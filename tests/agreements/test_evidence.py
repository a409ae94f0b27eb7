"""The evidence: everything a court would ask of a signature, as it was that day."""

from __future__ import annotations

import pytest
from django.urls import reverse

from accounts.models import Mandate
from agreements.models import Signature
from tests.agreements.pages import words
from tests.conftest import ClientAs
from tests.factories import Party, agreement_in

pytestmark = pytest.mark.django_db


def test_it_says_who_how_when_and_which_bytes(client_as: ClientAs, vmbo: Party) -> None:
    agreement = agreement_in("half_signed")
    signature = Signature.objects.get()
    Mandate.objects.filter(pk=signature.mandate_id).update(function="later veranderd")
    client = client_as(vmbo.director)
    page = words(client.get(reverse("agreements:evidence", args=[agreement.pk])))
    for word in (signature.signer_name, signature.function, signature.mandate_document, signature.document_sha256[:8]):
        assert word in page
    assert "later veranderd" not in page
    told = client.get(reverse("agreements:evidence_json", args=[agreement.pk])).json()
    [kept] = told["signatures"]
    assert kept["identified"]["method"] == "totp"
    assert kept["identified"]["moment"][-6:] in {"+01:00", "+02:00"}, "a moment without its zone is no evidence"
    assert kept["document_sha256"] == told["documents"][0]["sha256"]
    assert told["boards"] == sorted(str(party.board) for party in agreement.parties.all())
