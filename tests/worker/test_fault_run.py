"""A run of many cases while web, worker, scheduler, database connections and broker break at random.

Nothing is lost, nothing comes twice, every case ends where it would have. `FAULT_CASES=200` for the long run;
`FAULT_SEED` to have the same things break again.
"""

from __future__ import annotations

import os
import random
import shutil
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, InterfaceError, close_old_connections, connection, transaction
from django.test import Client
from django.urls import reverse

from accounts.actors import Actor
from accounts.errors import Refusal, SomeoneWasQuicker
from accounts.middleware import SESSION_KEY
from accounts.models import User
from agreements.models import Agreement, Document, Revision, Signature
from agreements.paper.fields import signature_field
from agreements.sealing.trust import trust
from agreements.sealing.validating import validate
from audit.models import AuditEvent
from jobs.mail import number_of
from jobs.models import Job, State
from leerroutes.models import Route, RouteDecision
from tests.factories import PAIR, Party, code_of, stored
from tests.matrix.pages import Page
from tests.worker.fleet import Chaos, Fleet
from tests.worker.processes import log_tail
from workflows.demo import world
from workflows.demo.play import Playing
from workflows.models import Notice
from workflows.selectors import open_board_tasks

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.worker]

CASES = int(os.environ.get("FAULT_CASES", "3"))
SEALED = 5
"""One in so many goes on to a signed and sealed agreement: making and signing documents takes most of the time."""
SEED = int(os.environ.get("FAULT_SEED", 3 if "CI" in os.environ else random.SystemRandom().randrange(10**6)))
PATIENCE = 600 + 20 * CASES
BROKEN = (DatabaseError, InterfaceError, Refusal, SomeoneWasQuicker, OSError, urllib.error.URLError, LookupError)
PAIRS = [Party(slug) for slug in PAIR.boards]


END_OF_MAIL = b"-" * 79 + b"\n"


@dataclass
class Browser:
    """Of one person, on the real site. Whatever goes wrong, they look again and press again."""

    actor: Actor
    address: str
    key: str = ""
    busy: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        client = Client()
        client.force_login(self.actor.user)
        session = client.session
        session[SESSION_KEY] = self.actor.board.pk if self.actor.board else 0
        session.save()
        self.key = session.session_key or ""

    def press(self, path: str, **typed: str) -> None:
        page, cookie = self._get(path)
        forms = page.forms_to(path)
        if not forms:
            raise LookupError(f"no form at {path}: {page.headings}")
        sent = urllib.parse.urlencode(forms[0].fields | {name: [value] for name, value in typed.items()}, doseq=True)
        self._open(path, sent.encode(), cookie)

    def _get(self, path: str) -> tuple[Page, str]:
        with self._open(path) as answer:
            cookies = answer.headers.get_all("Set-Cookie") or []
            mine = [one.partition(";")[0] for one in cookies if one.startswith("csrftoken")]
            return Page(answer.read().decode()), "; ".join(mine)

    def _open(self, path: str, data: bytes | None = None, cookie: str = "") -> Any:
        cookies = "; ".join(filter(None, [f"{settings.SESSION_COOKIE_NAME}={self.key}", cookie]))
        asked = urllib.request.Request(self.address + path, data, {"Cookie": cookies, "Referer": self.address + path})
        return urllib.request.urlopen(asked, timeout=30)


