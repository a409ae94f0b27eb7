"""Who has no second factor gets a passkey on the way to signing, and loses nothing."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Page

from agreements.models import Signature
from tests.e2e.conftest import Opens
from tests.factories import Party, agreement_in, with_document
from workflows.demo.world import PASSWORD

pytestmark = pytest.mark.usefixtures("thin_paper")


def with_key(page: Page) -> None:
    """A passkey that says yes at once, as a finger on it does."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    kind = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options = kind | {"isUserVerified": True, "automaticPresenceSimulation": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_signing_with_a_passkey_made_on_the_way(at_work: Opens, vmbo: Party) -> None:
    with_document(agreement_in("out_for_signature"))
    Authenticator.objects.filter(user=vmbo.signatory.user).delete()
    signatory = at_work(vmbo.signatory).open_task("Sign the agreement")
    with_key(signatory.page)
    signatory.follow("Set it up; after that you come back here").follow("Add a passkey")
    signatory.page.locator("input[type=password]").fill(PASSWORD)
    signatory.press("Confirm").fill_in("What do you call this passkey?", "Mijn laptop").press("Make the passkey")
    signatory.see("Recovery codes").follow("I have kept them")
    signatory.see("Mijn laptop").follow("Back to what you were doing")
    signatory.choose("I have read this document and sign it on behalf of my board.")
    signatory.fill_in("Your password", PASSWORD).press("Sign with my passkey")
    signatory.see("You signed on behalf of %(board)s.", board=vmbo.board)
    assert Signature.objects.get().proof_method == "passkey"
