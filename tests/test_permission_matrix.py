"""Every named address, tried by everybody, in a state in which the action is possible.

A row says who is shown the page (`get`: 200) and who may act (`post`: 302, and the ledger knows it). Whoever else may
see the case (`see`) is refused with a reason: 403. Everybody else learns nothing: 404, or `otherwise`; strangers get
the login page. Where a row names nobody for a method, that method is not there: 405. A new address without a row fails.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from html import escape
from itertools import chain
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponseBase
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.timezone import localdate
from pytest_django import DjangoDbBlocker

from accounts.actors import Actor
from accounts.models import Mandate, Membership
from accounts.roles import Role
from audit.models import AuditEvent
from tests.factories import MBO, VMBO, Party
from tests.matrix.company import (
    ANONYMOUS,
    BOTH,
    COORDINATORS,
    DIRECTORS,
    EVERYBODY,
    MANAGERS,
    MEMBERS,
    OWN_COORDINATORS,
    PARTNER,
    PEOPLE,
    PROPOSER,
    READERS,
    SIGNATORIES,
)
from tests.matrix.pages import body, read
from tests.matrix.stage import Stage, built_stage, undone
from workflows.demo import world

pytestmark = pytest.mark.django_db

People = frozenset[str]
Place = Callable[[Stage], tuple[Any, ...]]
Fill = dict[str, Any] | Callable[[Stage, Actor | None], dict[str, Any]]
NOBODY: People = frozenset()
LOGIN = "login"
REASON = {"reason": "Omdat het zo beter is."}


@dataclass(frozen=True)
class Row:
    name: str
    place: Place | None = None
    get: People = NOBODY
    post: People = NOBODY
    see: People = NOBODY
    fill: Fill | None = None
    """What to fill in, on top of what the form holds already."""
    form: bool = True
    """False: there is no form at this address; only `fill` is sent."""
    shows: int = 200
    answer: int = 302
    otherwise: int = 404
    trace: bool = True
    """False: acting leaves no trace in the ledger (nothing changes, or nothing but a session)."""

    @property
    def is_open(self) -> bool:
        """Needs no login."""
        return ANONYMOUS in self.get | self.post

    def __str__(self) -> str:
        where = getattr(self.place, "__name__", "")
        return f"{self.name}[{where}]" if where else self.name


def only(*names: str) -> People:
    return frozenset(names)


def _place(label: str, find: Place) -> Place:
    find.__name__ = label
    return find


def route(state: str, *more: Any) -> Place:
    return _place(state, lambda stage: (stage.routes[state].pk, *more))


def agreement(state: str, *more: Any) -> Place:
    return _place(state, lambda stage: (stage.agreements[state].pk, *more))


def registration(board: Party) -> Place:
    def find(stage: Stage) -> tuple[Any, ...]:
        return (stage.routes["contracted"].registrations.get(institution__board=board.board).pk,)

    return _place(board.slug, find)


def open_question(board: Party) -> Place:
    def find(stage: Stage) -> tuple[Any, ...]:
        return (stage.agreements["consultation"].consultations.filter(board=board.board, outcome="")[0].pk,)

    return _place(board.slug, find)


def letter(stage: Stage) -> tuple[Any, ...]:
    return (stage.agreements["answered"].consultations.get(letter__gt="").pk,)


def document(state: str, kind: str) -> Place:
    return _place(f"{kind} of {state}", lambda stage: (stage.agreements[state].documents.get(kind=kind).pk,))


def nowhere(label: str) -> Place:
    """For an address without a record, tried in more than one way."""
    return _place(label, lambda stage: ())


def annex(stage: Stage) -> tuple[Any, ...]:
    """An article that is answered once per route."""
    found = stage.agreements["filled"].clauses.get(code="F")
    return found.agreement_id, found.code, found.route_id


def membership(stage: Stage) -> tuple[Any, ...]:
    return (Membership.objects.get(user=VMBO.coordinator.user).pk,)


def mandate(stage: Stage) -> tuple[Any, ...]:
    return (Mandate.objects.get(user=VMBO.signatory.user).pk,)


def wrong_key(stage: Stage) -> tuple[Any, ...]:
    return ("1", "geen-sleutel")


def every_body(stage: Stage, actor: Actor | None) -> dict[str, Any]:
    """Ask every body of the board acted for; whoever has none there tries with those of the proposing board."""
    board = actor.board if actor and actor.board in (VMBO.board, MBO.board) else VMBO.board
    bodies = board.participation_bodies.all()
    rights = zip(bodies, ("advice", "consent"), strict=False)
    today = localdate().isoformat()
    return dict(
        chain.from_iterable(
            ((f"body-{b.pk}-ask", "on"), (f"body-{b.pk}-right", right), (f"body-{b.pk}-asked_on", today))
            for b, right in rights
        )
    )


def new_line(stage: Stage, actor: Actor | None) -> dict[str, Any]:
    """Like the line that is there, which the form takes over; only where it leads is not filled in yet."""
    line = stage.routes["draft"].lines.get()
    return {"qualification": str(line.qualification_id)}


def own_board(stage: Stage, actor: Actor | None) -> dict[str, Any]:
    return {"board": str(actor.board.pk if actor and actor.board else 0)}


def proposing_board(stage: Stage, actor: Actor | None) -> dict[str, Any]:
    return {"board": str(VMBO.board.pk)}


def new_person(stage: Stage, actor: Actor | None) -> dict[str, Any]:
    return {
        "name": "Nieuw Gezicht",
        "email": "nieuw@voorbeeld.example",
        "role": Role.ADVISER.value,
        "board": str(VMBO.board.pk),
    }


def new_role(stage: Stage, actor: Actor | None) -> dict[str, Any]:
    return {"person": str(MBO.director.user.pk), "role": Role.ADVISER.value, "board": str(VMBO.board.pk)}


def new_mandate(stage: Stage, actor: Actor | None) -> dict[str, Any]:
    day = localdate() + timedelta(days=1)
    Mandate.objects.filter(user=VMBO.signatory.user).update(valid_until=localdate())
    return {
        "person": str(VMBO.signatory.user.pk),
        "board": str(VMBO.board.pk),
        "function": "bestuurder",
        "document_reference": "Besluit 12 (voorbeeldgegeven)",
        "valid_from": day.isoformat(),
    }


LAST_DAY = {"last_day": localdate().isoformat()}
SIGNING = {"read": "on", "password": world.PASSWORD}
ANSWER = {"outcome": "positive", "answered_on": localdate().isoformat()}
NEW_ROUTE = {"name": "Nieuwe route", "route_type": "DLR", "motivation": "Voorbeeldgegevens."}
LOGGING_IN = {"login": "inspecteur@leerroutes.example", "password": world.PASSWORD}
NEW_PASSWORD = {"oldpassword": world.PASSWORD, "password1": "vijf-groene-bomen", "password2": "vijf-groene-bomen"}

FORGOTTEN = {"email": "inspecteur@leerroutes.example"}
CLAUSE = "kwaliteit"
"""An article about the whole agreement."""
ANSWERED = {"owner": "De stuurgroep"}
GUIDED = {"guidance": "De mentor."}
OWN_BODY, PARTNER_BODY = only("participation"), only("partner_participation")
VISITOR = frozenset({ANONYMOUS})
VMBO_PEOPLE = PROPOSER | BOTH | {"adviser"}


def page(name: str, place: Place | None, get: People) -> Row:
    """Something to read."""
    return Row(name, place, get=get)


def step(name: str, place: Place | None, who: People, *, see: People, fill: Fill | None = None) -> Row:
    """A page with a form: whoever is shown it may send it."""
    return Row(name, place, get=who, post=who, see=see, fill=fill)


def look(name: str, place: Place, who: People, *, see: People = NOBODY, get: People = NOBODY) -> Row:
    """Shows what is typed and saves nothing."""
    return Row(name, place, get=get, post=who, see=see, form=False, answer=200, trace=False)


def button(name: str, place: Place | None, who: People, *, see: People = NOBODY, fill: Fill | None = None) -> Row:
    """Only an address to post to."""
    return Row(name, place, post=who, see=see, fill=fill, form=False, trace=name.startswith("agreements:"))


# fmt: off
MATRIX = [
    # Work and cases
    page("workflows:inbox", None, PEOPLE),
    page("workflows:route", route("draft"), MEMBERS),
    page("workflows:route", route("submitted"), READERS),
    page("workflows:agreement", agreement("filled"), MEMBERS),
    page("workflows:agreement", agreement("complete"), READERS),
    page("workflows:agreement_status", agreement("filled"), MEMBERS),
    page("workflows:agreement_status", agreement("out_for_signature"), READERS),

    # Proposal
    page("leerroutes:list", None, PEOPLE),
    step("leerroutes:create", None, COORDINATORS | {"outsider"}, see=PEOPLE, fill=NEW_ROUTE),
    step("leerroutes:edit", route("draft"), COORDINATORS, see=MEMBERS, fill={"name": "Andere naam"}),
    step("leerroutes:edit", route("returned"), COORDINATORS, see=READERS, fill={"name": "Andere naam"}),
    step("leerroutes:line_add", route("draft"), COORDINATORS, see=MEMBERS, fill=new_line),
    step("leerroutes:line_edit", route("draft", 1), COORDINATORS, see=MEMBERS, fill={"related_motivation": "Zo."}),
    step("leerroutes:line_remove", route("draft", 1), COORDINATORS, see=MEMBERS),
    look("leerroutes:checks", route("draft"), MEMBERS, get=MEMBERS),
    look("leerroutes:checks", route("submitted"), READERS, get=READERS),
    step("leerroutes:submit", route("draft"), OWN_COORDINATORS, see=MEMBERS),
    step("leerroutes:submit", route("returned"), OWN_COORDINATORS, see=READERS),
    step("leerroutes:decide", route("submitted"), DIRECTORS, see=READERS, fill={"verdict": "approved"}),
    step("leerroutes:withdraw", route("draft"), OWN_COORDINATORS, see=MEMBERS, fill=REASON),
    step("leerroutes:withdraw", route("submitted"), OWN_COORDINATORS, see=READERS, fill=REASON),

    # Life of a route
    step("leerroutes:suspend", route("running"), DIRECTORS, see=READERS, fill=REASON),
    step("leerroutes:resume", route("suspended"), DIRECTORS, see=READERS, fill=REASON),
    step("leerroutes:wind_down", route("running"), DIRECTORS, see=READERS, fill=REASON),
    step("leerroutes:end", route("winding_down"), DIRECTORS, see=READERS, fill=REASON),
    step("leerroutes:register", registration(VMBO), only("registrar"), see=READERS),
    step("leerroutes:register", registration(MBO), only("partner_registrar"), see=READERS),

    # Agreement: writing
    page("agreements:list", None, PEOPLE),
    step("agreements:start", route("approved"), COORDINATORS, see=READERS),
    step("agreements:terms", agreement("filled"), COORDINATORS, see=MEMBERS, fill={"title": "Anders"}),
    step("agreements:terms", agreement("returned"), COORDINATORS, see=READERS, fill={"title": "Anders"}),
    Row("agreements:clause", agreement("draft", CLAUSE), get=MEMBERS, post=COORDINATORS, see=MEMBERS, fill=ANSWERED),
    Row("agreements:clause", agreement("returned", CLAUSE), get=READERS, post=COORDINATORS, see=READERS, fill=ANSWERED),
    Row("agreements:clause_of_route", annex, get=MEMBERS, post=COORDINATORS, see=MEMBERS, fill=GUIDED),
    look("agreements:clause_preview", agreement("draft", CLAUSE), COORDINATORS, see=MEMBERS),
    look("agreements:clause_preview", agreement("returned", CLAUSE), COORDINATORS, see=READERS),
    look("agreements:clause_preview_of_route", annex, COORDINATORS, see=MEMBERS),
    Row("agreements:text", agreement("filled"), get=MEMBERS, post=COORDINATORS, see=MEMBERS),
    Row("agreements:text", agreement("returned"), get=READERS, post=COORDINATORS, see=READERS),
    button("agreements:draft_document", agreement("filled"), MEMBERS),
    button("agreements:draft_document", agreement("complete"), MEMBERS, see=READERS),

    # Agreement: medezeggenschap, decision, signature
    step("agreements:ask", agreement("complete"), COORDINATORS, see=READERS, fill=every_body),
    Row("agreements:answer", open_question(VMBO), get=READERS, post=OWN_BODY, see=READERS, fill=ANSWER),
    Row("agreements:answer", open_question(MBO), get=READERS, post=PARTNER_BODY, see=READERS, fill=ANSWER),
    page("agreements:letter", letter, READERS),
    step("agreements:decide", agreement("decision"), DIRECTORS, see=READERS, fill={"verdict": "approve"}),
    step("agreements:send_back", agreement("complete"), COORDINATORS, see=READERS, fill=REASON),
    step("agreements:send_back", agreement("consultation"), COORDINATORS, see=READERS, fill=REASON),
    step("agreements:send_back", agreement("decision"), DIRECTORS, see=READERS, fill=REASON),
    step("agreements:send_back", agreement("out_for_signature"), SIGNATORIES, see=READERS, fill=REASON),
    step("agreements:sign", agreement("out_for_signature"), SIGNATORIES, see=READERS, fill=SIGNING),
    step("agreements:end", agreement("to_end"), DIRECTORS, see=READERS, fill=REASON),
    page("agreements:document", document("complete", "draft"), MEMBERS),
    page("agreements:document", document("out_for_signature", "agreement"), READERS),
    page("agreements:document", document("in_force", "sealed"), READERS),

    # On whose behalf; who may do what
    button("accounts:act_for", None, PEOPLE - {"former"}, see=PEOPLE, fill=own_board),
    button("accounts:act_for", nowhere("proposing board"), VMBO_PEOPLE, see=PEOPLE, fill=proposing_board),
    Row("accounts:access", get=MANAGERS, see=PEOPLE),
    step("accounts:invite", None, MANAGERS, see=PEOPLE, fill=new_person),
    step("accounts:grant_role", None, MANAGERS, see=PEOPLE, fill=new_role),
    step("accounts:end_role", membership, MANAGERS, see=PEOPLE, fill=LAST_DAY),
    step("accounts:grant_mandate", None, MANAGERS, see=PEOPLE, fill=new_mandate),
    step("accounts:end_mandate", mandate, MANAGERS, see=PEOPLE, fill=LAST_DAY),

    # Logging in, and what needs no login
    Row("account_login", get=VISITOR, post=EVERYBODY, fill=LOGGING_IN, form=False, otherwise=302, trace=False),
    Row("account_logout", get=PEOPLE, post=EVERYBODY, form=False, otherwise=302, trace=False),
    Row("account_signup", get=VISITOR, post=VISITOR, form=False, answer=200, otherwise=302, trace=False),
    page("account_inactive", None, EVERYBODY),
    Row("account_reauthenticate", get=PEOPLE, post=PEOPLE, fill={"password": world.PASSWORD}, trace=False),
    Row("account_change_password", get=PEOPLE, post=PEOPLE, fill=NEW_PASSWORD, trace=False),
    Row("account_reset_password", get=EVERYBODY, post=EVERYBODY, fill=FORGOTTEN, trace=False),
    page("account_reset_password_done", None, EVERYBODY),
    look("account_reset_password_from_key", wrong_key, EVERYBODY, get=EVERYBODY),
    page("account_reset_password_from_key_done", None, EVERYBODY),
    Row("set_language", get=EVERYBODY, shows=302, post=EVERYBODY, fill={"language": "nl"}, form=False, trace=False),
    page("healthz", None, EVERYBODY),
]
# fmt: on


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Stage]:
    with built_stage(django_db_blocker) as built:
        yield built


# --- The table is complete -----------------------------------------------------------------------


def named_addresses(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[str]:
    """Every name that `reverse` knows."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            assert entry.name, f"An address without a name: {prefix}{entry.pattern}"
            yield f"{prefix}{entry.name}"
        else:
            yield from named_addresses(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)


