"""The cast, the stage they stand on, and a few helpers.

The stage (reference data, boards, schools and their people) is built once per run; every test rolls back to it, and
after a test that commits it is restored. Everything else is made by the tests that name it.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test import Client, TransactionTestCase
from django.utils import timezone, translation
from hypothesis import HealthCheck, settings
from pytest_django import DjangoDbBlocker

from accounts.actors import Actor, actor_for
from accounts.middleware import SESSION_KEY
from accounts.models import Board, User
from accounts.roles import PLATFORM_ROLES, Role
from agreements import triggers as library_triggers
from agreements.models import Agreement
from agreements.sealing.authority import embedded_authority
from agreements.selectors import AgreementText
from audit import triggers
from config.memory import settle
from tests.factories import MBO, VMBO, Party, person_with
from tests.factories import run_jobs as run_waiting_jobs
from tests.kept import keeper
from tests.quick import be_quick
from workflows.demo import world
from workflows.demo.play import Playing

# A busy machine is no bug; in CI the same examples every time, so that red is reproducible.
settings.register_profile(
    "house", deadline=None, derandomize="CI" in os.environ, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("house")

ClientAs = Callable[[Actor], Client]

# --- The stage -----------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    def restore(case: TransactionTestCase) -> None:
        """Instead of a flush. The triggers of the ledger and the library would refuse this too."""
        for guarded in (triggers, library_triggers):
            guarded.remove(connection)
        keeper.restore_the_world()
        for guarded in (triggers, library_triggers):
            guarded.install(connection)

    with django_db_blocker.unblock():
        world.build_world()
        embedded_authority().make(Board.objects.all())
        keeper.remember_the_world()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", restore)
        yield


def pytest_collection_finish() -> None:
    """To look for garbage in all that was collected, again and again, takes a tenth of the time."""
    settle()
    gc.set_threshold(50_000, 20, 20)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """What a test commits, or lets others write, is not a place to put cases back."""
    shared = {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    committed = any(mark.kwargs.get("transaction") for mark in item.iter_markers("django_db"))
    keeper.begin(alone=not shared and not committed)


@pytest.fixture(autouse=True)
def patches(monkeypatch: pytest.MonkeyPatch) -> None:
    """A case is not the same when a test changed the code that plays it."""
    keeper.patches = monkeypatch


@pytest.fixture(autouse=True)
def quick_paper(request: pytest.FixtureRequest, patches: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents cost seconds to make; only tests that ask for `real_paper`, or use a browser or a worker, pay that."""
    really = "real_paper" in request.fixturenames or any(request.node.get_closest_marker(m) for m in ("e2e", "worker"))
    if not really:
        be_quick(monkeypatch)


@pytest.fixture
def real_paper() -> None:
    """Let the worker's code make real PDFs in this test."""


@pytest.fixture
def blank_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    """Agreements without words, for tests about what happens around them: writing takes most of the time."""

    def blank(agreement: Agreement) -> AgreementText:
        return AgreementText(facts=None, rendered=(), sha256="0" * 64, findings=())  # type: ignore[arg-type]

    for place in (
        "agreements.services.drafting",
        "agreements.services.decision",
        "agreements.services.documents",
        "workflows.demo.play",
    ):
        monkeypatch.setattr(f"{place}.text_of", blank)
    monkeypatch.setattr("agreements.services.documents.render_html", lambda *args, **kwargs: "<html>")
    for name in ("data_of", "check_of"):
        monkeypatch.setattr(f"agreements.services.documents.{name}", lambda *args, **kwargs: {})
    monkeypatch.setattr("agreements.services.documents.canonical", lambda data: "")
    monkeypatch.setattr(Playing, "fill_in", lambda playing: iter([("agreement_filled", "niets")]))