@dataclass
class Walk:
    """One case, from the proposal to its end. Each step says when it is done: a second try is no second deed."""

    name: str
    goes_on: bool
    browsers: dict[str, Browser]

    @property
    def route(self) -> Route:
        return Route.objects.get(name=self.name)

    @property
    def agreement(self) -> Agreement:
        return Agreement.objects.get(covered__route__name=self.name)

    def steps(self) -> list[tuple[Callable[[], bool], Callable[[], None]]]:
        found: list[tuple[Callable[[], bool], Callable[[], None]]] = [
            (lambda: Route.objects.filter(name=self.name).exists(), self.propose),
            (lambda: self.route.state != "draft", self.submit),
            *((lambda p=p: self.decided(p), lambda p=p: self.decide(p)) for p in PAIRS),
        ]
        if self.goes_on:
            found.append((lambda: Agreement.objects.filter(covered__route__name=self.name).exists(), self.agree))
            found += [(lambda p=p: self.signed(p), lambda p=p: self.sign(p)) for p in PAIRS]
        return found

    def propose(self) -> None:
        with transaction.atomic():
            for _told in Playing(replace(PAIR, name=self.name)).propose():
                pass

    def submit(self) -> None:
        self._press(PAIRS[0].coordinator, "leerroutes:submit", self.route)

    def decided(self, party: Party) -> bool:
        return RouteDecision.objects.filter(route__name=self.name, board=party.board).exists()

    def decide(self, party: Party) -> None:
        self._press(party.director, "leerroutes:decide", self.route, verdict="approved")

    @transaction.atomic
    def agree(self) -> None:
        """Everything between the approved route and the document to sign, in the services."""
        playing = Playing(replace(PAIR, name=self.name))
        playing.route = self.route
        for step in (playing.start_agreement, playing.agree, playing.ask, playing.answer, playing.decide):
            for _told in step():
                pass

    def signed(self, party: Party) -> bool:
        return Signature.objects.filter(agreement__covered__route__name=self.name, board=party.board).exists()

    def sign(self, party: Party) -> None:
        signatory = party.signatory
        with self.browsers[signatory.user.email].busy:  # a code is good for one deed
            code = code_of(signatory.user)
            self._press(signatory, "agreements:sign", self.agreement, read="on", password=world.PASSWORD, code=code)

    def _press(self, actor: Actor, view: str, record: Route | Agreement, **typed: str) -> None:
        self.browsers[actor.user.email].press(reverse(view, args=[record.pk]), **typed)

    def walk(self, chaos: Chaos, until: float) -> None:
        for is_done, deed in self.steps():
            while not _tried(is_done):
                assert time.monotonic() < until, f"{self.name} stands still. {log_tail()}"
                _tried(deed)
                time.sleep(0.1)
            chaos.steps += 1


def _tried(deed: Callable[[], object]) -> bool:
    """Whatever breaks, breaks for this once."""
    try:
        return deed() is not False
    except BROKEN:
        return False
    finally:
        close_old_connections()


