"""Who may do what to an agreement, and why not. Boards are equals: nobody acts for another."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.mandates import MandateFinding, find_mandate
from accounts.models import Board, Institution, User
from accounts.permissions import boards_where, people_at
from accounts.verdicts import ALLOWED, Verdict, no
from audit.models import AuditEvent
from audit.services import case_of
from leerroutes.inspecting import released_by_all, routes_in_scope
from leerroutes.models import Release, Route
from leerroutes.states import State as RouteState

from .models import (
    Agreement,
    AgreementParty,
    AgreementRoute,
    Comment,
    Consultation,
    Document,
    PrivateDraft,
)
from .policies_turn import is_time_to_sign
from .states import BEFORE_SIGNATURE, BINDING, SENT_BACK_FROM, WORKING_PAPERS, Audience, DocumentKind, State

WRITING = (
    "agreements.started",
    "agreements.change_started",
    "agreements.called_material",
    "agreements.terms_changed",
    "agreements.clause_saved",
    "agreements.clause_accepted",
    "agreements.clause_added",
    "agreements.clause_taken_out",
    "agreements.clause_rejected",
    "agreements.text_agreed",
    "agreements.route_taken_in",
    "agreements.route_taken_out",
    "agreements.file_attached",
    "agreements.file_removed",
)
"""Audit codes of work on the text; whoever did such work does not decide on it (four eyes)."""

ACTING = ("agreements.decided", "agreements.signed", "agreements.declined")
"""Audit codes of binding acts; in one agreement nobody does these for one board after having acted for another."""

NOT_YOUR_AGREEMENT = _("Your board is not a party to this agreement.")


def visible_to(actor: Actor) -> QuerySet[Agreement]:
    """The one gate through which every agreement is looked up.

    Inspectors see the agreements about routes that an access of today opens, once complete, or released before that.
    """
    agreements: QuerySet[Agreement] = Agreement.objects.all()
    if actor.is_inspector:
        about = AgreementRoute.objects.filter(route__in=Route.objects.filter(routes_in_scope(actor.user)))
        open_to_them = Q(round__gte=1) | Q(pk__in=_released().values("agreement"))
        return agreements.filter(open_to_them, pk__in=about.values("agreement"))
    mine = boards_where(actor.user, "view_cases")
    return agreements.filter(pk__in=AgreementParty.objects.filter(board__in=mine).values("agreement"))


def _released() -> QuerySet[AgreementRoute]:
    """Where every board of a covered route opened to inspectors what the boards share."""
    return AgreementRoute.objects.filter(route__in=released_by_all())


def documents_visible_to(actor: Actor) -> QuerySet[Document]:
    """Drafts stay with the parties until they release them; inspectors see what was offered for signature."""
    documents = Document.objects.filter(agreement__in=visible_to(actor)).select_related("agreement")
    if actor.is_inspector:
        closed = Q(kind__in=WORKING_PAPERS) & ~Q(agreement__in=_released().values("agreement"))
        return documents.exclude(closed)
    return documents


def consultations_visible_to(actor: Actor) -> QuerySet[Consultation]:
    """What bodies were asked and answered, letters included, goes with the agreement."""
    consultations = Consultation.objects.filter(agreement__in=visible_to(actor))
    return consultations.select_related("agreement", "board", "body", "answered_by")


def drafts_visible_to(actor: Actor) -> QuerySet[PrivateDraft]:
    """The private lane: what the board acted for is writing, and nothing of any other board.

    An inspector reads the lane of a board that released it.
    """
    if actor.is_inspector:
        return PrivateDraft.objects.filter(_lane_is_released(), agreement__in=visible_to(actor))
    if actor.board is None:
        return PrivateDraft.objects.none()
    return PrivateDraft.objects.filter(board=actor.board, agreement__in=visible_to(actor))


def comments_visible_to(actor: Actor) -> QuerySet[Comment]:
    """What is meant for every party, and what the own board says among itself; to inspectors only when released."""
    if actor.is_inspector:
        shared = Q(audience=Audience.EVERYBODY, agreement__in=_released().values("agreement"))
        own = ~Q(audience=Audience.EVERYBODY) & _lane_is_released()
        said = Comment.objects.filter(shared | own, agreement__in=visible_to(actor))
        return said.select_related("board", "author", "settled_by")
    if actor.board is None:
        return Comment.objects.none()
    parties = AgreementParty.objects.filter(board=actor.board).values("agreement")
    mine = Q(audience=Audience.EVERYBODY, agreement__in=parties) | Q(board=actor.board)
    return Comment.objects.filter(mine, agreement__in=visible_to(actor)).select_related("board", "author", "settled_by")


def _lane_is_released() -> Q:
    """Of rows with a board and an agreement: that board opened its lane in a route that the agreement covers."""
    released = Release.objects.on().filter(
        board=OuterRef("board"),
        route__in=AgreementRoute.objects.filter(agreement=OuterRef(OuterRef("agreement"))).values("route"),
    )
    return Q(Exists(released))


def readers_of(agreement: Agreement, actor: Actor, audience: Audience) -> QuerySet[User]:
    """Who can read a comment of this person: colleagues, or the people of every party."""
    parties = Q(agreement_parties__agreement=agreement)
    boards = Board.objects.filter(parties if audience == Audience.EVERYBODY else Q(pk=actor.board and actor.board.pk))
    return people_at(boards).exclude(pk=actor.user.pk)


def can_comment(actor: Actor, agreement: Agreement) -> Verdict:
    if agreement.state not in (State.DRAFT, *BEFORE_SIGNATURE):
        return no(_("This text is signed; comments belong to a new one."))
    if not is_party(actor, agreement):
        return no(NOT_YOUR_AGREEMENT)
    if not actor.may("view_cases"):
        return no(_("You have no role at your board today."))
    return ALLOWED


def can_settle(actor: Actor, agreement: Agreement, comment: Comment) -> Verdict:
    verdict = can_comment(actor, agreement)
    if verdict and not settles(actor, comment):
        return no(_("Only the board that wrote it, or a coordinator, settles this comment."))
    return verdict


def settles(actor: Actor, comment: Comment) -> bool:
    """The own board's comments by anybody who reads them; those to everybody also by a coordinator of another party."""
    is_for_all = comment.audience == Audience.EVERYBODY
    return comment.board == actor.board or (is_for_all and actor.may("draft_agreements"))


