"""Two people, or a person and a clock, want something of one request to sign in the same moment."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.timezone import localdate
from viewflow.workflow.models import Task

from agreements.models import Agreement, Reminder, SigningRequest
from agreements.services import apply_signatures, decline_to_sign, remind_boards, renew_request, sign_agreement
from audit.models import AuditEvent
from tests.factories import REASON, proof_of
from workflows.flows import TermFlow
from workflows.tasks import watch_requests

from .conftest import BOARDS, at_once, prepare

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("blank_paper")]

ROUNDS = 3


def test_a_decline_while_a_worker_puts_a_signature_in() -> None:
    """Both end well: the signature is in the file from before, or nowhere; the text is back with its writers."""
    doubter = BOARDS[1].signatory
    assert doubter.rights
    for playing in prepare("out_for_signature", ROUNDS):
        for _ in zip(range(2), playing.sign(), strict=False):
            pass  # the document is made, and the first board signed
        agreement = playing.agreement
        raised = at_once(
            lambda agreement=agreement: decline_to_sign(agreement, actor=doubter, reason=REASON),
            lambda agreement=agreement: apply_signatures(agreement),
        )
        assert raised == [None, None]
        assert Agreement.objects.get(pk=agreement.pk).state == "draft"
        put_in = AuditEvent.objects.filter(action="agreements.signature_applied", case=f"agreement:{agreement.pk}")
        assert put_in.count() == agreement.documents.get().revisions.count() <= 1


def test_two_boards_that_sign_in_an_order() -> None:
    """The second may just be in time, after the first; never before it."""
    signers = [party.signatory for party in BOARDS[:2]]
    assert all(signer.rights for signer in signers)
    for playing in prepare("out_for_signature", ROUNDS):
        next(playing.sign())
        agreement = playing.agreement
        order = [signers[0].board, signers[1].board, BOARDS[2].board]
        agreement.signing_requests.update(order=[board.pk for board in order if board])
        sha256 = agreement.documents.get().sha256
        raised = at_once(
            *[
                lambda actor=actor, agreement=agreement, sha256=sha256: sign_agreement(
                    agreement, actor=actor, seen_sha256=sha256, proof=proof_of(actor)
                )
                for actor in reversed(signers)
            ]
        )
        assert raised[1] is None
        assert raised[0] is None or isinstance(raised[0], PermissionDenied)
        signed = list(agreement.signatures.order_by("pk").values_list("board_id", flat=True))
        assert signed == [board.pk for board in order if board][: len(signed)]


def test_two_clocks_and_a_person_remind_once() -> None:
    actor = BOARDS[0].coordinator
    assert actor.rights
    for playing in prepare("out_for_signature", ROUNDS):
        request = playing.agreement.signing_requests.get()
        SigningRequest.objects.filter(pk=request.pk).update(opened=request.opened - timedelta(days=8))  # type: ignore[operator]
        raised = at_once(
            watch_requests,
            watch_requests,
            lambda agreement=playing.agreement: remind_boards(agreement, actor=actor),
        )
        assert raised[:2] == [None, None]
        assert raised[2] is None or isinstance(raised[2], PermissionDenied)
        assert Reminder.objects.filter(request=request).count() == len(BOARDS)


def test_two_clocks_and_a_renewal() -> None:
    """Told once that it is over, and renewed: in whatever order, nobody is asked for more time any more."""
    director = BOARDS[0].director
    assert director.rights
    for playing in prepare("out_for_signature", ROUNDS):
        agreement = playing.agreement
        agreement.signing_requests.update(due_on=localdate() - timedelta(days=1))
        until = localdate() + timedelta(days=30)
        raised = at_once(
            watch_requests,
            watch_requests,
            lambda agreement=agreement, until=until: renew_request(
                agreement, actor=director, until=until, reason=REASON
            ),
        )
        assert raised == [None, None, None]
        assert agreement.signing_requests.get().due_on == until
        over = AuditEvent.objects.filter(action="agreements.request_lapsed", case=f"agreement:{agreement.pk}")
        assert over.count() <= 1
        processes = agreement.term_processes.values("pk")
        assert not Task.objects.filter(flow_task=TermFlow.say, process__in=processes, status="NEW").exists()
