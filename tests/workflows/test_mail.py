"""Mail: promised in the transaction, sent by a worker, to whom it concerns and to nobody else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core import mail
from django.utils import translation

from accounts.actors import Actor
from accounts.models import User
from jobs.models import Job
from leerroutes.models import Route
from leerroutes.services import approve_route, save_line, send_back_route, submit_route
from tests.factories import REASON, Party, agreement_in, mail_at_once, route_in
from workflows.telling.kinds import Kind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]

RunJobs = Callable[..., list[str]]


def to() -> set[str]:
    return {message.to[0] for message in mail.outbox}


@pytest.fixture
def asked(run_jobs: RunJobs) -> Route:
    """A proposal that every director was asked about; their mail is out."""
    route = route_in("submitted")
    run_jobs()
    return route


def test_who_is_asked_gets_one_mail_with_a_link(asked: Route, vmbo: Party, mbo: Party) -> None:
    assert to() == {vmbo.director.user.email, mbo.director.user.email}
    assert len(mail.outbox) == 2
    for message in mail.outbox:
        assert asked.name in message.subject + message.body
        assert f"http://testserver/routes/{asked.pk}/besluit/" in message.body
        assert "\n" not in message.subject


def test_it_speaks_dutch_whatever_the_worker_speaks(run_jobs: RunJobs) -> None:
    route_in("submitted")
    with translation.override("en"):
        run_jobs()
    words = " ".join(message.subject + message.body for message in mail.outbox)
    assert "the" not in words.split()
    assert "Beste" in words or "Goedendag" in words or "Geachte" in words


def test_what_was_done_meanwhile_is_not_asked(vmbo: Party, mbo: Party, run_jobs: RunJobs) -> None:
    approve_route(route_in("submitted"), actor=mbo.director)
    run_jobs("workflows.mail_task")
    assert to() == {vmbo.director.user.email}


def test_who_wrote_is_not_asked_to_decide(two_hats: Actor, vmbo: Party, run_jobs: RunJobs) -> None:
    route = route_in("draft")
    save_line(route, actor=two_hats, line=route.lines.get(), content={"bpv_hours": 901})
    submit_route(route, actor=vmbo.coordinator)
    run_jobs()
    assert two_hats.user.email not in to()


def test_strangers_get_no_mail(
    outsider: Actor, adviser: Actor, inspector: Actor, administrator: Actor, run_jobs: RunJobs
) -> None:
    agreement_in("decision")
    run_jobs()
    assert mail.outbox
    assert not to() & {actor.user.email for actor in (outsider, adviser, inspector, administrator)}


def test_who_left_gets_no_mail(vmbo: Party, mbo: Party, run_jobs: RunJobs) -> None:
    User.objects.filter(pk=vmbo.director.user.pk).update(is_active=False)
    route_in("submitted")
    run_jobs()
    assert to() == {mbo.director.user.email}


def test_a_decision_is_news_for_the_writers(asked: Route, vmbo: Party, mbo: Party, run_jobs: RunJobs) -> None:
    mail.outbox.clear()
    mail_at_once(Kind.NEWS)
    send_back_route(asked, actor=mbo.director, reason=REASON)
    run_jobs("workflows.mail_news")
    assert to() == {vmbo.coordinator.user.email, mbo.coordinator.user.email}
    for message in mail.outbox:
        assert f"http://testserver/routes/{asked.pk}/" in message.body


def test_a_mail_is_sent_once(asked: Route, run_jobs: RunJobs) -> None:
    sent = len(mail.outbox)
    assert run_jobs() == []
    assert len(mail.outbox) == sent
    assert Job.objects.filter(name="workflows.mail_task").count() == sent


def test_a_return_tells_why(asked: Route, mbo: Party, run_jobs: RunJobs) -> None:
    mail.outbox.clear()
    mail_at_once(Kind.NEWS)
    send_back_route(asked, actor=mbo.director, reason=REASON)
    run_jobs("workflows.mail_news")
    assert mail.outbox
    assert all(REASON in message.body for message in mail.outbox)
