"""Who is next: every flow, walked through the services, with its loops and its ways out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import reverse
from viewflow.workflow import flow
from viewflow.workflow.fields import get_flow_ref, get_task_ref
from viewflow.workflow.lock import NoLock, SelectForUpdateLock
from viewflow.workflow.models import Process, Task

from agreements.models import Agreement
from agreements.services import (
    answer_consultation,
    approve_agreement,
    decline_to_sign,
    send_back_agreement,
    sign_agreement,
    start_agreement,
)
from agreements.states import Outcome
from agreements.tasks import store_document
from leerroutes.models import Route
from leerroutes.services import (
    approve_route,
    reject_route,
    resume_route,
    send_back_route,
    submit_route,
    suspend_route,
    withdraw_route,
)
from tests.factories import NEXT_YEAR, REASON, Party, agreement_in, play, proof_of, route_in, with_document
from workflows import flows
from workflows.demo import world
from workflows.flows import AgreementFlow, EndingFlow, ProposalFlow, QuestionFlow, StartFlow, TermFlow
from workflows.nodes import BoardTask
from workflows.selectors import open_board_tasks

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]

FLOWS = (ProposalFlow, AgreementFlow, EndingFlow, QuestionFlow, StartFlow, TermFlow)

NODES = {
    "workflows/flows.proposal.ProposalFlow": (
        "start boards_decide decide all_decided outcome revise start_agreement begin_agreement one_began taken_in "
        "closed"
    ),
    "workflows/flows.agreement.AgreementFlow": (
        "start boards_write write all_agreed is_consulted boards_ask ask all_asked bodies_answer advise all_answered "
        "boards_decide decide all_decided await_document boards_sign sign all_signed is_signed "
        "await_seal in_force"
    ),
    "workflows/flows.ending.EndingFlow": "start boards_look look_ahead all_looked warned",
    "workflows/flows.question.QuestionFlow": "start answer over",
    "workflows/flows.term.TermFlow": "start boards_say say all_said settled",
    "workflows/flows.start.StartFlow": (
        "start institutions_register register all_registered await_first_day begin begun await_resumption running"
    ),
}


def up(record: Route | Agreement) -> list[tuple[str, str]]:
    """(step, board) of everybody the case waits for."""
    processes = [*_processes(record)]
    tasks = Task.objects.filter(process__in=processes, pk__in=open_board_tasks().values("pk"))
    return sorted((task.flow_task.name, str(task.owner_permission_obj)) for task in tasks)


def waiting(record: Route | Agreement) -> set[str]:
    """Every node that is not finished, people's and the machine's."""
    tasks = Task.objects.filter(process__in=[*_processes(record)]).exclude(status__in=("DONE", "CANCELED"))
    return {task.flow_task.name for task in tasks}


def _processes(record: Route | Agreement) -> Iterator[Process]:
    if isinstance(record, Route):
        yield from record.proposal_processes.all()
        yield from record.start_processes.all()
    else:
        yield from record.processes.all()


def both(step: str, *parties: Party) -> list[tuple[str, str]]:
    return sorted((step, str(party.board)) for party in parties)


# --- what is stored in rows ----------------------------------------------------------------------


def test_the_flows_and_their_nodes_keep_their_names() -> None:
    """viewflow stores these strings in rows: a new name is a data migration."""
    assert {get_flow_ref(one) for one in FLOWS} == set(NODES)
    for one in FLOWS:
        assert {node.name for node in one.instance.nodes()} == set(NODES[get_flow_ref(one)].split())
    assert get_task_ref(AgreementFlow.sign) == "workflows/flows.agreement.AgreementFlow.sign"


def test_no_flow_of_ours_is_forgotten_here() -> None:
    here = {value for value in vars(flows).values() if isinstance(value, type) and issubclass(value, flow.Flow)}
    assert here == set(FLOWS)


@pytest.mark.parametrize("one", FLOWS)
def test_every_flow_has_a_real_lock(one: type[flow.Flow]) -> None:
    """The engine's default is none, and then a join can be passed twice or never."""
    assert isinstance(one.lock_impl, SelectForUpdateLock)
    assert not isinstance(one.lock_impl, NoLock)
    assert one.lock_impl.nowait is False


