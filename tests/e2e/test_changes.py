"""A change of an agreement in force, in a browser: begun, one article rewritten, a file attached, compared."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from agreements.models import Agreement
from agreements.selectors import text_of
from agreements.standing import accepted_by, standing
from tests.agreements.upload_cases import PDF
from tests.e2e.conftest import Opens
from tests.factories import Party, agreement_in

pytestmark = pytest.mark.usefixtures("thin_paper", "transactional_db")


def accepted(agreement: Agreement, party: Party) -> set[str]:
    """The articles that this board accepts as they read now."""
    stands = standing(agreement, text_of(agreement)).items()
    return {code for (code, _route), stand in stands if party.board.pk in accepted_by(stand)}


def test_a_change_opens_what_it_touches(at_work: Opens, vmbo: Party, mbo: Party) -> None:
    old = agreement_in("in_force")
    school, college = at_work(vmbo.coordinator), at_work(mbo.coordinator, phone=True)
    school.visit(old.get_absolute_url())
    school.follow("Change the agreement")
    school.fill_in("What changes, and why?", "De eigenaar van de evaluatie wisselt.").press("Begin the change")
    school.see("The change is a draft now, with a copy of the text. The agreement stays in force.")
    new = old.successors.get()
    before = accepted(new, mbo)

    school.visit(reverse("agreements:clause", args=[new.pk, "kwaliteit"]))
    owner = school.page.locator("[name=a-owner]")
    old_owner = owner.input_value()
    owner.fill("de nieuwe werkgroep")
    expect(school.page.locator("#article")).to_contain_text(str(mbo.board))  # said before it is saved
    school.press("Put on the table")
    school.see("“%(article)s” is on the table and complete.", article="Kwaliteitszorg en evaluatie")
    assert before - accepted(new, mbo) == {"kwaliteit"}
    assert "kwaliteit" in accepted(new, vmbo)

    college.visit(new.get_absolute_url())
    college.follow("Compare versions")
    changed = college.page.locator("#vergelijking-kwaliteit")
    expect(changed.locator("ins").first).to_contain_text("nieuwe werkgroep")
    expect(changed.locator("del").first).to_contain_text(old_owner.split()[-1])

    college.visit(reverse("agreements:annexes", args=[new.pk]))
    college.fill_in("What is it?", "Evaluatieplan")
    college.attach("File", {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": PDF}).press("Attach")
    for address in (new.get_absolute_url(), reverse("agreements:text", args=[new.pk])):
        school.visit(address)
        expect(school.page.get_by_role("main")).to_contain_text("Evaluatieplan")
    assert old.annexes.count() == 0
