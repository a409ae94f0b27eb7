"""A case in every state, built once per module; each cell of the matrix plays on it and is rolled back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.utils.timezone import localdate
from pytest_django import DjangoDbBlocker

from accounts.actors import Actor, actor_for
from accounts.middleware import SESSION_KEY
from accounts.models import User
from agreements import services as archive
from agreements.clauses import library
from agreements.clauses.templates import Template
from agreements.models import Agreement, FrozenText
from agreements.states import Audience, Outcome
from leerroutes import services as subject
from leerroutes.models import Cooperation, RioRegistration, Route, RouteDecision
from tests.agreements.library_files import newer_files
from tests.factories import (
    AGREEMENTS,
    NEXT_YEAR,
    PAIR,
    REASON,
    ROUTES,
    VMBO,
    agreement_in,
    cooperation_in,
    play,
    route_in,
    with_document,
)
from tests.factories import run_jobs as run_waiting_jobs
from tests.inspections import findings_cases as inspected
from tests.kept import keeper, played_once
from tests.quick import be_quick
from workflows.demo.cases import CASES, Case
from workflows.messages.services import write_message
from workflows.questions import services as questions
from workflows.questions.states import Topic

from .company import ANONYMOUS, assemble
from .pages import Page, read

ELSEWHERE = CASES["perron"]
"""A case in which the outsider's board takes part, and nobody else of the company."""

OF_A_MODULE = ("company", "sessions", "pages")
WAITS_FOR_ITS_DAY = {"contracted", "reported", "suspended"}
"""States in which a route of this year would start as soon as somebody looks at the clock."""


@dataclass
class Stage:
    """Everybody with a browser, and a route and an agreement in every state."""

    company: dict[str, Actor]
    sessions: dict[str, str]
    routes: dict[str, Route] = field(default_factory=dict)
    agreements: dict[str, Agreement] = field(default_factory=dict)
    elsewhere: dict[str, Any] = field(default_factory=dict)
    variant: int = 0
    template: int = 0
    cooperations: dict[str, Cooperation] = field(default_factory=dict)
    findings: dict[str, int] = field(default_factory=dict)
    questions: dict[str, int] = field(default_factory=dict)
    pages: dict[tuple[str, str], Page] = field(default_factory=dict)

    def first_page(self, name: str, address: str) -> Page:
        """What this person is shown there before anything is done on the stage; asked once, and nobody knows of it."""
        if (name, address) not in self.pages:
            with undone():
                self.pages[name, address] = read(self.browser(name).get(address))
        return self.pages[name, address]

    def browser(self, name: str, **options: Any) -> Client:
        """A browser in which this person is logged in and acts for the right board; a fresh one each time."""
        client = Client(**options)
        if name != ANONYMOUS:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[name]
        return client


@contextmanager
def built_stage(blocker: DjangoDbBlocker, words: str = "") -> Iterator[Stage]:
    """Build it, and take it down. For a fixture of one module. `words` end up wherever the boards may write."""
    with blocker.unblock(), pytest.MonkeyPatch.context() as patch, of_the_test():
        be_quick(patch)
        company = assemble()
        if words:
            patch.setattr("tests.factories.REASON", words)
        stage = Stage(company, {name: _log_in(actor) for name, actor in company.items()}, **_cases(words))
        if words:
            _plant(stage, words)
        yield stage
        transaction.set_rollback(True)


@played_once
def _cases(words: str) -> dict[str, Any]:
    """All of them, kept as one: modules with the same stage build it once."""
    keeper.trail = None
    stage = Stage(company={}, sessions={})
    _build_cases(stage, words)
    return {one.name: getattr(stage, one.name) for one in fields(stage) if one.name not in OF_A_MODULE}


