"""Boards do not sign, or not yet: declining with a reason, a reminder, and whose turn it is."""

from __future__ import annotations

import pytest
from django.core import mail
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import override
from playwright.sync_api import expect

from tests.e2e.conftest import Opens
from tests.e2e.people import nl
from tests.factories import Party, agreement_in, run_jobs, with_document

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


def test_a_coordinator_reminds_and_the_signatory_gets_mail(at_work: Opens, vmbo: Party, mbo: Party) -> None:
    agreement = agreement_in("half_signed")
    writer = at_work(vmbo.coordinator, phone=True, script=False)
    writer.visit(agreement.get_absolute_url())
    writer.press("Send a reminder").see("A reminder is on its way to %(boards)s.", boards=mbo.board)
    with override("nl"):
        today = date_format(localdate(), "j F Y")
    writer.see("reminded on %(day)s", day=today)
    expect(writer.button("Send a reminder")).to_have_count(0)
    run_jobs("workflows.mail_reminder")
    assert [message.to for message in mail.outbox] == [[mbo.signatory.user.email]]


def test_directors_agree_on_an_order_and_who_is_not_up_reads_whose_turn_it_is(
    at_work: Opens, vmbo: Party, mbo: Party
) -> None:
    agreement = agreement_in("decision")
    first = at_work(vmbo.director).open_task("Decide on the agreement")
    first.fill_in("Weeks in which the boards can sign", "4").choose("The boards sign in a fixed order")
    first.unfold("Place of each board in the order").select(str(vmbo.board), "2").select(str(mbo.board), "1")
    first.press("Approve").see("You approved the agreement on behalf of %(board)s.", board=vmbo.board)
    second = at_work(mbo.director, phone=True).open_task("Decide on the agreement")
    second.see(
        "By approving you agree with this. If your board wants it otherwise, send the text back with that reason."
    )
    second.press("Approve").see("You approved the agreement on behalf of %(board)s.", board=mbo.board)
    with_document(agreement)

    early = at_work(vmbo.signatory)
    early.visit()
    early.see("Nothing is asked of you now")
    early.visit(reverse("agreements:sign", args=[agreement.pk]))
    early.see(
        "The boards agreed to sign in a fixed order. First %(board)s signs; then your board is told.", board=mbo.board
    )
    expect(early.page.locator("[name=password]")).to_have_count(0)
    at_work(mbo.signatory).open_task("Sign the agreement").see("3. Sign")
