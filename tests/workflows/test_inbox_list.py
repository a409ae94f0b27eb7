"""The inbox as a list: narrowed down, in order, counted, and as a file, of exactly what is asked of somebody."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest
from django.urls import reverse
from django.utils.timezone import now
from viewflow.workflow.models import Task

from accounts.actors import Actor, actor_for
from accounts.roles import Role
from tests.conftest import ClientAs
from tests.factories import Party, agreement_in, person_with, play, route_in
from tests.matrix.pages import read
from tests.matrix.tasks import of_tasks
from workflows.claiming import services
from workflows.flows import AgreementFlow
from workflows.questions import services as questions
from workflows.questions.states import Topic
from workflows.selectors import described, tasks_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]

INBOX = "/taken/"


def test_every_filter_means_what_it_says(vmbo: Party, client_as: ClientAs) -> None:
    """Steps of every kind of term: so many days, a longer one in the row, and the day that boards set for signing."""
    for state in ("submitted", "submitted", "approved"):
        route_in(state)
    agreement_in("decision")
    next(play("out_for_signature").sign())
    age, roles = 1, (Role.DIRECTOR, Role.COORDINATOR, Role.SIGNATORY)
    for task in Task.objects.filter(flow_task_type="HUMAN").order_by("pk"):
        task.created, age = now() - timedelta(days=age % 29), age * 3
        task.data |= {"until": "2020-01-01"} if age % 2 and task.flow_task == AgreementFlow.decide else {}
        task.save()
    actor = actor_for(person_with("Alles", *((role, vmbo.board) for role in roles)), vmbo.board)
    services.take_up(tasks_for(vmbo.director).earliest("pk"), actor=vmbo.director)
    client = client_as(actor)
    assert len({one.is_late for one in described(list(tasks_for(actor)))}) == 2
    assert list(of_tasks(actor, client, Random(5), times=25)) == []


def test_a_question_is_found_by_its_words_and_number(vmbo: Party, client_as: ClientAs) -> None:
    """By those of the case that it is about it is not: who answers need not read that."""
    route = route_in("submitted")
    adviser = actor_for(person_with("Advies Lezer", (Role.ADVISER, vmbo.board)), vmbo.board)
    said = {"topic": Topic.HOURS, "title": "Uren in mei", "text": "Telt een leerling op zeilkamp mee?", "about": route}
    question = questions.ask(actor=vmbo.coordinator, asked_of=vmbo.board, **said)  # type: ignore[arg-type]
    client = client_as(adviser)
    for words, times in {"zeilkamp": 1, "uren in": 1, question.number: 1, "tent": 0, route.name: 0}.items():
        assert client.get(INBOX, {"zoek": words}).context["page"].paginator.count == times, words
    assert list(of_tasks(adviser, client, Random(7), times=25)) == []


def test_tabs_count_and_a_tab_holds_that_many(vmbo: Party, client_as: ClientAs) -> None:
    for state in ("submitted", "submitted"):
        route_in(state)
    agreement_in("decision")
    client = client_as(vmbo.director)
    tabs = client.get(INBOX).context["tabs"]
    assert [tab["count"] for tab in tabs] == [3, 1, 2]
    for tab in tabs:
        page = client.get(tab["url"])
        assert page.context["page"].paginator.count == tab["count"]
        assert read(page).problems == []


def test_what_is_not_known_narrows_nothing_and_nothing_widens(
    vmbo: Party, outsider: Actor, client_as: ClientAs
) -> None:
    route_in("submitted")
    client = client_as(vmbo.director)
    for asked in (
        "stap=x",
        "termijn=ooit",
        "wie=iedereen",
        "bestuur=²",
        "volgorde=pk",
        "page=9",
        "start=1;--",
        "zoek=%00",
    ):
        assert client.get(f"{INBOX}?{asked}").context["page"].paginator.count == 1, asked
    nobody = client_as(outsider)
    for address in (f"{INBOX}?stap=ProposalFlow.decide", "/routes/?bestuur=x", "/overeenkomsten/?bestuur=x"):
        assert nobody.get(address).context["page"].paginator.count == 0, "nothing to choose from, and no fault"
    assert client.get(reverse("workflows:inbox_file", args=["pdf"])).status_code == 404


def test_no_cell_of_the_file_is_a_formula(vmbo: Party, client_as: ClientAs) -> None:
    route = route_in("submitted")
    type(route).objects.filter(pk=route.pk).update(name="=HYPERLINK(1)")
    file = client_as(vmbo.director).get(reverse("workflows:inbox_file", args=["csv"])).content.decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in file
    assert ";=" not in file
