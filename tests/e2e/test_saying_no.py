"""Not everybody agrees at once: return, reject, send back. The reason travels along."""

from __future__ import annotations

from playwright.sync_api import expect

from leerroutes.models import Route
from tests.e2e.conftest import Opens
from tests.e2e.people import nl
from tests.factories import Party, agreement_in, route_in

WISH = "Graag de begeleide uren toelichten."


def test_a_returned_proposal_is_changed_and_decided_anew(at_work: Opens, vmbo: Party, mbo: Party) -> None:
    route = route_in("submitted")
    director = at_work(mbo.director, phone=True).open_task("Decide on the proposal")
    director.press("Send back").see_problem("Write what must change, or why you say no.")
    expect(director.page.locator("[data-error-summary]")).to_be_focused()
    director.fill_in("Reason", WISH).press("Send back")
    director.see("You sent the proposal back. The coordinators can change it.")

    writer = at_work(vmbo.coordinator).open_task("Change the proposal and submit it again")
    writer.see(WISH).fill_in("Why this route", "De begeleide uren staan nu in het plan.")
    writer.press("Save and go to submitting").press("Submit the proposal")
    writer.see("The proposal is submitted. The director of every board is asked to decide.")
    for party in (vmbo, mbo):
        once_more = at_work(party.director).open_task("Decide on the proposal")
        once_more.see("De begeleide uren staan nu in het plan.").press("Approve")
        once_more.see("You approved the proposal on behalf of %(board)s.", board=party.board)
    assert Route.objects.get(pk=route.pk).state == "approved"


def test_a_rejected_proposal_stops_for_everybody(at_work: Opens, vmbo: Party, mbo: Party) -> None:
    route = route_in("submitted")
    director = at_work(mbo.director, phone=True).open_task("Decide on the proposal")
    director.fill_in("Reason", "Wij hebben geen docenten.").press("Reject")
    director.see("You rejected the proposal on behalf of %(board)s.", board=mbo.board)

    writer = at_work(vmbo.coordinator)
    writer.visit(route.get_absolute_url())
    writer.see("Wij hebben geen docenten.").see("Nobody has to do anything now.")
    expect(writer.page.locator(".page-head .badge")).to_have_text(nl("rejected"))
    other = at_work(vmbo.director)
    other.visit()
    other.see("Nothing is asked of you now")


def test_a_director_sends_the_text_back(at_work: Opens, vmbo: Party, mbo: Party) -> None:
    agreement = agreement_in("decision")
    director = at_work(vmbo.director, phone=True).open_task("Decide on the agreement")
    director.unfold("Send back").press("Send back")
    director.see_problem("Please give a reason; the others will read it.")
    director.fill_in("Reason", "De financiële bijlage klopt niet.").press("Send back")
    director.see("The agreement is back with the writers, with your reason.")
    writer = at_work(mbo.coordinator)
    writer.visit(agreement.get_absolute_url())
    writer.see("De financiële bijlage klopt niet.")