def is_party(actor: Actor, agreement: Agreement) -> bool:
    return actor.board is not None and agreement.parties.filter(board=actor.board, left_on__isnull=True).exists()


def can_start(actor: Actor) -> Verdict:
    if not actor.may("draft_agreements"):
        return no(_("Only a coordinator of a board starts an agreement."))
    return ALLOWED


def can_start_with(actor: Actor, route: Route) -> Verdict:
    """May this person start an agreement that takes in this route?"""
    if route.state != RouteState.APPROVED:
        return no(_("An agreement covers routes that every board approved."))
    if route.agreement_number:
        return no(_("This route is already part of agreement %(number)s.") % {"number": route.agreement_number})
    if not route.parties.filter(board=actor.board).exists():
        return no(_("Your board does not take part in this route."))
    return can_start(actor)


def can_write(actor: Actor, agreement: Agreement) -> Verdict:
    if agreement.state != State.DRAFT:
        return no(_("The text can only change while it is a draft. Somebody has to send it back first."))
    if not is_party(actor, agreement):
        return no(NOT_YOUR_AGREEMENT)
    if not actor.may("draft_agreements"):
        return no(actor.why_not("draft_agreements", _("Only a coordinator of a party writes in the agreement.")))
    return ALLOWED


def can_ask_bodies(actor: Actor, agreement: Agreement) -> Verdict:
    if agreement.state != State.COMPLETE:
        return no(_("Participation bodies are asked when every board agrees with the text."))
    if not is_party(actor, agreement):
        return no(NOT_YOUR_AGREEMENT)
    if not actor.may("draft_agreements"):
        return no(_("Only a coordinator of your board puts the text before its participation bodies."))
    if agreement.consultations.filter(round=agreement.round, board=actor.board).exists():
        return no(_("Your board already asked its participation bodies."))
    return ALLOWED


def can_answer(actor: Actor, consultation: Consultation) -> Verdict:
    if consultation.agreement.state != State.CONSULTATION or consultation.round != consultation.agreement.round:
        return no(_("This question is not open."))
    if consultation.outcome:
        return no(_("This body already answered."))
    if not actor.may("advise_agreements", consultation.board):
        return no(
            _("Only a participation member of %(board)s records the answer of %(body)s.")
            % {"board": consultation.board, "body": consultation.body}
        )
    return ALLOWED


def can_decide(actor: Actor, agreement: Agreement) -> Verdict:
    """Four eyes: whoever wrote in the text does not decide on it for the same board, in whatever role."""
    if agreement.state != State.DECISION:
        return no(_("There is nothing to decide now."))
    if not is_party(actor, agreement):
        return no(NOT_YOUR_AGREEMENT)
    if not actor.may("decide_agreements"):
        otherwise = _("Only a director of your board decides on the agreement.")
        return no(actor.why_not("decide_agreements", otherwise))
    scope = actor.scope_of("decide_agreements")
    if scope is not None and not agreement.covered.filter(route__institutions__in=scope).exists():
        return no(_("Your role is limited to an institution that does not take part here."))
    if agreement.decisions.filter(round=agreement.round, board=actor.board).exists():
        return no(_("Your board already decided."))
    acts = _acts_of(actor, agreement)
    if any(here and action in WRITING for action, here in acts):
        return no(_("You wrote in this agreement for the same board; another director must decide (four eyes)."))
    return _for_one_board(acts)


