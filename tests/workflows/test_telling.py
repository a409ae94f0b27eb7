"""Being told: once, in the way somebody chose, about what they may still read; and never at night."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time
from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from django.urls import reverse
from django.utils.html import escape

from accounts.models import Membership, User
from accounts.roles import Role
from jobs.models import Job, State
from jobs.sentences import sentence
from jobs.services import run
from leerroutes.models import Route
from leerroutes.services import approve_route
from tests.conftest import ClientAs
from tests.factories import Party, person_with, route_in, run_jobs
from workflows.models import Notice, Times
from workflows.telling.kinds import Kind, Mail
from workflows.telling.preferences import OBLIGATORY, Quiet, Way
from workflows.telling.services import choose, tell

pytestmark = pytest.mark.django_db

TIMES = {"digest_hour": 7, "quiet_from": None, "quiet_until": None}
HERE = Way(in_app=True, mail=Mail.OFF)
OFF = Way(in_app=False, mail=Mail.OFF)


@transaction.atomic
def said(person: User, route: Route, kind: Kind = Kind.HELP, key: str = "said", alone: bool = False) -> Notice:
    words = sentence("%(name)s calls your attention in a comment.", name="Anna")
    return tell([person], kind, key=key, about=route, sentence=words, alone=alone)[0]


@transaction.atomic
def said_to_all(people: Iterable[User], route: Route, key: str) -> list[Notice]:
    return tell(people, Kind.NEWS, key=key, about=route, sentence=sentence("Somebody asked you something."))


def test_many_hear_it_in_as_many_queries_as_one_and_each_in_their_own_way(
    vmbo: Party, django_assert_num_queries: Any
) -> None:
    route, everybody = route_in("submitted"), list(User.objects.all())
    choose(vmbo.director.user, {Kind.NEWS: OFF}, TIMES)
    with django_assert_num_queries(6):  # told before, choices, writing, reading; and the transaction
        said_to_all(everybody[:1], route, "one")
    with django_assert_num_queries(6):
        told = said_to_all(everybody, route, "all")
    assert {one.person for one in told} == set(everybody)
    assert [one.person for one in told if not one.in_app] == [vmbo.director.user]
    assert said_to_all(everybody, route, "all") == told, "the same key, once"


def test_told_once_here_and_by_a_mail_that_any_reader_shows(vmbo: Party) -> None:
    route, person = route_in("draft"), vmbo.director.user
    assert said(person, route) == said(person, route)
    run_jobs()
    (message,) = mail.outbox
    assert message.body.count("http") == 1, "the one link that matters"
    assert f"http://testserver{route.get_absolute_url()}" in message.body
    assert "Anna" in message.subject
    assert route.name in message.subject
    assert message.message().get_content_type() == "text/plain"


def test_each_kind_goes_the_way_that_was_chosen_and_no_other(vmbo: Party) -> None:
    route, person = route_in("draft"), vmbo.director.user
    choose(person, {Kind.HELP: HERE, Kind.MENTION: OFF}, TIMES)
    here, off, usual = (said(person, route, kind, kind) for kind in (Kind.HELP, Kind.MENTION, Kind.NEWS))
    assert [(one.in_app, one.mail, bool(one.job)) for one in (here, off, usual)] == [
        (True, Mail.OFF, False),
        (False, Mail.OFF, False),
        (True, Mail.DIGEST, False),
    ]
    run_jobs()
    assert not mail.outbox


def test_who_everybody_waits_for_cannot_turn_it_off_and_others_can(vmbo: Party, mbo: Party) -> None:
    deputy = person_with("Tweede Directeur", (Role.DIRECTOR, mbo.board))
    for person in (vmbo.director.user, mbo.director.user, deputy):
        choose(person, {Kind.TASK: OFF}, TIMES)
    route_in("submitted")
    told = {one.person: Way(one.in_app, Mail(one.mail)) for one in Notice.objects.filter(kind=Kind.TASK)}
    assert told == {vmbo.director.user: OBLIGATORY, mbo.director.user: OFF, deputy: OFF}


def test_what_is_done_need_not_be_read(mbo: Party) -> None:
    route = route_in("submitted")
    mine = Notice.objects.get(person=mbo.director.user, kind=Kind.TASK)
    approve_route(route, actor=mbo.director)
    mine.refresh_from_db()
    assert mine.read


def test_mail_waits_for_the_end_of_the_night_also_when_it_is_tried_again(vmbo: Party) -> None:
    route, person = route_in("draft"), vmbo.director.user
    now = datetime.now(tz=UTC).astimezone()
    choose(person, {}, TIMES | {"quiet_from": time(0, 0), "quiet_until": time(23, 59, 59)})
    job = said(person, route, alone=True).job
    assert job is not None
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.error, mail.outbox) == (State.WAITING, 0, "", [])
    assert job.run_after > now
    Times.objects.filter(person=person).update(quiet_from=None, quiet_until=None)
    Job.objects.filter(pk=job.pk).update(run_after=now)
    run_jobs()
    assert len(mail.outbox) == 1


NIGHT = Quiet(time(22), time(7))


@pytest.mark.parametrize(
    ("quiet", "now", "end"),
    [
        (NIGHT, datetime(2026, 11, 23, 20, 59, tzinfo=UTC), None),
        (NIGHT, datetime(2026, 11, 23, 21, 0, tzinfo=UTC), datetime(2026, 11, 24, 6, 0, tzinfo=UTC)),
        (NIGHT, datetime(2026, 11, 24, 1, 0, tzinfo=UTC), datetime(2026, 11, 24, 6, 0, tzinfo=UTC)),
        (NIGHT, datetime(2026, 11, 24, 6, 0, tzinfo=UTC), None),
        (NIGHT, datetime(2026, 10, 24, 23, 0, tzinfo=UTC), datetime(2026, 10, 25, 6, 0, tzinfo=UTC)),
        (Quiet(time(12), time(13)), datetime(2026, 7, 1, 10, 30, tzinfo=UTC), datetime(2026, 7, 1, 11, 0, tzinfo=UTC)),
        (Quiet(time(12), time(13)), datetime(2026, 7, 1, 11, 0, tzinfo=UTC), None),
    ],
)
def test_quiet_hours_end_on_the_clock_of_the_wall(quiet: Quiet, now: datetime, end: datetime | None) -> None:
    assert quiet.end(now) == end


def test_who_lost_access_sees_no_case_and_gets_no_mail(vmbo: Party, client_as: ClientAs) -> None:
    route, actor = route_in("draft"), vmbo.director
    said(actor.user, route)
    page = client_as(actor).get(reverse("workflows:notices")).content.decode()
    assert escape(route.name) in page
    assert "Anna" in page
    Membership.objects.filter(user=actor.user).delete()
    run_jobs()
    assert not mail.outbox
    page = client_as(actor).get(reverse("workflows:notices")).content.decode()
    assert escape(route.name) not in page
    assert "Anna" not in page
    assert route.get_absolute_url() not in page


def test_the_head_of_every_page_counts_and_reading_is_one_press(vmbo: Party, mbo: Party, client_as: ClientAs) -> None:
    route, actor = route_in("draft"), vmbo.coordinator
    first, _second = said(actor.user, route), said(actor.user, route, key="more")
    client, english = client_as(actor), {"accept-language": "en"}
    assert ">2<" in client.get(reverse("workflows:inbox"), headers=english).content.decode()
    assert client_as(mbo.coordinator).post(reverse("workflows:read_notice", args=[first.pk])).status_code == 404
    client.post(reverse("workflows:read_notice", args=[first.pk]))
    assert ">1<" in client.get(reverse("workflows:inbox"), headers=english).content.decode()
    client.post(reverse("workflows:read_all"))
    assert not Notice.objects.filter(person=actor.user, read=None).exists()


def test_choosing_keeps_what_was_typed_when_it_cannot_be(vmbo: Party, client_as: ClientAs) -> None:
    client, address = client_as(vmbo.director), reverse("workflows:telling")
    ways = {f"way_{kind}": "here" for kind in Kind}
    wrong = client.post(address, {**ways, "digest_hour": "9", "quiet_from": "22:00"})
    assert wrong.status_code == 200
    assert 'value="22:00"' in wrong.content.decode()
    assert not Times.objects.exists()
    client.post(address, {**ways, "digest_hour": "9", "quiet_from": "22:00", "quiet_until": "06:30"}, follow=True)
    times = Times.objects.get(person=vmbo.director.user)
    assert (times.digest_hour, times.quiet_until) == (9, time(6, 30))
    assert said(vmbo.director.user, route_in("draft"), Kind.MENTION).mail == Mail.OFF