@pytest.mark.parametrize("one", FLOWS)
def test_every_task_of_a_person_names_a_right_a_page_and_a_term(one: type[flow.Flow]) -> None:
    for node in one.instance.nodes():
        if isinstance(node, BoardTask):
            assert node.right in {name for name, _label in world.Board._meta.permissions}
            assert str(node.task_title)
            assert node.days > 0
            assert reverse(node.page, args=[1])


# --- the proposal --------------------------------------------------------------------------------


def test_every_board_decides_at_the_same_time(vmbo: Party, mbo: Party) -> None:
    route = route_in("submitted")
    assert up(route) == both("decide", vmbo, mbo)
    approve_route(route, actor=mbo.director)
    assert up(route) == both("decide", vmbo)


def test_an_approved_route_asks_every_board_for_an_agreement(vmbo: Party, mbo: Party) -> None:
    assert up(route_in("approved")) == both("begin_agreement", vmbo, mbo)


def test_a_return_goes_to_the_proposing_board_and_loops(vmbo: Party, mbo: Party) -> None:
    route = route_in("submitted")
    for number in (1, 2):
        send_back_route(route, actor=mbo.director, reason=REASON)
        assert up(route) == both("revise", vmbo)
        route = submit_route(route, actor=vmbo.coordinator)
        assert (route.round, up(route)) == (number + 1, both("decide", vmbo, mbo))
    for party in (vmbo, mbo):
        approve_route(route, actor=party.director)
    assert up(route) == both("begin_agreement", vmbo, mbo)
    assert route.proposal_processes.count() == 1


def test_a_return_after_an_approval_forgets_the_approval(vmbo: Party, mbo: Party) -> None:
    route = route_in("submitted")
    approve_route(route, actor=vmbo.director)
    send_back_route(route, actor=mbo.director, reason=REASON)
    submit_route(route, actor=vmbo.coordinator)
    assert up(route) == both("decide", vmbo, mbo)


def test_a_rejection_ends_the_case(mbo: Party) -> None:
    route = route_in("submitted")
    reject_route(route, actor=mbo.director, reason=REASON)
    assert (up(route), waiting(route)) == ([], set())
    assert route.proposal_processes.get().status == "DONE"


@pytest.mark.parametrize("state", ["submitted", "returned", "approved"])
def test_withdrawing_stops_the_case(state: str, vmbo: Party) -> None:
    route = route_in(state)
    withdraw_route(route, actor=vmbo.coordinator, reason=REASON)
    assert (up(route), waiting(route)) == ([], set())
    assert route.proposal_processes.get().status == "CANCELED"


def test_withdrawing_a_draft_needs_no_case(vmbo: Party) -> None:
    assert not route_in("withdrawn").proposal_processes.exists()


@pytest.mark.parametrize("starter", ["vmbo", "mbo"])
def test_whichever_board_starts_the_agreement_the_other_is_relieved(
    starter: str, request: pytest.FixtureRequest, vmbo: Party, mbo: Party
) -> None:
    route = route_in("approved")
    agreement = start_agreement(
        [route], actor=request.getfixturevalue(starter).coordinator, title="Samen", starts_on=route.starts_on
    )
    assert (up(route), waiting(route)) == ([], set())
    assert route.proposal_processes.get().status == "DONE"
    assert up(agreement) == both("write", vmbo, mbo)


def test_two_routes_in_one_agreement_are_both_taken_in(mbo: Party) -> None:
    routes = [route_in("approved"), route_in("approved")]
    start_agreement(routes, actor=mbo.coordinator, title="Samen", starts_on=routes[0].starts_on)
    assert [up(route) for route in routes] == [[], []]


# --- the agreement -------------------------------------------------------------------------------


def test_the_steps_of_an_agreement_in_order(vmbo: Party, mbo: Party) -> None:
    playing = play("agreement_draft")
    agreement = playing.agreement
    assert up(agreement) == both("write", vmbo, mbo)
    list(playing.fill_in())
    list(playing.agree())
    assert up(agreement) == both("ask", vmbo, mbo)
    list(playing.ask())
    assert up(agreement) == sorted(both("advise", *[vmbo] * 4, *[mbo] * 3))
    list(playing.answer())
    assert up(agreement) == both("decide", vmbo, mbo)
    list(playing.decide())
    assert (up(agreement), waiting(agreement)) == ([], {"await_document"})
    with_document(playing.agreement)
    assert up(agreement) == both("sign", vmbo, mbo)
    list(playing.sign())
    assert (up(agreement), waiting(agreement)) == ([], {"await_seal"})
    list(playing.seal())
    assert (up(agreement), waiting(agreement)) == ([], set())
    assert agreement.processes.get().status == "DONE"


