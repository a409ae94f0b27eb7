"""A mail server that refuses: the case goes on, people see it, and it is tried until it is out."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import User
from jobs.models import Job
from jobs.sentences import sentence
from jobs.services import run
from leerroutes.models import Route
from leerroutes.services import approve_route
from leerroutes.states import State
from tests.conftest import ClientAs
from tests.factories import Party, route_in
from workflows.models import Notice
from workflows.telling.failing import all_failing, failing_about
from workflows.telling.kinds import Kind
from workflows.telling.services import tell

pytestmark = pytest.mark.django_db

ENGLISH = {"accept-language": "en"}


class Mailbox(socketserver.ThreadingTCPServer):
    """Speaks as much SMTP as it takes, and refuses everybody as long as it is `closed`."""

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.closed = True
        self.letters: list[str] = []


class Conversation(socketserver.StreamRequestHandler):
    server: Mailbox

    def handle(self) -> None:
        self._say("220 here")
        while line := self.rfile.readline().decode():
            verb = line[:4].upper()
            if verb == "RCPT" and self.server.closed:
                self._say("550 5.7.1 no such mailbox")
            elif verb == "DATA":
                self._say("354 go on")
                self.server.letters.append("".join(self._letter()))
                self._say("250 kept")
            elif verb == "QUIT":
                return self._say("221 bye")
            else:
                self._say("250 fine")
        return None

    def _letter(self) -> Iterator[str]:
        while (line := self.rfile.readline().decode()) not in (".\r\n", ""):
            yield line

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@pytest.fixture
def mailbox(settings: Any) -> Iterator[Mailbox]:
    with Mailbox() as box:
        threading.Thread(target=box.serve_forever, daemon=True).start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = box.server_address
        yield box
        box.shutdown()


def try_all() -> None:
    Job.objects.exclude(state="done").update(run_after=timezone.now())
    for job in Job.objects.filter(name__contains=".mail_").exclude(state="done"):
        run(job.pk)


def test_a_refusal_is_seen_holds_up_nothing_and_ends_by_itself(
    mailbox: Mailbox, vmbo: Party, mbo: Party, administrator: Actor, client_as: ClientAs
) -> None:
    route = route_in("submitted")
    try_all()
    words = f"Mail to {mbo.director.user} failed"
    page = client_as(vmbo.coordinator).get(route.get_absolute_url(), headers=ENGLISH).content.decode()
    assert words in page
    assert "no such mailbox" not in page
    assert mbo.director.user.email not in page
    listed = client_as(administrator).get(reverse("workflows:failing_mail"), headers=ENGLISH).content.decode()
    assert "no such mailbox" in listed
    assert route.name not in listed
    for party in (vmbo, mbo):
        route = approve_route(route, actor=party.director)
    assert route.state == State.APPROVED, "mail never holds up a case"
    mailbox.closed = False
    try_all()
    assert failing_about(route, vmbo.coordinator) == all_failing() == []
    assert words not in client_as(vmbo.coordinator).get(route.get_absolute_url(), headers=ENGLISH).content.decode()
    assert mailbox.letters, "it went out after all"


@transaction.atomic
def _called(person: User, route: Route, kind: Kind) -> Notice:
    words = sentence("%(name)s calls your attention in a comment.", name="Anna")
    return tell([person], kind, key=kind, about=route, sentence=words, alone=True)[0]


def test_who_was_called_among_colleagues_is_for_colleagues(mailbox: Mailbox, vmbo: Party, mbo: Party) -> None:
    route = route_in("draft")
    _called(vmbo.director.user, route, Kind.MENTION)
    try_all()
    assert [one.person for one in failing_about(route, vmbo.coordinator)] == [vmbo.director.user]
    assert failing_about(route, mbo.coordinator) == []
