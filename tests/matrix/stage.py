"""A case in every state, built once per module; each cell of the matrix plays on it and is rolled back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.utils.timezone import localdate
from pytest_django import DjangoDbBlocker

from accounts.actors import Actor
from accounts.middleware import SESSION_KEY
from agreements import services as archive
from agreements.models import Agreement
from agreements.states import Outcome
from leerroutes import services as subject
from leerroutes.models import Route
from tests.factories import AGREEMENTS, NEXT_YEAR, PAIR, REASON, ROUTES, VMBO, agreement_in, route_in, with_document
from tests.factories import run_jobs as run_waiting_jobs
from workflows.demo.cases import CASES, Case

from .company import ANONYMOUS, assemble

ELSEWHERE = CASES["perron"]
"""A case in which the outsider's board takes part, and nobody else of the company."""

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

    def browser(self, name: str, **options: Any) -> Client:
        """A browser in which this person is logged in and acts for the right board; a fresh one each time."""
        client = Client(**options)
        if name != ANONYMOUS:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[name]
        return client


@contextmanager
def built_stage(blocker: DjangoDbBlocker) -> Iterator[Stage]:
    """Build it, and take it down. For a fixture of one module."""
    with blocker.unblock(), pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setattr("agreements.tasks.render_pdf", lambda html: b"%PDF-1.7\n" + html.encode())
        company = assemble()
        stage = Stage(company, {name: _log_in(actor) for name, actor in company.items()})
        _build_cases(stage)
        yield stage
        transaction.set_rollback(True)


def _build_cases(stage: Stage) -> None:
    for state in ROUTES:
        stage.routes[state] = route_in(state, NEXT_YEAR if state in WAITS_FOR_ITS_DAY else PAIR)
    for state in AGREEMENTS:
        stage.agreements[state] = agreement_in(state, NEXT_YEAR if state == "in_force" else PAIR)
    with_document(stage.agreements["out_for_signature"])
    stage.agreements["to_end"] = _in_force_with_ended_routes()
    stage.agreements["returned"] = _sent_back()
    stage.agreements["answered"] = _with_letter()
    stage.elsewhere = {state: agreement_in(state, ELSEWHERE) for state in ("filled", "consultation")}
    stage.elsewhere["out_for_signature"] = agreement_in("out_for_signature", ELSEWHERE)
    with_document(stage.elsewhere["out_for_signature"])
    stage.elsewhere |= {f"route_{state}": route_in(state, ELSEWHERE) for state in ("draft", "contracted")}
    for agreement in (*stage.agreements.values(), stage.elsewhere["filled"]):
        _print_draft(agreement)
    run_waiting_jobs("agreements.render_document")


def _in_force_with_ended_routes() -> Agreement:
    agreement = agreement_in("in_force", PAIR)
    for covered in agreement.covered.all():
        route = subject.suspend_route(covered.route, actor=VMBO.director, reason=REASON)
        Route.objects.filter(pk=route.pk).update(state="ended")
    return agreement


def _sent_back() -> Agreement:
    return archive.send_back_agreement(agreement_in("complete"), actor=VMBO.coordinator, reason=REASON)


def _with_letter() -> Agreement:
    """One body of the proposing board answered, by letter."""
    agreement = agreement_in("consultation")
    archive.answer_consultation(
        agreement.consultations.filter(board=VMBO.board)[0],
        actor=VMBO.participation,
        outcome=Outcome.POSITIVE_WITH_REMARKS,
        answered_on=localdate(),
        remarks="Let op de reistijd.",
        letter=SimpleUploadedFile("advies.pdf", b"%PDF-1.7 Voorbeeldgegevens."),
    )
    return agreement


def _print_draft(agreement: Agreement) -> None:
    party = agreement.parties.select_related("board").order_by("board__name").first()
    assert party is not None
    actor = Actor(user=agreement.created_by, board=party.board)
    archive.request_draft_document(agreement, actor=actor)


def _log_in(actor: Actor) -> str:
    client = Client()
    client.force_login(actor.user)
    session = client.session
    session[SESSION_KEY] = actor.board.pk if actor.board else 0
    session.save()
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)


@contextmanager
def undone() -> Iterator[None]:
    """What happens in here never happened."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


__all__ = ["Case", "Stage", "built_stage", "undone"]