def test_who_agreed_is_not_asked_until_the_text_changes(vmbo: Party, mbo: Party) -> None:
    playing = play("agreement_filled")
    next(playing.agree())  # the first board
    assert up(playing.agreement) == both("write", mbo)
    playing.agreement.consents.all().delete()
    assert up(playing.agreement) == both("write", vmbo, mbo)


def test_one_answer_does_not_finish_the_question_to_another_body(vmbo: Party, mbo: Party) -> None:
    agreement = agreement_in("consultation")
    first = agreement.consultations.filter(board=vmbo.board).last()
    answer_consultation(first, actor=vmbo.participation, outcome=Outcome.POSITIVE, answered_on=first.asked_on)
    left = Task.objects.filter(
        process__in=agreement.processes.all(), status="NEW", owner_permission_obj_pk=str(vmbo.board.pk)
    )
    assert len(left) == 3
    assert first.pk not in {task.data["consultation"] for task in left}
    assert up(agreement) == sorted(both("advise", *[vmbo] * 3, *[mbo] * 3))


SENDERS = {
    "complete": "coordinator",
    "consultation": "coordinator",
    "decision": "director",
}


@pytest.mark.parametrize("state", SENDERS)
def test_sending_back_ends_the_round_and_begins_the_next(state: str, vmbo: Party, mbo: Party) -> None:
    agreement = agreement_in(state)
    send_back_agreement(agreement, actor=getattr(vmbo, SENDERS[state]), reason=REASON)

    assert [process.status for process in agreement.processes.order_by("pk")] == ["CANCELED", "NEW"]
    assert up(agreement) == both("write", vmbo, mbo)
    assert waiting(agreement) == {"write"}


def test_withheld_consent_begins_the_next_round(vmbo: Party, mbo: Party) -> None:
    agreement = agreement_in("consultation")
    consultation = agreement.consultations.filter(board=vmbo.board, right="consent")[0]
    answer_consultation(
        consultation,
        actor=vmbo.participation,
        outcome=Outcome.NEGATIVE,
        answered_on=consultation.asked_on,
        remarks="Nee.",
    )
    assert up(agreement) == both("write", vmbo, mbo)


def test_a_document_of_an_earlier_round_does_not_open_the_signing(vmbo: Party) -> None:
    playing = play("out_for_signature")
    late = playing.agreement.documents.get()
    decline_to_sign(playing.agreement, actor=vmbo.signatory, reason=REASON)
    for step in (playing.agree, playing.ask, playing.answer, playing.decide):
        list(step())
    store_document(late, b"%PDF-1.7 te laat")
    assert (up(playing.agreement), waiting(playing.agreement)) == ([], {"await_document"})


def test_one_signature_leaves_the_others_asked(vmbo: Party, mbo: Party) -> None:
    agreement = agreement_in("out_for_signature")
    sha256 = with_document(agreement).sha256
    sign_agreement(agreement, actor=mbo.signatory, seen_sha256=sha256, proof=proof_of(mbo.signatory))
    assert up(agreement) == both("sign", vmbo)


def test_who_did_it_is_who_the_task_names(vmbo: Party) -> None:
    agreement = agreement_in("decision")
    approve_agreement(agreement, actor=vmbo.director)
    task = Task.objects.get(flow_task=AgreementFlow.decide, process__in=agreement.processes.all(), status="DONE")
    assert task.owner == vmbo.director.user


# --- the start -----------------------------------------------------------------------------------


def test_every_institution_registers_at_the_same_time(vmbo: Party, mbo: Party) -> None:
    route = route_in("contracted")
    assert up(route) == both("register", vmbo, mbo)


def test_a_reported_route_waits_for_its_day() -> None:
    route = route_in("reported", NEXT_YEAR)
    assert (up(route), waiting(route)) == ([], {"await_first_day"})


def test_a_running_route_waits_for_nobody() -> None:
    route = route_in("running")
    assert (up(route), waiting(route)) == ([], set())


def test_a_route_that_stands_still_asks_nothing_until_it_goes_on(vmbo: Party, mbo: Party) -> None:
    route = route_in("contracted")
    suspend_route(route, actor=vmbo.director, reason=REASON)
    assert up(route) == []
    resume_route(route, actor=mbo.director, reason=REASON)
    assert up(route) == both("register", vmbo, mbo)
