"""Lighter cooperation in a browser: one board records it, the other confirms it, and it becomes a proposal."""

from __future__ import annotations

import pytest

from leerroutes.models import Cooperation, Route
from tests.e2e.conftest import Opens
from tests.factories import Party


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_from_cooperation_to_proposal(at_work: Opens, vmbo: Party, mbo: Party, script: bool) -> None:
    writer, other = at_work(vmbo.coordinator, script=script), at_work(mbo.coordinator, script=script)

    writer.visit("/routes/")
    writer.follow("Lighter cooperation, without a route")
    writer.follow("Record a cooperation")
    writer.press("Save")
    writer.fill_in("Name", "Gastlessen techniek").choose("guest lessons")
    writer.fill_in("What you do together", "Een docent van het mbo geeft les.")
    writer.choose("'s Gravendreef College").choose("mboRijnland")
    writer.select("Contact person of your board", vmbo.coordinator.user.name)
    writer.press("Save")
    writer.see("The cooperation is recorded. The other boards are asked to confirm it.")

    other.visit("/")
    other.page.get_by_role("link", name="Gastlessen techniek").click()
    other.follow("Confirm that you take part")
    other.press("Confirm")
    other.see("Your board confirmed that it takes part.")

    cooperation = Cooperation.objects.get()
    writer.visit(cooperation.get_absolute_url())
    writer.follow("Make a route of it")
    writer.press("Make a draft and go on")
    writer.see("The draft is there, with the same schools and contact persons. Now add lines.")
    writer.visit(Route.objects.get().get_absolute_url())
    writer.follow("Gastlessen techniek")
    writer.see("It goes on as a proposal for a route:")