@pytest.mark.parametrize("name", sorted(set(named_addresses())))
def test_every_address_has_a_row(name: str) -> None:
    assert name in {row.name for row in MATRIX}, f"{name} needs a row in MATRIX: who may see it, who may do it?"


def test_every_row_has_an_address() -> None:
    assert {row.name for row in MATRIX} <= set(named_addresses())


# --- The table holds -----------------------------------------------------------------------------


def expected(row: Row, may: People, name: str, allowed: int) -> int | str:
    if name in may:
        return allowed
    if name == ANONYMOUS and not row.is_open:
        return LOGIN
    if not may:
        return 405
    return 403 if name in row.see else row.otherwise


def status(response: HttpResponseBase) -> int | str:
    """The status; a redirect to the login page is its own answer."""
    if response.status_code == 302 and response.headers["Location"].startswith(f"{reverse(settings.LOGIN_URL)}?next="):
        return LOGIN
    return response.status_code


def explains_itself(response: HttpResponseBase) -> bool:
    """A refusal has a reason, and the page shows it."""
    reason = str(response.context["exception"])  # type: ignore[attr-defined]
    return len(reason) > 10 and escape(reason) in response.content.decode()  # type: ignore[attr-defined]


@pytest.mark.parametrize("row", MATRIX, ids=str)
def test_who_is_shown_the_page(row: Row, stage: Stage) -> None:
    address = _address(row, stage)
    found: dict[str, int | str] = {}
    for name in sorted(EVERYBODY):
        with undone():
            response = stage.browser(name).get(address)
            body(response)
            found[name] = status(response)
            assert found[name] != 403 or explains_itself(response), f"{name} gets no reason"
    assert found == {name: expected(row, row.get, name, row.shows) for name in sorted(EVERYBODY)}


