"""A spreadsheet with the tables of an article: downloaded, read, looked at, and saved the way typing is."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from accounts.actors import Actor
from agreements.clauses.examples import example_data
from agreements.clauses.sheets import LARGEST
from agreements.facts import facts_of
from agreements.model_clauses import clauses_of, shelf_of
from agreements.models import Agreement, ClauseText
from audit.models import AuditEvent
from tests.agreements.pages import complaint_at, nl, queries, says, words
from tests.agreements.sheet_cases import EXAMS, PROGRAMME, TEAM, put, saved
from tests.conftest import ClientAs
from tests.factories import Party, agreement_in
from tests.matrix.pages import Form
from tests.matrix.pages import read as read_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def filled() -> Agreement:
    """Everything is filled in."""
    return agreement_in("filled")


@pytest.fixture
def writer(client_as: ClientAs, vmbo: Party) -> Client:
    return client_as(vmbo.coordinator)


def at(agreement: Agreement, name: str, code: str = "D") -> str:
    return reverse(f"agreements:{name}_of_route", args=[agreement.pk, code, agreement.covered.get().route_id])


def stored(agreement: Agreement) -> ClauseText:
    return agreement.clauses.get(code="D")


def download(client: Client, agreement: Agreement, query: str = "") -> Workbook:
    answer = client.get(at(agreement, "clause_sheet_file") + query)
    assert answer.status_code == 200
    return load_workbook(io.BytesIO(answer.content))


def upload(client: Client, agreement: Agreement, content: bytes, version: int | None = None) -> HttpResponse:
    seen = stored(agreement).version if version is None else version
    file = SimpleUploadedFile("programma.xlsx", content)
    return client.post(at(agreement, "clause_sheet"), {"seen_version": seen, "file": file})


def article_form(page: HttpResponse, agreement: Agreement) -> Form:
    return next(form for form in read_page(page).forms if form.action == at(agreement, "clause"))


def save(client: Client, agreement: Agreement, page: HttpResponse) -> HttpResponse:
    """Put on the table what was read."""
    return client.post(at(agreement, "clause"), article_form(page, agreement).filled())


def test_the_article_leads_to_it(writer: Client, filled: Agreement) -> None:
    assert at(filled, "clause_sheet") in words(writer.get(at(filled, "clause")))
    without = reverse("agreements:clause", args=[filled.pk, "kwaliteit"])
    assert "excel" not in words(writer.get(without))
    assert writer.get(reverse("agreements:clause_sheet", args=[filled.pk, "kwaliteit"])).status_code == 404
    assert writer.get(reverse("agreements:clause_sheet_file", args=[filled.pk, "kwaliteit"])).status_code == 404


def test_down_and_up_again_changes_nothing(writer: Client, filled: Agreement) -> None:
    before = stored(filled).data
    page = upload(writer, filled, saved(download(writer, filled)))
    assert says(page, "Nothing is saved yet.")
    assert save(writer, filled, page).status_code == 302
    assert stored(filled).data == before


def test_what_was_read_is_shown_before_it_is_saved(writer: Client, filled: Agreement) -> None:
    before, version = stored(filled).data, stored(filled).version
    book = download(writer, filled)
    put(PROGRAMME, B2="Nieuw onderdeel uit het rekenblad", E2=1)(book)
    events = AuditEvent.objects.count()
    page = upload(writer, filled, saved(book))
    assert words(page).count("Nieuw onderdeel uit het rekenblad") >= 2  # in the form, and as it would read
    assert says(page, "Hours, added up")
    assert stored(filled).data == before
    assert AuditEvent.objects.count() == events

    save(writer, filled, page)
    assert stored(filled).data["programme"][0]["part"] == "Nieuw onderdeel uit het rekenblad"
    assert stored(filled).data["locations"] == before["locations"]
    assert stored(filled).version == version + 1
    assert AuditEvent.objects.latest("pk").action == "agreements.clause_saved"


def test_a_blank_template_can_begin_an_article(writer: Client) -> None:
    draft = agreement_in("draft")
    facts = facts_of(draft)
    clause, place = next(found for found in clauses_of(facts, shelf_of(draft)) if found[0].code == "D")
    rows = example_data(clause, facts, place)["exam_parts"]
    book = download(writer, draft, "?blank")
    for number, row in enumerate(rows, start=2):
        kind = "vmbo (the school is responsible)" if row["kind"] == "vo" else "mbo"
        put(EXAMS, **{f"A{number}": row["year"], f"B{number}": row["what"], f"C{number}": kind})(book)
    page = upload(writer, draft, saved(book), version=0)
    save(writer, draft, page)
    assert [row["what"] for row in stored(draft).data["exam_parts"]] == [row["what"] for row in rows]


def test_every_mistake_is_told_and_nothing_is_saved(writer: Client, filled: Agreement) -> None:
    before = stored(filled).data
    book = download(writer, filled)
    put(PROGRAMME, A3="derde", E4="veel")(book)
    put(TEAM, B2="Niemand")(book)
    page = upload(writer, filled, saved(book))
    assert page.status_code == 200
    for sheet, number in ((PROGRAMME, 3), (PROGRAMME, 4), (TEAM, 2)):
        assert nl("%(sheet)s, line %(number)s: %(what)s", sheet=sheet, number=number, what="") in words(page)
    assert says(page, "Nothing is read and nothing is saved. Mend the file, save it, and choose it again.")
    assert stored(filled).data == before
    assert 'name="a-programme-0-part"' not in words(page)


def test_what_was_typed_in_a_cell_cannot_break_out(writer: Client, filled: Agreement) -> None:
    book = download(writer, filled)
    put(PROGRAMME, A3="<script>alert(1)</script>", L1="<b>kop</b>")(book)
    book.create_sheet("<i>blad")
    assert "<script>alert" not in upload(writer, filled, saved(book)).content.decode()
    assert "<b>kop" not in upload(writer, filled, saved(book)).content.decode()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty. Choose the spreadsheet again."),
        (b"%PDF-1.7", "This is not an Excel file (.xlsx). Save the spreadsheet as .xlsx and choose it again."),
    ],
)
def test_another_file_is_refused_at_its_field(writer: Client, filled: Agreement, content: bytes, sentence: str) -> None:
    assert complaint_at(upload(writer, filled, content), "id_file", sentence)


def test_a_huge_file_is_refused(writer: Client, filled: Agreement) -> None:
    answer = upload(writer, filled, b"PK" + b"\0" * LARGEST)
    assert "field--invalid" in words(answer)
    assert stored(filled).version == 1


def test_no_file_is_asked_for(writer: Client, filled: Agreement) -> None:
    answer = writer.post(at(filled, "clause_sheet"), {"seen_version": 1})
    assert complaint_at(answer, "id_file", "Choose the Excel file that you want to have read.")


def test_who_worked_in_an_old_file_sees_both_and_overwrites_nobody_unseen(
    writer: Client, client_as: ClientAs, mbo: Party, filled: Agreement
) -> None:
    """The file knows from which text it was made, however long ago that was."""
    book = download(writer, filled)
    put(PROGRAMME, B2="Uit het oude bestand")(book)
    other = client_as(mbo.coordinator)
    form = article_form(other.get(at(filled, "clause")), filled)
    theirs = {"a-programme-0-part": "Van de instelling", "a-locations": "Overal"}
    other.post(at(filled, "clause"), form.filled(**theirs))

    page = upload(writer, filled, saved(book))  # from a page that was opened only now
    assert says(page, "Somebody put another text on the table after this file was made.")
    assert says(page, "You both changed what stands below. The form has your words; choose theirs where you want.")
    assert "Overal" in article_form(page, filled).fields["a-locations"]  # what only they changed is taken over
    assert stored(filled).data["programme"][0]["part"] == "Van de instelling"

    save(writer, filled, page)
    assert stored(filled).data["programme"][0]["part"] == "Uit het oude bestand"
    assert stored(filled).data["locations"] == "Overal"


def test_a_change_while_somebody_looks_at_what_was_read_is_told(
    writer: Client, client_as: ClientAs, mbo: Party, filled: Agreement
) -> None:
    page = upload(writer, filled, changed_file(writer, filled, "Uit het bestand"))
    other = client_as(mbo.coordinator)
    save(other, filled, upload(other, filled, changed_file(other, filled, "Van de instelling")))
    refused = save(writer, filled, page)
    assert refused.status_code == 200
    assert says(refused, "Somebody was quicker")
    assert stored(filled).data["programme"][0]["part"] == "Van de instelling"


def changed_file(client: Client, agreement: Agreement, part: str) -> bytes:
    book = download(client, agreement)
    put(PROGRAMME, B2=part)(book)
    return saved(book)


def test_without_a_mark_the_version_of_the_page_counts(writer: Client, filled: Agreement) -> None:
    book = download(writer, filled)
    book.remove(book["Uitleg"])
    page = upload(writer, filled, saved(book), version=0)
    assert says(page, "Somebody put another text on the table after this file was made.")


def test_what_was_read_can_be_kept_as_a_draft_of_the_own_board(
    writer: Client, client_as: ClientAs, mbo: Party, filled: Agreement
) -> None:
    page = upload(writer, filled, changed_file(writer, filled, "Nog even voor onszelf"))
    writer.post(at(filled, "clause"), article_form(page, filled).filled(draft="1"))
    assert stored(filled).data["programme"][0]["part"] != "Nog even voor onszelf"
    assert download(writer, filled)[PROGRAMME]["B2"].value == "Nog even voor onszelf"

    other = client_as(mbo.coordinator)
    assert download(other, filled)[PROGRAMME]["B2"].value != "Nog even voor onszelf"
    assert b"Nog even voor onszelf" not in other.get(at(filled, "clause_sheet")).content


def test_a_file_of_another_route_is_taken_with_a_warning(writer: Client, filled: Agreement) -> None:
    book = download(writer, filled)
    for row in book["Uitleg"].iter_rows():
        if row[0].value == "Kenmerk":
            row[1].value = "SOK-00000/D/LR-0000/9"
    page = upload(writer, filled, saved(book))
    assert says(page, "This file was made for another article or another route. Its rows are filled in here.")
    assert save(writer, filled, page).status_code == 302


def test_what_is_not_in_the_file_stays_and_what_belongs_nowhere_is_named(writer: Client, filled: Agreement) -> None:
    before = stored(filled).data["team"]
    book = download(writer, filled)
    book.remove(book[TEAM])
    book.create_sheet("Kladblok")
    page = upload(writer, filled, saved(book))
    assert says(page, "%(name)s: not in the file, so it stays as it is.", name=TEAM)
    assert says(page, "The sheet “%(name)s” belongs to no table of this article and was not read.", name="Kladblok")
    save(writer, filled, page)
    assert stored(filled).data["team"] == before


# --- who may ----------------------------------------------------------------------------------------


def test_who_only_reads_downloads_but_has_nothing_read(client_as: ClientAs, vmbo: Party, filled: Agreement) -> None:
    director = client_as(vmbo.director)
    content = saved(download(director, filled))
    page = director.get(at(filled, "clause_sheet"))
    assert 'type="file"' not in words(page)
    assert upload(director, filled, content).status_code == 403


def test_another_board_learns_nothing(client_as: ClientAs, outsider: Actor, writer: Client, filled: Agreement) -> None:
    content = saved(download(writer, filled))
    stranger = client_as(outsider)
    for name in ("clause_sheet", "clause_sheet_file"):
        assert stranger.get(at(filled, name)).status_code == 404
    assert upload(stranger, filled, content).status_code == 404


def test_once_the_text_is_settled_nothing_is_read(client_as: ClientAs, vmbo: Party) -> None:
    decided = agreement_in("decision")
    client = client_as(vmbo.coordinator)
    content = saved(download(client, decided))
    assert upload(client, decided, content).status_code == 403


# --- the file and the cost --------------------------------------------------------------------------


def test_the_file_has_a_name_and_a_kind(writer: Client, filled: Agreement) -> None:
    route = filled.covered.get().route
    answer = writer.get(at(filled, "clause_sheet_file"))
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{filled.number}-D-{route.number}.xlsx"'
    assert answer.headers["Content-Type"].startswith("application/vnd.openxmlformats")
    blank = writer.get(at(filled, "clause_sheet_file") + "?blank").headers["Content-Disposition"]
    assert blank.endswith('-leeg.xlsx"')


def test_reading_costs_the_same_for_more_rows(writer: Client, filled: Agreement) -> None:
    def more(numbers: range) -> bytes:
        book = download(writer, filled)
        for number in numbers:
            put(PROGRAMME, **{f"A{number}": 1, f"B{number}": "Nog een onderdeel"})(book)
        return saved(book)

    assert queries_of(writer, filled, more(range(20, 21))) == queries_of(writer, filled, more(range(20, 60)))


def queries_of(client: Client, agreement: Agreement, content: bytes) -> int:
    upload(client, agreement, content)
    with CaptureQueriesContext(connection) as counted:
        assert upload(client, agreement, content).status_code == 200
    return len(counted)


def test_looking_costs_a_few_queries(writer: Client, filled: Agreement) -> None:
    assert queries(writer, at(filled, "clause_sheet")) <= 20
