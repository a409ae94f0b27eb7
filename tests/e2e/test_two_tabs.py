"""Two tabs, one proposal or article: whoever saves second is told, and loses no word."""

from __future__ import annotations

from django.urls import reverse
from playwright.sync_api import expect

from agreements.models import ClauseText
from leerroutes.models import Route
from tests.e2e.conftest import Opens
from tests.factories import Party, agreement_in, route_in


def test_the_same_proposal_in_two_tabs(at_work: Opens, vmbo: Party) -> None:
    route = route_in("draft")
    first = at_work(vmbo.coordinator)
    second = first.another_tab()
    for tab in (first, second):
        tab.visit(reverse("leerroutes:edit", args=[route.pk]))
    first.fill_in("Name of the route", "Naam uit het eerste tabblad").press("Save the draft")
    first.see("Saved. This is still a draft; it is not submitted.")
    second.fill_in("Why this route", "Getypt in het tweede tabblad.").press("Save the draft")
    second.see("Saved by somebody else").see("Naam uit het eerste tabblad")
    expect(second.page.locator("[data-error-summary]")).to_be_focused()
    expect(second.field("Why this route")).to_have_value("Getypt in het tweede tabblad.")
    stored = Route.objects.get(pk=route.pk)
    assert stored.name == "Naam uit het eerste tabblad"
    assert stored.motivation == route.motivation

    second.press("Save the draft").see("Saved. This is still a draft; it is not submitted.")
    assert Route.objects.get(pk=route.pk).motivation == "Getypt in het tweede tabblad."


def test_the_same_line_in_two_tabs(at_work: Opens, vmbo: Party) -> None:
    route = route_in("draft")
    first = at_work(vmbo.coordinator)
    second = first.another_tab()
    for tab in (first, second):
        tab.visit(reverse("leerroutes:line_edit", args=[route.pk, 1]))
    first.fill_in("Teaching hours in all", "5100").press("Save the line").see("The line is saved.")
    second.fill_in("Teaching hours in all", "5200").press("Save the line").see("Saved by somebody else")
    expect(second.field("Teaching hours in all")).to_have_value("5200")
    assert route.lines.get().total_hours == 5100


def test_the_same_article_in_two_tabs(at_work: Opens, vmbo: Party, mbo: Party) -> None:
    agreement = agreement_in("draft")
    first, second = at_work(vmbo.coordinator), at_work(mbo.coordinator)
    for tab in (first, second):
        tab.visit(reverse("agreements:clause", args=[agreement.pk, "partijen"]))
    first.fill_in("Aanleiding en doel", "Van de school.").press("Put on the table")
    first.see("“%(article)s” is on the table and complete.", article="Partijen en overwegingen")
    second.fill_in("Aanleiding en doel", "Van de instelling.").press("Put on the table")
    second.see("Somebody else saved this clause while you were writing. Your text is still here; compare and save.")
    expect(second.page.locator("[name=a-purpose]")).to_have_value("Van de instelling.")
    second.unfold("Show what is on the table now").see("Van de school.")
    assert ClauseText.objects.get(code="partijen").data == {"purpose": "Van de school."}

    second.press("Put on the table")
    second.see("“%(article)s” is on the table and complete.", article="Partijen en overwegingen")
    assert ClauseText.objects.get(code="partijen").data == {"purpose": "Van de instelling."}