@pytest.mark.parametrize("row", MATRIX, ids=str)
def test_who_may_act(row: Row, stage: Stage) -> None:
    address, found, acted = _address(row, stage), {}, set()
    example = _sent_by(row, stage, min(row.post & row.get, default=""), address)
    for name in sorted(EVERYBODY):
        with undone():
            may = name in row.post
            data = _sent_by(row, stage, name, address) if may else example | _filled(row, stage, name)
            before = AuditEvent.objects.count()
            response = stage.browser(name).post(address, data)
            found[name] = status(response)
            assert found[name] != 403 or explains_itself(response), f"{name} gets no reason"
            assert not (may and found[name] == 200 and row.answer == 302), f"{name}: {read(response).errors}"
            if AuditEvent.objects.count() > before:
                acted.add(name)
    assert found == {name: expected(row, row.post, name, row.answer) for name in sorted(EVERYBODY)}
    assert acted == (row.post if row.trace else NOBODY)


def _address(row: Row, stage: Stage) -> str:
    return reverse(row.name, args=row.place(stage) if row.place else ())


def _filled(row: Row, stage: Stage, name: str) -> dict[str, Any]:
    values = row.fill(stage, stage.company.get(name)) if callable(row.fill) else row.fill or {}
    return {field: value for field, value in values.items() if value is not None}


