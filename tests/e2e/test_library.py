"""The model clauses in a browser: a newer version reaches an agreement; a template is made, changed and used."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts.actors import Actor
from agreements.clauses import library, packing
from agreements.clauses.templates import Template
from agreements.models import Agreement, AgreementTemplate
from agreements.selectors import text_of
from agreements.services import keep_template, publish_library
from agreements.standing import accepted_by, standing
from tests.agreements.library_files import SENTENCE, newer_files
from tests.e2e.conftest import Opens
from tests.e2e.looking import complaints_about
from tests.e2e.people import Person
from tests.factories import Party, agreement_in, route_in

pytestmark = pytest.mark.usefixtures("transactional_db")


@pytest.fixture(autouse=True)
def forget() -> Iterator[None]:
    yield
    library.load.cache_clear()


def test_a_newer_model_reaches_an_agreement(at_work: Opens, vmbo: Party, mbo: Party, administrator: Actor) -> None:
    """Published by the administrator, proposed by one board, accepted by the other."""
    agreement = agreement_in("filled")
    manager, school, college = at_work(administrator), at_work(vmbo.coordinator), at_work(mbo.coordinator, phone=True)
    manager.visit(reverse("agreements:library_publish"))
    manager.fill_in("Number", "2028.1").fill_in("What is new, and why", "Ieder jaar bespreken.")
    archive = {"name": "model.zip", "mimeType": "application/zip", "buffer": packing.pack(newer_files())}
    manager.page.locator("input[type=file]").set_input_files(archive)  # type: ignore[arg-type]
    manager.press("Look at what would change")
    expect(manager.page.locator("#verschil-kwaliteit")).to_be_visible()
    manager.press("Publish this version")
    expect(manager.page.get_by_role("heading", level=1)).to_contain_text("2028.1")

    school.visit(reverse("agreements:model", args=[agreement.pk]))
    expect(school.page.get_by_text("Ieder jaar bespreken.")).to_be_visible()
    expect(school.page.get_by_text(SENTENCE)).to_be_visible()
    school.press("Propose to move this article").see("The article is proposed as the current model has it.")

    college.visit(reverse("agreements:clause", args=[agreement.pk, "kwaliteit"]))
    college.press("Accept for %(board)s", board=mbo.board).see("Your board accepts this article.")
    stand = standing(agreement, text_of(agreement))["kwaliteit", None]
    assert accepted_by(stand) == {vmbo.board.pk, mbo.board.pk}


def test_a_template_without_javascript(at_work: Opens, vmbo: Party) -> None:
    """Made, changed, taken along as a file, brought in again, and an agreement started with it."""
    route, person = route_in("approved"), at_work(vmbo.coordinator, script=False)
    person.visit(reverse("agreements:templates"))
    person.follow("Make a template").fill_in("Name of the template", "Kort")
    press(person, "out", "klachten")
    expect(person.field("Name of the template")).to_have_value("Kort")
    person.press("Save the template").see("The template is there to start with.")
    person.follow("Change")
    press(person, "up", "privacy")
    person.press("Save the template").see("The template is changed. Agreements that began with it stay as they are.")
    kept = AgreementTemplate.objects.get()

    file = json.loads(person.fetch(reverse("agreements:export_template", args=[kept.pk]))) | {"name": "Kort, opnieuw"}
    person.visit(reverse("agreements:import_template"))
    person.fill_in("Or its contents", json.dumps(file)).press("Import the template")
    person.see("The template is there to start with.")

    person.visit(reverse("agreements:start", args=[route.pk]))
    person.select("Start with", "Kort, opnieuw").press("Start the agreement")
    person.see("The agreement is a draft now. Fill in the articles one by one.")
    codes = Agreement.objects.get().template["clauses"]
    assert codes == kept.clauses
    assert ("klachten" in codes, codes.index("privacy") < codes.index("kwaliteit")) == (False, True)


def test_its_pages_are_for_everybody(at_work: Opens, vmbo: Party, administrator: Actor) -> None:
    """Axe finds nothing on them and nothing scrolls sideways, by day and by night, wide and narrow."""
    agreement = agreement_in("filled")
    publish_library(actor=administrator, number="2028.1", note="Ieder jaar bespreken.", files=newer_files())
    codes = tuple(clause.code for clause in library.load().clauses)
    kept = keep_template(Template("Kort en goed", "sok", codes), actor=vmbo.coordinator)
    manager, school = at_work(administrator), at_work(vmbo.coordinator)
    found: list[str] = []
    for person, address in [
        (manager, reverse("agreements:library")),
        (manager, reverse("agreements:library_changes", args=["2028.1", library.CURRENT])),
        (school, reverse("agreements:model", args=[agreement.pk])),
        (school, reverse("agreements:templates")),
        (school, reverse("agreements:edit_template", args=[kept.pk])),
    ]:
        person.visit(address)
        found += [f"{address}: {complaint}" for complaint in complaints_about(person.page)]
    assert not found, "\n".join(found)


def press(person: Person, button: str, code: str) -> None:
    """One of the buttons beside an article."""
    person.page.locator(f"button[name={button}][value={code}]").click()