@pytest.mark.usefixtures("blank_paper")
def test_whatever_breaks_every_case_ends_where_it_would_have(broker_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    print(f"\nFAULT_SEED={SEED} FAULT_CASES={CASES} {connection.vendor} {broker_url.partition(':')[0]}")
    monkeypatch.setattr("agreements.services.documents.render_html", short)
    shutil.rmtree(settings.EMAIL_FILE_PATH, ignore_errors=True)
    fleet = Fleet(broker_url)
    people = [person for party in PAIRS for person in party.people.values()]
    browsers = {person.user.email: Browser(person, fleet.address) for person in people}
    walks = [Walk(f"Route {number}", number % SEALED == 0, browsers) for number in range(CASES)]
    begun = time.monotonic()
    try:
        fleet.start_all()
        fleet.wait()
        chaos = Chaos(fleet, broker_url, SEED, steps=sum(len(one.steps()) for one in walks), times=CASES // 2)
        chaos.start()
        try:
            drive(walks, chaos, begun + PATIENCE)
        finally:
            chaos.finish()
        settled(begun + PATIENCE)
    finally:
        fleet.stop_all()
    took = time.monotonic() - begun
    for one in walks:
        ended_well(one)
    mails = mails_sent()
    nothing_twice(mails)
    call_command("verify_audit")
    call_command("verify_pictures")
    again = sum(mails.values()) - len(mails)
    retried = Job.objects.filter(attempts__gt=1).count()
    print(
        f"{CASES} cases in {took:.0f} s; broke: {dict(chaos.done)}; {Job.objects.count()} jobs, {retried} tried again"
    )
    print(f"{len(mails)} mails, {again} sent again under their own number; {AuditEvent.objects.count()} events")
    assert all(chaos.done[name] for name in chaos.ways), chaos.done


STYLE = "<style>input { display: block; appearance: auto; width: 90mm; height: 26mm }</style>"
SOURCE = f"<html lang=nl><title>Overeenkomst</title>{STYLE}<h1>Overeenkomst</h1><p>Partijen werken samen.</p>%s</html>"


def short(*args: Any, **kwargs: Any) -> str:
    """One page, with a place for each board."""
    fields = [signature_field(party.board.pk) for party in PAIRS]
    return SOURCE % "".join(f'<input type="checkbox" name="{field}" title="Handtekening">' for field in fields)


def drive(walks: list[Walk], chaos: Chaos, until: float) -> None:
    """Three at a time."""
    waiting, failed = list(reversed(walks)), []

    def work() -> None:
        try:
            while waiting and not failed:
                waiting.pop().walk(chaos, until)
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, daemon=True) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed, failed


def settled(until: float) -> None:
    """Nothing breaks any more; the work that was promised is done."""
    while not _tried(lambda: not Job.objects.exclude(state=State.DONE).exists()):
        left = list(Job.objects.exclude(state=State.DONE).values_list("name", "attempts", "error")[:3])
        assert time.monotonic() < until, f"not done: {left}. {log_tail()}"
        time.sleep(0.5)


def ended_well(one: Walk) -> None:
    route = one.route
    assert RouteDecision.objects.filter(route=route).count() == len(PAIRS)
    told = Counter(AuditEvent.objects.filter(case=f"route:{route.pk}").values_list("action", flat=True))
    once = ("proposed", "submitted", "approved", "covered", "contracted") if one.goes_on else ("proposed", "approved")
    assert {name: told[f"leerroutes.{name}"] for name in once} == dict.fromkeys(once, 1)
    assert told["leerroutes.decided"] == len(PAIRS)
    if not one.goes_on:
        assert route.state == "approved"
        return
    agreement = one.agreement
    assert (route.state, agreement.state) == ("contracted", "in_force")
    kinds = Counter(Document.objects.filter(agreement=agreement).values_list("kind", flat=True))
    assert kinds["agreement"] == kinds["sealed"] == 1, kinds
    assert Revision.objects.filter(document__agreement=agreement).count() == len(PAIRS)
    found = validate(stored(agreement.documents.get(kind="sealed").file), trust=trust())
    assert found.is_sound, found.problems
    assert len(found.signatures) == len(PAIRS)
    told = Counter(AuditEvent.objects.filter(case=f"agreement:{agreement.pk}").values_list("action", flat=True))
    assert (told["agreements.signed"], told["agreements.signature_applied"], told["agreements.in_force"]) == (2, 2, 1)
    assert not open_board_tasks().filter(process__in=agreement.processes.all()).exists()


def mails_sent() -> Counter[str]:
    """By number. Whatever was sent in the same second may share a file; a mail that was cut off has no end."""
    files = [path.read_bytes() for path in Path(settings.EMAIL_FILE_PATH).iterdir()]
    whole = [mail for file in files for mail in file.split(END_OF_MAIL)[:-1]]
    return Counter(str(message_from_bytes(mail)["Message-ID"]) for mail in whole)


def nothing_twice(mails: Counter[str]) -> None:
    """Every mail was promised, what came twice has one number, and what did not come asked for what is done already."""
    jobs = list(Job.objects.filter(name__contains=".mail_"))
    people = User.objects.in_bulk([job.arguments["person"] for job in jobs])
    promised = {number_of(job, people[job.arguments["person"]].email): job for job in jobs}
    assert not set(mails) - set(promised)
    unsent = [promised[number] for number in set(promised) - set(mails)]
    assert {job.name for job in unsent} <= {"workflows.mail_task", "workflows.mail_digest"}
    asked = [job.arguments["task"] for job in unsent if job.name == "workflows.mail_task"]
    assert not open_board_tasks().filter(pk__in=asked).exists()
    assert not Notice.objects.filter(job__in=unsent, mail="digest", read=None).exists()
