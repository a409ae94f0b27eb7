"""The flow follows the record: what the rooms below tell finishes the open task, and the engine decides who is next.

Runs in the transaction of the service that told it: the record is locked first, the process after it, always.
"""

from __future__ import annotations

from typing import Any

from accounts.actors import Actor
from accounts.models import Board, Institution
from agreements import events as archive
from agreements.models import Agreement, Comment, Consultation, Document, Notice
from agreements.states import DocumentKind, State
from jobs.services import enqueue
from leerroutes import events as subject
from leerroutes.models import Cooperation, Route

from . import announcements
from .flows import AgreementFlow, EndingFlow, ProposalFlow, StartFlow
from .following import follows
from .progress import cancel_open, finish_board_task, pass_handle, tell_moved


@follows(subject.route_submitted)
def open_or_continue_proposal(*, route: Route, actor: Actor, **kwargs: Any) -> None:
    """The first submission opens the case; a later one finishes the task of the writers."""
    processes = route.proposal_processes.all()
    if not finish_board_task(ProposalFlow.revise, processes, board=route.proposed_by, user=actor.user):
        ProposalFlow.start.run(route=route)


@follows(subject.route_decided)
def count_decision(*, route: Route, actor: Actor, board: Board, **kwargs: Any) -> None:
    finish_board_task(ProposalFlow.decide, route.proposal_processes.all(), board=board, user=actor.user)
    announcements.route_news(route)


@follows(subject.route_withdrawn)
def stop_proposal(*, route: Route, **kwargs: Any) -> None:
    cancel_open(ProposalFlow, route.proposal_processes.all())
    announcements.route_news(route)


@follows(subject.cooperation_asks)
def ask_to_take_part(*, cooperation: Cooperation, **kwargs: Any) -> None:
    """A lighter cooperation has no flow: who is asked gets a mail, and finds it below the tasks until it is done."""
    announcements.cooperation_asks(cooperation)


@follows(archive.agreement_started)
def open_agreement(*, agreement: Agreement, actor: Actor, **kwargs: Any) -> None:
    """Writing begins; the routes taken in need nobody to start an agreement any more."""
    for covered in agreement.covered.select_related("route"):
        _taken_in(covered.route, actor)
    AgreementFlow.start.run(agreement=agreement)
    if agreement.replaces is not None:
        _no_longer_warned(agreement.replaces)


def _no_longer_warned(agreement: Agreement) -> None:
    """A change is under way, or the end has come: the warning has done its work."""
    cancel_open(EndingFlow, agreement.ending_processes.all())
    tell_moved(agreement)


def _taken_in(route: Route, actor: Actor) -> None:
    """One board saw to an agreement; the others need not."""
    assert actor.board is not None
    tasks = route.proposal_processes.all()
    finish_board_task(ProposalFlow.begin_agreement, tasks, board=actor.board, user=actor.user)
    tell_moved(route)


@follows(archive.text_agreed)
def count_consent(*, agreement: Agreement, actor: Actor, board: Board, **kwargs: Any) -> None:
    """Consents may fall away again while people still write, so the tasks end when the text is complete."""
    if agreement.state == State.DRAFT:
        return
    for consent in agreement.consents.select_related("board", "given_by"):
        finish_board_task(AgreementFlow.write, agreement.processes.all(), board=consent.board, user=consent.given_by)


@follows(archive.bodies_asked)
def count_question(*, agreement: Agreement, actor: Actor, board: Board, **kwargs: Any) -> None:
    finish_board_task(AgreementFlow.ask, agreement.processes.all(), board=board, user=actor.user)


@follows(archive.consultation_answered)
def count_answer(*, agreement: Agreement, actor: Actor, consultation: Consultation, **kwargs: Any) -> None:
    finish_board_task(
        AgreementFlow.advise,
        agreement.processes.all(),
        board=consultation.board,
        user=actor.user,
        consultation=consultation.pk,
    )


