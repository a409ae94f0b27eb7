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
from leerroutes.services import grant_access
from tests.factories import MBO, VMBO, run_jobs
from tests.matrix.agreeing import browser_of, by_luck, differences, links_by_mail
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
    SECOND,
    SIGNATORIES,
    STRANGERS,
)
from tests.matrix.pages import body, read
from tests.matrix.rows import (
    ANSWER,
    ANSWERED,
    CLAUSE,
    CONCLUDING,
    ENDING,
    FORGOTTEN,
    GUIDED,
    LAST_DAY,
    LOGGING_IN,
    NEW_PASSWORD,
    NEW_ROUTE,
    NOBODY,
    REASON,
    SAID,
    People,
    Row,
    absence_of_director,
    access,
    address_of,
    agreement,
    anchored,
    annex,
    attached,
    body_of_board,
    button,
    calendar_feed,
    calendar_feed_address,
    case_file,
    comment,
    confirming,
    cooperation,
    document,
    erasing,
    evaluation,
    filled,
    finding,
    fingerprint,
    handing_in,
    later_absence,
    letter,
    look,
    mandate,
    membership,
    new_absence,
    new_access,
    new_body,
    new_cooperation,
    new_evaluation,
    new_file,
    new_finding,
    new_line,
    new_mandate,
    new_paper,
    new_person,
    new_question,
    new_role,
    new_template,
    new_version,
    no_passkey,
    nowhere,
    only,
    only_csv,
    open_question,
    opened,
    own_board,
    own_board_of_case,
    page,
    person_with_app,
    proposed_mandate,
    proposed_role,
    proposing_board,
    published,
    registration,
    rejected,
    renewing,
    resetting,
    route,
    sample,
    schema_of_one,
    school_of_board,
    sent_by,
    shipped_version,
    signing,
    somebody_who_left,
    step,
    take_in,
    template,
    two_texts,
    unused_mandate,
    variant,
    wrong_key,
)
from tests.matrix.stage import Stage, built_stage, undone
from workflows.demo import world

pytestmark = pytest.mark.django_db

LOGIN = "login"
VISITOR = only(ANONYMOUS)
VMBO_PEOPLE = PROPOSER | BOTH | {"adviser"}
WITH_APP = SIGNATORIES | SECOND
PARTNER_WRITER = only("partner_coordinator")
OWN_BODY, PARTNER_BODY = only("participation"), only("partner_participation")

AT_A_BOARD = MEMBERS | {"outsider"}
INSPECTOR, DIRECTOR = only("inspector"), only("director")
FINDING_READERS = PROPOSER | BOTH | {"adviser", "inspector"}
"""Of the board it is addressed to, for whichever board they act; not the other board of the route."""

ABSENTABLE = COORDINATORS | DIRECTORS | SIGNATORIES | {"outsider"}

