"""Every page, for everybody: axe finds nothing, nothing scrolls sideways, by day and by night, wide and narrow."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts.actors import Actor
from agreements.models import Agreement
from leerroutes.models import Route
from tests.e2e.conftest import Opens
from tests.e2e.looking import WIDTHS, complaints_about, sideways
from tests.e2e.people import Person
from tests.factories import Party, agreement_in, play, route_in, with_document
from workflows.demo.cases import TOT

pytestmark = [
    pytest.mark.usefixtures("thin_paper"),
    pytest.mark.engine("sqlite"),  # looks at pages, never at rows: one engine is enough
]


class Inspection:
    """Walks along pages and remembers what is wrong; says so at the end."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def __call__(self, person: Person, address: str | None = None, status: int = 200) -> Person:
        if address is not None:
            answer = person.visit(address)
            assert answer is not None
            assert answer.status == status, f"{answer.status} {address}"
        expect(person.page.get_by_role("heading", level=1)).to_have_count(1)
        place = person.page.url.removeprefix(person.origin)
        self.found += [f"{place}: {complaint}" for complaint in complaints_about(person.page)]
        return person


@pytest.fixture
def inspect() -> Iterator[Inspection]:
    inspection = Inspection()
    yield inspection
    assert not inspection.found, "\n".join(inspection.found)


def page(name: str, case: Route | Agreement, *more: object) -> str:
    return reverse(name, args=[case.pk, *more])


def test_pages_for_everybody(window: Opens, at_work: Opens, inspect: Inspection, vmbo: Party, inspector: Actor) -> None:
    stranger = window()
    inspect(stranger, "/account/login/")
    stranger.press("Log in")
    inspect(stranger)
    inspect(stranger, reverse("account_reset_password"))
    coordinator = at_work(vmbo.coordinator)
    inspect(coordinator, "/")
    inspect(coordinator, "/bestaat-niet/", status=404)
    inspect(coordinator, reverse("accounts:access"), status=403)
    inspect(at_work(inspector), "/")


def test_pages_of_access(at_work: Opens, inspect: Inspection, administrator: Actor) -> None:
    someone = at_work(administrator)
    inspect(someone, "/")
    inspect(someone, reverse("accounts:access"))
    for name in ("invite", "grant_role", "grant_mandate"):
        inspect(someone, reverse(f"accounts:{name}"))
        someone.page.get_by_role("main").get_by_role("button").last.click()
        inspect(someone)
    someone.visit(reverse("accounts:access"))
    someone.follow("End")
    inspect(someone)


def test_pages_of_a_proposal(at_work: Opens, inspect: Inspection, vmbo: Party, mbo: Party) -> None:
    draft, submitted = route_in("draft"), route_in("submitted")
    writer, director = at_work(vmbo.coordinator), at_work(vmbo.director)
    inspect(writer, reverse("leerroutes:list"))
    inspect(writer, reverse("leerroutes:create"))
    writer.press("Make a draft and go on")
    inspect(writer)
    inspect(writer, draft.get_absolute_url())
    inspect(writer, page("leerroutes:edit", draft))
    writer.fill_in("Name of the route", "").press("Save the draft")
    inspect(writer)
    inspect(writer, page("leerroutes:line_add", draft))
    writer.fill_in("Teaching hours in all", "veel").press("Save the line")
    inspect(writer)
    inspect(writer, page("leerroutes:line_remove", draft, 1))
    inspect(writer, page("leerroutes:submit", draft))
    inspect(writer, page("leerroutes:withdraw", draft))
    inspect(director, "/")
    inspect(director, page("leerroutes:decide", submitted))
    director.press("Reject")
    inspect(director)
    inspect(director, submitted.get_absolute_url())


def test_pages_of_a_large_case(at_work: Opens, inspect: Inspection) -> None:
    """Three boards, six lines, long names: what breaks first on a small screen."""
    playing = play("agreement_filled", TOT)
    everybody = Party("uilenhof")
    writer = at_work(everybody.coordinator)
    inspect(writer, playing.route.get_absolute_url())
    inspect(writer, playing.agreement.get_absolute_url())
    writer.visit(page("agreements:text", playing.agreement))
    for width in WIDTHS:
        writer.page.set_viewport_size({"width": width, "height": 900})
        assert not sideways(writer.page, width)


def test_pages_of_an_agreement_in_writing(at_work: Opens, inspect: Inspection, vmbo: Party, mbo: Party) -> None:
    approved, agreement = route_in("approved"), agreement_in("draft")
    writer = at_work(vmbo.coordinator)
    inspect(writer, reverse("agreements:list"))
    inspect(writer, page("agreements:start", approved))
    inspect(writer, agreement.get_absolute_url())
    inspect(writer, page("agreements:terms", agreement))
    inspect(writer, page("agreements:clause", agreement, "B"))
    inspect(writer, page("agreements:clause_of_route", agreement, "D", agreement.covered.get().route_id))
    inspect(writer, page("agreements:clause", agreement, "C"))
    writer.fill_in("Aantal verslagen per schooljaar", "honderd").press("Put on the table")
    inspect(writer)
    inspect(writer, page("agreements:text", agreement))


def test_pages_of_an_agreement_on_its_way(at_work: Opens, inspect: Inspection, vmbo: Party, mbo: Party) -> None:
    complete, asked, decision = agreement_in("complete"), agreement_in("consultation"), agreement_in("decision")
    inspect(at_work(vmbo.coordinator), page("agreements:ask", complete))
    member = at_work(vmbo.participation)
    inspect(member, reverse("agreements:answer", args=[asked.consultations.filter(board=vmbo.board).first().pk]))
    member.press("Record the answer")
    inspect(member)
    director = at_work(mbo.director)
    inspect(director, page("agreements:decide", decision))
    director.unfold("Send back").press("Send back")
    inspect(director)
    inspect(director, page("agreements:send_back", decision))


def test_pages_of_signing_and_registering(at_work: Opens, inspect: Inspection, vmbo: Party, mbo: Party) -> None:
    out, force = agreement_in("out_for_signature"), agreement_in("in_force")
    signatory = at_work(vmbo.signatory)
    inspect(signatory, page("agreements:sign", out))
    with_document(out)
    inspect(signatory, page("agreements:sign", out))
    signatory.press("Sign")
    inspect(signatory)
    registrar = at_work(mbo.registrar).open_task("Register the route in RIO")
    inspect(registrar)
    registrar.fill_in("Sent to RIO on", "2090-01-01").press("Record")
    inspect(registrar)
    director = at_work(vmbo.director)
    inspect(director, force.get_absolute_url())
    inspect(director, page("agreements:end", force))
    inspect(director, force.covered.get().route.get_absolute_url())
