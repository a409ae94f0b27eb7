"""Cases in every state, played through the services by the people whose turn it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from django.core.cache import cache
from django.db.models.fields.files import FieldFile
from django.utils.timezone import localdate

from accounts.actors import Actor, actor_for
from accounts.models import Board, User
from accounts.roles import Role
from accounts.services import grant_mandate, grant_membership
from accounts.stepup.factors import code_at, counter_now, factors_of, secret_of
from agreements import services as archive
from agreements.models import Agreement, Document
from agreements.notice import earliest_end
from jobs.models import Job, State
from jobs.services import run
from leerroutes import services as subject
from leerroutes.models import Cooperation, Route
from tests.kept import played_once
from workflows.demo import lighter, world
from workflows.demo.cases import CASES, Case
from workflows.demo.play import Playing, finished_document, proof_of
from workflows.flows import ProposalFlow
from workflows.models import Choice
from workflows.progress import finish_board_task
from workflows.tasks import fire_timers
from workflows.telling.kinds import Kind, Mail

PAIR = CASES["pair"]
"""One line, a vmbo board and an mbo board: the smallest whole case."""

NEXT_YEAR = replace(PAIR, start_year=2090)
"""The same, but its first day is far away."""

REASON = "Dit moet eerst anders."


@dataclass(frozen=True)
class Party:
    """A board and its people, read anew each time they are named."""

    slug: str

    @property
    def board(self) -> Board:
        return world.board(self.slug)

    def __call__(self, role: Role) -> Actor:
        return actor_for(world.person(self.slug, role), self.board)

    @property
    def coordinator(self) -> Actor:
        return self(Role.COORDINATOR)

    @property
    def director(self) -> Actor:
        return self(Role.DIRECTOR)

    @property
    def signatory(self) -> Actor:
        return self(Role.SIGNATORY)

    @property
    def participation(self) -> Actor:
        return self(Role.PARTICIPATION)

    @property
    def registrar(self) -> Actor:
        return self(Role.REGISTRAR)

    @property
    def people(self) -> dict[Role, Actor]:
        """One person for each role that acts for a board."""
        roles = (Role.COORDINATOR, Role.DIRECTOR, Role.SIGNATORY, Role.PARTICIPATION, Role.REGISTRAR)
        return {role: self(role) for role in roles}


VMBO, MBO = Party("spinoza"), Party("rijnland")


@played_once
def person_with(name: str, *roles: tuple[Role, Board | None], mandates: tuple[Board, ...] = ()) -> User:
    """Somebody new, with these roles and mandates since the world began."""
    login = name.lower().replace(" ", ".")
    user = User.objects.create_user(f"{login}@cast.example", world.PASSWORD, name=name)
    for role, board in roles:
        grant_membership(user, actor=None, role=role, board=board, valid_from=world.SINCE)
    for board in mandates:
        grant_mandate(
            user,
            actor=None,
            board=board,
            function="bestuurder",
            document_reference="Voorbeeldmandaat",
            valid_from=world.SINCE,
        )
    return user


@played_once
def play(until: str, case: Case = PAIR) -> Playing:
    """A case played up to and including the step in which `until` is reached."""
    playing = Playing(case)
    for _step in playing.play(until):
        pass
    return playing


@played_once
def route_in(state: str, case: Case = PAIR) -> Route:
    """A route that came into this state the way routes do."""
    return ROUTES[state](case)


@played_once
def agreement_in(state: str, case: Case = PAIR) -> Agreement:
    """An agreement that came into this state the way agreements do."""
    return AGREEMENTS[state](case)


@played_once
def cooperation_in(state: str, words: str = "") -> Cooperation:
    """A lighter cooperation of the two boards: `asked` (the other one did not answer yet) or `confirmed`."""
    content = lighter.ELECTIVE | ({"name": words, "description": words} if words else {})
    made = lighter.recorded(content, by=VMBO.slug, schools=("99ZF", "99ZG"))
    if state == "confirmed":
        other = MBO.coordinator
        subject.confirm_cooperation(made, actor=other, seen_version=made.version, contact=other.user)
    return Cooperation.objects.get(pk=made.pk)


@played_once
def with_document(agreement: Agreement) -> Document:
    """The document to sign, made here and now."""
    return finished_document(agreement)


def code_of(user: User) -> str:
    """What the app of this person shows now; as if the last time it was used is long ago."""
    cache.clear()
    app = factors_of(user).app
    assert app, f"{user} has no app"
    app.data.pop("proved_with", None)
    app.save()
    return code_at(secret_of(app), counter_now())


def _route(until: str) -> Callable[[Case], Route]:
    return lambda case: Route.objects.get(pk=play(until, case).route.pk)


def _agreement(until: str) -> Callable[[Case], Agreement]:
    return lambda case: Agreement.objects.get(pk=play(until, case).agreement.pk)


def _director(case: Case) -> Actor:
    return Party(case.boards[0]).director


def _returned(case: Case) -> Route:
    return subject.send_back_route(route_in("submitted", case), actor=_director(case), reason=REASON)


def _rejected(case: Case) -> Route:
    return subject.reject_route(route_in("submitted", case), actor=_director(case), reason=REASON)


def _withdrawn(case: Case) -> Route:
    return subject.withdraw_route(route_in("draft", case), actor=Party(case.boards[0]).coordinator, reason=REASON)


def _contracted(case: Case) -> Route:
    """As the agreement that covers it would, without the work of making one."""
    route, number, writer = route_in("approved", case), "SOK-00001", Party(case.boards[0]).coordinator
    route = subject.cover_route(route, actor=writer, agreement_number=number)
    assert writer.board is not None
    tasks = ProposalFlow.begin_agreement
    finish_board_task(tasks, route.proposal_processes.all(), board=writer.board, user=writer.user)
    return subject.contract_route(route, agreement_number=number)


def _reported(case: Case) -> Route:
    playing = Playing(case)
    playing.route = route_in("contracted", case)
    for _step in playing.register():
        pass
    return playing.route


def _running(case: Case) -> Route:
    reported = route_in("reported", case)
    fire_timers()
    return Route.objects.get(pk=reported.pk)


def _suspended(case: Case) -> Route:
    return subject.suspend_route(route_in("contracted", case), actor=_director(case), reason=REASON)


def _winding_down(case: Case) -> Route:
    return subject.wind_down_route(route_in("running", case), actor=_director(case), reason=REASON)


def _ended(case: Case) -> Route:
    return subject.end_route(route_in("winding_down", case), actor=_director(case), reason=REASON)


def _ended_agreement(case: Case) -> Agreement:
    playing, director = play("running", case), _director(case)
    route = subject.wind_down_route(playing.route, actor=director, reason=REASON)
    subject.end_route(route, actor=director, reason=REASON)
    return archive.end_agreement(playing.agreement, actor=director, reason=REASON)


def _withdrawn_agreement(case: Case) -> Agreement:
    return archive.break_off(agreement_in("draft", case), actor=_director(case), reason=REASON)


def _editorial(case: Case) -> Agreement:
    """A draft that changes an agreement in force without touching anything material."""
    writer = Party(case.boards[0]).coordinator
    return archive.start_amendment(agreement_in("in_force", case), actor=writer, reason=REASON, is_material=False)


def _replaced(case: Case) -> Agreement:
    """Another agreement took its place."""
    playing = play("in_force", case)
    old = playing.agreement
    writer = Party(case.boards[0]).coordinator
    playing.agreement = archive.start_amendment(old, actor=writer, reason=REASON, is_material=True)
    for step in (playing.agree, playing.ask, playing.answer, playing.decide, playing.sign, playing.seal):
        for _told in step():
            pass
    return Agreement.objects.get(pk=old.pk)


def _terminated(case: Case) -> Agreement:
    """A board that cannot be missed gave notice."""
    agreement = agreement_in("in_force", case)
    day = earliest_end(agreement, localdate())
    return archive.give_notice(agreement, actor=_director(case), ends_on=day, grounds=REASON)


def _winding_down_agreement(case: Case) -> Agreement:
    """Its end date passed."""
    agreement = play("running", case).agreement
    passed = {"starts_on": localdate() - timedelta(days=400), "ends_on": localdate() - timedelta(days=1)}
    Agreement.objects.filter(pk=agreement.pk).update(**passed)
    return archive.let_time_pass(agreement)


def _half_signed(case: Case) -> Agreement:
    """The first board signed, the others did not."""
    agreement = agreement_in("out_for_signature", case)
    sha256, signatory = with_document(agreement).sha256, Party(case.boards[0]).signatory
    archive.sign_agreement(agreement, actor=signatory, seen_sha256=sha256, proof=proof_of(signatory))
    return Agreement.objects.get(pk=agreement.pk)


ROUTES: dict[str, Callable[[Case], Route]] = {
    "draft": _route("draft"),
    "submitted": _route("submitted"),
    "returned": _returned,
    "approved": _route("approved"),
    "rejected": _rejected,
    "withdrawn": _withdrawn,
    "contracted": _contracted,
    "reported": _reported,
    "running": _running,
    "suspended": _suspended,
    "winding_down": _winding_down,
    "ended": _ended,
}

AGREEMENTS: dict[str, Callable[[Case], Agreement]] = {
    "draft": _agreement("agreement_draft"),
    "filled": _agreement("agreement_filled"),
    "complete": _agreement("complete"),
    "consultation": _agreement("consultation"),
    "decision": _agreement("decision"),
    "out_for_signature": _agreement("out_for_signature"),
    "signed": _agreement("signed"),
    "in_force": _agreement("in_force"),
    "ended": _ended_agreement,
    "withdrawn": _withdrawn_agreement,
    "half_signed": _half_signed,
    "editorial": _editorial,
    "replaced": _replaced,
    "terminated": _terminated,
    "winding_down": _winding_down_agreement,
}


def stored(file: FieldFile) -> bytes:
    """What is in a stored file."""
    with file.open("rb") as opened:
        return bytes(opened.read())


def run_jobs(*names: str) -> list[str]:
    """Do every waiting job (or only those called so), also what they ask for in turn. A failure is an error here."""
    done: list[str] = []
    while waiting := [job for job in Job.objects.filter(state=State.WAITING) if not names or job.name in names]:
        for job in waiting:
            run(job.pk)
            job.refresh_from_db()
            assert job.state == State.DONE, f"{job}: {job.error}"
            done.append(job.name)
    return done


def mail_at_once(*kinds: Kind) -> None:
    """Everybody gets mail about these kinds of things at once, not in the mail of the day."""
    way = {"in_app": True, "mail": Mail.NOW}
    for person in User.objects.all():
        for kind in kinds or Kind:
            Choice.objects.update_or_create(person=person, kind=kind, defaults=way)
