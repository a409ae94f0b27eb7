"""A board does not sign, in the browser: the other board, which signed, reads why and what happens next."""

from __future__ import annotations

import pytest
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import override
from playwright.sync_api import expect

from tests.e2e.conftest import Opens
from tests.e2e.people import nl
from tests.factories import Party, agreement_in

pytestmark = pytest.mark.usefixtures("thin_paper")

WHY = "In artikel 3 staat een oude naam."


def test_a_board_declines_and_the_board_that_signed_reads_why(at_work: Opens, vmbo: Party, mbo: Party) -> None:
    agreement = agreement_in("half_signed")
    signatory = at_work(mbo.signatory).open_task("Sign the agreement")
    signatory.follow("Your board does not want to sign this text: decline, with a reason")
    signatory.see("the signature of %(board)s is kept as evidence, but binds to nothing;", board=vmbo.board)
    signatory.press("Decline to sign").see_problem("Please give a reason; the others will read it.")
    signatory.fill_in("Why your board does not sign", WHY).press("Decline to sign")
    signatory.see("Your board declines to sign. The text is back with the writers; all are told.")

    other = at_work(vmbo.coordinator, phone=True).open_task("Fill in the agreement and agree with the text")
    other.see(WHY)
    expect(other.page.locator(".page-head .badge")).to_have_text(nl("draft"))
    who_signed = at_work(vmbo.signatory)
    who_signed.visit(agreement.get_absolute_url())
    who_signed.see(WHY)
    with override("nl"):
        today = date_format(localdate(), "j F Y")
    who_signed.see("Does not bind: this document was declined on %(day)s", day=today)
