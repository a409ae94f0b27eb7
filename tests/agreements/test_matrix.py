"""Who has a say in what (domain.md 4.3), what an agreement makes of it, and what departing from it takes."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import BodyKind, ParticipationBody
from agreements import dossier
from agreements.errors import AgreementError
from agreements.models import Agreement, Consultation, MatrixDeparture
from agreements.participation import TOPICS, Content, departures, entitlements, topics_for
from agreements.selectors import clause_text, text_of
from agreements.services import (
    Question,
    agree_text,
    answer_consultation,
    ask_bodies,
    proposed_questions,
    save_clause,
    send_back_agreement,
)
from agreements.states import Outcome, Right
from audit.models import AuditEvent
from tests.factories import REASON, Party, agreement_in, play
from workflows.models import AgreementProcess

KINDS = list(BodyKind)
VO, MBO, VSG = Content(vo=True), Content(mbo=True), Content(vo=True, mbo=True, vsg=True)


def said(content: Content) -> set[str]:
    """Every entitlement of a board that has a body of every kind, as `kind subject right`."""
    bodies = list(enumerate(KINDS, start=1))
    found = entitlements(content, [(key, kind.value) for key, kind in bodies])
    return {f"{topic.kind.value} {topic.subject} {topic.right}" for one in found for topic in one.topics}


SCHOOL = {
    "mr cooperation advice",
    "mr exam consent",
    "pmr staff consent",
    "oud_lln learners consent",
    "oud_lln privacy consent",
}
INSTITUTION = {"or cooperation advice", "studentenraad cooperation advice", "studentenraad exam consent"}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (VO, SCHOOL),
        (Content(vo=True, transfer=True), SCHOOL | {"pmr funding consent"}),
        (Content(vo=True, fewer_hours=True), SCHOOL | {"oud_lln hours consent", "oud_lln guide consent"}),
        (
            Content(vo=True, common=True),
            SCHOOL - {"mr cooperation advice", "mr exam consent"} | {"gmr cooperation advice", "gmr exam consent"},
        ),
        (MBO, INSTITUTION),
        (Content(mbo=True, transfer=True, fewer_hours=True), INSTITUTION),
        (Content(mbo=True, staff_elsewhere=True), INSTITUTION | {"or staff consent"}),
        (Content(vo=True, mbo=True), SCHOOL | INSTITUTION),
        (VSG, INSTITUTION | {"ouderraad cooperation advice"}),
        (
            Content(vo=True, mbo=True, vsg=True, fewer_hours=True),
            INSTITUTION | {"ouderraad cooperation advice", "ouderraad guide consent"},
        ),
        (Content(), set()),
    ],
)
def test_the_table(content: Content, expected: set[str]) -> None:
    assert said(content) == expected


def test_every_topic_says_why_and_by_which_article() -> None:
    assert len({topic.code for topic in TOPICS}) == len(TOPICS)
    for topic in TOPICS:
        assert topic.code == f"{topic.kind.value}.{topic.subject}"
        assert topic.source.startswith("artikel")
        assert topic.why.nl.endswith(".")
        assert topic.title.en != topic.title.nl


def test_a_kind_that_is_not_on_record_is_named() -> None:
    found = entitlements(VO, [(7, "mr")])
    assert [one.place for one in found if one.is_missing] == ["pmr", "oud_lln"]


flags = st.builds(Content, *(st.booleans() for _ in range(7)))


@given(flags, st.sets(st.sampled_from(KINDS)), st.data())
def test_whatever_a_board_asks_a_difference_is_a_departure(
    content: Content, there: set[BodyKind], data: st.DataObject
) -> None:
    bodies = [(key, kind.value) for key, kind in enumerate(sorted(there), start=1)]
    proposed = entitlements(content, bodies)
    as_proposed = {one.place: one.asked for one in proposed if not one.is_missing}
    missing = {one.place for one in proposed if one.is_missing}
    assert {one.place for one in departures(proposed, as_proposed)} == missing
    asked = {
        key: data.draw(
            st.dictionaries(st.sampled_from([topic.code for topic in topics_for(kind)]), st.sampled_from(Right))
        )
        for key, kind in bodies
    }
    different = {place for place, given in asked.items() if given != as_proposed.get(place, {})}
    assert {one.place for one in departures(proposed, asked)} == missing | different


# --- for an agreement ----------------------------------------------------------------------------


@pytest.fixture
def complete(db: None) -> Agreement:
    return agreement_in("complete")


@pytest.mark.usefixtures("in_english")
class TestDeparting:
    def test_asking_as_proposed_needs_no_reason(self, complete: Agreement, vmbo: Party, mbo: Party) -> None:
        for party in (vmbo, mbo):
            actor = party.coordinator
            questions = proposed_questions(complete, actor=actor, asked_on=localdate())
            complete = ask_bodies(complete, actor=actor, questions=questions)
        assert complete.state == "consultation"
        assert not MatrixDeparture.objects.exists()
        funding = complete.consultations.get(body__kind="pmr")
        assert funding.topics == ["pmr.staff", "pmr.funding"]
        asked = AuditEvent.objects.filter(action="agreements.body_asked")
        (told,) = [event for event in asked if event.data["body"] == str(funding.body)]
        assert told.data["topics"] == ["Gevolgen voor het personeel", "Overdracht van bekostiging"]

    def test_leaving_something_out_is_kept_with_its_reason(self, complete: Agreement, vmbo: Party) -> None:
        actor = vmbo.coordinator
        questions = proposed_questions(complete, actor=actor, asked_on=localdate())
        left = [question for question in questions if question.body.kind != "pmr"]
        with pytest.raises(AgreementError, match="Write down why"):
            ask_bodies(complete, actor=actor, questions=left)
        assert not complete.consultations.exists()

        body = vmbo.board.participation_bodies.get(kind="pmr")
        ask_bodies(complete, actor=actor, questions=left, reasons={body.pk: " Ingestemd op 3 maart. "})
        kept = complete.departures.get()
        assert (kept.body, kept.asked, kept.reason) == (body, {}, "Ingestemd op 3 maart.")
        assert kept.proposed == {"pmr.staff": "consent", "pmr.funding": "consent"}
        event = AuditEvent.objects.get(action="agreements.matrix_departed")
        assert (event.reason, event.data["body"]) == ("Ingestemd op 3 maart.", str(body))

    def test_another_right_and_another_subject_need_a_reason(self, complete: Agreement, vmbo: Party) -> None:
        actor, body = vmbo.coordinator, vmbo.board.participation_bodies.get(kind="mr")
        questions = [one for one in proposed_questions(complete, actor=actor, asked_on=localdate()) if one.body != body]
        topics = ("mr.cooperation", "mr.exam")
        questions.append(Question(body, Right.CONSENT, localdate(), topics, other="Roostertijden"))
        with pytest.raises(AgreementError, match="Write down why"):
            ask_bodies(complete, actor=actor, questions=questions)
        ask_bodies(complete, actor=actor, questions=questions, reasons={body.pk: "Volgens ons reglement."})
        assert complete.departures.get().asked == dict.fromkeys([*topics, "Roostertijden"], "consent")
        assert complete.consultations.get(body=body).other_topic == "Roostertijden"

    def test_a_missing_body_needs_a_reason(self, complete: Agreement, vmbo: Party) -> None:
        ParticipationBody.objects.get(board=vmbo.board, kind="pmr").delete()
        actor = vmbo.coordinator
        questions = proposed_questions(complete, actor=actor, asked_on=localdate())
        with pytest.raises(AgreementError, match="staff section"):
            ask_bodies(complete, actor=actor, questions=questions)
        ask_bodies(complete, actor=actor, questions=questions, reasons={"pmr": "De MR heeft geen geledingen."})
        assert (complete.departures.get().kind, complete.departures.get().body) == ("pmr", None)

    def test_an_unknown_subject_is_refused(self, complete: Agreement, vmbo: Party) -> None:
        body = vmbo.board.participation_bodies.get(kind="mr")
        question = Question(body, Right.ADVICE, localdate(), ("mr.lunch",))
        reasons = {one.pk: REASON for one in vmbo.board.participation_bodies.all()}
        with pytest.raises(AgreementError, match="no subject"):
            ask_bodies(complete, actor=vmbo.coordinator, questions=[question], reasons=reasons)


def test_money_hours_and_staff_decide_who_has_a_say(complete: Agreement, vmbo: Party, mbo: Party) -> None:
    boards = [vmbo.board, mbo.board]
    found = dossier.contents_of(complete, boards)
    assert (found[vmbo.board.pk].vo, found[mbo.board.pk].mbo) == (True, True)
    assert found[vmbo.board.pk].transfer
    text = clause_text(complete, "E", None)
    assert text is not None
    text.data = {"transfer": "no"}
    text.save()
    line = complete.covered.get().route.lines.get()
    line.justification = "Kleine groep."
    line.save()
    changed = dossier.contents_of(complete, boards)[vmbo.board.pk]
    assert (changed.transfer, changed.fewer_hours) == (False, True)


def test_the_matrix_costs_as_much_for_three_boards_as_for_one(
    complete: Agreement, vmbo: Party, mbo: Party, django_assert_num_queries: object
) -> None:
    for boards in ([vmbo.board], [vmbo.board, mbo.board]):
        with django_assert_num_queries(5):  # type: ignore[operator]
            dossier.matrix_of(complete, boards)


# --- the next round ------------------------------------------------------------------------------


@pytest.fixture
def again(db: None, vmbo: Party, mbo: Party) -> Agreement:
    """Every body said yes; a director sent the text back."""
    agreement = agreement_in("decision")
    return send_back_agreement(agreement, actor=vmbo.director, reason=REASON)


def agreed(agreement: Agreement, *parties: Party) -> Agreement:
    for party in parties:
        text = text_of(Agreement.objects.get(pk=agreement.pk))
        agreement = agree_text(agreement, actor=party.coordinator, seen_sha256=text.sha256)
    return agreement


def with_another_exam(agreement: Agreement, writer: Party) -> None:
    text = clause_text(agreement, "examen", None)
    assert text is not None
    data = text.data | {"adopted_by": "de examencommissies samen"}
    save_clause(agreement, actor=writer.coordinator, code="examen", route=None, seen_version=text.version, data=data)


def carrying(
    agreement: Agreement, party: Party, reason: str = "Aan deze artikelen is niets veranderd."
) -> list[Question]:
    questions = proposed_questions(agreement, actor=party.coordinator, asked_on=localdate())
    standing = dossier.carriable(agreement, party.board, text_of(agreement).digests)
    return [
        Question(one.body, one.right, one.asked_on, one.topics, carry=reason)
        if (one.body.pk, str(one.right)) in standing
        else one
        for one in questions
    ]


def test_the_same_words_let_every_answer_stand(again: Agreement, vmbo: Party, mbo: Party) -> None:
    """And when nobody has to be asked, the directors are up at once."""
    agreement = agreed(again, vmbo, mbo)
    for party in (vmbo, mbo):
        questions = carrying(agreement, party)
        assert all(question.carry for question in questions)
        agreement = ask_bodies(agreement, actor=party.coordinator, questions=questions)
    assert (agreement.state, agreement.round) == ("decision", 2)
    assert {one.carried_from.round for one in agreement.consultations.filter(round=2)} == {1}
    process = AgreementProcess.objects.get(agreement=agreement, finished__isnull=True)
    waiting = process.task_set.filter(status="NEW", flow_task_type="HUMAN")
    assert {task.flow_task.name for task in waiting} == {"decide"}
    carried = AuditEvent.objects.filter(action="agreements.answer_carried_over").count()
    assert carried == agreement.consultations.filter(round=2).count() == 8


def test_a_changed_article_is_asked_again_and_the_others_are_not(again: Agreement, vmbo: Party, mbo: Party) -> None:
    with_another_exam(again, vmbo)
    agreement = agreed(again, vmbo, mbo)
    standing = dossier.carriable(agreement, vmbo.board, text_of(agreement).digests)
    kinds = {(one.body.kind, one.right) for one in standing.values()}
    assert kinds == {("pmr", "consent")}  # cooperation, exams, and what it means for pupils have changed

    mr = proposed_questions(agreement, actor=vmbo.coordinator, asked_on=localdate())[0]
    forced = Question(mr.body, mr.right, mr.asked_on, mr.topics, carry="Toch maar niet.")
    reasons = {one.pk: REASON for one in vmbo.board.participation_bodies.all()}
    with pytest.raises(AgreementError):
        ask_bodies(agreement, actor=vmbo.coordinator, questions=[forced], reasons=reasons)


def test_withheld_consent_is_asked_again(db: None, vmbo: Party, mbo: Party) -> None:
    agreement = agreement_in("consultation")
    question = agreement.consultations.get(body__kind="pmr")
    answer_consultation(
        question, actor=vmbo.participation, outcome=Outcome.NEGATIVE, answered_on=localdate(), remarks="Nee."
    )
    agreement = agreed(Agreement.objects.get(pk=agreement.pk), vmbo, mbo)
    assert not dossier.carriable(agreement, vmbo.board, text_of(agreement).digests)
    question.refresh_from_db()
    with pytest.raises(IntegrityError, match="withheld_consent"), transaction.atomic():
        Consultation.objects.create(
            agreement=agreement, round=2, board=question.board, body=question.body, right="consent",
            asked_on=question.asked_on, due_on=question.due_on, asked_by=question.asked_by, outcome="negative",
            answered_on=question.answered_on, carried_from=question, carried_reason="Mag niet.",
        )  # fmt: skip


def test_a_carried_answer_has_a_reason(db: None) -> None:
    answered = play("decision").agreement.consultations.first()
    answered.pk, answered.round, answered.carried_from_id = None, 2, answered.pk
    with pytest.raises(IntegrityError, match="carrying"), transaction.atomic():
        answered.save()
