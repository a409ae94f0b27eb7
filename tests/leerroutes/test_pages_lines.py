"""The page of one line: what may be chosen, the hours, and the checks."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Establishment
from leerroutes.models import Route
from tests.browsing import sent
from tests.conftest import ClientAs
from tests.factories import Party, route_in


@pytest.fixture
def draft(vmbo: Party) -> Route:
    return route_in("draft")


@pytest.fixture
def writer(client_as: ClientAs, vmbo: Party) -> Client:
    return client_as(vmbo.coordinator)


def address(route: Route, name: str = "line_edit", *more: int) -> str:
    return reverse(f"leerroutes:{name}", args=[route.pk, *more])


def first_line(client: Client, route: Route, **typed: Any) -> dict[str, Any]:
    """The page of line 1 as a browser would send it back."""
    return sent(client.get(address(route, "line_edit", 1)).context["form"], **typed)


def test_a_new_line_begins_like_the_last_one_with_the_hours_of_the_norm(writer: Client, draft: Route) -> None:
    form = writer.get(address(draft, "line_add")).context["form"]
    assert (form["duration_years"].value(), form["learning_mode"].value()) == (5, "BOL")
    assert [form[name].value() for name in ("total_hours", "guided_hours", "bpv_hours")] == [5000, 3500, 900]


def test_a_new_line_is_added(writer: Client, draft: Route) -> None:
    form = writer.get(address(draft, "line_add")).context["form"]
    qualification = draft.lines.get().qualification_id
    response = writer.post(address(draft, "line_add"), sent(form, qualification=qualification, learning_mode="BBL"))
    assert response["Location"] == f"{reverse('leerroutes:edit', args=[draft.pk])}#lines"
    assert draft.lines.count() == 2


def test_the_same_button_twice_adds_one_line(writer: Client, draft: Route) -> None:
    form = writer.get(address(draft, "line_add")).context["form"]
    typed = sent(form, qualification=draft.lines.get().qualification_id)
    writer.post(address(draft, "line_add"), typed)
    assert "Iemand anders" in writer.post(address(draft, "line_add"), typed).content.decode()
    assert draft.lines.count() == 2


def test_a_changed_line_is_saved(writer: Client, draft: Route) -> None:
    writer.post(address(draft, "line_edit", 1), first_line(writer, draft, total_hours="5100"))
    assert draft.lines.get().total_hours == 5100


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"establishment": ""}, "Kies de vestiging waar de route begint."),
        ({"leerweg": ""}, "Kies de leerweg."),
        ({"profile": ""}, "Kies het profiel."),
        ({"mbo_institution": ""}, "Kies de mbo-instelling die naar het diploma leidt."),
        ({"level": ""}, "Kies het mbo-niveau."),
        ({"qualification": ""}, "Kies een kwalificatie of een domein."),
        ({"qualification": "999999"}, "Dit bestaat niet op de dag waarop de route start."),
        ({"duration_years": ""}, "Vul in hoeveel jaar de route duurt."),
        ({"duration_years": "12"}, "9"),
        ({"nominal_years": "7"}, "4"),
        ({"total_hours": ""}, "Vul een aantal uren in."),
        ({"guided_hours": "veel"}, "Vul een heel aantal uren in, zonder punt of komma."),
        ({"bpv_hours": "30000"}, "20000"),
        ({"total_hours": "1000"}, "Begeleide uren en bpv zijn samen 4400 uur."),
        ({"justification": "x" * 2001}, "2000 tekens"),
    ],
)
def test_a_wrong_line_gets_a_sentence_and_keeps_what_was_typed(
    writer: Client, draft: Route, wrong: dict[str, str], sentence: str
) -> None:
    typed = first_line(writer, draft, evidence="Visitatie 2025") | wrong
    response = writer.post(address(draft, "line_edit", 1), typed)
    assert sentence in str(response.context["form"].errors[next(iter(wrong))])
    assert "Visitatie 2025" in response.content.decode()
    assert draft.lines.get().evidence == ""


def test_a_school_outside_the_route_is_refused_with_the_way_out(writer: Client, draft: Route) -> None:
    elsewhere = Establishment.objects.get(code="99ZA00")
    response = writer.post(address(draft, "line_edit", 1), first_line(writer, draft, establishment=elsewhere.pk))
    assert "Voeg de school of instelling eerst toe aan het voorstel." in response.content.decode()


def test_the_norm_is_filled_in_and_not_saved(writer: Client, draft: Route) -> None:
    typed = first_line(writer, draft, duration_years="4", evidence="Nog bezig", norm="1")
    response = writer.post(address(draft, "line_edit", 1), typed)
    form = response.context["form"]
    assert [form[name].value() for name in ("total_hours", "guided_hours", "bpv_hours")] == [4000, 2950, 450]
    assert "Nog bezig" in response.content.decode()
    assert draft.lines.get().total_hours == 5000


def test_without_a_norm_the_button_says_so(writer: Client, draft: Route) -> None:
    typed = first_line(writer, draft, duration_years="8", norm="1")
    html = writer.post(address(draft, "line_edit", 1), typed).content.decode()
    assert "Er is een norm voor 2 tot en met 6 jaar." in html


def test_the_checks_judge_the_line_as_it_is_typed(writer: Client, draft: Route) -> None:
    typed = first_line(writer, draft, total_hours="4900", line="1")
    html = writer.post(address(draft, "checks"), typed).content.decode()
    assert "R-031" in html
    assert draft.lines.get().total_hours == 5000


def test_the_checks_wait_until_enough_is_known(writer: Client, draft: Route) -> None:
    form = writer.get(address(draft, "line_add")).context["form"]
    typed = sent(form, line="nieuw", establishment="", duration_years="veel")
    html = writer.post(address(draft, "checks"), typed).content.decode()
    assert "Vul meer van deze lijn in" in html


def test_before_there_are_schools_the_page_says_what_to_do(writer: Client, draft: Route) -> None:
    draft.institutions.clear()
    assert "Kies eerst de scholen" in writer.get(address(draft, "line_add")).content.decode()


def test_a_line_is_removed_after_asking(writer: Client, draft: Route) -> None:
    assert "Lijn 1 verwijderen?" in writer.get(address(draft, "line_remove", 1)).content.decode()
    assert draft.lines.count() == 1
    writer.post(address(draft, "line_remove", 1))
    assert draft.lines.count() == 0


def test_removing_twice_gets_a_sentence(writer: Client, draft: Route) -> None:
    writer.post(address(draft, "line_remove", 1))
    response = writer.post(address(draft, "line_remove", 1), follow=True)
    assert "Deze lijn was al verwijderd." in response.content.decode()


def test_a_line_that_is_not_there_is_not_found(writer: Client, draft: Route) -> None:
    assert writer.get(address(draft, "line_edit", 7)).status_code == 404
    assert writer.get(address(draft, "line_remove", 7)).status_code == 404
