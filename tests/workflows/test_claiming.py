"""Taking a task up stops colleagues from doing it twice, and never stops the work."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.timezone import localdate
from viewflow.workflow.models import Task

from accounts.absences.services import end_absence, record_absence
from accounts.actors import Actor, actor_for
from accounts.errors import Refusal
from accounts.roles import Role
from audit.models import AuditEvent
from leerroutes.models import Route
from leerroutes.services import approve_route, withdraw_route
from tests.conftest import ClientAs
from tests.factories import Party, person_with, play, route_in, run_jobs
from workflows.claiming import services
from workflows.claiming.holding import ensure_free_for, holder_of
from workflows.selectors import described, tasks_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper", "in_english")]


@pytest.fixture
def route(vmbo: Party) -> Route:
    return route_in("submitted")


@pytest.fixture
def colleague(vmbo: Party) -> Actor:
    return actor_for(person_with("Tweede Directeur", (Role.DIRECTOR, vmbo.board)), vmbo.board)


def task_of(actor: Actor) -> Task:
    (task,) = tasks_for(actor)
    return task


def holder(task: Task) -> object:
    task.refresh_from_db()
    return holder_of(task)


def test_who_takes_it_up_has_it_and_a_second_hears_who(route: Route, vmbo: Party, colleague: Actor) -> None:
    task = task_of(vmbo.director)
    services.take_up(task, actor=vmbo.director)
    assert holder(task) == vmbo.director.user
    assert described([task])[0].holder == vmbo.director.user
    with pytest.raises(Refusal, match=f"{vmbo.director.user} took this up"):
        services.take_up(Task.objects.get(pk=task.pk), actor=colleague)
    told = AuditEvent.objects.of_case(f"route:{route.pk}").get(action="workflows.task_taken_up")
    assert (told.actor_id, told.data["task"]) == (vmbo.director.user.pk, "ProposalFlow.decide")
    services.put_back(task, actor=vmbo.director)
    assert holder(task) is None


def test_a_colleague_does_not_do_it_twice_but_can_take_it_over(route: Route, vmbo: Party, colleague: Actor) -> None:
    task = task_of(vmbo.director)
    services.take_up(task, actor=vmbo.director)
    decide = partial(approve_route, route, actor=colleague)
    with pytest.raises(Refusal, match="take it over"):
        decide()
    assert not route.decisions.exists()
    services.take_over(task, actor=colleague, note="Je bent op reis.")
    decide()
    assert route.decisions.get().decided_by == colleague.user
    with pytest.raises(Refusal, match="done"):
        services.take_up(task, actor=vmbo.director)


def test_handed_over_with_a_note_that_only_the_board_reads(
    route: Route, vmbo: Party, mbo: Party, colleague: Actor, client_as: ClientAs, mailoutbox: list[object]
) -> None:
    task = task_of(vmbo.director)
    run_jobs()
    mailoutbox.clear()
    services.hand_over(task, actor=vmbo.director, to=colleague.user, note="Let op de uren.")
    assert holder(task) == colleague.user
    run_jobs("workflows.mail_handed_over")
    (mail,) = mailoutbox
    address = reverse("workflows:task", args=[task.pk])
    assert (mail.to, address in mail.body) == ([colleague.user.email], True)  # type: ignore[attr-defined]
    assert "Let op" not in mail.body  # type: ignore[attr-defined]
    assert "Let op de uren." in client_as(colleague).get(address).content.decode()
    assert client_as(mbo.director).get(address).status_code == 403
    trail = AuditEvent.objects.of_case(f"route:{route.pk}").get(action="workflows.task_handed_over")
    assert "Let op" not in trail.content


def test_handed_over_only_to_who_may_do_it(route: Route, vmbo: Party, mbo: Party) -> None:
    task = task_of(vmbo.director)
    for other in (vmbo.coordinator, mbo.director):
        with pytest.raises(Refusal, match="cannot do this"):
            services.hand_over(task, actor=vmbo.director, to=other.user, note="Voor u.")


def test_refused_to_everybody_who_is_not_asked(route: Route, vmbo: Party, mbo: Party, outsider: Actor) -> None:
    task = task_of(vmbo.director)
    for other in (vmbo.coordinator, mbo.director, outsider):
        with pytest.raises(PermissionDenied):
            services.take_up(task, actor=other)


def test_an_absence_moves_the_task_and_coming_back_brings_it_back(route: Route, vmbo: Party) -> None:
    director, registrar, today = vmbo.director, vmbo.registrar, localdate()
    task = task_of(director)
    services.take_up(task, actor=director)
    until = today + timedelta(days=7)
    absence = record_absence(actor=director, role=Role.DIRECTOR, substitute=registrar.user, first=today, last=until)
    assert holder(task) is None
    substitute = actor_for(registrar.user, vmbo.board)
    assert task in tasks_for(substitute)
    end_absence(absence, actor=actor_for(director.user, vmbo.board))
    assert holder(task) == director.user


def test_writing_is_done_together(vmbo: Party) -> None:
    play("agreement_draft")
    services.take_up(task_of(vmbo.coordinator), actor=vmbo.coordinator)
    colleague = actor_for(person_with("Tweede Schrijver", (Role.COORDINATOR, vmbo.board)), vmbo.board)
    task = task_of(colleague)
    ensure_free_for(task, colleague.user)
    assert holder(task) == vmbo.coordinator.user


def test_a_case_that_stops_takes_what_was_taken_up_along(route: Route, vmbo: Party) -> None:
    task = task_of(vmbo.director)
    services.take_up(task, actor=vmbo.director)
    withdraw_route(route, actor=vmbo.coordinator, reason="Toch niet.")
    assert not tasks_for(vmbo.director).exists()


def test_on_the_page(route: Route, vmbo: Party, colleague: Actor, outsider: Actor, client_as: ClientAs) -> None:
    english = {"accept-language": "en"}
    task = task_of(vmbo.director)
    address = reverse("workflows:task", args=[task.pk])
    browser, other = client_as(vmbo.director), client_as(colleague)
    assert browser.post(address, {"do": "take_up"}).status_code == 302
    assert (
        f"{vmbo.director.user} took this up" in other.get(reverse("workflows:inbox"), headers=english).content.decode()
    )
    refused = other.post(address, {"do": "take_over", "take-note": ""}, headers=english)
    assert refused.status_code == 200
    assert other.post(address, {"do": "take_over", "take-note": "Je bent ziek."}).status_code == 302
    assert holder(task) == colleague.user
    assert browser.post(address, {"do": "put_back"}, headers=english).status_code == 200
    given = {"do": "hand_over", "give-to": vmbo.director.user.pk, "give-note": "Terug."}
    assert other.post(address, given).status_code == 302
    assert holder(task) == vmbo.director.user
    assert client_as(outsider).get(address).status_code == 404
