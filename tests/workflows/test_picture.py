"""The process as a picture, and how long a step usually takes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from viewflow.workflow.models import Task

from tests.conftest import ClientAs
from tests.factories import Party, agreement_in, route_in
from workflows.drawing.picture import picture_of
from workflows.drawing.usual import ENOUGH, measured, usual_days
from workflows.flows import AgreementFlow, ProposalFlow

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]


def test_the_picture_shows_done_now_next_and_the_way_back(client_as: ClientAs, vmbo: Party) -> None:
    assert picture_of(route_in("draft")) is None
    picture = picture_of(agreement_in("consultation"))
    assert picture is not None
    assert [step.state for step in picture.steps] == ["done", "done", "now", "next", "next", "next", "next"]
    returned = route_in("returned")
    drawn = picture_of(returned)
    assert drawn is not None
    assert [step.state for step in drawn.steps] == ["done", "now", "next"]
    assert len(drawn.loops) == len(drawn.ways_back) == 1
    page = client_as(vmbo.coordinator).get(returned.get_absolute_url()).content.decode()
    assert page.count('class="flow__step ') == 3


def test_the_usual_time_is_the_middle_one_and_unknown_when_few_were_done() -> None:
    measured.cache_clear()
    route_in("approved")
    assert usual_days(ProposalFlow.decide) is None
    done = Task.objects.filter(flow_task=ProposalFlow.decide, status="DONE")
    for number in range(ENOUGH):
        task = done.first()
        assert task is not None
        task.pk, task._state.adding = None, True
        task.save()
        Task.objects.filter(pk=task.pk).update(finished=task.created + timedelta(days=3 + number))
    measured.cache_clear()
    assert usual_days(ProposalFlow.decide) in (4, 5)
    assert usual_days(AgreementFlow.decide) is None
