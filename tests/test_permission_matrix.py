"""Every named address, tried by everybody, in a state in which the action is possible.

A row says who is shown the page (`get`: 200) and who may act (`post`: 302, and the ledger knows it). Whoever else may
see the case (`see`) is refused with a reason: 403. Everybody else learns nothing: 404, or `otherwise`; strangers get
the login page. Where a row names nobody for a method, that method is not there: 405. A new address without a row fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import count
from random import Random

import pytest
from django.conf import settings
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.timezone import localdate
from pytest_django import DjangoDbBlocker

from accounts.actors import capacities
from accounts.models import User
from agreements import policies as agreement_policies
from agreements.models import Document
from agreements.services import decline_to_sign
from agreements.services.commenting import comment as write
from agreements.states import Audience
from audit.models import AuditEvent
from jobs.models import Job
from leerroutes import policies as route_policies
from leerroutes.models import Scope
from leerroutes.services import grant_access, send_back_route
from tests.factories import VMBO, mail_at_once, run_jobs
from tests.matrix.agreeing import browser_of, by_luck, differences, links_by_mail
from tests.matrix.company import (
    ANONYMOUS,
    EVERYBODY,
    MEMBERS,
    PARTNER,
    PROPOSER,
    READERS,
    STRANGERS,
)
from tests.matrix.pages import body, read
from tests.matrix.rooms import MATRIX
from tests.matrix.rows import NOBODY, People, Row, address_of, filled, sent_by
from tests.matrix.stage import Stage, built_stage, undone

pytestmark = pytest.mark.django_db

LOGIN = "login"


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


def deeds() -> int:
    """How many events tell of more than looking."""
    return AuditEvent.objects.exclude(action__in=("inspections.read", "inspections.downloaded")).count()


@pytest.mark.parametrize("row", MATRIX, ids=str)
def test_who_is_shown_the_page(row: Row, stage: Stage) -> None:
    address = address_of(row, stage)
    found: dict[str, int | str] = {}
    for name in sorted(EVERYBODY):
        with undone():
            before = deeds(), Job.objects.count()
            response = stage.browser(name).get(address)
            body(response)
            assert before == (deeds(), Job.objects.count()), f"looking changed something for {name}"
            found[name] = status(response)
            assert found[name] != 403 or explains_itself(response), f"{name} gets no reason"
    assert found == {name: expected(row, row.get, name, row.shows) for name in sorted(EVERYBODY)}


OF_A_CASE = [
    row
    for row in MATRIX
    if row.place and "inspector" in row.get and ANONYMOUS not in row.get and row.shows == 200
    if row.name != "workflows:overview_step"  # a list of cases, of which none is read
    if row.name != "accounts:keep_view"  # what is asked of a list, without its rows
]


@pytest.mark.parametrize("row", OF_A_CASE, ids=str)
def test_an_inspector_reads_no_case_unnoticed(row: Row, stage: Stage) -> None:
    with undone():
        address, before = address_of(row, stage), AuditEvent.objects.count()
        body(stage.browser("inspector").get(address))
        told = AuditEvent.objects.order_by("-pk")[: AuditEvent.objects.count() - before]
        assert [event.action.partition(".")[0] for event in told] == ["inspections"] * len(told) != []


@pytest.mark.parametrize("row", MATRIX, ids=str)
def test_who_may_act(row: Row, stage: Stage) -> None:
    address, found, acted = address_of(row, stage), {}, set()
    example = sent_by(row, stage, min(row.post & row.get, default=""), address)
    for name in sorted(EVERYBODY):
        with undone():
            may = name in row.post
            data = sent_by(row, stage, name, address) if may else example | filled(row, stage, name)
            before = deeds()
            response = stage.browser(name).post(address, data)
            found[name] = status(response)
            assert found[name] != 403 or explains_itself(response), f"{name} gets no reason"
            assert not (may and found[name] == 200 and row.answer == 302), f"{name}: {read(response).errors}"
            if deeds() > before:
                acted.add(name)
    assert found == {name: expected(row, row.post, name, row.answer) for name in sorted(EVERYBODY)}
    assert acted == (row.post if row.trace else NOBODY)


# --- In every state ------------------------------------------------------------------------------

WITNESSES = STRANGERS | {"coordinator", "partner_director", "both_as_director", "adviser", "inspector", ANONYMOUS}
"""Everybody who could see something else than the others; the rows above try them all."""

ROUTE_STATES = (
    "draft submitted returned approved rejected withdrawn contracted reported running suspended winding_down ended"
).split()
NEVER_SUBMITTED = {"draft", "withdrawn"}
"""The withdrawn one of the stage was a draft until then."""

AGREEMENT_STATES = (
    "draft filled returned complete consultation decision out_for_signature half_signed signed in_force ended "
    "withdrawn editorial replaced terminated winding_down"
).split()
NEVER_COMPLETE = {"draft", "filled", "withdrawn", "editorial"}
"""The withdrawn one of the stage was a draft until then."""


@pytest.mark.parametrize("state", ROUTE_STATES)
def test_who_sees_a_route_in_this_state(state: str, stage: Stage) -> None:
    readers = MEMBERS if state in NEVER_SUBMITTED else READERS
    assert _who_sees(stage, "workflows:route", stage.routes[state].pk) == readers & WITNESSES


@pytest.mark.parametrize("state", AGREEMENT_STATES)
def test_who_sees_an_agreement_in_this_state(state: str, stage: Stage) -> None:
    readers = MEMBERS if state in NEVER_COMPLETE else READERS
    assert _who_sees(stage, "workflows:agreement", stage.agreements[state].pk) == readers & WITNESSES


def test_every_state_was_looked_at(stage: Stage) -> None:
    assert set(stage.routes) == set(ROUTE_STATES)
    assert set(stage.agreements) >= set(AGREEMENT_STATES)


@pytest.mark.parametrize("state", AGREEMENT_STATES)
def test_an_inspector_never_reads_a_draft_document(state: str, stage: Stage) -> None:
    drafts = stage.agreements[state].documents.filter(kind="draft")
    assert drafts, "the stage has no draft document to refuse"
    for draft in drafts:
        assert _who_sees(stage, "agreements:document", draft.pk) == MEMBERS & WITNESSES


def _who_sees(stage: Stage, name: str, pk: int) -> People:
    answers = {}
    for who in WITNESSES:
        response = stage.browser(who).get(reverse(name, args=[pk]))
        body(response)
        answers[who] = status(response)
    assert set(answers.values()) <= {200, 404, LOGIN}
    return frozenset(who for who, answer in answers.items() if answer == 200)


# --- List, count, detail and file agree ----------------------------------------------------------

LISTS = {
    "leerroutes:list": ("workflows:route", route_policies.visible_to),
    "agreements:list": ("workflows:agreement", agreement_policies.visible_to),
}


def listed(stage: Stage, who: str, name: str, detail: str) -> tuple[set[int], int]:
    """The records to which the list leads, on all its pages; and how many it says there are."""
    found: set[int] = set()
    pattern = re.compile(re.escape(reverse(detail, args=[0])).replace("0", r"(\d+)") + '"')
    for number in count(1):
        shown = stage.browser(who).get(reverse(name), {"page": number})
        found |= {int(key) for key in pattern.findall(shown.content.decode())}
        if not shown.context["page"].has_next():
            return found, shown.context["tabs"][0]["count"]
    raise AssertionError


@pytest.mark.parametrize("who", sorted(WITNESSES - {ANONYMOUS}))
def test_the_list_the_count_the_page_and_the_file_agree(who: str, stage: Stage) -> None:
    """What `visible_to` gives is what the list shows and counts, and what opens: of page and file a sample by luck."""
    actor, luck = stage.company[who], Random(who)
    for name, (detail, visible_to) in LISTS.items():
        visible = set(visible_to(actor).values_list("pk", flat=True))
        assert listed(stage, who, name, detail) == (visible, len(visible))
        everything = sorted(visible_to(actor).model._base_manager.values_list("pk", flat=True))
        _opens_just(stage, who, detail, visible, luck.sample(everything, 4))
    files = set(
        agreement_policies.documents_visible_to(actor).filter(stored__isnull=False).values_list("pk", flat=True)
    )
    stored = sorted(Document.objects.filter(stored__isnull=False).values_list("pk", flat=True))
    _opens_just(stage, who, "agreements:document", files, luck.sample(stored, 6))


def _opens_just(stage: Stage, who: str, name: str, visible: set[int], sample: list[int]) -> None:
    for pk in sample:
        with undone():
            response = stage.browser(who).get(reverse(name, args=[pk]))
            body(response)
        assert response.status_code == (200 if pk in visible else 404), (who, name, pk)


@pytest.mark.parametrize("seed", range(4))
def test_so_they_do_for_any_roles_and_filters(seed: int, stage: Stage) -> None:
    """Also the tabs, the data for programs, and the overview with its files."""
    luck = Random(seed)
    with undone():
        actor, client = by_luck(luck)
        assert differences(actor, client, luck) == []


def test_who_is_mailed_may_open_where_the_mail_leads(stage: Stage) -> None:
    """Every kind of mail that the stage promised, and some more; who has two boards opens it for one of them."""
    with undone():
        _promise_more(stage)
        sent = links_by_mail(Random(1), 25)
        assert set(sent) >= MAILED
        people = {user.email: user for user in User.objects.all()}
        refused = [
            (kind, to, link)
            for kind, pairs in sent.items()
            for to, link in pairs
            if not any(one.get(link, follow=True).status_code == 200 for one in _browsers_of(people[to]))
        ]
        assert refused == []


def _browsers_of(user: User) -> list[Client]:
    return [browser_of(user, actor) for actor in capacities(user)]


MAILED = {f"workflows.mail_{kind}" for kind in ("task", "news", "cooperation", "declined", "mention")}
MAILED |= {"inspections.mail_access"}
"""Not: of the account itself (invitation, lost factor), absence, and what the clock sends of a signing request."""


def _promise_more(stage: Stage) -> None:
    mail_at_once()
    send_back_route(stage.routes["submitted"], actor=stage.company["director"], reason="Dit moet eerst anders.")
    signatory, partner = stage.company["partner_signatory"], stage.company["partner_coordinator"]
    decline_to_sign(stage.agreements["half_signed"], actor=signatory, reason="Dit kan zo niet.")
    own = stage.company["coordinator"]
    said = {"code": "B", "route": None, "audience": Audience.EVERYBODY, "body": "Wilt u kijken?"}
    write(stage.agreements["draft"], actor=own, mentioned=[partner.user], **said)  # type: ignore[arg-type]
    reader, admin = stage.company["inspector"].user, stage.company["administrator"]
    period = {"valid_from": localdate(), "valid_until": localdate()}
    grant_access(reader, actor=admin, scope=Scope.BOARD, board=VMBO.board, purpose="Een bezoek.", **period)
    run_jobs("inspections.announce")


# --- Administrators ------------------------------------------------------------------------------

NOT_ABOUT_A_CASE = ("accounts:", "account_", "mfa_", "agreements:library", "agreements:verify", "agreements:schema")
NOT_ABOUT_A_CASE += ("inspections:overview", "workflows:ledger_certificate", "guidance:")
NOT_ABOUT_A_CASE += ("leerroutes:list_file", "agreements:list_file", "workflows:overview", "workflows:inbox_file")
NOT_ABOUT_A_CASE += ("workflows:board", "workflows:person")
OPEN_TO_ADMINISTRATORS = {"inspections:end", "workflows:calendar_feed"}
"""Ending what an inspector may read is managing access, too; a secret address opens for whoever was given it."""


def test_an_administrator_opens_and_does_nothing_in_a_case() -> None:
    """Manages access and the model; whoever wants more adds it here, and is asked why."""
    rows = [row for row in MATRIX if row.place and "administrator" in row.get | row.post and row.otherwise != 302]
    assert {row.name for row in rows if not row.name.startswith(NOT_ABOUT_A_CASE)} <= OPEN_TO_ADMINISTRATORS


def test_all_that_an_administrator_does_is_in_the_ledger() -> None:
    """`test_who_may_act` holds each row against the ledger; here: no row of theirs is without."""
    silently = {row.name for row in MATRIX if "administrator" in row.post and row.name.startswith("accounts:")}
    silently -= {row.name for row in MATRIX if row.trace}
    own = {"accounts:keep_view", "accounts:views"}
    assert silently - own == {"accounts:act_for"}, "choosing for whom to act changes a session, and nothing else"


def test_nobody_of_the_partner_is_forgotten() -> None:
    assert PARTNER < MEMBERS
    assert {name.removeprefix("partner_") for name in PARTNER} == PROPOSER
