"""Two people, or one with two clicks, want the same thing at once: one gets it, the other is told so in words."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate
from viewflow.workflow.models import Task

from accounts.errors import Refusal
from agreements.models import Agreement, ClauseText
from agreements.models.agreement import nobody_signed
from agreements.services import decline_to_sign, save_clause, sign_agreement, start_agreement
from agreements.tasks import render_document
from audit.models import AuditEvent
from jobs.models import Job
from jobs.services import claim, enqueue
from leerroutes.models import Route, RouteDecision
from leerroutes.services import approve_route, change_route, send_back_route, withdraw_route
from tests.factories import REASON, proof_of, route_in
from workflows.flows import StartFlow
from workflows.tasks import fire, fire_timers

from .conftest import BOARDS, at_once, prepare

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 4


def test_a_double_click_decides_once() -> None:
    director = BOARDS[0].director
    assert director.rights
    for playing in prepare("submitted", ROUNDS):
        raised = at_once(*[lambda route=playing.route: approve_route(route, actor=director)] * 3)
        assert sorted(type(error).__name__ for error in raised) == ["NoneType", "PermissionDenied", "PermissionDenied"]
        assert RouteDecision.objects.filter(route=playing.route).count() == 1


def test_a_return_and_an_approval_at_once() -> None:
    """Whoever is first: the proposal comes back to its writers, and no approval is left standing."""
    first, second, third = (party.director for party in BOARDS)
    assert first.rights
    assert second.rights
    assert third.rights
    for playing in prepare("submitted", ROUNDS):
        route = approve_route(playing.route, actor=third)
        raised = at_once(
            lambda route=route: approve_route(route, actor=first),
            lambda route=route: send_back_route(route, actor=second, reason=REASON),
        )
        assert raised[1] is None
        assert raised[0] is None or isinstance(raised[0], PermissionDenied)
        assert Route.objects.get(pk=route.pk).state == "returned"
        open_tasks = Task.objects.filter(process__in=route.proposal_processes.all(), status="NEW")
        assert [task.flow_task.name for task in open_tasks] == ["revise"]


def test_two_writers_with_the_same_version() -> None:
    writers = [party.coordinator for party in BOARDS]
    assert all(actor.rights for actor in writers)
    for playing in prepare("draft", ROUNDS):
        route = Route.objects.get(pk=playing.route.pk)
        schools = list(route.institutions.all())
        raised = at_once(
            *[
                lambda actor=actor, route=route, schools=schools: change_route(
                    route,
                    actor=actor,
                    seen_version=route.version,
                    content={"name": str(actor.board)},
                    institutions=schools,
                    contacts={},
                )
                for actor in writers
            ]
        )
        assert sum(error is None for error in raised) == 1
        assert all(error is None or isinstance(error, Refusal) for error in raised)
        winner = writers[raised.index(None)]
        assert Route.objects.get(pk=route.pk).name == str(winner.board)


def test_two_boards_start_an_agreement_about_the_same_route() -> None:
    writers = [party.coordinator for party in BOARDS]
    assert all(actor.rights for actor in writers)
    for playing in prepare("approved", ROUNDS):
        raised = at_once(
            *[
                lambda actor=actor, route=playing.route: start_agreement(
                    [route], actor=actor, title="Samen", starts_on=localdate()
                )
                for actor in writers
            ]
        )
        assert sum(error is None for error in raised) == 1
        assert all(error is None or isinstance(error, Refusal) for error in raised)
        assert Agreement.objects.filter(covered__route=playing.route).count() == 1


def test_withdrawing_and_taking_in_at_once() -> None:
    writer, other = BOARDS[0].coordinator, BOARDS[1].coordinator
    assert writer.rights
    assert other.rights
    for playing in prepare("approved", ROUNDS):
        route = playing.route
        raised = at_once(
            lambda route=route: withdraw_route(route, actor=writer, reason=REASON),
            lambda route=route: start_agreement([route], actor=other, title="Samen", starts_on=localdate()),
        )
        assert sum(error is None for error in raised) == 1
        state = "withdrawn" if raised[0] is None else "approved"
        assert Route.objects.get(pk=route.pk).state == state
        assert Agreement.objects.filter(covered__route=route).exists() is (state == "approved")


def test_two_writers_of_one_clause() -> None:
    writers = [party.coordinator for party in BOARDS]
    assert all(actor.rights for actor in writers)
    for playing in prepare("agreement_draft", ROUNDS):
        raised = at_once(
            *[
                lambda actor=actor, agreement=playing.agreement: save_clause(
                    agreement, actor=actor, code="C", route=None, seen_version=0, data={"who": actor.user.name}
                )
                for actor in writers
            ]
        )
        assert sum(error is None for error in raised) == 1
        winner = writers[raised.index(None)]
        assert ClauseText.objects.get(agreement=playing.agreement).data == {"who": winner.user.name}


def test_a_signature_and_a_decline_at_once(blank_paper: None) -> None:
    """Whoever is first: the text goes back, and a signature that was just in time stands for nothing."""
    signer, doubter = BOARDS[0].signatory, BOARDS[1].signatory
    assert signer.rights
    assert doubter.rights
    for playing in prepare("out_for_signature", ROUNDS):
        next(playing.sign())
        agreement = playing.agreement
        sha256 = agreement.documents.get().sha256
        raised = at_once(
            lambda agreement=agreement, sha256=sha256: sign_agreement(
                agreement, actor=signer, seen_sha256=sha256, proof=proof_of(signer)
            ),
            lambda agreement=agreement: decline_to_sign(agreement, actor=doubter, reason=REASON),
        )
        assert raised[1] is None
        assert raised[0] is None or isinstance(raised[0], PermissionDenied)
        agreement.refresh_from_db()
        assert (agreement.state, nobody_signed(agreement)) == ("draft", True)
        assert agreement.signatures.exists() is (raised[0] is None)


def test_one_worker_gets_the_job() -> None:
    for number in range(ROUNDS):
        with transaction.atomic():
            job = enqueue("tests.nothing", key=f"race:{number}")
        won: list[Job | None] = []
        assert at_once(*[lambda job=job, won=won: won.append(claim(job.pk))] * 4) == [None] * 4
        assert [one.pk for one in won if one] == [job.pk]
        assert Job.objects.get(pk=job.pk).attempts == 1


def test_two_workers_make_one_document(blank_paper: None) -> None:
    for playing in prepare("out_for_signature", 3):
        document = playing.agreement.documents.get()
        assert at_once(*[lambda pk=document.pk: render_document(pk)] * 2) == [None, None]
        made = AuditEvent.objects.filter(action="agreements.document_made", subject=f"document:{document.pk}")
        assert made.count() == 1
        document.refresh_from_db()
        assert made.get().data["sha256"] == document.sha256
        process = playing.agreement.processes.get()
        assert Task.objects.filter(process=process, flow_task_type="HUMAN", status="NEW").count() == len(BOARDS)


def test_two_clocks_start_a_route_once() -> None:
    for _ in range(3):
        route = route_in("reported")
        task = Task.objects.get(flow_task=StartFlow.await_first_day, status="SCHEDULED")
        assert at_once(lambda task=task: fire(Task.objects.get(pk=task.pk)), fire_timers) == [None, None]
        assert AuditEvent.objects.filter(case=f"route:{route.pk}", action="leerroutes.started").count() == 1
        assert route.start_processes.get().status == "DONE"