def _build_cases(stage: Stage, words: str) -> None:
    now, later = _with_words(PAIR, words), _with_words(NEXT_YEAR, words)
    for state in ROUTES:
        stage.routes[state] = route_in(state, later if state in WAITS_FOR_ITS_DAY else now)
    for state in AGREEMENTS:
        stage.agreements[state] = agreement_in(state, later if state == "in_force" else now)
    with_document(stage.agreements["out_for_signature"])
    _commented(stage.agreements["filled"], words or REASON)
    stage.agreements["to_end"] = _in_force_with_ended_routes(now)
    stage.agreements["returned"] = _sent_back(now, words or REASON)
    stage.agreements["answered"] = _with_letter(now, words or REASON)
    stage.elsewhere = {state: agreement_in(state, ELSEWHERE) for state in ("filled", "consultation")}
    stage.elsewhere["out_for_signature"] = agreement_in("out_for_signature", ELSEWHERE)
    with_document(stage.elsewhere["out_for_signature"])
    stage.elsewhere |= {f"route_{state}": route_in(state, ELSEWHERE) for state in ("draft", "approved", "contracted")}
    stage.agreements["with_file"] = _with_file(now, words or REASON)
    _keep_another_text(stage.agreements["filled"], words or REASON)
    stage.cooperations = {state: cooperation_in(state, words) for state in ("asked", "confirmed")}
    stage.findings = _findings(stage.routes["running"], words)
    stage.questions = _questions(stage.routes["running"], words)
    for agreement in (*stage.agreements.values(), stage.elsewhere["filled"]):
        _print_draft(agreement)
    run_waiting_jobs("agreements.render_document")
    _publish_a_newer_model()
    stage.variant = _keep_a_variant(stage, words)
    kept = Template((words or "Kort en goed")[:100], "sok", tuple(one.code for one in library.load("2030.1").clauses))
    stage.template = archive.keep_template(kept, actor=VMBO.coordinator).pk


def _findings(route: Route, words: str) -> dict[str, int]:
    """For the proposing board: one that it has to answer, one that it answered with a file."""
    said = {"title": words[:150], "text": words} if words else {}
    asked, done = inspected.made(route, **said), inspected.made(route, **said, about="point:team")
    inspected.answered(done, words or REASON, file=inspected.pdf())
    return {"asked": asked.pk, "answered": done.pk}


def _questions(route: Route, words: str) -> dict[str, int]:
    """Of the coordinator to the adviser of the proposing board: one that waits, one answered that may be shared."""
    adviser = actor_for(User.objects.get(name="Advies Lezer"), VMBO.board)
    said: dict[str, Any] = {"topic": Topic.HOURS, "title": words[:150] or "Uren", "text": words or REASON}
    said |= {"asked_of": VMBO.board, "about": route, "may_share": True}
    done = questions.ask(actor=VMBO.coordinator, **said)
    questions.answer(done, actor=adviser, seen_round=1, answer=words or REASON)
    asked = questions.ask(actor=VMBO.coordinator, **said)
    return {"asked": asked.pk, "answered": done.pk}


def _with_words(case: Case, words: str) -> Case:
    if not words:
        return case
    lines = tuple(replace(line, related_motivation=words) for line in case.lines)
    return replace(case, name=words, motivation=words, partners=(("hbo", words),), lines=lines)


def _plant(stage: Stage, words: str) -> None:
    """In the answers of the articles, and where only a hasty service would let it through."""
    RouteDecision.objects.filter(route__in=stage.routes.values()).exclude(reason="").update(reason=words)
    RioRegistration.objects.filter(route__in=stage.routes.values()).exclude(register_id="").update(
        register_id=words[:60]
    )
    for agreement in stage.agreements.values():
        agreement.consultations.exclude(outcome="").update(remarks=words)
        for answered in agreement.clauses.all():
            type(answered).objects.filter(pk=answered.pk).update(data=_instead_of_sentences(answered.data, words))


def _instead_of_sentences(data: Any, words: str) -> Any:
    """The same answers, with these words wherever somebody wrote a sentence."""
    if isinstance(data, dict):
        return {name: _instead_of_sentences(value, words) for name, value in data.items()}
    if isinstance(data, list):
        return [_instead_of_sentences(value, words) for value in data]
    return words if isinstance(data, str) and len(data.split()) > 2 else data


