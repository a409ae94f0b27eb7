"""The list of routes, and the pages on which a proposal is written."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actors import Actor
from audit.models import AuditEvent
from leerroutes.models import Route
from tests.browsing import sent
from tests.conftest import ClientAs
from tests.factories import PAIR, Party, route_in

LIST, CREATE = "leerroutes:list", "leerroutes:create"


@pytest.fixture
def draft(vmbo: Party) -> Route:
    return route_in("draft")


@pytest.fixture
def writer(client_as: ClientAs, vmbo: Party) -> Client:
    """The coordinator of the proposing board."""
    return client_as(vmbo.coordinator)


def address(route: Route, name: str = "edit") -> str:
    return reverse(f"leerroutes:{name}", args=[route.pk])


def page(client: Client, route: Route, **typed: Any) -> dict[str, Any]:
    """The edit page as a browser would send it back."""
    return sent(client.get(address(route)).context["form"], **typed)


def queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(path).status_code == 200
    return len(caught)


# --- the list ------------------------------------------------------------------------------------


def test_the_list_says_of_a_draft_that_it_is_not_submitted(writer: Client, draft: Route) -> None:
    html = writer.get(reverse(LIST)).content.decode()
    assert draft.name in html
    assert "concept, niet ingediend" in html


def test_the_list_shows_nothing_to_strangers(client_as: ClientAs, draft: Route, outsider: Actor) -> None:
    assert draft.name not in client_as(outsider).get(reverse(LIST)).content.decode()


def test_the_list_can_be_limited_to_one_state(writer: Client, draft: Route) -> None:
    assert draft.name in writer.get(reverse(LIST), {"stand": "draft"}).content.decode()
    assert draft.name not in writer.get(reverse(LIST), {"stand": "running"}).content.decode()
    assert draft.name in writer.get(reverse(LIST), {"stand": "nonsense"}).content.decode()


def test_more_routes_cost_no_more_queries(writer: Client, draft: Route) -> None:
    queries(writer, reverse(LIST))
    few = queries(writer, reverse(LIST))
    for number in range(3):
        route_in("draft", replace(PAIR, name=f"Nog een route {number}"))
    assert queries(writer, reverse(LIST)) == few


def test_only_a_coordinator_is_offered_a_new_proposal(client_as: ClientAs, writer: Client, vmbo: Party) -> None:
    assert reverse(CREATE) in writer.get(reverse(LIST)).content.decode()
    assert reverse(CREATE) not in client_as(vmbo.director).get(reverse(LIST)).content.decode()


# --- a new proposal ------------------------------------------------------------------------------

NEW = {"name": "Zorg dichtbij", "route_type": "DLR", "start_year": "2027", "motivation": "Voor wie wil zorgen."}


def test_a_draft_is_opened_and_goes_on_at_the_edit_page(writer: Client, vmbo: Party) -> None:
    response = writer.post(reverse(CREATE), NEW)
    route = Route.objects.get(name="Zorg dichtbij")
    assert response["Location"] == address(route)
    assert (route.proposed_by, route.state) == (vmbo.board, "draft")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Geef de route een naam."),
        ({"start_year": ""}, "Dit veld is verplicht."),
        ({"start_year": "1950"}, "Selecteer een geldige keuze."),
        ({"route_type": "XYZ"}, "Selecteer een geldige keuze."),
        ({"name": "x" * 201}, "200 tekens"),
    ],
)
def test_a_wrong_draft_gets_a_sentence_and_keeps_what_was_typed(
    writer: Client, wrong: dict[str, str], sentence: str
) -> None:
    html = writer.post(reverse(CREATE), NEW | wrong).content.decode()
    assert sentence in html
    assert "Voor wie wil zorgen." in html
    assert not Route.objects.filter(motivation="Voor wie wil zorgen.").exists()


def test_the_same_button_twice_opens_one_draft(writer: Client, vmbo: Party) -> None:
    writer.post(reverse(CREATE), NEW)
    html = writer.post(reverse(CREATE), NEW).content.decode()
    assert "Uw bestuur heeft al een concept met deze naam." in html
    assert Route.objects.filter(name="Zorg dichtbij").count() == 1


# --- the edit page -------------------------------------------------------------------------------


def test_a_change_is_saved_once_and_said(writer: Client, draft: Route) -> None:
    before = AuditEvent.objects.filter(action="leerroutes.changed").count()
    typed = page(writer, draft, motivation="Beter zo.", **{"partners-0-kind": "hbo", "partners-0-name": "Hogeschool"})
    response = writer.post(address(draft), typed, follow=True)
    draft.refresh_from_db()
    assert draft.motivation == "Beter zo."
    assert [str(partner) for partner in draft.partners.all()] == ["Hogeschool"]
    assert AuditEvent.objects.filter(action="leerroutes.changed").count() == before + 1
    assert "Dit is nog een concept; het is niet ingediend." in response.content.decode()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Geef de route een naam."),
        ({"motivation": "x" * 4001}, "4000 tekens"),
        ({"institutions": ["999999"]}, "999999 is geen beschikbare keuze"),
        ({"partners-0-name": "Hogeschool"}, "Kies wat voor partner dit is."),
        ({"partners-0-kind": "hbo"}, "Vul de naam van deze partner in"),
    ],
)
def test_a_wrong_change_gets_a_sentence_and_keeps_what_was_typed(
    writer: Client, draft: Route, wrong: dict[str, Any], sentence: str
) -> None:
    typed = page(writer, draft, leerwerktraject_agreement="In de kast van de rector") | wrong
    html = writer.post(address(draft), typed).content.decode()
    assert sentence in html
    assert "In de kast van de rector" in html
    draft.refresh_from_db()
    assert draft.leerwerktraject_agreement == ""


def test_saving_over_somebody_elses_work_is_a_choice(
    writer: Client, client_as: ClientAs, draft: Route, mbo: Party
) -> None:
    mine, other = page(writer, draft, motivation="Mijn tekst."), client_as(mbo.coordinator)
    other.post(address(draft), page(other, draft, motivation="Hun tekst."))
    refused = writer.post(address(draft), mine)
    html = refused.content.decode()
    assert "Iemand anders" in html
    assert "Mijn tekst." in html
    assert "Hun tekst." in html
    writer.post(address(draft), sent(refused.context["form"]))
    draft.refresh_from_db()
    assert draft.motivation == "Mijn tekst."


def test_the_same_button_twice_gets_a_sentence(writer: Client, draft: Route) -> None:
    typed = page(writer, draft, motivation="Beter zo.")
    writer.post(address(draft), typed)
    assert "Iemand anders" in writer.post(address(draft), typed).content.decode()


def test_looking_for_a_school_saves_nothing_and_forgets_nothing(writer: Client, draft: Route) -> None:
    typed = page(writer, draft, name="", motivation="Nog bezig.", zoek="vinci", search="1")
    html = writer.post(address(draft), typed).content.decode()
    assert "Da Vinci College" in html
    assert "Insula College" not in html
    assert "mboRijnland" in html, "what was chosen stays"
    assert "Nog bezig." in html
    assert "error-summary" not in html
    draft.refresh_from_db()
    assert draft.motivation != "Nog bezig."


@pytest.mark.parametrize(
    ("then", "name", "more"), [("new", "line_add", ()), ("1", "line_edit", (1,)), ("-1", "line_remove", (1,))]
)
def test_the_buttons_at_the_lines_save_first(
    writer: Client, draft: Route, then: str, name: str, more: tuple[int, ...]
) -> None:
    response = writer.post(address(draft), page(writer, draft, motivation="Eerst dit.", then=then))
    assert response["Location"] == reverse(f"leerroutes:{name}", args=[draft.pk, *more])
    draft.refresh_from_db()
    assert draft.motivation == "Eerst dit."


def test_who_may_see_but_not_write_reads_why(client_as: ClientAs, draft: Route, vmbo: Party) -> None:
    response = client_as(vmbo.director).get(address(draft))
    assert response.status_code == 403
    assert "Alleen een coördinator van een deelnemend bestuur wijzigt het voorstel." in response.content.decode()


def test_a_stranger_does_not_find_it(client_as: ClientAs, draft: Route, outsider: Actor) -> None:
    for name in ("edit", "line_add", "checks", "submit", "decide", "withdraw"):
        assert client_as(outsider).get(address(draft, name)).status_code == 404


def test_more_lines_cost_no_more_queries(writer: Client, draft: Route) -> None:
    queries(writer, address(draft))
    few = queries(writer, address(draft))
    line = draft.lines.get()
    for number in (2, 3, 4):
        line.pk, line.number = None, number
        line.save()
    assert queries(writer, address(draft)) == few


# --- the checks beside it ------------------------------------------------------------------------


def test_the_checks_judge_what_is_typed_and_save_nothing(writer: Client, draft: Route) -> None:
    html = writer.post(address(draft, "checks"), page(writer, draft, route_type="GLR")).content.decode()
    assert "R-006" in html
    assert "staat indienen nog in de weg" in html
    draft.refresh_from_db()
    assert draft.route_type == "DLR"


def test_the_checks_cope_with_half_a_form(writer: Client, draft: Route) -> None:
    typed = page(writer, draft, name="", institutions=[], start_year="")
    response = writer.post(address(draft, "checks"), typed)
    assert response.status_code == 200
    assert "R-001" in response.content.decode()


def test_the_checks_of_what_is_stored(client_as: ClientAs, draft: Route, vmbo: Party) -> None:
    html = client_as(vmbo.director).get(address(draft, "checks")).content.decode()
    assert "Het voorstel voldoet aan alles wat wordt gecontroleerd." in html


def test_a_new_draft_begins_with_the_only_school_of_the_board(writer: Client, vmbo: Party) -> None:
    """Offered in the form of a new draft; nothing is saved, and an emptied choice stays empty."""
    writer.post(reverse(CREATE), {"name": "Nieuw", "route_type": "DLR", "start_year": PAIR.start_year})
    route = Route.objects.get(name="Nieuw")
    own = vmbo.board.institutions.get()
    assert writer.get(address(route)).context["form"].initial["institutions"] == [own]
    assert not route.institutions.exists()
    writer.post(address(route), page(writer, route, institutions=[]))
    assert writer.get(address(route)).context["form"].initial["institutions"] == []
