"""Without a mouse: submitting, negotiating, deciding, signing and inspecting. Wherever the focus is, it shows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate
from playwright.sync_api import expect

from accounts.actors import Actor
from agreements.models import Signature
from inspections.models import Finding
from leerroutes.models import RouteDecision
from tests.e2e.conftest import Opens
from tests.e2e.people import nl
from tests.factories import Party, agreement_in, code_of, route_in, with_document
from workflows.demo.world import PASSWORD


def test_a_director_decides_with_the_keyboard_alone(window: Opens, mbo: Party) -> None:
    route = route_in("submitted")
    director = window()
    page = director.page
    director.visit()
    director.tab_to(page.locator("input[type=email]")).type(mbo.director.user.email)
    director.tab_to(page.locator("input[type=password]")).type(PASSWORD).enter()

    expect(page.get_by_role("heading", level=1)).to_have_text(nl("Start page"))
    director.tab_to(page.get_by_role("link", name=nl("To the content"))).enter()
    director.tab_to(page.get_by_role("link", name=nl("Decide on the proposal"), exact=True), most=3).enter()

    expect(page.get_by_role("heading", level=1)).to_contain_text(route.name)
    director.tab_to(director.button("Send back")).enter()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    director.tab_to(page.locator("[data-error-summary]").get_by_role("link").first, most=1).enter()
    expect(director.field("Reason")).to_be_focused()
    director.type("Eerst de zelfevaluatie.").tab_to(director.button("Send back"), most=3).enter()

    director.see("You sent the proposal back. The coordinators can change it.")
    assert RouteDecision.objects.get().reason == "Eerst de zelfevaluatie."


def test_menus_close_with_escape_and_give_the_focus_back(at_work: Opens, mbo: Party) -> None:
    director = at_work(mbo.director)
    director.visit()
    summary = director.page.locator("header summary").first
    director.tab_to(summary).enter()
    expect(director.button("Log out")).to_be_visible()
    director.tab_to(director.page.get_by_role("link", name=nl("Security")), most=8)
    director.page.keyboard.press("Escape")
    expect(director.button("Log out")).to_be_hidden()
    expect(summary).to_be_focused()


def test_a_coordinator_submits(at_work: Opens, vmbo: Party) -> None:
    route = route_in("draft")
    writer = at_work(vmbo.coordinator)
    writer.visit(reverse("leerroutes:submit", args=[route.pk]))
    writer.tab_to(writer.button("Submit the proposal")).enter()
    writer.see("The proposal is submitted. The director of every board is asked to decide.")
    route.refresh_from_db()
    assert route.state == "submitted"


@pytest.mark.usefixtures("thin_paper")
def test_a_coordinator_puts_other_words_on_the_table(at_work: Opens, mbo: Party) -> None:
    agreement = agreement_in("filled")
    writer = at_work(mbo.coordinator)
    writer.visit(reverse("agreements:clause", args=[agreement.pk, "kwaliteit"]))
    writer.tab_to(writer.page.locator("[name=a-owner]"), most=200)
    writer.page.keyboard.press("ControlOrMeta+a")
    writer.type("de werkgroep kwaliteit").tab_to(writer.button("Put on the table")).enter()
    writer.see("“%(article)s” is on the table and complete.", article="Kwaliteitszorg en evaluatie")
    assert agreement.clauses.get(code="kwaliteit").data["owner"] == "de werkgroep kwaliteit"


@pytest.mark.usefixtures("thin_paper")
def test_a_signatory_signs(at_work: Opens, vmbo: Party) -> None:
    agreement = agreement_in("out_for_signature")
    with_document(agreement)
    signatory = at_work(vmbo.signatory)
    signatory.visit(reverse("agreements:sign", args=[agreement.pk]))
    signatory.tab_to(signatory.field("I have read this document and sign it on behalf of my board."))
    signatory.page.keyboard.press("Space")
    signatory.tab_to(signatory.field("Your password")).type(PASSWORD)
    signatory.tab_to(signatory.field("Code from your app")).type(code_of(vmbo.signatory.user))
    signatory.tab_to(signatory.button("Sign")).enter()
    signatory.see("You signed on behalf of %(board)s.", board=vmbo.board)
    assert Signature.objects.get().agreement_id == agreement.pk


def soon() -> date:
    """A day that is typed alike where the day comes first and where the month does: a browser follows its country."""
    return next(day for number in range(2, 40) if (day := localdate() + timedelta(number)).day == day.month)


def test_an_inspector_asks_a_board_about_a_route(at_work: Opens, inspector: Actor) -> None:
    route = route_in("submitted")
    reader = at_work(inspector)
    reader.visit(reverse("inspections:route", args=[route.pk]))
    reader.tab_to(reader.page.get_by_role("main").get_by_role("link", name=nl("Make a finding")).first).enter()
    expect(reader.page.get_by_role("heading", level=1)).to_have_text(nl("Make a finding"))
    reader.tab_to(reader.page.locator("select[name=about]")).page.keyboard.press("ArrowDown")
    reader.tab_to(reader.page.locator("[name=board]").first).page.keyboard.press("Space")
    reader.tab_to(reader.page.locator("[name=title]")).type("Uren")
    reader.tab_to(reader.page.locator("[name=text]")).type("Waar is de verantwoording?")
    reader.tab_to(reader.page.locator("[name=due_on]")).type(f"{soon():%d%m%Y}")
    reader.tab_to(reader.button("Make the finding")).enter()
    reader.see("The finding is made. The directors of the board get a mail.")
    assert Finding.objects.get().route_id == route.pk
