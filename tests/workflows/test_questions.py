"""A question to an adviser: who can be asked, who reads it, who is up, who hears what; what the help makes of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.timezone import localdate, now
from viewflow.workflow.models import Task

from accounts.actors import Actor, actor_for
from accounts.errors import Refusal
from accounts.models import Membership, User
from accounts.roles import Role
from agreements.models import Agreement
from audit.models import AuditEvent
from audit.pictures.drift import untold
from audit.services import case_of
from guidance.models import Entry
from leerroutes.models import Route
from tests.conftest import ClientAs
from tests.factories import MBO, VMBO, person_with, route_in
from workflows import selectors
from workflows.calendar.days import working_days_between
from workflows.calendar.regions import Region
from workflows.demo import world
from workflows.flows import QuestionFlow
from workflows.models import Notice, Question
from workflows.questions import policies, services
from workflows.questions.advisers import who_can_be_asked
from workflows.questions.states import State, Topic
from workflows.telling.terms import watch_terms
from workflows.timeline.narrowing import latest

pytestmark = pytest.mark.django_db
ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en"}
RunJobs = Callable[..., list[str]]


@pytest.fixture
def own() -> Actor:
    """An adviser of the vmbo board."""
    return actor_for(person_with("Advies Lezer", (Role.ADVISER, VMBO.board)), VMBO.board)


@pytest.fixture
def near() -> Actor:
    """The adviser of the demonstration, of a board in the same province."""
    return actor_for(User.objects.get(email="adviseur@leerroutes.example"), world.board("davinci"))


@pytest.fixture
def editor() -> Actor:
    return actor_for(User.objects.get(email="redacteur@leerroutes.example"))


def asked(of: Actor, about: Route | Agreement | None = None, **given: object) -> Question:
    said: dict[str, object] = {"topic": Topic.HOURS, "title": "Uren", "text": "Telt een stage mee?", "may_share": False}
    assert of.board is not None
    return services.ask(actor=VMBO.coordinator, asked_of=of.board, about=about, **said | given)  # type: ignore[arg-type]


def up(actor: Actor) -> list[Task]:
    return list(selectors.tasks_for(actor).filter(flow_task=QuestionFlow.answer))


def boards(actor: Actor) -> list[str]:
    return [str(one.board) for one in who_can_be_asked(actor)]


# --- It works --------------------------------------------------------------------------------------


def test_the_adviser_is_up_answers_and_the_asker_hears_it(own: Actor, run_jobs: RunJobs) -> None:
    question = asked(own)
    (task,) = selectors.described(up(own))
    assert task.address == reverse("questions:question", args=[question.pk])
    assert localdate(task.due) == question.current.due_on
    assert working_days_between(localdate(), question.current.due_on, {Region.SOUTH, Region.MIDDLE}) <= 10
    run_jobs("workflows.mail_task")
    assert [one.to for one in mail.outbox] == [[own.user.email]]
    services.answer(question, actor=own, seen_round=1, answer="Ja, als bpv.")
    assert up(own) == []
    mail.outbox.clear()
    run_jobs("workflows.mail_notice")
    assert [one.to for one in mail.outbox] == [[VMBO.coordinator.user.email]]
    assert "Ja, als bpv." not in mail.outbox[0].body
    assert untold(case_of(question)) == {}


def test_asking_again_is_a_new_task_with_a_new_day_and_withdrawing_ends_it(own: Actor) -> None:
    question = services.answer(asked(own), actor=own, seen_round=1, answer="Ja.")
    services.ask_again(question, actor=VMBO.coordinator, seen_round=1, text="Ook in de zomer?")
    assert len(up(own)) == 1
    with pytest.raises(Refusal):
        services.answer(question, actor=own, seen_round=1, answer="Ja.")
    services.withdraw(question, actor=VMBO.coordinator)
    assert up(own) == []
    assert Question.objects.get().state == State.WITHDRAWN
    told = AuditEvent.objects.of_case(case_of(question)).exclude(action="workflows.tasks_moved")
    assert [one.action.rpartition("_")[2] for one in told.order_by("pk")] == ["asked", "answered", "again", "withdrawn"]


def test_who_is_asked_the_own_board_then_the_province_then_the_region(own: Actor, near: Actor) -> None:
    assert boards(VMBO.coordinator) == [str(VMBO.board)]
    assert boards(own) == boards(MBO.coordinator)[:2] == ["CVO-AV", "Stichting Da Vinci College"]
    perron = actor_for(world.person("perron", Role.COORDINATOR), world.board("perron"))
    south = actor_for(world.person("teraa", Role.COORDINATOR), world.board("teraa"))
    assert boards(perron) == boards(MBO.coordinator), "another province, the same holidays"
    assert boards(south) == []
    person_with("Advies Zuid", (Role.ADVISER, world.board("knippenberg")))
    assert boards(south) == ["Stichting Dr.-Knippenbergcollege"]


# --- Who reads it ----------------------------------------------------------------------------------


def test_only_who_asked_and_those_advisers_read_it(own: Actor, near: Actor, client_as: ClientAs) -> None:
    route = route_in("submitted")
    question = asked(own, route)
    page = reverse("questions:question", args=[question.pk])
    codes = {str(one): client_as(one).get(page).status_code for one in (own, VMBO.coordinator, VMBO.director, near)}
    assert list(codes.values()) == [200, 200, 404, 404]
    assert client_as(MBO.coordinator).get(page).status_code == 404
    told = {one.user: [event.case for event in latest(route, one)] for one in (own, MBO.coordinator)}
    assert case_of(question) in told[own.user]
    assert case_of(question) not in told[MBO.coordinator.user]
    assert "Uren" in client_as(VMBO.coordinator).get(route.get_absolute_url()).content.decode()


def test_an_adviser_of_another_board_sees_the_number_of_the_case_alone(near: Actor, client_as: ClientAs) -> None:
    Membership.objects.filter(user__name="Advies Lezer").delete()
    route = route_in("submitted")
    page = client_as(near).get(asked(near, route).get_absolute_url()).content.decode()
    assert route.number in page
    assert route.name not in page
    assert route.get_absolute_url() not in page


# --- Refusals --------------------------------------------------------------------------------------


def test_nobody_else_answers_withdraws_or_asks_again(own: Actor, near: Actor) -> None:
    question = asked(own)
    for actor in (near, VMBO.director, VMBO.coordinator):
        with pytest.raises(PermissionDenied):
            services.answer(question, actor=actor, seen_round=1, answer="Ja.")
    for wrong in (own, VMBO.director):
        with pytest.raises(PermissionDenied):
            services.withdraw(question, actor=wrong)
    with pytest.raises(PermissionDenied):
        services.ask_again(question, actor=VMBO.coordinator, seen_round=1, text="Nog eens?")


def test_a_case_that_one_may_not_open_and_a_board_that_does_not_advise_are_refused(own: Actor, near: Actor) -> None:
    with pytest.raises(Refusal):
        asked(near)
    assert own.board is not None
    outsider = actor_for(world.person("uilenhof", Role.COORDINATOR), world.board("uilenhof"))
    with pytest.raises(Refusal):
        services.ask(
            actor=outsider,
            asked_of=world.board("uilenhof"),
            topic=Topic.OTHER,
            title="x",
            text="x",
            about=route_in("submitted"),
        )
    assert not Question.objects.exists()


def test_the_page_says_so_when_nobody_can_be_asked_and_keeps_a_citizen_number_out(
    own: Actor, client_as: ClientAs
) -> None:
    south = actor_for(world.person("teraa", Role.COORDINATOR), world.board("teraa"))
    page = client_as(south).get(reverse("questions:ask"), **ENGLISH).content.decode()
    assert "Nobody can answer now" in page
    assert "beheerder@leerroutes.example" in page
    assert "<textarea" not in page
    said = {"asked_of": own.board and own.board.pk, "topic": "hours", "title": "BSN", "text": "Het gaat om 111222333."}
    answer = client_as(VMBO.coordinator).post(reverse("questions:ask"), said)
    assert answer.status_code == 200
    assert "BSN" in answer.content.decode()
    assert not Question.objects.exists()


# --- The term --------------------------------------------------------------------------------------


def test_who_asked_hears_that_the_adviser_is_late(own: Actor) -> None:
    question = asked(own)
    watch_terms(now() + timedelta(days=(question.current.due_on - localdate()).days + 9))
    (late,) = Notice.objects.filter(kind="term")
    assert late.person == VMBO.coordinator.user
    assert late.address == question.get_absolute_url()


# --- The help --------------------------------------------------------------------------------------


def test_an_editor_makes_a_draft_of_what_may_be_shared_once_and_without_names(
    own: Actor, editor: Actor, client_as: ClientAs
) -> None:
    closed, question = asked(own), asked(own, may_share=True, title="Telt een stage mee voor de uren?")
    for one in (closed, question):
        services.answer(one, actor=own, seen_round=1, answer="Ja, als beroepspraktijkvorming.")
    browser = client_as(editor)
    page = browser.get(reverse("questions:shared")).content.decode()
    assert str(question) in page
    assert VMBO.coordinator.user.name not in page
    assert browser.get(reverse("questions:into_help", args=[closed.pk])).status_code == 404
    assert browser.get(question.get_absolute_url()).status_code == 404
    address = reverse("questions:into_help", args=[question.pk])
    form = browser.get(address).context["form"]
    assert form.initial["text_nl"] == "Ja, als beroepspraktijkvorming."
    said = form.initial | {"title_en": "Hours?", "text_en": "Yes.", "slug": "stage-en-uren", "review_on": "2030-01-01"}
    assert browser.post(address, said).status_code == 302
    entry = Entry.objects.get(slug="stage-en-uren")
    assert (entry.is_published, entry.kind) == (False, "question")
    assert not policies.can_make_entry(editor, Question.objects.get(pk=question.pk))
    with transaction.atomic(), pytest.raises(IntegrityError):
        Question.objects.filter(pk=closed.pk).update(entry=entry)