# fmt: off
MATRIX = [
    # Work and cases
    page("workflows:inbox", None, PEOPLE),
    page("workflows:route", route("draft"), MEMBERS),
    page("workflows:route", route("submitted"), READERS),
    page("workflows:planning", route("draft"), MEMBERS),
    page("workflows:planning", route("submitted"), READERS),
    step("workflows:planning_step", route("draft", "sign"), COORDINATORS, see=MEMBERS, fill=REASON),
    step("workflows:planning_step", route("submitted", "sign"), COORDINATORS, see=READERS, fill=REASON),
    Row("workflows:calendars", get=AT_A_BOARD, post=AT_A_BOARD, see=PEOPLE, form=False, answer=200),
    Row(
        "workflows:calendar_of_route",
        route("submitted"),
        get=MEMBERS,
        post=MEMBERS,
        see=READERS,
        form=False,
        answer=200,
    ),
    Row("workflows:revoke_calendar", calendar_feed, post=only("coordinator"), form=False),
    page("workflows:calendar_feed", calendar_feed_address, EVERYBODY),
    page("workflows:agreement", agreement("filled"), MEMBERS),
    page("workflows:agreement", agreement("complete"), READERS),
    page("workflows:route_then", route("draft"), MEMBERS),
    page("workflows:route_then", route("submitted"), READERS),
    page("workflows:agreement_then", agreement("filled"), MEMBERS),
    page("workflows:agreement_then", agreement("complete"), READERS),
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

    # Lighter cooperation: not a route
    page("leerroutes:cooperations", None, PEOPLE),
    page("workflows:cooperation", cooperation("asked"), MEMBERS),
    page("workflows:cooperation_then", cooperation("asked"), MEMBERS),
    step("leerroutes:cooperation_record", None, COORDINATORS | {"outsider"}, see=PEOPLE, fill=new_cooperation),
    step("leerroutes:cooperation_change", cooperation("asked"), OWN_COORDINATORS, see=MEMBERS, fill={"name": "Anders"}),
    step("leerroutes:cooperation_confirm", cooperation("asked"), PARTNER_WRITER, see=MEMBERS),
    step("leerroutes:cooperation_leave", cooperation("asked"), PARTNER_WRITER, see=MEMBERS, fill=REASON),
    step("leerroutes:cooperation_leave", cooperation("confirmed"), PARTNER_WRITER, see=MEMBERS, fill=REASON),
    step("leerroutes:cooperation_end", cooperation("confirmed"), OWN_COORDINATORS, see=MEMBERS, fill=ENDING),
    step("leerroutes:cooperation_upgrade", cooperation("confirmed"), COORDINATORS, see=MEMBERS),

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
    button("agreements:stance", agreement("filled", CLAUSE), COORDINATORS, see=MEMBERS, fill=rejected),
    look("agreements:own_draft", agreement("filled", CLAUSE), COORDINATORS, see=MEMBERS),
    page("agreements:proposals", agreement("filled", CLAUSE), MEMBERS),
    page("agreements:proposals", agreement("returned", CLAUSE), READERS),
    button("agreements:comment", agreement("filled", CLAUSE), MEMBERS, fill=SAID),
    button("agreements:comment", agreement("complete", CLAUSE), MEMBERS, see=READERS, fill=SAID),
    button("agreements:settle_comment", comment, (PROPOSER | COORDINATORS | only("adviser")), see=MEMBERS),
    look("agreements:clause_sheet", agreement("draft", "B"), COORDINATORS, see=MEMBERS, get=MEMBERS),
    look("agreements:clause_sheet", agreement("returned", "B"), COORDINATORS, see=READERS, get=READERS),
    look("agreements:clause_sheet_of_route", annex, COORDINATORS, see=MEMBERS, get=MEMBERS),
    page("agreements:clause_sheet_file", agreement("draft", "B"), MEMBERS),
    page("agreements:clause_sheet_file_of_route", annex, MEMBERS),
    Row("agreements:text", agreement("filled"), get=MEMBERS, post=COORDINATORS, see=MEMBERS),
    Row("agreements:text", agreement("returned"), get=READERS, post=COORDINATORS, see=READERS),
    Row("agreements:model", agreement("filled"), get=MEMBERS, post=COORDINATORS, see=MEMBERS),
    Row("agreements:model", agreement("returned"), get=READERS, post=COORDINATORS, see=READERS),
    button("agreements:draft_document", agreement("filled"), MEMBERS),
    button("agreements:draft_document", agreement("complete"), MEMBERS, see=READERS),
    Row("agreements:annexes", agreement("draft"), get=MEMBERS, post=COORDINATORS, see=MEMBERS, fill=new_file),
    Row("agreements:annexes", agreement("returned"), get=READERS, post=COORDINATORS, see=READERS, fill=new_file),
    page("agreements:annex", attached("with_file"), MEMBERS),
    button("agreements:annex_remove", attached("with_file"), OWN_COORDINATORS, see=MEMBERS),
    Row("agreements:evaluations", agreement("in_force"), get=READERS, post=COORDINATORS | DIRECTORS, see=READERS,
        fill=new_evaluation),
    page("agreements:evaluation", evaluation("in_force"), READERS),
    page("agreements:comparison", agreement("filled"), MEMBERS),
    page("agreements:comparison", agreement("out_for_signature"), READERS),
    page("agreements:text_word", agreement("filled"), MEMBERS),
    page("agreements:text_word", agreement("out_for_signature"), READERS),
    page("agreements:comparison_word", agreement("filled"), MEMBERS),
    page("agreements:comparison_word", agreement("out_for_signature"), READERS),
    button("agreements:comparison_document", agreement("filled"), MEMBERS, fill=two_texts),

    # Agreement: medezeggenschap, decision, signature
    step("agreements:ask", agreement("complete"), COORDINATORS, see=READERS),
    Row("agreements:answer", open_question(VMBO), get=READERS, post=OWN_BODY, see=READERS, fill=ANSWER),
    Row("agreements:answer", open_question(MBO), get=READERS, post=PARTNER_BODY, see=READERS, fill=ANSWER),
    page("agreements:letter", letter, READERS),
    step("agreements:decide", agreement("decision"), DIRECTORS, see=READERS, fill={"verdict": "approve"}),
    step("agreements:send_back", agreement("complete"), COORDINATORS, see=READERS, fill=REASON),
    step("agreements:send_back", agreement("consultation"), COORDINATORS, see=READERS, fill=REASON),
    step("agreements:send_back", agreement("decision"), DIRECTORS, see=READERS, fill=REASON),
    step("agreements:decline", agreement("out_for_signature"), SIGNATORIES | DIRECTORS, see=READERS, fill=REASON),
    step("agreements:sign", agreement("out_for_signature"), SIGNATORIES, see=READERS, fill=signing),
    button("agreements:remind", agreement("out_for_signature"), COORDINATORS | DIRECTORS | SIGNATORIES, see=READERS),
    step("agreements:renew", agreement("out_for_signature"), DIRECTORS, see=READERS, fill=renewing),
    Row(
        "agreements:sign_outside",
        agreement("out_for_signature"),
        get=SIGNATORIES,
        post=SIGNATORIES,
        see=READERS,
        fill=handing_in,
        answer=200,
        trace=False,
    ),
    Row("agreements:sign_outside_file", agreement("out_for_signature"), get=SIGNATORIES, see=READERS),
    step("agreements:routes", agreement("filled"), COORDINATORS, see=MEMBERS, fill=take_in),
    step("agreements:routes", agreement("returned"), COORDINATORS, see=READERS, fill=take_in),
    step("agreements:change", agreement("in_force"), COORDINATORS, see=READERS, fill=REASON),
    step("agreements:notice", agreement("in_force"), DIRECTORS, see=READERS, fill={"grounds": "Wij stoppen."}),
    step("agreements:call_material", agreement("editorial"), COORDINATORS, see=MEMBERS),
    step("agreements:break_off", agreement("filled"), DIRECTORS, see=MEMBERS, fill=REASON),
    step("agreements:break_off", agreement("out_for_signature"), DIRECTORS, see=READERS, fill=REASON),
    step("agreements:withdraw", agreement("half_signed"), DIRECTORS, see=READERS, fill=REASON),
    step("agreements:end", agreement("to_end"), DIRECTORS, see=READERS, fill=REASON),
    page("agreements:document", document("complete", "draft"), MEMBERS),
    page("agreements:document", document("out_for_signature", "agreement"), READERS),
    page("agreements:document", document("in_force", "sealed"), READERS),

    page("agreements:mandates", None, PEOPLE),
    page("agreements:mandate_document", mandate, READERS),
    Row("workflows:absence", get=PEOPLE, post=ABSENTABLE, see=PEOPLE, fill=new_absence),
    Row("workflows:come_back", later_absence, post=only("director"), see=only("director", "registrar"), form=False),
    step("workflows:refuse_absence", later_absence, only("registrar"), see=only("director", "registrar"), fill=REASON),

    # On whose behalf; who may do what
    button("accounts:act_for", None, PEOPLE - {"former"}, see=PEOPLE, fill=own_board),
    button("accounts:act_for", nowhere("proposing board"), VMBO_PEOPLE, see=PEOPLE, fill=proposing_board),
    Row("accounts:access", get=MANAGERS, see=PEOPLE),
    Row("workflows:terms", get=MANAGERS, see=PEOPLE),
    step("accounts:invite", None, MANAGERS, see=PEOPLE, fill=new_person),
    step("accounts:reset_second_factor", person_with_app, MANAGERS, see=PEOPLE, fill=resetting),
    step("accounts:grant_role", None, MANAGERS, see=PEOPLE, fill=new_role),
    step("accounts:end_role", membership, MANAGERS, see=PEOPLE, fill=LAST_DAY),
    step("accounts:grant_mandate", None, MANAGERS, see=PEOPLE, fill=new_mandate),
    step("accounts:end_mandate", mandate, MANAGERS, see=PEOPLE, fill=LAST_DAY),
    step("accounts:mandate_document", unused_mandate, MANAGERS, see=PEOPLE, fill=new_paper),
    page("accounts:waiting", None, PEOPLE),
    step("accounts:confirm_role", proposed_role, SECOND, see=VMBO_PEOPLE | MANAGERS, fill=confirming),
    step("accounts:refuse_role", proposed_role, SECOND | MANAGERS, see=VMBO_PEOPLE, fill=REASON),
    step("accounts:confirm_mandate", proposed_mandate, SECOND, see=VMBO_PEOPLE | MANAGERS, fill=confirming),
    step("accounts:refuse_mandate", proposed_mandate, SECOND | MANAGERS, see=VMBO_PEOPLE, fill=REASON),
    Row("accounts:waiting_document", proposed_mandate, get=SECOND, see=VMBO_PEOPLE | MANAGERS),
    step("accounts:erase_person", somebody_who_left, MANAGERS, see=PEOPLE, fill=erasing),
    Row("accounts:own_data", get=PEOPLE, post=PEOPLE, form=False, answer=200),
    step("accounts:absence_of", own_board_of_case, MANAGERS, see=PEOPLE, fill=absence_of_director),
    step("accounts:record_body", None, MANAGERS, see=PEOPLE, fill=new_body),
    step("accounts:school_region", school_of_board, MANAGERS, see=PEOPLE, fill={"region": "north"}),
    step("accounts:change_body", body_of_board, MANAGERS, see=PEOPLE, fill={"term_days": "30"}),

    # Inspection
    page("inspections:accesses", None, PEOPLE),
    step("inspections:grant", None, MANAGERS, see=PEOPLE, fill=new_access),
    step("inspections:end", access, MANAGERS, see=PEOPLE, fill=REASON),
    Row("inspections:release", route("draft"), get=MEMBERS, post=DIRECTORS, see=MEMBERS, fill=opened),
    page("inspections:findings", None, PEOPLE),
    page("inspections:finding", finding("asked"), FINDING_READERS),
    step("inspections:finding_make", route("running"), INSPECTOR, see=READERS, fill=new_finding),
    step("inspections:finding_answer", finding("asked"), DIRECTOR, see=FINDING_READERS, fill={"answer": "Zo."}),
    step("inspections:finding_ask_again", finding("answered"), INSPECTOR, see=FINDING_READERS, fill=new_question),
    step("inspections:finding_close", finding("answered"), INSPECTOR, see=FINDING_READERS, fill=CONCLUDING),
    step("inspections:finding_withdraw", finding("asked"), INSPECTOR, see=FINDING_READERS, fill=REASON),
    page("inspections:finding_file", finding("answered", 1), FINDING_READERS),
    page("inspections:overview", None, PEOPLE),
    page("inspections:overview_file", only_csv, PEOPLE),
    Row("inspections:samples", get=only("inspector"), see=PEOPLE),
    step("inspections:draw_sample", None, only("inspector"), see=PEOPLE, fill={"size": "3"}),
    page("inspections:sample", sample(), only("inspector")),
    page("inspections:sample_report", sample(), only("inspector")),
    page("inspections:sample_again", sample(), only("inspector")),
    page("inspections:sample_file", sample("csv"), only("inspector")),
    page("inspections:sample_file", sample("xlsx"), only("inspector")),
    page("inspections:route", route("draft"), MEMBERS),
    page("inspections:route", route("running"), READERS),
    Row("inspections:file", route("running"), get=READERS, post=READERS),
    page("inspections:file_content", case_file, only("inspector")),
    page("inspections:trail", route("draft"), MEMBERS),
    page("inspections:trail", route("running"), READERS),
    page("inspections:trail_file", route("running", "csv"), READERS),
    page("inspections:trail_file", route("running", "xlsx"), READERS),
    page("inspections:trail_file", route("running", "json"), READERS),
    Row("inspections:release", route("running"), get=READERS, post=DIRECTORS, see=READERS, fill=opened),

    # Variants of a board
    step("agreements:keep_variant", agreement("filled", CLAUSE), COORDINATORS, see=MEMBERS, fill={"name": "Het onze"}),
    Row("agreements:variants", get=COORDINATORS | {"outsider"}, see=PEOPLE),
    step("agreements:rename_variant", variant, OWN_COORDINATORS, see=NOBODY, fill={"name": "Anders"}),
    button("agreements:archive_variant", variant, OWN_COORDINATORS),

    # Templates
    Row("agreements:templates", get=COORDINATORS | {"outsider"} | MANAGERS, see=PEOPLE),
    step("agreements:import_template", None, COORDINATORS | {"outsider"} | MANAGERS, see=PEOPLE, fill=new_template),
    step("agreements:new_template", None, COORDINATORS | {"outsider"} | MANAGERS, see=PEOPLE, fill={"name": "Nieuw"}),
    step("agreements:edit_template", template, OWN_COORDINATORS, see=NOBODY, fill={"name": "Anders"}),
    page("agreements:export_template", template, OWN_COORDINATORS),
    button("agreements:archive_template", template, OWN_COORDINATORS),
    step("agreements:template_from", agreement("in_force"), COORDINATORS, see=READERS, fill={"name": "Zo nog eens"}),

    # Model clauses
    Row("agreements:library", get=MANAGERS, see=PEOPLE),
    Row("agreements:library_version", shipped_version(), get=MANAGERS, see=PEOPLE),
    Row("agreements:library_file", shipped_version(), get=MANAGERS, see=PEOPLE),
    Row("agreements:library_changes", shipped_version("2026.1"), get=MANAGERS, see=PEOPLE),
    step("agreements:library_publish", None, MANAGERS, see=PEOPLE, fill=new_version),

    # Logging in, and what needs no login
    Row("account_login", get=VISITOR, post=EVERYBODY, fill=LOGGING_IN, form=False, otherwise=302, trace=False),
    Row("account_logout", get=PEOPLE, post=EVERYBODY, form=False, otherwise=302, trace=False),
    Row("account_signup", get=VISITOR, post=VISITOR, form=False, answer=200, otherwise=302, trace=False),
    page("account_inactive", None, EVERYBODY),
    Row("account_reauthenticate", get=PEOPLE, post=PEOPLE, fill={"password": world.PASSWORD}, trace=False),
    Row("account_change_password", get=PEOPLE, post=PEOPLE, fill=NEW_PASSWORD, trace=False),
    page("mfa_index", None, PEOPLE),
    Row("usersessions_list", get=PEOPLE, post=PEOPLE, form=False, trace=False),
    Row("mfa_authenticate", get=EVERYBODY, post=EVERYBODY, shows=302, form=False, trace=False),
    # Behind these the password is asked first; tests/accounts/test_step_up.py goes on from there.
    Row("mfa_activate_totp", get=PEOPLE, post=PEOPLE, shows=302, form=False, trace=False),
    Row("mfa_deactivate_totp", get=WITH_APP, post=WITH_APP, shows=302, form=False, trace=False),
    Row("mfa_add_webauthn", get=PEOPLE, post=PEOPLE, shows=302, form=False, trace=False),
    Row("mfa_remove_webauthn", no_passkey, get=PEOPLE, post=PEOPLE, shows=302, form=False, trace=False),
    Row("mfa_view_recovery_codes", get=PEOPLE, post=PEOPLE, shows=302, form=False, trace=False),
    Row("mfa_generate_recovery_codes", get=PEOPLE, post=PEOPLE, shows=302, form=False, trace=False),
    Row("account_reset_password", get=EVERYBODY, post=EVERYBODY, fill=FORGOTTEN, trace=False),
    page("account_reset_password_done", None, EVERYBODY),
    look("account_reset_password_from_key", wrong_key, EVERYBODY, get=EVERYBODY),
    page("account_reset_password_from_key_done", None, EVERYBODY),
    Row("set_language", get=EVERYBODY, shows=302, post=EVERYBODY, fill={"language": "nl"}, form=False, trace=False),
    page("healthz", None, EVERYBODY),
    page("readyz", None, EVERYBODY),
    Row("metrics", get=EVERYBODY, shows=404),
    page("security_txt", None, EVERYBODY),
    page("privacy", None, EVERYBODY),
    page("agreements:rules", None, EVERYBODY),
    page("agreements:rights", None, PEOPLE),
    page("agreements:schema", schema_of_one, EVERYBODY),
    page("agreements:evidence", agreement("filled"), MEMBERS),
    page("agreements:evidence", agreement("in_force"), READERS),
    page("agreements:evidence_json", agreement("in_force"), READERS),
    button("agreements:evidence_document", agreement("in_force"), READERS),
    page("agreements:verify", None, EVERYBODY),
    page("agreements:verify_found", fingerprint("in_force", "sealed"), EVERYBODY),
    page("agreements:verify_found", fingerprint("filled", "draft"), EVERYBODY),
    page("agreements:verify_json", fingerprint("in_force", "sealed"), EVERYBODY),
    page("agreements:verify_certificate", published, EVERYBODY),
    page("workflows:ledger_certificate", anchored, EVERYBODY),
    page("agreements:checks_json", agreement("filled"), MEMBERS),
    page("agreements:checks_json", agreement("complete"), READERS),
    page("leerroutes:checks_json", route("draft"), MEMBERS),
    page("leerroutes:checks_json", route("submitted"), READERS),
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
    row for row in MATRIX if row.place and "inspector" in row.get and ANONYMOUS not in row.get and row.shows == 200
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
NOT_ABOUT_A_CASE += ("inspections:overview", "workflows:ledger_certificate")
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
    assert silently == {"accounts:act_for"}, "choosing for whom to act changes a session, and nothing else"


def test_nobody_of_the_partner_is_forgotten() -> None:
    assert PARTNER < MEMBERS
    assert {name.removeprefix("partner_") for name in PARTNER} == PROPOSER