def _sent_by(row: Row, stage: Stage, name: str, address: str) -> dict[str, Any]:
    """What this person's own form would send, hidden fields included."""
    filled = _filled(row, stage, name)
    if not row.form or not name:
        return filled
    page = read(stage.browser(name).get(address))
    forms = page.forms_to(address)
    assert forms, f"{address} has no form for {name}"
    form = next((form for form in forms if set(filled) & set(form.names)), forms[0])
    return form.filled(**filled)


# --- In every state ------------------------------------------------------------------------------

ROUTE_STATES = (
    "draft submitted returned approved rejected withdrawn contracted reported running suspended winding_down ended"
).split()
NEVER_SUBMITTED = {"draft", "withdrawn"}
"""The withdrawn one of the stage was a draft until then."""

AGREEMENT_STATES = (
    "draft filled returned complete consultation decision out_for_signature signed in_force ended".split()
)
NEVER_COMPLETE = {"draft", "filled"}


@pytest.mark.parametrize("state", ROUTE_STATES)
def test_who_sees_a_route_in_this_state(state: str, stage: Stage) -> None:
    readers = MEMBERS if state in NEVER_SUBMITTED else READERS
    assert _who_sees(stage, "workflows:route", stage.routes[state].pk) == readers


@pytest.mark.parametrize("state", AGREEMENT_STATES)
def test_who_sees_an_agreement_in_this_state(state: str, stage: Stage) -> None:
    readers = MEMBERS if state in NEVER_COMPLETE else READERS
    assert _who_sees(stage, "workflows:agreement", stage.agreements[state].pk) == readers


def test_every_state_was_looked_at(stage: Stage) -> None:
    assert set(stage.routes) == set(ROUTE_STATES)
    assert set(stage.agreements) >= set(AGREEMENT_STATES)


@pytest.mark.parametrize("state", AGREEMENT_STATES)
def test_an_inspector_never_reads_a_draft_document(state: str, stage: Stage) -> None:
    drafts = stage.agreements[state].documents.filter(kind="draft")
    assert drafts, "the stage has no draft document to refuse"
    for draft in drafts:
        assert _who_sees(stage, "agreements:document", draft.pk) == MEMBERS


def _who_sees(stage: Stage, name: str, pk: int) -> People:
    answers = {}
    for who in EVERYBODY:
        response = stage.browser(who).get(reverse(name, args=[pk]))
        body(response)
        answers[who] = status(response)
    assert set(answers.values()) <= {200, 404, LOGIN}
    return frozenset(who for who, answer in answers.items() if answer == 200)


def test_nobody_of_the_partner_is_forgotten() -> None:
    assert PARTNER < MEMBERS
    assert {name.removeprefix("partner_") for name in PARTNER} == PROPOSER