def _in_force_with_ended_routes(case: Case) -> Agreement:
    playing = play("running", case)
    route = subject.wind_down_route(playing.route, actor=VMBO.director, reason=REASON)
    subject.end_route(route, actor=VMBO.director, reason=REASON)
    return Agreement.objects.get(pk=playing.agreement.pk)


def _commented(agreement: Agreement, words: str) -> None:
    """The proposing board said something to all, something among itself, and is writing in private."""
    at: dict[str, Any] = {"code": "kwaliteit", "route": None}
    for audience in Audience:
        archive.comment(agreement, actor=VMBO.coordinator, audience=audience, body=words, **at)
        write_message(agreement, actor=VMBO.coordinator, audience=audience, body=words)
    archive.keep_draft(agreement, actor=VMBO.coordinator, based_on=1, seen_version=0, data={"owner": words[:100]}, **at)


def _sent_back(case: Case, reason: str) -> Agreement:
    return archive.send_back_agreement(agreement_in("complete", case), actor=VMBO.coordinator, reason=reason)


def _with_letter(case: Case, remarks: str) -> Agreement:
    """One body of the proposing board answered, by letter."""
    agreement = agreement_in("consultation", case)
    archive.answer_consultation(
        agreement.consultations.filter(board=VMBO.board)[0],
        actor=VMBO.participation,
        outcome=Outcome.POSITIVE_WITH_REMARKS,
        answered_on=localdate(),
        remarks=remarks,
        letter=SimpleUploadedFile("advies.pdf", b"%PDF-1.7 Voorbeeldgegevens."),
    )
    return agreement


def _publish_a_newer_model() -> None:
    """After every agreement was started, so that each can be compared with it."""
    admin = actor_for(User.objects.get(email="beheerder@leerroutes.example"))
    archive.publish_library(actor=admin, number="2030.1", note="Een zin erbij.", files=newer_files())


def _keep_a_variant(stage: Stage, words: str) -> int:
    """What the proposing board keeps for itself."""
    clause, name = library.load()["kwaliteit"], words or "Zoals wij het willen"
    kept = archive.keep_variant(
        stage.agreements["filled"], actor=VMBO.coordinator, clause=clause, name=name[:100], data={"improvement": words}
    )
    return kept.pk


def _print_draft(agreement: Agreement) -> None:
    party = agreement.parties.select_related("board").order_by("board__name").first()
    assert party is not None
    actor = Actor(user=agreement.created_by, board=party.board)
    archive.request_draft_document(agreement, actor=actor)


def _keep_another_text(agreement: Agreement, words: str) -> None:
    """An earlier text, to compare with."""
    article = {"code": "oud", "route": None, "number": "99", "title": [words, words]}
    blocks = [
        {"p": [[words, "value"]]},
        {"table": "x", "caption": words, "columns": [[words, False, ""]], "rows": [[[[words, "value"]]]], "groups": []},
    ]
    articles = [article | {"leden": [{"number": "1", "blocks": blocks}]}]
    FrozenText.objects.create(agreement=agreement, sha256="0" * 64, round=0, version=1, articles=articles)


def _with_file(case: Case, words: str) -> Agreement:
    """The proposing board attached a file with an unlikely name."""
    agreement = agreement_in("draft", case)
    file = SimpleUploadedFile("x.pdf", b"%PDF-1.7 Voorbeeldgegevens. " + words.encode())
    file._name = f"{words}.pdf"  # as a browser may send it  # type: ignore[attr-defined]
    archive.attach_file(agreement, actor=VMBO.coordinator, title=words[:150], file=file, part=archive.Part())
    return agreement


def _log_in(actor: Actor) -> str:
    client = Client()
    client.force_login(actor.user)
    session = client.session
    session[SESSION_KEY] = actor.board.pk if actor.board else 0
    session.save()
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)


def of_the_test() -> transaction.Atomic:
    """A transaction that counts as none for what must not be inside one, as that of Django's own TestCase."""
    atomic = transaction.atomic()
    atomic._from_testcase = True
    return atomic


@contextmanager
def undone() -> Iterator[None]:
    """What happens in here never happened."""
    with of_the_test():
        yield
        transaction.set_rollback(True)


__all__ = ["Case", "Stage", "built_stage", "undone"]
