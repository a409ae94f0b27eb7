"""Every number of the overview opens exactly the cases behind it, and no more than somebody may see."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from viewflow.workflow.models import Task

from accounts.actors import Actor
from leerroutes.models import Route
from tests.conftest import ClientAs
from tests.factories import Party, play, route_in
from tests.matrix.selections import csv_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]


def test_each_number_is_as_long_as_the_list_it_opens(vmbo: Party, outsider: Actor, client_as: ClientAs) -> None:
    for state in ("draft", "submitted", "approved"):
        route_in(state)
    play("decision")
    browser = client_as(vmbo.coordinator)
    shown = browser.get(reverse("workflows:overview"))
    counted = [(line.number, line.address) for group, _chart in shown.context["groups"] for line in group.lines]
    for step, boards in shown.context["steps"]:
        assert sum(one.number for one in boards) == step.number
        counted += [(one.number, one.address) for one in (step, *boards)]
    assert len(counted) > 8
    for number, address in counted:
        assert browser.get(address).context["page"].paginator.count == number, address
    nothing = client_as(outsider).get(reverse("workflows:overview")).context
    assert (sum(len(group.lines) for group, _chart in nothing["groups"]), nothing["steps"]) == (0, [])


def test_days_are_those_between_asked_and_done(vmbo: Party, client_as: ClientAs) -> None:
    route_in("approved")
    for days, task in enumerate(Task.objects.filter(flow_task_type="HUMAN", status="DONE").order_by("pk"), start=1):
        task.created = task.finished - timedelta(days=days)
        task.save()
    (step, boards), *_rest = client_as(vmbo.director).get(reverse("workflows:overview")).context["steps"]
    assert (step.number, step.days) == (2, 1.5)
    assert sorted(one.days for one in boards) == [1.0, 2.0]
    page = client_as(vmbo.director).get(f"{step.address}?volgorde=-dagen").content.decode()
    assert re.findall(r"<span>(\d[.,]0)</span>", page) in (["2.0", "1.0"], ["2,0", "1,0"])


def test_the_file_holds_the_cases_behind_the_number(vmbo: Party, mbo: Party, client_as: ClientAs) -> None:
    """Of all boards and of one; as many queries for many cases as for few."""
    browser, address = client_as(vmbo.coordinator), "/overzicht/ProposalFlow.decide/bestand/csv/"
    costs = []
    for more in (1, 1, 2):
        for _one in range(more):
            route_in("approved")
        with CaptureQueriesContext(connection) as asked:
            head, *rows = csv_rows(browser.get(address).content)
        costs.append(len(asked))
    assert costs[1] == costs[2], "the first time some things are learnt"
    assert len(head) == 6
    assert {row[1] for row in rows} == {route.number for route in Route.objects.all()}
    (one_board, other) = [
        csv_rows(browser.get(f"{address}?bestuur={party.board.pk}&volgorde=klaar").content)[1:] for party in (vmbo, mbo)
    ]
    assert (len(rows), len(one_board), len(other)) == (8, 4, 4)
    assert browser.get("/overzicht/ProposalFlow.start/bestand/csv/").status_code == 404


@pytest.mark.parametrize("step", ["ProposalFlow.start", "ProposalFlow.nothing", "Process.decide", "x"])
def test_what_is_no_step_of_people_is_not_found(step: str, vmbo: Party, client_as: ClientAs) -> None:
    assert client_as(vmbo.director).get(reverse("workflows:overview_step", args=[step])).status_code == 404
