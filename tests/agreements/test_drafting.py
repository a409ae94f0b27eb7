"""Writing the text: who may, consent to exactly these words, and what a change does to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from accounts.actors import Actor
from accounts.errors import Refusal
from accounts.roles import Role
from agreements.clauses import library
from agreements.clauses.examples import example_data
from agreements.errors import AgreementError
from agreements.facts import facts_of
from agreements.model_clauses import clauses_of
from agreements.models import Agreement, ClauseText, Consent
from agreements.selectors import text_of
from agreements.services import agree_text, change_terms, save_clause, start_agreement
from audit.models import AuditEvent
from leerroutes.errors import RouteError
from leerroutes.models import Route
from tests.factories import Party, agreement_in, route_in
from workflows.demo.cases import CASES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

STARTS, ENDS = date(2026, 8, 1), date(2034, 7, 31)


def start(actor: Actor, *routes: Route) -> Agreement:
    return start_agreement(list(routes), actor=actor, title="Samen verder", starts_on=STARTS, ends_on=ENDS)


def agree(agreement: Agreement, actor: Actor, sha256: str | None = None) -> Agreement:
    return agree_text(agreement, actor=actor, seen_sha256=sha256 or text_of(agreement).sha256)


def terms(agreement: Agreement, actor: Actor, **changed: Any) -> Agreement:
    now: dict[str, Any] = {"title": agreement.title, "starts_on": agreement.starts_on, "ends_on": agreement.ends_on}
    return change_terms(agreement, actor=actor, **({"seen_version": agreement.version} | now | changed))


def write(agreement: Agreement, actor: Actor, seen_version: int = 0, **data: Any) -> ClauseText:
    return save_clause(agreement, actor=actor, code="C", route=None, seen_version=seen_version, data=data)


def last_event(action: str) -> AuditEvent:
    return AuditEvent.objects.filter(action=action).latest("pk")


# --- start ---------------------------------------------------------------------------------------


def test_every_board_of_every_route_is_a_party(vmbo: Party, mbo: Party) -> None:
    first, second = route_in("approved"), route_in("approved")
    agreement = start(vmbo.coordinator, first, second)

    assert agreement.state == "draft"
    assert {party.board for party in agreement.parties.all()} == {vmbo.board, mbo.board}
    assert [c.route for c in agreement.covered.all()] == [first, second]
    assert {r.agreement_number for r in Route.objects.all()} == {agreement.number}
    assert agreement.library_version == library.CURRENT


def test_starting_leaves_a_trace(mbo: Party) -> None:
    route = route_in("approved")
    agreement = start(mbo.coordinator, route)
    event = AuditEvent.objects.get(action="agreements.started")
    assert (event.case, event.actor, event.board_id) == (
        f"agreement:{agreement.pk}",
        mbo.coordinator.user,
        mbo.board.pk,
    )
    assert event.data["routes"] == [route.number]
    assert AuditEvent.objects.filter(action="leerroutes.covered", case=f"route:{route.pk}").exists()


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.SIGNATORY, Role.PARTICIPATION, Role.REGISTRAR])
def test_only_coordinators_start(role: Role, vmbo: Party) -> None:
    with pytest.raises(PermissionDenied, match="coordinator"):
        start(vmbo(role), route_in("approved"))


def test_strangers_start_nothing(outsider: Actor, adviser: Actor, inspector: Actor, administrator: Actor) -> None:
    route = route_in("approved")
    for actor in (outsider, adviser, inspector, administrator):
        with pytest.raises((PermissionDenied, Refusal)):
            start(actor, route)
    assert not Agreement.objects.exists()


def test_a_board_takes_in_only_routes_of_its_own(vmbo: Party) -> None:
    """One of the two routes is of others: taking it along would bind them."""
    with pytest.raises(AgreementError, match="Your board"):
        start(vmbo.coordinator, route_in("approved"), route_in("approved", CASES["perron"]))


def test_without_routes_there_is_no_agreement(vmbo: Party) -> None:
    with pytest.raises(AgreementError):
        start(vmbo.coordinator)


def test_a_route_is_in_one_agreement_at_a_time(vmbo: Party, mbo: Party) -> None:
    route = route_in("approved")
    start(vmbo.coordinator, route)
    with pytest.raises(RouteError, match="already part"):
        start(mbo.coordinator, route)


def test_a_route_that_is_not_approved_stays_out(vmbo: Party) -> None:
    with pytest.raises(RouteError, match="not approved"):
        start(vmbo.coordinator, route_in("submitted"))


# --- terms ---------------------------------------------------------------------------------------


@pytest.fixture
def draft(db: None) -> Agreement:
    return agreement_in("draft")


def test_new_terms_are_saved_and_told(draft: Agreement, mbo: Party) -> None:
    changed = terms(draft, mbo.coordinator, title="Nieuwe titel", ends_on=None)
    assert (changed.title, changed.ends_on, changed.version) == ("Nieuwe titel", None, draft.version + 1)
    assert last_event("agreements.terms_changed").changes == {
        "title": [draft.title, "Nieuwe titel"],
        "ends_on": [draft.ends_on.isoformat(), None],
    }


def test_the_same_terms_are_no_event(draft: Agreement, vmbo: Party) -> None:
    events = AuditEvent.objects.count()
    terms(draft, vmbo.coordinator)
    assert AuditEvent.objects.count() == events


def test_terms_seen_before_another_saved_are_refused(draft: Agreement, vmbo: Party, mbo: Party) -> None:
    terms(draft, mbo.coordinator, title="Eerste")
    with pytest.raises(AgreementError, match="Somebody else changed"):
        terms(draft, vmbo.coordinator, title="Tweede")
    assert Agreement.objects.get(pk=draft.pk).title == "Eerste"


# --- clauses -------------------------------------------------------------------------------------


def test_a_clause_is_saved_and_told(draft: Agreement, vmbo: Party) -> None:
    stored = write(draft, vmbo.coordinator, remarks="Zo doen wij het.")
    assert (stored.version, stored.data, stored.saved_by) == (1, {"remarks": "Zo doen wij het."}, vmbo.coordinator.user)
    event = last_event("agreements.clause_saved")
    assert (event.data["clause"], event.changes) == ("C", {"remarks": [None, "Zo doen wij het."]})
    assert (event.case, event.board_id) == (f"agreement:{draft.pk}", vmbo.board.pk)
    assert Agreement.objects.get(pk=draft.pk).version == draft.version + 1


def test_a_clause_seen_before_another_saved_is_refused(draft: Agreement, vmbo: Party, mbo: Party) -> None:
    write(draft, mbo.coordinator, remarks="Eerste")
    with pytest.raises(AgreementError, match="Somebody else saved"):
        write(draft, vmbo.coordinator, remarks="Tweede")
    assert ClauseText.objects.get(agreement=draft).data == {"remarks": "Eerste"}
    assert write(draft, vmbo.coordinator, seen_version=1, remarks="Derde").version == 2


def test_a_double_click_on_save_is_refused_not_lost(draft: Agreement, vmbo: Party) -> None:
    write(draft, vmbo.coordinator, remarks="Zelfde")
    with pytest.raises(AgreementError):
        write(draft, vmbo.coordinator, remarks="Zelfde")
    assert AuditEvent.objects.filter(action="agreements.clause_saved").count() == 1


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.SIGNATORY, Role.PARTICIPATION, Role.REGISTRAR])
def test_only_coordinators_write(role: Role, draft: Agreement, vmbo: Party) -> None:
    for attempt in (
        lambda: write(draft, vmbo(role), remarks="Kaping"),
        lambda: terms(draft, vmbo(role), title="Kaping"),
        lambda: agree(draft, vmbo(role)),
    ):
        with pytest.raises(PermissionDenied, match="coordinator"):
            attempt()


def test_strangers_do_not_write(draft: Agreement, outsider: Actor, adviser: Actor, inspector: Actor) -> None:
    for actor in (outsider, adviser, inspector):
        for attempt in (lambda a: write(draft, a), lambda a: terms(draft, a), lambda a: agree(draft, a)):
            with pytest.raises(PermissionDenied):
                attempt(actor)


@pytest.mark.parametrize("state", ["complete", "decision", "out_for_signature", "in_force"])
def test_the_text_is_closed_after_the_draft(state: str, vmbo: Party) -> None:
    agreement = agreement_in(state)
    for attempt in (
        lambda: write(agreement, vmbo.coordinator, seen_version=1, remarks="Te laat"),
        lambda: terms(agreement, vmbo.coordinator, title="Te laat"),
        lambda: agree(agreement, vmbo.coordinator),
    ):
        with pytest.raises(PermissionDenied, match="while it is a draft"):
            attempt()


# --- agree ---------------------------------------------------------------------------------------


@pytest.fixture
def filled(db: None) -> Agreement:
    return agreement_in("filled")


def test_the_last_board_that_agrees_makes_it_complete(filled: Agreement, vmbo: Party, mbo: Party) -> None:
    sha256 = text_of(filled).sha256
    assert agree(filled, mbo.coordinator).state == "draft"
    agreement = agree(filled, vmbo.coordinator)

    assert (agreement.state, agreement.round) == ("complete", 1)
    assert {(c.board, c.text_sha256) for c in agreement.consents.all()} == {(vmbo.board, sha256), (mbo.board, sha256)}
    event = last_event("agreements.completed")
    assert (event.changes, event.data) == ({"state": ["draft", "complete"]}, {"text_sha256": sha256})


def test_agreeing_leaves_a_trace(filled: Agreement, mbo: Party) -> None:
    agree(filled, mbo.coordinator)
    event = last_event("agreements.text_agreed")
    assert (event.actor, event.board_id) == (mbo.coordinator.user, mbo.board.pk)
    assert event.data == {"text_sha256": text_of(filled).sha256}


def test_it_refuses_words_that_were_not_shown(filled: Agreement, vmbo: Party) -> None:
    with pytest.raises(AgreementError, match="changed while you read"):
        agree(filled, vmbo.coordinator, "0" * 64)
    assert not Consent.objects.exists()


def test_it_refuses_while_something_is_missing(draft: Agreement, vmbo: Party) -> None:
    with pytest.raises(AgreementError, match="missing"):
        agree(draft, vmbo.coordinator)


def test_a_double_click_agrees_once(filled: Agreement, mbo: Party) -> None:
    agree(filled, mbo.coordinator)
    agree(filled, mbo.coordinator)
    assert filled.consents.count() == 1
    assert AuditEvent.objects.filter(action="agreements.text_agreed").count() == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda agreement, actor: terms(agreement, actor, title="Andere titel"),
        lambda agreement, actor: write(agreement, actor, 1, remarks="Andere woorden"),
    ],
)
def test_a_change_makes_every_consent_fall_away(
    change: Callable[[Agreement, Actor], object], filled: Agreement, vmbo: Party, mbo: Party
) -> None:
    agree(filled, mbo.coordinator)
    change(Agreement.objects.get(pk=filled.pk), vmbo.coordinator)
    assert not filled.consents.exists()


def test_saving_without_a_change_keeps_the_consents(filled: Agreement, vmbo: Party, mbo: Party) -> None:
    agree(filled, mbo.coordinator)
    same = ClauseText.objects.get(agreement=filled, code="C")
    write(filled, vmbo.coordinator, seen_version=1, **same.data)
    assert filled.consents.count() == 1


def test_every_clause_that_asks_something_can_be_filled(draft: Agreement, vmbo: Party) -> None:
    facts = facts_of(draft)
    asked = clauses_of(facts, library.load(draft.library_version))
    before = len(text_of(draft).problems)
    for clause, place in asked:
        route = Route.objects.get(pk=place.id) if place else None
        save_clause(
            draft,
            actor=vmbo.coordinator,
            code=clause.code,
            route=route,
            seen_version=0,
            data=example_data(clause, facts, place),
        )
    assert before > 10
    assert text_of(draft).is_complete


@pytest.mark.parametrize(("code", "place"), [("ZZ", None), ("C", "own"), ("F", None), ("F", "other")])
def test_only_what_the_model_asks_is_saved(code: str, place: str | None, draft: Agreement, vmbo: Party) -> None:
    own = Route.objects.get(covering__agreement=draft)
    route = {"own": own, "other": route_in("approved"), None: None}[place]
    with pytest.raises(AgreementError, match="does not ask"):
        save_clause(draft, actor=vmbo.coordinator, code=code, route=route, seen_version=0, data={"x": "y"})
    assert not draft.clauses.exists()
