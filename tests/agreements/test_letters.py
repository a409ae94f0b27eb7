"""Signs that no document can show are refused where somebody types them, with the sign in the sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.urls import reverse

from accounts.forms import InviteForm
from accounts.letters import FAMILIES, validate_letters
from accounts.mandates.forms import GrantMandateForm
from agreements.clauses import library
from agreements.clauses.form_fields import ContractText
from agreements.clauses.library import LibraryError
from agreements.clauses.proofreading import not_on_paper, printed_words
from agreements.clauses.shapes import Lid
from agreements.clauses.templates import Template, as_file, from_file
from agreements.forms.annexes import AnnexForm
from agreements.forms.drafting import InternalTermsForm, TermsForm
from agreements.models import ClauseText
from agreements.paper.fonts import FACES
from agreements.published import _not_on_paper
from leerroutes.forms.cooperation import CooperationForm
from leerroutes.forms.proposal import BasicsForm, PartnerForm
from tests.agreements.pages import words
from tests.conftest import ClientAs
from tests.factories import Party, agreement_in

FIELDS: list[tuple[type[forms.BaseForm], str]] = [
    (TermsForm, "title"),
    (InternalTermsForm, "legal_basis"),
    (AnnexForm, "title"),
    (PartnerForm, "name"),
    (InviteForm, "name"),
    (GrantMandateForm, "function"),
]


@pytest.mark.parametrize(("form", "name"), FIELDS)
def test_every_text_of_a_document_is_looked_at(form: type[forms.BaseForm], name: str) -> None:
    assert validate_letters in form.base_fields[name].validators  # type: ignore[attr-defined]


@pytest.mark.django_db
def test_so_are_those_of_a_route() -> None:
    assert BasicsForm({"name": "Techniek \N{ROCKET}"}).errors["name"]
    assert "name" not in BasicsForm({"name": "Économie, Łódź"}).errors
    assert "\N{ROCKET}" in CooperationForm(None, None, QueryDict(f"name=Samen {chr(0x1F680)}")).errors["name"][0]


def test_so_are_files_that_come_in_from_elsewhere() -> None:
    """Where they come in: of what was published before nothing is refused, or nobody could read it any more."""
    for shelf in (library.load(), library.load("2026.1")):
        assert not any(map(not_on_paper, map(printed_words, shelf.clauses)))
    [wrong] = _not_on_paper(replace(shelf, clauses=(replace(shelf.clauses[0], leden=(Lid("Samen Ж"),)),)))
    assert (wrong.file, wrong.sentence.en) == (shelf.clauses[0].code, "a document cannot show these signs: Ж")
    codes = tuple(clause.code for clause in shelf.clauses)
    told = as_file(Template("Kort", "sok", codes, {"examen": {"adopted_by": "Samen \N{ROCKET}"}}))
    with pytest.raises(LibraryError, match="answers.examen.adopted_by: a document cannot show these signs"):
        from_file(told, shelf)


@pytest.mark.parametrize("sign", ["\N{GRINNING FACE}", "\N{ARABIC LETTER BEH}", "\N{CYRILLIC SMALL LETTER ZHE}"])
def test_the_sentence_names_the_sign(sign: str) -> None:
    with pytest.raises(forms.ValidationError, match=sign):
        ContractText().clean(f"Veel plezier {sign}")
    assert ContractText().clean("Plezier\u2011vol, één ĳsje") == "Plezier\u2011vol, één ĳsje"


def test_what_is_looked_at_is_what_is_drawn_with() -> None:
    assert {face.file for face in FACES} == {file for family in FAMILIES for file in family}


@pytest.mark.django_db
def test_an_answer_stays_in_the_form_and_is_not_saved(client_as: ClientAs, vmbo: Party) -> None:
    draft = agreement_in("draft")
    address = reverse("agreements:clause", args=[draft.pk, "partijen"])
    page = words(client_as(vmbo.coordinator).post(address, {"seen_version": 0, "a-purpose": "Samen \N{ROCKET}"}))
    assert page.count("\N{ROCKET}") >= 2, "in the box, and in the sentence about it"
    assert not ClauseText.objects.filter(agreement=draft, code="partijen").exclude(data={}).exists()


@pytest.mark.django_db
def test_the_name_of_a_file_stands_in_the_text_too() -> None:
    form = AnnexForm(
        {"title": "Programma", "part": ""},
        {"file": SimpleUploadedFile("plan \N{ROCKET}.pdf", b"%PDF-1.4")},
        agreement=agreement_in("draft"),
    )
    assert "\N{ROCKET}" in str(form.errors["file"])