def _acts_of(actor: Actor, agreement: Agreement) -> set[tuple[str, bool]]:
    """What this person did in this agreement, and whether that was for the board acted for. Answered by the trail."""
    acts = AuditEvent.objects.filter(case=case_of(agreement), actor=actor.user, action__in=(*WRITING, *ACTING))
    board_id = actor.board.pk if actor.board else None
    return {(action, board == board_id) for action, board in acts.values_list("action", "board_id").distinct()}


def _for_one_board(acts: set[tuple[str, bool]]) -> Verdict:
    """Nobody sits on two sides of the table, also not as a substitute."""
    if any(not here for _action, here in acts):
        return no(_("You already acted for another board in this agreement. One person acts for one board only."))
    return ALLOWED


def acted_for_others(agreement: Agreement, board: Board) -> QuerySet[AuditEvent, Any]:
    """Ids of the people who acted in this agreement on behalf of other boards than this one."""
    acts = AuditEvent.objects.filter(case=case_of(agreement), action__in=(*WRITING, *ACTING), actor__isnull=False)
    return acts.exclude(board_id=board.pk).values("actor_id")


def is_up_to_sign(actor: Actor, agreement: Agreement) -> Verdict:
    """Does this person sign for the board acted for, as soon as the document is there and it is their turn?"""
    if agreement.state != State.OUT_FOR_SIGNATURE:
        return no(_("There is nothing to sign now."))
    if not is_party(actor, agreement):
        return no(NOT_YOUR_AGREEMENT)
    if not actor.may("sign_agreements"):
        return no(actor.why_not("sign_agreements", _("Only a signatory of your board signs.")))
    assert actor.board is not None
    found = mandate_to_sign(actor, agreement)
    if not found:
        return no(found.reason)
    if has_signed(actor, agreement):
        return no(_("Your board already signed."))
    return acts_for_one_board(actor, agreement)


def has_signed(actor: Actor, agreement: Agreement) -> bool:
    """The board acted for signed the document of this round."""
    return agreement.signatures.filter(board=actor.board, document__round=agreement.round).exists()


def acts_for_one_board(actor: Actor, agreement: Agreement) -> Verdict:
    return _for_one_board(_acts_of(actor, agreement))


def mandate_to_sign(actor: Actor, agreement: Agreement) -> MandateFinding:
    """The mandate valid today that reaches every institution with which the board takes part; else why not.

    A substitute signs under an own mandate, or under one of the absent signatory that allows it.
    """
    assert actor.board is not None
    of_the_board = Institution.objects.filter(board=actor.board)
    own = list(of_the_board.filter(routes__covering__agreement=agreement).distinct()) or list(of_the_board)
    found = find_mandate(actor.user, actor.board, own)
    absent = actor.instead_of("sign_agreements")
    if found or absent is None:
        return found
    lent = find_mandate(absent, actor.board, own, for_substitute=True)
    return lent or found


def can_sign(actor: Actor, agreement: Agreement) -> Verdict:
    verdict = is_up_to_sign(actor, agreement)
    verdict = verdict and is_time_to_sign(actor, agreement)
    if not verdict:
        return verdict
    if not agreement.documents.filter(
        kind=DocumentKind.AGREEMENT, round=agreement.round, stored__isnull=False
    ).exists():
        return no(_("The document is still being made; this takes less than a minute."))
    return ALLOWED


RIGHT_TO_SEND_BACK = {
    State.COMPLETE: "draft_agreements",
    State.CONSULTATION: "draft_agreements",
    State.DECISION: "decide_agreements",
}


def can_send_back(actor: Actor, agreement: Agreement) -> Verdict:
    if agreement.state == State.OUT_FOR_SIGNATURE:
        return no(_("The text is out for signature. A board that wants another text declines to sign it."))
    if agreement.state not in SENT_BACK_FROM:
        return no(_("Only an agreement on its way to signature can be sent back."))
    if not is_party(actor, agreement):
        return no(NOT_YOUR_AGREEMENT)
    if not actor.may(RIGHT_TO_SEND_BACK[State(agreement.state)]):
        return no(_("In this step only the person whose turn it is sends the text back."))
    if agreement.state == State.DECISION:
        return can_decide(actor, agreement)  # sending back is a decision: once per board, and by four eyes
    return ALLOWED


def can_end(actor: Actor, agreement: Agreement) -> Verdict:
    if agreement.state not in BINDING:
        return no(_("Only an agreement in force can end."))
    if not is_party(actor, agreement):
        return no(NOT_YOUR_AGREEMENT)
    if not actor.may("decide_agreements"):
        return no(_("Only a director of a party records the end of an agreement."))
    return ALLOWED
