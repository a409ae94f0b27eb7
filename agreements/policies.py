"""Who may do what to an agreement, and why not. Boards are equals: nobody acts for another."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.permissions import boards_where
from accounts.verdicts import ALLOWED, Lift, Verdict, all_of, need, no
from leerroutes.inspecting import released_by_all, routes_in_scope
from leerroutes.models import Route
from leerroutes.states import State as RouteState

from .models import Agreement, AgreementParty, AgreementRoute, Consultation, Document
from .policies_one_board import WRITING, acts_of, for_one_board
from .states import BINDING, SENT_BACK_FROM, WORKING_PAPERS, State

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


def within(actor: Actor, found: Agreement | None) -> QuerySet[Agreement] | list[int]:
    """Every agreement of this reader; or the one that the view found through `visible_to`, which is not asked again."""
    return visible_to(actor) if found is None else [found.pk]


def documents_visible_to(actor: Actor, found: Agreement | None = None) -> QuerySet[Document]:
    """Drafts stay with the parties until they release them; inspectors see what was offered for signature."""
    documents = Document.objects.filter(agreement__in=within(actor, found)).select_related("agreement")
    if actor.is_inspector:
        closed = Q(kind__in=WORKING_PAPERS) & ~Q(agreement__in=_released().values("agreement"))
        return documents.exclude(closed)
    return documents


def consultations_visible_to(actor: Actor) -> QuerySet[Consultation]:
    """What bodies were asked and answered, letters included, goes with the agreement."""
    consultations = Consultation.objects.filter(agreement__in=visible_to(actor))
    return consultations.select_related("agreement", "board", "body", "answered_by")


def is_party(actor: Actor, agreement: Agreement) -> bool:
    """Asked by every guard, so pages fetch the parties beforehand."""
    here = [party.board_id for party in agreement.parties.all() if party.left_on is None]
    return actor.board is not None and actor.board.pk in here


def can_start(actor: Actor) -> Verdict:
    if not actor.may("draft_agreements"):
        return no(_("Only a coordinator of a board starts an agreement."), Lift("draft_agreements"))
    return ALLOWED


def can_start_with(actor: Actor, route: Route) -> Verdict:
    """May this person start an agreement that takes in this route?"""
    return all_of(
        need(route.state == RouteState.APPROVED, _("An agreement covers routes that every board approved.")),
        need(
            not route.agreement_number,
            _("This route is already part of agreement %(number)s.") % {"number": route.agreement_number},
        ),
        need(
            route.parties.filter(board=actor.board).exists(),
            _("Your board does not take part in this route."),
        ),
        can_start(actor),
    )


def can_write(actor: Actor, agreement: Agreement) -> Verdict:
    otherwise = _("Only a coordinator of a party writes in the agreement.")
    return all_of(
        need(
            agreement.state == State.DRAFT,
            _("The text can only change while it is a draft. Somebody has to send it back first."),
        ),
        need(is_party(actor, agreement), NOT_YOUR_AGREEMENT),
        need(actor.may("draft_agreements"), actor.why_not("draft_agreements", otherwise), Lift("draft_agreements")),
    )


def can_ask_bodies(actor: Actor, agreement: Agreement) -> Verdict:
    return all_of(
        need(
            agreement.state == State.COMPLETE,
            _("Participation bodies are asked when every board agrees with the text."),
        ),
        need(is_party(actor, agreement), NOT_YOUR_AGREEMENT),
        need(
            actor.may("draft_agreements"),
            _("Only a coordinator of your board puts the text before its participation bodies."),
            Lift("draft_agreements"),
        ),
        need(
            not agreement.consultations.filter(round=agreement.round, board=actor.board).exists(),
            _("Your board already asked its participation bodies."),
        ),
    )


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
    acts, director = acts_of(actor, agreement), Lift("decide_agreements")
    return all_of(
        need(agreement.state == State.DECISION, _("There is nothing to decide now.")),
        need(is_party(actor, agreement), NOT_YOUR_AGREEMENT),
        _decides(actor, agreement),
        need(
            not agreement.decisions.filter(round=agreement.round, board=actor.board).exists(),
            _("Your board already decided."),
        ),
        need(
            not any(here and action in WRITING for action, here in acts),
            _("You wrote in this agreement for the same board; another director must decide (four eyes)."),
            director,
        ),
        for_one_board(acts, director),
    )


def _decides(actor: Actor, agreement: Agreement) -> Verdict:
    """A director of the board acted for, and of an institution that takes part if the role is limited to one."""
    right = "decide_agreements"
    if not actor.may(right):
        return no(actor.why_not(right, _("Only a director of your board decides on the agreement.")), Lift(right))
    scope = actor.scope_of(right)
    return need(
        scope is None or agreement.covered.filter(route__institutions__in=scope).exists(),
        _("Your role is limited to an institution that does not take part here."),
        Lift(right),
    )


RIGHT_TO_SEND_BACK = {
    State.COMPLETE: "draft_agreements",
    State.CONSULTATION: "draft_agreements",
    State.DECISION: "decide_agreements",
}


def can_send_back(actor: Actor, agreement: Agreement) -> Verdict:
    """In the step of deciding it is a decision: once per board, and by four eyes."""
    if agreement.state == State.OUT_FOR_SIGNATURE:
        return no(_("The text is out for signature. A board that wants another text declines to sign it."))
    if agreement.state not in SENT_BACK_FROM:
        return no(_("Only an agreement on its way to signature can be sent back."))
    right = RIGHT_TO_SEND_BACK[State(agreement.state)]
    return all_of(
        need(is_party(actor, agreement), NOT_YOUR_AGREEMENT),
        need(actor.may(right), _("In this step only the person whose turn it is sends the text back."), Lift(right)),
        can_decide(actor, agreement) if agreement.state == State.DECISION and actor.may(right) else ALLOWED,
    )


def can_end(actor: Actor, agreement: Agreement) -> Verdict:
    return all_of(
        need(agreement.state in BINDING, _("Only an agreement in force can end.")),
        need(is_party(actor, agreement), NOT_YOUR_AGREEMENT),
        need(
            actor.may("decide_agreements"),
            _("Only a director of a party records the end of an agreement."),
            Lift("decide_agreements"),
        ),
    )