@pytest.fixture
def no_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is told what happens here."""
    monkeypatch.setattr("workflows.announcements.tell", lambda person, kind, **about: None)


# --- The cast: one fixed person per role ---------------------------------------------------------


@pytest.fixture
def vmbo(db: None) -> Party:
    """The board that proposes: `vmbo.coordinator`, `.director`, `.signatory`, `.participation`, `.registrar`."""
    return VMBO


@pytest.fixture
def mbo(db: None) -> Party:
    """The other board of the case."""
    return MBO


@pytest.fixture
def inspector(db: None) -> Actor:
    return actor_for(User.objects.get(email="inspecteur@leerroutes.example"))


@pytest.fixture
def administrator(db: None) -> Actor:
    return actor_for(User.objects.get(email="beheerder@leerroutes.example"))


@pytest.fixture
def adviser(vmbo: Party) -> Actor:
    """Reads along at the vmbo board."""
    return actor_for(person_with("Advies Lezer", (Role.ADVISER, vmbo.board)), vmbo.board)


@pytest.fixture
def twin(vmbo: Party, mbo: Party) -> User:
    """Works at both boards: writes for the one, directs the other."""
    return person_with("Robin Beide", (Role.COORDINATOR, vmbo.board), (Role.DIRECTOR, mbo.board))


@pytest.fixture
def twin_vmbo(twin: User, vmbo: Party) -> Actor:
    return actor_for(twin, vmbo.board)


@pytest.fixture
def twin_mbo(twin: User, mbo: Party) -> Actor:
    return actor_for(twin, mbo.board)


@pytest.fixture
def two_hats(vmbo: Party) -> Actor:
    """Coordinator and director of the same board: the reason for four eyes."""
    return actor_for(
        person_with("Twee Petten", (Role.COORDINATOR, vmbo.board), (Role.DIRECTOR, vmbo.board)), vmbo.board
    )


@pytest.fixture
def outsider(db: None) -> Actor:
    """Holds every role, and a mandate, at a board that has nothing to do with it. The most important person here."""
    elsewhere = world.board("a12")
    roles = [(role, elsewhere) for role in Role if role not in PLATFORM_ROLES]
    return actor_for(person_with("Bas Buitenstaander", *roles, mandates=(elsewhere,)), elsewhere)


@pytest.fixture
def cast(
    vmbo: Party,
    mbo: Party,
    inspector: Actor,
    administrator: Actor,
    adviser: Actor,
    twin_vmbo: Actor,
    twin_mbo: Actor,
    outsider: Actor,
) -> dict[str, Actor]:
    """Everybody, by name: `vmbo_director`, `mbo_registrar`, `inspector`, `twin_vmbo`, `outsider`, …"""
    boards = {
        f"{side}_{role}": actor
        for side, party in (("vmbo", vmbo), ("mbo", mbo))
        for role, actor in party.people.items()
    }
    return boards | {
        "inspector": inspector,
        "administrator": administrator,
        "adviser": adviser,
        "twin_vmbo": twin_vmbo,
        "twin_mbo": twin_mbo,
        "outsider": outsider,
    }


# --- Helpers -------------------------------------------------------------------------------------


@pytest.fixture
def client_as() -> ClientAs:
    """A browser in which this person is logged in and acts for that board."""

    def log_in(actor: Actor) -> Client:
        client = Client()
        client.force_login(actor.user)
        session = client.session
        session[SESSION_KEY] = actor.board.pk if actor.board else 0
        session.save()
        return client

    return log_in


@pytest.fixture
def run_jobs(db: None) -> Callable[..., list[str]]:
    """Do what a worker would do: `run_jobs()`, or only the jobs of some names."""
    return run_waiting_jobs


@pytest.fixture
def in_english() -> Iterator[None]:
    """Refusals as they stand in the code, for tests that look which one it was."""
    with translation.override("en"):
        yield


@pytest.fixture
def on_day(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """Make it noon of another day: `on_day(date(2026, 8, 1))`."""
    real = timezone.now

    def travel(day: date) -> None:
        shift = timezone.make_aware(datetime.combine(day, time(12))) - real()
        monkeypatch.setattr(timezone, "now", lambda: real() + shift)

    return travel


@pytest.fixture
def tomorrow(on_day: Callable[[date], None]) -> date:
    """It is tomorrow now; returns that day."""
    day = timezone.localdate() + timedelta(days=1)
    on_day(day)
    return day
