"""The programme of a route: typed with its hours added up, and read from a spreadsheet, first with mistakes in it."""

from __future__ import annotations

import io
import re
from typing import Any

from django.urls import reverse
from openpyxl import Workbook, load_workbook
from playwright.sync_api import expect

from agreements.facts import facts_of
from agreements.models import Agreement
from tests.agreements.sheet_cases import EXAMS, PROGRAMME, TEAM
from tests.e2e.conftest import Opens
from tests.e2e.looking import complaints_about
from tests.e2e.people import Person, nl
from tests.factories import Party, agreement_in


def at(agreement: Agreement, name: str = "clause") -> str:
    return reverse(f"agreements:{name}_of_route", args=[agreement.pk, "D", agreement.covered.get().route_id])


def row(person: Person, number: int) -> Any:
    return person.page.locator(f"#part-programme-{number}")


def type_part(person: Person, number: int, year: int, name: str, guided: int) -> None:
    within = row(person, number)
    person.fill_in("Leerjaar", str(year), within=within).fill_in("Onderdeel", name, within=within)
    person.select("Soort", "mbo", within=within).fill_in("Begeleid", str(guided), within=within)
    person.fill_in("Locatie", "Instelling", within=within).select("Verzorgd door", nl("de instelling"), within=within)
    person.select("Team bevoegd", nl("No"), within=within)


def hours(person: Person, label: str) -> Any:
    """A row of the table with the hours added up."""
    rows = person.page.locator(".hours-table tr").filter(has=person.page.get_by_role("rowheader", name=nl(label)))
    return rows.first


def test_the_hours_are_added_up_while_the_programme_is_typed(at_work: Opens, vmbo: Party) -> None:
    agreement = agreement_in("draft")
    wanted = facts_of(agreement).routes[0].lines[0].guided
    writer = at_work(vmbo.coordinator)
    writer.visit(at(agreement))
    type_part(writer, 1, 1, "Nederlands", 400)
    expect(hours(writer, "Together")).to_contain_text("400")
    writer.page.locator("#part-programme").get_by_role("button", name=nl("Add a row")).click()
    type_part(writer, 2, 2, "Profielvak", wanted - 400)
    expect(hours(writer, "Difference")).to_contain_text(nl("equal"))
    expect(hours(writer, "Against the norm")).to_contain_text(nl("reached"))
    assert not agreement.clauses.exists()

    writer.press("Put on the table")
    expect(writer.page.locator(".utrecht-alert--ok")).to_be_visible()
    writer.see("In the proposal")
    assert [part["part"] for part in agreement.clauses.get(code="D").data["programme"]] == ["Nederlands", "Profielvak"]


def test_without_javascript_the_hours_are_there_after_saving(at_work: Opens, vmbo: Party) -> None:
    agreement = agreement_in("draft")
    writer = at_work(vmbo.coordinator, script=False)
    writer.visit(at(agreement))
    type_part(writer, 1, 1, "Nederlands", 400)
    writer.press("Put on the table")
    expect(hours(writer, "Together")).to_contain_text("400")


def downloaded(person: Person, label: str) -> Workbook:
    with person.page.expect_download() as expected:
        person.follow(label)
    return load_workbook(io.BytesIO(expected.value.path().read_bytes()))


def file_of(book: Workbook) -> dict[str, Any]:
    kept = io.BytesIO()
    book.save(kept)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"name": "programma.xlsx", "mimeType": kind, "buffer": kept.getvalue()}


def mistaken(book: Workbook) -> Workbook:
    book[PROGRAMME]["A7"] = "derde"
    book[PROGRAMME]["E8"] = "=E7*2"
    book[EXAMS]["C2"] = "havo"
    book[TEAM]["B3"] = "Stichting Elders"
    return book


def test_a_spreadsheet_with_mistakes_is_mended_and_read(at_work: Opens, vmbo: Party) -> None:
    agreement = agreement_in("filled")
    stored = agreement.clauses.get(code="D")
    writer = at_work(vmbo.coordinator)
    writer.visit(at(agreement))
    writer.follow("Fill in the tables of this article with Excel")
    book = downloaded(writer, "Download with what is filled in now")
    right = {place: book[sheet][place].value for sheet, place in WRONG}

    writer.page.locator("input[type=file]").set_input_files(file_of(mistaken(book)))
    writer.press("Read this file")
    summary = writer.page.locator("[data-error-summary]")
    expect(summary).to_be_focused()
    for sheet, place in WRONG:
        number = re.sub(r"\D", "", place)
        expect(summary).to_contain_text(nl("%(sheet)s, line %(number)s: %(what)s", sheet=sheet, number=number, what=""))
    writer.see("Nothing is read and nothing is saved. Mend the file, save it, and choose it again.")

    for sheet, place in WRONG:
        book[sheet][place] = right[place]
    book[PROGRAMME]["B2"] = "Nederlands en rekenen"
    writer.page.locator("input[type=file]").set_input_files(file_of(book))
    writer.press("Read this file")
    writer.see("Nothing is saved yet.")
    expect(writer.field("Onderdeel", within=row(writer, 1)).first).to_have_value("Nederlands en rekenen")
    expect(writer.page.locator("#article")).to_contain_text("Nederlands en rekenen")
    stored.refresh_from_db()
    assert stored.data["programme"][0]["part"] != "Nederlands en rekenen"

    writer.press("Put on the table")
    expect(writer.page.locator(".utrecht-alert--ok")).to_be_visible()
    stored.refresh_from_db()
    assert stored.data["programme"][0]["part"] == "Nederlands en rekenen"


WRONG = ((PROGRAMME, "A7"), (PROGRAMME, "E8"), (EXAMS, "C2"), (TEAM, "B3"))


def test_from_a_phone_without_javascript_too(at_work: Opens, vmbo: Party) -> None:
    agreement = agreement_in("filled")
    writer = at_work(vmbo.coordinator, phone=True, script=False)
    writer.visit(at(agreement, "clause_sheet"))
    book = downloaded(writer, "Download with what is filled in now")
    book[PROGRAMME]["A2"] = 9
    writer.page.locator("input[type=file]").set_input_files(file_of(book))
    writer.press("Read this file").see_problem(PROGRAMME)
    book[PROGRAMME]["A2"] = 1
    writer.page.locator("input[type=file]").set_input_files(file_of(book))
    writer.press("Read this file").see("Read from the Excel file").press("Put on the table").see("complete")


def test_everybody_can_use_it(at_work: Opens, vmbo: Party) -> None:
    """Axe, light and dark, and nothing scrolls sideways on a small phone: before, with mistakes, and as it was read."""
    agreement = agreement_in("filled")
    writer = at_work(vmbo.coordinator)
    writer.visit(at(agreement, "clause_sheet"))
    found = complaints_about(writer.page)
    book = downloaded(writer, "Download with what is filled in now")
    right = book[PROGRAMME]["A7"].value
    for value, sentence in (
        ("derde", "Nothing is read and nothing is saved. Mend the file, save it, and choose it again."),
        (right, "Nothing is saved yet."),
    ):
        book[PROGRAMME]["A7"] = value
        writer.page.locator("input[type=file]").set_input_files(file_of(book))
        writer.press("Read this file").see(sentence)
        found += complaints_about(writer.page)
    assert found == []
