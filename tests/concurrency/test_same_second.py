"""Twenty cases in which all directors decide, and all signatories sign, in the same moment: one join, nothing lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import transaction
from viewflow.workflow.models import Process, Task

from accounts.actors import Actor
from agreements.models import Agreement, BoardDecision, Signature
from agreements.services import approve_agreement, sign_agreement
from audit.models import AuditEvent
from jobs.models import Job
from leerroutes.models import Route, RouteDecision
from leerroutes.services import approve_route
from tests.factories import proof_of
from workflows.demo.play import Playing, finished_document
from workflows.flows import AgreementFlow, ProposalFlow

from .conftest import BOARDS, at_once, prepare

pytestmark = pytest.mark.django_db(transaction=True)


def everybody(role: str) -> list[Actor]:
    """One person of each board, whose rights were read before the race."""
    people: list[Actor] = [getattr(party, role) for party in BOARDS]
    assert all(actor.rights for actor in people)
    return people


def all_do(act: Callable[[Actor], object], people: list[Actor]) -> None:
    raised = at_once(*[lambda actor=actor: act(actor) for actor in people])
    assert raised == [None] * len(people)


def statuses(node: object, process: Process) -> list[str]:
    return list(Task.objects.filter(flow_task=node, process=process).values_list("status", flat=True))


def decide_on_the_proposal(route: Route, directors: list[Actor]) -> None:
    all_do(lambda actor: approve_route(route, actor=actor), directors)

    assert Route.objects.get(pk=route.pk).state == "approved"
    assert RouteDecision.objects.filter(route=route, verdict="approved").count() == 3
    trail = AuditEvent.objects.filter(case=f"route:{route.pk}")
    assert trail.filter(action="leerroutes.decided").count() == 3
    assert trail.filter(action="leerroutes.approved").count() == 1
    process = route.proposal_processes.get()
    assert statuses(ProposalFlow.all_decided, process) == ["DONE"]
    assert statuses(ProposalFlow.begin_agreement, process) == ["NEW"] * 3


@transaction.atomic
def from_approval_to_decision(playing: Playing) -> None:
    for step in (playing.start_agreement, playing.agree, playing.ask, playing.answer):
        for _told in step():
            pass


def decide_on_the_agreement(agreement: Agreement, directors: list[Actor]) -> None:
    all_do(lambda actor: approve_agreement(agreement, actor=actor), directors)

    assert Agreement.objects.get(pk=agreement.pk).state == "out_for_signature"
    assert BoardDecision.objects.filter(agreement=agreement, verdict="approved").count() == 3
    document = agreement.documents.get(kind="agreement")
    assert Job.objects.filter(key=document.job_key).count() == 1
    trail = AuditEvent.objects.filter(case=f"agreement:{agreement.pk}")
    assert trail.filter(action="agreements.released").count() == 1
    process = agreement.processes.get()
    assert statuses(AgreementFlow.all_decided, process) == ["DONE"]
    assert statuses(AgreementFlow.await_document, process) == ["NEW"]


def sign(agreement: Agreement, signatories: list[Actor]) -> None:
    sha256 = finished_document(Agreement.objects.get(pk=agreement.pk)).sha256
    all_do(lambda actor: sign_agreement(agreement, actor=actor, seen_sha256=sha256, proof=proof_of(actor)), signatories)

    assert Agreement.objects.get(pk=agreement.pk).state == "signed"
    signed = Signature.objects.filter(agreement=agreement, document_sha256=sha256)
    assert {signature.signer for signature in signed} == {actor.user for actor in signatories}
    trail = AuditEvent.objects.filter(case=f"agreement:{agreement.pk}")
    assert trail.filter(action="agreements.signed").count() == 3
    assert trail.filter(action="agreements.signing_closed").count() == 1
    assert Job.objects.filter(key__in=[f"apply:{signature.pk}" for signature in signed]).count() == 3
    process = agreement.processes.get()
    assert statuses(AgreementFlow.all_signed, process) == ["DONE"]
    assert statuses(AgreementFlow.await_seal, process) == ["NEW"]


def test_twenty_times_everybody_in_the_same_second(blank_paper: None) -> None:
    directors, signatories = everybody("director"), everybody("signatory")
    for playing in prepare("submitted", rounds=20):
        decide_on_the_proposal(playing.route, directors)
        from_approval_to_decision(playing)
        decide_on_the_agreement(playing.agreement, directors)
        sign(playing.agreement, signatories)
