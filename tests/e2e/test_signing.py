"""Signing asks the password and a code, and happens once."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from agreements.models import Signature
from leerroutes.models import Route, RouteDecision
from tests.e2e.conftest import Opens
from tests.e2e.people import Person
from tests.factories import Party, agreement_in, code_of, route_in, with_document
from workflows.demo.world import PASSWORD

pytestmark = pytest.mark.usefixtures("thin_paper")

READ = "I have read this document and sign it on behalf of my board."
CODE = "Code from your app"
ALREADY = re.compile("bestuur heeft .*al beslist")


def test_a_wrong_password_signs_nothing_and_loses_nothing(at_work: Opens, vmbo: Party) -> None:
    with_document(agreement_in("out_for_signature"))
    signatory = at_work(vmbo.signatory).open_task("Sign the agreement")
    signatory.press("Sign").see_problem("Confirm that you have read the document and want to sign it.")
    code = code_of(vmbo.signatory.user)
    signatory.choose(READ).fill_in("Your password", "dit is het niet").fill_in(CODE, code).press("Sign")
    signatory.see_problem("This is not your password. Nothing was signed.")
    assert not Signature.objects.exists()
    expect(signatory.field(READ)).to_be_checked()
    expect(signatory.field("Your password")).to_have_value("")
    signatory.fill_in("Your password", PASSWORD).fill_in(CODE, "000000")
    expect(signatory.field(CODE)).to_have_value("000000")
    signatory.press("Sign").see_problem("This is not the code that your app shows now. Nothing was signed.")
    expect(signatory.field(READ)).to_be_checked()
    signatory.fill_in("Your password", PASSWORD).fill_in(CODE, code).press("Sign")
    signatory.see("You signed on behalf of %(board)s.", board=vmbo.board)
    assert Signature.objects.get().signer_id == vmbo.signatory.user.pk


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_double_click_signs_once(at_work: Opens, vmbo: Party, script: bool) -> None:
    agreement = agreement_in("out_for_signature")
    with_document(agreement)
    signatory = at_work(vmbo.signatory, script=script).open_task("Sign the agreement")
    signatory.choose(READ).fill_in("Your password", PASSWORD).fill_in(CODE, code_of(vmbo.signatory.user))
    signatory.press_twice("Sign")
    signatory.see("You signed on behalf of %(board)s.", board=vmbo.board)
    expect(signatory.page).to_have_url(f"{signatory.origin}{agreement.get_absolute_url()}")
    assert Signature.objects.count() == 1


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_double_click_approves_once(at_work: Opens, mbo: Party, script: bool) -> None:
    route = route_in("submitted")
    director = at_work(mbo.director, script=script, phone=True).open_task("Decide on the proposal")
    director.press_twice("Approve")
    lands_on(director, route, script=script)
    assert RouteDecision.objects.count() == 1


def lands_on(person: Person, case: Route, *, script: bool) -> None:
    """Back at the case. Without JavaScript the second click is sent too, and may answer that it was done."""
    at_the_case = person.page.get_by_role("status")
    expect(at_the_case if script else at_the_case.or_(person.page.get_by_text(ALREADY)).first).to_be_visible()
    if script or at_the_case.is_visible():
        expect(person.page).to_have_url(f"{person.origin}{case.get_absolute_url()}")