@follows(archive.agreement_decided)
def count_agreement_decision(*, agreement: Agreement, actor: Actor, board: Board, **kwargs: Any) -> None:
    finish_board_task(AgreementFlow.decide, agreement.processes.all(), board=board, user=actor.user)


@follows(archive.document_ready)
def document_arrived(*, agreement: Agreement, document: Document, **kwargs: Any) -> None:
    if document.kind == DocumentKind.AGREEMENT and document.round == agreement.round:
        pass_handle(AgreementFlow.await_document, agreement.processes.all())


@follows(archive.agreement_signed)
def count_signature(*, agreement: Agreement, actor: Actor, board: Board, **kwargs: Any) -> None:
    finish_board_task(AgreementFlow.sign, agreement.processes.all(), board=board, user=actor.user)


@follows(archive.agreement_sent_back)
def back_to_writers(*, agreement: Agreement, **kwargs: Any) -> None:
    """Nobody has to go on with this round; the writers begin the next."""
    cancel_open(AgreementFlow, agreement.processes.all())
    AgreementFlow.start.run(agreement=agreement)
    announcements.agreement_news(agreement)


@follows(archive.routes_changed)
def routes_changed(
    *, agreement: Agreement, actor: Actor, added: Route | None, removed: Route | None, **kwargs: Any
) -> None:
    """A route taken in needs nobody to start an agreement any more; one taken out is free, and its people are told."""
    if added is not None:
        _taken_in(added, actor)
    if removed is not None:
        announcements.route_news(removed)


@follows(archive.agreement_withdrawn)
def stop_agreement(*, agreement: Agreement, **kwargs: Any) -> None:
    """Nobody has to go on; everybody is told."""
    cancel_open(AgreementFlow, agreement.processes.all())
    announcements.agreement_news(agreement)


@follows(archive.comment_written)
def tell_those_mentioned(*, comment: Comment, **kwargs: Any) -> None:
    announcements.mentioned(comment)


@follows(archive.agreement_in_force)
def close_agreement(*, agreement: Agreement, **kwargs: Any) -> None:
    pass_handle(AgreementFlow.await_seal, agreement.processes.all())
    announcements.agreement_news(agreement)


@follows(archive.notice_given)
def notice_was_given(*, agreement: Agreement, notice: Notice, **kwargs: Any) -> None:
    announcements.agreement_news(agreement, about=f"notice:{notice.pk}")


@follows(archive.agreement_winding_down)
def wound_down(*, agreement: Agreement, **kwargs: Any) -> None:
    _no_longer_warned(agreement)
    announcements.agreement_news(agreement)


@follows(archive.agreement_ended)
def agreement_ended(*, agreement: Agreement, **kwargs: Any) -> None:
    _no_longer_warned(agreement)


@follows(subject.route_stopped)
def stop_the_start(*, route: Route, **kwargs: Any) -> None:
    """A route that never began needs no registration any more."""
    cancel_open(StartFlow, route.start_processes.all())
    announcements.route_news(route)


@follows(subject.route_ended)
def last_route_ended(*, route: Route, **kwargs: Any) -> None:
    """The agreement is looked at after this transaction: it is locked before its routes, never after."""
    for covering in route.covering.filter(agreement__state=State.WINDING_DOWN):
        key = f"close:{covering.agreement_id}:{route.pk}"
        enqueue("agreements.end_when_wound_down", key=key, agreement=covering.agreement_id)


@follows(subject.route_contracted)
def open_start(*, route: Route, **kwargs: Any) -> None:
    StartFlow.start.run(route=route)


@follows(subject.institution_registered)
def count_registration(*, route: Route, actor: Actor, institution: Institution, **kwargs: Any) -> None:
    registration = route.registrations.get(institution=institution)
    finish_board_task(
        StartFlow.register,
        route.start_processes.all(),
        board=institution.board,
        user=actor.user,
        registration=registration.pk,
    )


@follows(subject.route_started)
def route_began(*, route: Route, **kwargs: Any) -> None:
    pass_handle(StartFlow.await_resumption, route.start_processes.all())
    announcements.route_news(route)
