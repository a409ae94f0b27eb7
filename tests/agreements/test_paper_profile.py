"""What a file must be before anybody gets it, and what happens to one that is not."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, override
from pikepdf import Dictionary, Name, Pdf

from agreements.models import Document
from agreements.paper.profile import problems
from agreements.paper.schema import departures, schema
from agreements.paper.structure import elements
from agreements.services import request_draft_document
from jobs.models import Job
from jobs.services import run
from tests.agreements.clause_cases import agreement, line, route
from tests.agreements.paper_cases import Paper
from tests.conftest import ClientAs
from tests.factories import Party, agreement_in

PAPER = Paper(agreement(route(line(4)), parties=3))
Damage = Callable[[Pdf], object]


def first(pdf: Pdf, kind: str) -> pikepdf.Object:
    return next(element.object for element in elements(pdf) if element.kind == kind)


def a_described_font(pdf: Pdf) -> pikepdf.Object:
    return next(one for one in pdf.objects if isinstance(one, Dictionary) and "/FontFile2" in one)


def say_nothing(pdf: Pdf) -> None:
    xmp = pdf.Root.Metadata.read_bytes().replace(b"<pdfuaid:part>1</pdfuaid:part>", b"")
    pdf.Root.Metadata.write(xmp)


DAMAGE: dict[str, tuple[Damage, str]] = {
    "identity": (say_nothing, "PDF/UA-1"),
    "colours": (lambda pdf: pdf.Root.__delitem__("/OutputIntents"), "colours"),
    "language": (lambda pdf: pdf.Root.__delitem__("/Lang"), "language"),
    "title": (lambda pdf: pdf.Root.ViewerPreferences.__delitem__("/DisplayDocTitle"), "title"),
    "bookmarks": (lambda pdf: pdf.Root.__delitem__("/Outlines"), "bookmarks"),
    "font": (lambda pdf: a_described_font(pdf).__delitem__("/FontFile2"), "font"),
    "program": (lambda pdf: pdf.Root.__setitem__("/OpenAction", Dictionary(S=Name.JavaScript, JS="1")), "program"),
    "heading": (lambda pdf: first(pdf, "/H1").__setitem__("/S", Name.H3), "skip a level"),
    "list": (lambda pdf: first(pdf, "/LI").__setitem__("/S", Name.Div), "list"),
    "table": (lambda pdf: first(pdf, "/TD").__delitem__("/A"), "heading"),
    "picture": (lambda pdf: first(pdf, "/Figure").__delitem__("/Alt"), "picture"),
    "field": (lambda pdf: pdf.Root.AcroForm.Fields[0].__delitem__("/TU"), "place to sign"),
    "data": (lambda pdf: pdf.attachments.__delitem__("overeenkomst.json"), "data of the agreement"),
}


@pytest.fixture(scope="module")
def good() -> bytes:
    assert problems(PAPER.pdf, data=PAPER.data, check_data=PAPER.check_data) == []
    return PAPER.pdf


@pytest.mark.usefixtures("in_english")
@pytest.mark.parametrize("what", DAMAGE)
def test_every_broken_promise_is_found(good: bytes, what: str) -> None:
    damage, sentence = DAMAGE[what]
    pdf = Pdf.open(BytesIO(good))
    damage(pdf)
    damaged = BytesIO()
    pdf.save(damaged)
    found = problems(damaged.getvalue(), data=PAPER.data, check_data=PAPER.check_data)
    assert len(found) == 1, found
    assert sentence in str(found[0])


@pytest.mark.usefixtures("in_english")
def test_what_cannot_be_opened_is_refused(good: bytes) -> None:
    locked = BytesIO()
    Pdf.open(BytesIO(good)).save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert [str(one) for one in problems(locked.getvalue())] == ["The file asks for a password."]
    assert "damaged" in str(problems(b"%PDF-1.7\n")[0])


def test_the_published_form_knows_no_other_words() -> None:
    told = json.loads(PAPER.data)
    assert departures(told, 1) == []
    assert departures(told | {"secret": 1}, 1)
    assert departures({key: told[key] for key in told if key != "parties"}, 1)
    for part in (told["agreement"], told["routes"][0]["lines"][0]):
        part.popitem()
    assert len(departures(told, 1)) == 2


def test_anybody_reads_the_published_form(client: Client) -> None:
    answer = client.get(reverse("agreements:schema", args=[1])).json()
    assert answer["$id"] == json.loads(PAPER.data)["$schema"]
    assert answer["properties"] == schema(1)["properties"]
    assert client.get(reverse("agreements:schema", args=[2])).status_code == 404


@pytest.mark.django_db
@pytest.mark.usefixtures("in_english", "real_paper")
def test_a_file_that_fails_is_not_released_and_the_case_says_why(vmbo: Party, client_as: ClientAs) -> None:
    case = agreement_in("draft")
    document = request_draft_document(case, actor=vmbo.coordinator)
    headless = document.source.replace("<h1", "<p").replace("<h2", "<p")
    Document.objects.filter(pk=document.pk).update(source=headless)
    job = Job.objects.get(key=document.job_key)
    run(job.pk)

    assert not Document.objects.get(pk=document.pk).is_ready
    client, address = client_as(vmbo.coordinator), reverse("workflows:agreement_status", args=[case.pk])
    page = client.get(address, headers={"Accept-Language": "en"}).content.decode()
    assert "There are no bookmarks. There are no headings." in page
    assert "UnfitDocument" not in page
    with override("nl"):
        theirs = gettext("There are no bookmarks.")
    page = client.get(address, headers={"Accept-Language": "nl"}).content.decode()
    assert theirs in page, "in the language of the reader, not of the worker"

    Document.objects.filter(pk=document.pk).update(source=document.source)
    Job.objects.filter(pk=job.pk).update(run_after=job.created)
    run(job.pk)
    made = Document.objects.get(pk=document.pk)
    assert made.is_ready, Job.objects.get(pk=job.pk).error
    assert departures(json.loads(made.data), 1) == []
