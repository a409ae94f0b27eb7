"""Whatever people write, in whatever order: replaying the events gives the case as it is, and as it was each time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.absences import services as absences
from accounts.errors import Refusal
from accounts.models import Absence
from accounts.roles import Role
from agreements import services as archive
from agreements.models import Agreement, Comment
from agreements.selectors import clause_text, text_of
from agreements.states import Audience, Outcome
from audit.models import AuditEvent
from audit.pictures import picture_of, replay
from audit.verifying import verify
from leerroutes import services as subject
from leerroutes.models import Route
from tests.audit.drawing import everything_untold
from tests.factories import MBO, REASON, VMBO, Party, agreement_in, person_with, route_in

pytestmark = pytest.mark.django_db


@dataclass
class Writers:
    """A draft agreement and a draft proposal, and whose turn it is."""

    agreement: Agreement
    route: Route
    who: Party = VMBO
    turn: int = 0

    def write(self) -> None:
        self._write({"owner": f"Stuurgroep {self.turn}"})

    def write_what_stood(self) -> None:
        self._write({})

    def _write(self, data: dict[str, Any]) -> None:
        text = clause_text(self.agreement, "kwaliteit", None)
        assert text is not None
        archive.save_clause(
            self.agreement,
            actor=self.who.coordinator,
            code="kwaliteit",
            route=None,
            seen_version=text.version,
            data=text.data | data,
        )

    def accept(self) -> None:
        self._judge(archive.accept_clause)

    def reject(self) -> None:
        self._judge(archive.reject_clause, reason=REASON)

    def _judge(self, service: Any, **more: str) -> None:
        digest = text_of(self.agreement).digests["kwaliteit", None]
        service(self.agreement, actor=self.who.coordinator, code="kwaliteit", route=None, seen_sha256=digest, **more)

    def say(self) -> None:
        audience = Audience.EVERYBODY if self.turn % 2 else Audience.OWN_BOARD
        said = {"code": "kwaliteit", "route": None, "body": f"Opmerking {self.turn}"}
        archive.comment(self.agreement, actor=self.who.coordinator, audience=audience, **said)

    def settle(self) -> None:
        for said in Comment.objects.filter(settled=None)[:1]:
            archive.settle_comment(said, actor=self.who.coordinator)

    def agree(self) -> None:
        text = text_of(self.agreement)
        archive.agree_text(self.agreement, actor=self.who.coordinator, seen_sha256=text.sha256)

    def name_it(self) -> None:
        now = Agreement.objects.get(pk=self.agreement.pk)
        archive.change_terms(
            now,
            actor=self.who.coordinator,
            seen_version=now.version,
            title=f"Overeenkomst {self.turn // 2}",
            starts_on=now.starts_on,
            ends_on=now.ends_on,
        )

    def ask(self) -> None:
        questions = archive.proposed_questions(self.agreement, actor=self.who.coordinator, asked_on=localdate())
        archive.ask_bodies(
            self.agreement,
            actor=self.who.coordinator,
            questions=questions[:1],
            reasons={one.body.pk: REASON for one in questions},
        )

    def answer(self) -> None:
        for one in self.agreement.consultations.filter(outcome="", board=self.who.board)[:1]:
            outcome = Outcome.NEGATIVE if self.turn % 3 == 0 else Outcome.POSITIVE
            archive.answer_consultation(
                one, actor=self.who.participation, outcome=outcome, answered_on=localdate(), remarks=REASON
            )

    def send_back(self) -> None:
        archive.send_back_agreement(self.agreement, actor=self.who.coordinator, reason=REASON)

    def decide(self) -> None:
        archive.approve_agreement(self.agreement, actor=self.who.director, reply=REASON)

    def change_the_proposal(self) -> None:
        route = Route.objects.get(pk=self.route.pk)
        subject.change_route(
            route,
            actor=VMBO.coordinator,
            seen_version=route.version,
            content={"name": f"Route {self.turn // 2}"},
            institutions=list(route.institutions.all()),
            contacts={MBO.board: MBO.coordinator.user if self.turn % 2 else None},
            partners=[("hbo", "Hogeschool")] * (self.turn % 3 > 0),
        )

    def remove_a_line(self) -> None:
        for line in self.route.lines.all()[:1]:
            subject.remove_line(line, actor=VMBO.coordinator)

    def submit(self) -> None:
        subject.submit_route(self.route, actor=VMBO.coordinator)

    def return_it(self) -> None:
        subject.send_back_route(self.route, actor=self.who.director, reason=REASON)

    def be_away(self) -> None:
        other = person_with(f"Vervanger {self.turn} {self.who.slug}", (Role.DIRECTOR, self.who.board))
        first = localdate() + timedelta(days=self.turn)
        absences.record_absence(actor=self.who.director, role=Role.DIRECTOR, substitute=other, first=first, last=first)

    def come_back(self) -> None:
        for absence in Absence.objects.filter(user=self.who.director.user, ended=None)[:1]:
            absences.end_absence(absence, actor=self.who.director)


VERBS = tuple(name for name in vars(Writers) if not name.startswith("_") and name not in ("who", "turn"))
FINISH = [("agree", 0), ("agree", 1), ("ask", 0), ("ask", 1), ("answer", 0), ("answer", 1)]


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(VERBS), st.integers(0, 1)), min_size=6, max_size=14))
def test_any_order_of_writing_is_told(moves: list[tuple[str, int]]) -> None:
    _played(moves)


def test_these_orders_too() -> None:
    assert _played([("write", 0), ("say", 1), ("settle", 1), ("reject", 1), ("write", 1), ("name_it", 0)]) >= 5
    assert _played([*FINISH[:4], ("send_back", 0), *FINISH, ("decide", 0), ("send_back", 1)]) >= 6
    assert _played([("submit", 0), ("return_it", 1), ("change_the_proposal", 0), ("be_away", 1), ("come_back", 1)]) >= 4


def _played(moves: list[tuple[str, int]]) -> int:
    """How many were possible. After each the trail tells all; at the end it still tells what it was each time."""
    kept: dict[tuple[str, int], dict[str, Any]] = {}
    done = 0
    with transaction.atomic():
        writers = Writers(agreement_in("filled"), route_in("draft"))
        for turn, (name, place) in enumerate(moves):
            writers.turn, writers.who = turn, (VMBO, MBO)[place]
            done += _tried(getattr(writers, name))
            assert not everything_untold(), name
            for case in (f"agreement:{writers.agreement.pk}", f"route:{writers.route.pk}"):
                kept[case, AuditEvent.objects.filter(case=case).count()] = picture_of(case)
        for (case, number), picture in kept.items():
            assert replay(AuditEvent.objects.filter(case=case).order_by("number"), number) == picture
        assert verify().faults == [], "nobody touched it"
        transaction.set_rollback(True)
    return done


def _tried(move: Any) -> bool:
    try:
        with transaction.atomic():
            move()
    except (Refusal, PermissionDenied):
        return False
    return True
