"""Two boards negotiate one article, each in a window of its own."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from agreements.model_clauses import answers_of
from agreements.models import Agreement, ClauseText
from agreements.selectors import text_of
from agreements.services import accept_clause
from agreements.standing import accepted_by, standing
from tests.e2e.conftest import Opens
from tests.e2e.people import Person, nl
from tests.factories import Party, agreement_in

pytestmark = pytest.mark.usefixtures("thin_paper", "transactional_db")


@pytest.fixture
def draft() -> Agreement:
    return agreement_in("filled")


def at(agreement: Agreement, code: str = "partijen") -> str:
    return reverse("agreements:clause", args=[agreement.pk, code])


def purpose(person: Person) -> str:
    return person.page.locator("[name=a-purpose]").input_value()


def write(person: Person, words: str) -> Person:
    person.page.locator("[name=a-purpose]").fill(words)
    return person


def on_the_table(person: Person) -> None:
    """Put the opening article on the table, and wait until it is."""
    person.press("Put on the table")
    person.see("“%(article)s” is on the table and complete.", article="Partijen en overwegingen")


def test_from_model_to_agreed_by_both(at_work: Opens, vmbo: Party, mbo: Party, draft: Agreement) -> None:
    """Propose, reject, counter-propose in own words, comment on a passage, accept."""
    school, college = at_work(vmbo.coordinator), at_work(mbo.coordinator)
    school.visit(at(draft, "H"))
    school.unfold("Change the words of this article")
    school.field("One more member").fill("Partijen praten eerst vier weken met elkaar.")
    school.fill_in("What changed, and why", "Eerst praten.").press("Put on the table")
    school.see("“%(article)s” is on the table and complete.", article="Geschillen tussen partijen")

    college.visit(at(draft, "H"))
    college.see("Changed from the model text")
    expect(college.page.locator(".diff").first).to_contain_text("vier weken")
    college.unfold("Reject these words")
    college.fill_in("Reason", "Vier weken is te lang.").press("Reject")
    college.see("Your board rejected this article; the others read why.")
    added = college.page.locator("textarea", has_text="vier weken")
    added.fill("Partijen praten eerst twee weken met elkaar.")
    college.press("Put on the table")
    college.see("“%(article)s” is on the table and complete.", article="Geschillen tussen partijen")

    school.visit(at(draft, "H"))
    expect(school.page.locator(".diff del").filter(has_text="vier").first).to_be_visible()
    school.unfold("Write a comment")
    school.field("About this passage").fill("praten eerst twee weken")
    school.page.locator("[name=c-body]").fill("Akkoord, als het echt praten is.")
    school.choose("every board").press("Write")
    expect(school.page.locator("#opmerkingen")).to_contain_text("Akkoord, als het echt praten is.")
    school.press("Accept for %(board)s", board=vmbo.board)
    school.see("Your board accepts this article.")

    college.visit(at(draft, "H"))
    expect(college.page.locator("#opmerkingen")).to_contain_text("Akkoord, als het echt praten is.")
    expect(college.page.locator("#standpunten .badge")).to_have_text([nl("accepts these words")] * 2)
    college.follow("All proposals for this article")
    expect(college.page.get_by_role("heading", level=2)).to_have_count(3)


def test_two_tabs_and_a_colleague_in_the_same_field(at_work: Opens, vmbo: Party, mbo: Party, draft: Agreement) -> None:
    school, college = at_work(vmbo.coordinator), at_work(mbo.coordinator)
    for person in (school, college):
        person.visit(at(draft))
    on_the_table(write(school, "Van de school."))
    write(college, "Van de instelling.").press("Put on the table")
    college.see("Somebody was quicker")
    assert purpose(college) == "Van de instelling."
    on_the_table(college)
    assert answers_of(draft)["partijen", None]["purpose"] == "Van de instelling."

    second = school.another_tab()
    school.visit(at(draft))
    second.visit(at(draft))
    on_the_table(write(school, "Uit het eerste tabblad."))
    write(second, "Uit het tweede tabblad.").press("Put on the table")
    second.see("Somebody was quicker")
    second.page.get_by_role("checkbox", name="Aanleiding en doel").first.check()
    on_the_table(second)
    assert answers_of(draft)["partijen", None]["purpose"] == "Uit het eerste tabblad."


def test_typing_is_kept_for_the_own_board_only(at_work: Opens, vmbo: Party, mbo: Party, draft: Agreement) -> None:
    school, college = at_work(vmbo.coordinator), at_work(mbo.coordinator)
    school.visit(at(draft))
    write(school, "Half af.")
    school.page.locator("[name=a-purpose]").press("End")
    expect(school.page.locator("[name=seen_draft]")).to_have_value("1", timeout=10_000)
    again = school.another_tab()
    again.visit(at(draft))
    assert purpose(again) == "Half af."
    college.visit(at(draft))
    assert "Half af." not in college.page.content()


def test_a_change_reopens_exactly_one_acceptance(at_work: Opens, vmbo: Party, mbo: Party, draft: Agreement) -> None:
    """Both boards accepted two articles; a change in one says beforehand that it re-opens just that."""
    for actor in (vmbo.coordinator, mbo.coordinator):
        for code in ("partijen", "kwaliteit"):
            sha256 = text_of(draft).digests[code, None]
            accept_clause(draft, actor=actor, code=code, route=None, seen_sha256=sha256)
    school = at_work(vmbo.coordinator)
    school.visit(at(draft))
    write(school, "Een beter doel.")
    told = school.page.locator("#article .utrecht-alert li")
    expect(told).to_have_count(1)
    expect(told).to_contain_text(str(mbo.board))
    on_the_table(school)
    stand = standing(draft, text_of(draft))
    assert accepted_by(stand["partijen", None]) == {vmbo.board.pk}
    assert accepted_by(stand["kwaliteit", None]) == {vmbo.board.pk, mbo.board.pk}
    assert ClauseText.objects.get(agreement=draft, code="partijen").version == 2
