"""Medezeggenschap, the question: each board asks its own bodies what the law gives them a say in (S-040).

The matrix is proposed from the content. A board may ask something else, with a written reason that stays.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.models import BodyKind, ParticipationBody
from accounts.verdicts import ensure
from audit.services import record

from .. import dossier, events, policies
from ..errors import AgreementError
from ..models import Agreement, Consultation, MatrixDeparture
from ..models.agreement import every_board_asked, every_body_answered
from ..participation import TOPICS, Departure, Place, departures, known
from ..selectors import text_of
from ..states import Right
from .turning import locked, turn

Digests = Mapping[tuple[str, int | None], str]


@dataclass(frozen=True)
class Question:
    """Which body is asked for what, about which topics, and on which day.

    With `carry` its answer of the round before stands, and this says why.
    """

    body: ParticipationBody
    right: Right
    asked_on: date
    topics: tuple[str, ...] = ()
    other: str = ""
    carry: str = ""


def proposed_questions(agreement: Agreement, *, actor: Actor, asked_on: date) -> list[Question]:
    """The matrix as the law proposes it for the board acted for, as questions to its bodies."""
    assert actor.board is not None
    bodies = {body.pk: body for body in dossier.bodies_by_board([actor.board])[actor.board.pk]}
    return [
        Question(bodies[one.place], right, asked_on, tuple(t.code for t in one.topics if t.right == right))
        for one in dossier.matrix_of(agreement, [actor.board])[actor.board.pk]
        if not one.is_missing and isinstance(one.place, int)
        for right in Right
        if any(topic.right == right for topic in one.topics)
    ]


@transaction.atomic
def ask_bodies(
    agreement: Agreement,
    *,
    actor: Actor,
    questions: Sequence[Question],
    reasons: Mapping[Place, str] | None = None,
) -> Agreement:
    """Put the text before the actor's own bodies. The last board to do so opens the consultation.

    `reasons` says, per body or missing kind of body, why the board departs from the proposed matrix.
    """
    agreement = locked(agreement)
    ensure(policies.can_ask_bodies(actor, agreement))
    _ensure_askable(questions, actor=actor)
    _keep_departures(agreement, questions, reasons or {}, actor=actor)
    digests = text_of(agreement).digests
    for question in questions:
        _ask(agreement, question, digests, actor=actor)
    _go_on(agreement, actor=actor)
    return agreement


def _ensure_askable(questions: Sequence[Question], *, actor: Actor) -> None:
    if not questions:
        raise AgreementError(_("Choose at least one participation body: signing needs a closed dossier (S-040)."))
    if len({(question.body.pk, question.right) for question in questions}) < len(questions):
        raise AgreementError(_("Ask each body once for advice, and once for consent."))
    for question in questions:
        if actor.board is None or question.body.board_id != actor.board.pk:
            raise AgreementError(_("%(body)s is not a body of your board.") % {"body": question.body})
        if question.asked_on > localdate():
            raise AgreementError(_("The day of asking cannot lie in the future."))


def _keep_departures(
    agreement: Agreement, questions: Sequence[Question], reasons: Mapping[Place, str], *, actor: Actor
) -> None:
    """Where the board asks something else than proposed, its reason becomes part of the dossier and of the trail."""
    assert actor.board is not None
    asked: dict[Place, dict[str, Right]] = {}
    for question in questions:
        given = asked.setdefault(question.body.pk, {})
        given |= dict.fromkeys((*question.topics, *filter(None, [question.other])), question.right)
    bodies = {body.pk: body for body in dossier.bodies_by_board([actor.board])[actor.board.pk]}
    for departure in departures(dossier.matrix_of(agreement, [actor.board])[actor.board.pk], asked):
        body = bodies[departure.place] if isinstance(departure.place, int) else None
        _keep(agreement, departure, body, reasons.get(departure.place, "").strip(), actor=actor)


def _keep(
    agreement: Agreement, departure: Departure, body: ParticipationBody | None, reason: str, *, actor: Actor
) -> None:
    assert actor.board is not None
    kind = BodyKind(body.kind if body else str(departure.place))
    name = str(body or kind.label)
    if not reason:
        raise AgreementError(
            _("%(body)s: you ask something else than the law proposes. Write down why; it is kept in the dossier.")
            % {"body": name}
        )
    kept = MatrixDeparture.objects.create(
        agreement=agreement,
        round=agreement.round,
        board=actor.board,
        body=body,
        kind=kind,
        proposed={code: str(right) for code, right in departure.proposed.items()},
        asked={code: str(right) for code, right in departure.asked.items()},
        reason=reason,
        recorded_by=actor.user,
    )
    record(
        "agreements.matrix_departed",
        actor=actor,
        case=agreement,
        subject=kept,
        reason=reason,
        body=name,
        proposed=kept.proposed,
        asked=kept.asked,
    )


def _ask(agreement: Agreement, question: Question, digests: Digests, *, actor: Actor) -> None:
    topics = known(question.topics)
    if len(topics) < len(set(question.topics)):
        raise AgreementError(_("This is no subject that a participation body has a say in."))
    consultation = Consultation(
        agreement=agreement,
        round=agreement.round,
        board=actor.board,
        body=question.body,
        right=question.right,
        topics=[topic.code for topic in topics],
        other_topic=question.other.strip(),
        digests=dossier.concerned(digests, topics, question.other.strip()),
        asked_on=question.asked_on,
        due_on=question.asked_on + timedelta(days=question.body.term_days),
        asked_by=actor.user,
    )
    if question.carry.strip():
        _carry_over(agreement, consultation, question, digests, actor=actor)
    consultation.save()
    _tell(consultation, actor=actor)


def _carry_over(
    agreement: Agreement, consultation: Consultation, question: Question, digests: Digests, *, actor: Actor
) -> None:
    """The answer of the round before stands: it was about the same articles, and none of them changed."""
    assert actor.board is not None
    earlier = dossier.carriable(agreement, actor.board, digests).get((question.body.pk, str(question.right)))
    if earlier is None or set(consultation.topics) - set(earlier.topics) or question.other != earlier.other_topic:
        raise AgreementError(
            _("The earlier answer of %(body)s cannot be carried over: what it was about has changed. Ask again.")
            % {"body": question.body}
        )
    consultation.carried_from, consultation.carried_reason = earlier, question.carry.strip()
    for field in (
        "asked_on",
        "due_on",
        "outcome",
        "remarks",
        "answered_on",
        "answered_by",
        "letter",
        "letter_name",
        "letter_state",
    ):
        setattr(consultation, field, getattr(earlier, field))


def _tell(consultation: Consultation, *, actor: Actor) -> None:
    names = [str(topic.title.nl) for topic in TOPICS if topic.code in consultation.topics]
    record(
        "agreements.answer_carried_over" if consultation.carried_from_id else "agreements.body_asked",
        actor=actor,
        case=consultation.agreement,
        subject=consultation,
        reason=consultation.carried_reason,
        body=str(consultation.body),
        right=str(consultation.right),
        topics=[*names, *filter(None, [consultation.other_topic])],
        due_on=consultation.due_on.isoformat(),
        **actor.told("draft_agreements"),
    )


def _go_on(agreement: Agreement, *, actor: Actor) -> None:
    """The last board opens the consultation; when every answer was carried over, the directors are up at once."""
    opened = every_board_asked(agreement)
    if opened:
        turn(agreement, agreement.consult, code="agreements.consultation_opened", actor=actor)
    events.bodies_asked.send(Agreement, agreement=agreement, actor=actor, board=actor.board)
    if not opened:
        return
    if every_body_answered(agreement):
        turn(agreement, agreement.put_to_decision, code="agreements.put_to_decision", actor=actor)
    carried = agreement.consultations.filter(round=agreement.round, carried_from__isnull=False)
    for consultation in carried.select_related("board"):
        events.consultation_answered.send(Agreement, agreement=agreement, actor=actor, consultation=consultation)
