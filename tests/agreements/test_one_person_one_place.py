"""No schedule of absences and mandates lets one person fill two required roles in one agreement (property).

Which roles exclude each other (docs/agreements.md): who wrote does not decide, for whatever board; nobody decides,
signs or agrees for two boards. The director and the signatory of one board may be one person, and so may its writer
and its signatory: the director in between is the second pair of eyes.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.dispatch import Signal
from django.utils.timezone import localdate
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts import permissions
from accounts.absences.services import end_absence, record_absence, record_absence_of, refuse_absence
from accounts.actors import Actor, actor_for
from accounts.errors import Refusal
from accounts.models import Absence, Board, Mandate, User
from accounts.roles import Role
from accounts.services import grant_mandate, grant_membership
from agreements import events
from agreements.models import Agreement
from agreements.policies_one_board import WRITING
from agreements.services import agree_text, answer_consultation, apply_signatures, approve_agreement, sign_agreement
from agreements.states import Outcome
from audit.models import AuditEvent
from audit.services import case_of
from tests.factories import MBO, VMBO, Party, agreement_in, person_with, play, proof_of, with_document
from workflows.demo.play import Playing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper", "no_mail")]

ROLES = (Role.COORDINATOR, Role.DIRECTOR, Role.SIGNATORY)
PEOPLE = 4
TODAY = localdate()

places = st.tuples(st.integers(0, PEOPLE - 1), st.sampled_from([0, 1]), st.sampled_from(ROLES))
"""A person, one of the two boards, a role."""

absences = st.tuples(places, st.integers(0, PEOPLE - 1), st.integers(0, 2), st.integers(0, 3), st.sampled_from("snre"))
"""Who is away from what, who stands in, from when, how long; and whether it stands, is refused or is ended."""

mandates = st.tuples(st.integers(0, PEOPLE - 1), st.sampled_from([0, 1]), st.booleans())
attempts = st.lists(st.tuples(st.integers(0, PEOPLE - 1), st.sampled_from([0, 1])), min_size=4, max_size=10)


def cast(roles: list[tuple[int, int, Role]], mandated: list[tuple[int, int, bool]]) -> tuple[list[User], list[Board]]:
    """Four people with these roles and mandates; each is known at both boards."""
    boards = [VMBO.board, MBO.board]
    people = [person_with(f"Persoon {n}", *((Role.ADVISER, board) for board in boards)) for n in range(PEOPLE)]
    for person, board, role in sorted(set(roles)):
        grant_membership(people[person], actor=None, role=role, board=boards[board])
    for person, board, lent in mandated:
        grant_mandate(
            people[person], actor=None, board=boards[board], function="bestuurder", document_reference="Besluit",
            may_be_substituted=lent,
        )  # fmt: skip
    return people, boards


def schedule(people: list[User], boards: list[Board], wanted: list[tuple[Any, ...]]) -> None:
    """Record what the services accept of this."""
    administrator = actor_for(User.objects.get(email="beheerder@leerroutes.example"))
    for (person, board, role), stand_in, start, days, then in wanted:
        actor, substitute = actor_for(people[person], boards[board]), people[stand_in]
        first = TODAY + timedelta(days=start)
        last = first + timedelta(days=days)
        try:
            with transaction.atomic():
                wanted_days: dict[str, Any] = {"role": role, "substitute": substitute, "first": first, "last": last}
                if then == "s":  # ill, so an administrator records it
                    record_absence_of(actor.user, actor=administrator, board=boards[board], **wanted_days)
                    continue
                made = record_absence(actor=actor, **wanted_days)
                if then == "r":
                    refuse_absence(made, actor=actor_for(substitute, boards[board]), reason="Nee.")
                if then == "e":
                    end_absence(made, actor=actor)
        except Refusal:
            continue


def try_all(
    act: Callable[[Actor], object], people: list[User], boards: list[Board], order: list[tuple[int, int]]
) -> None:
    for person, board in order:
        try:
            with transaction.atomic():
                act(actor_for(people[person], boards[board]))
        except (PermissionDenied, Refusal):
            continue


def acted(agreement: Agreement, *codes: str) -> set[tuple[int, int]]:
    events = AuditEvent.objects.filter(case=case_of(agreement), action__in=codes, actor__isnull=False)
    return {(person, board) for person, board in events.values_list("actor_id", "board_id") if board is not None}


def judge(agreement: Agreement) -> None:
    """The promise of this file, read from the trail and from the rows."""
    wrote, decided = acted(agreement, *WRITING), acted(agreement, "agreements.decided")
    agreed, signed = acted(agreement, "agreements.text_agreed"), acted(agreement, "agreements.signed")
    assert not {person for person, _board in wrote} & {person for person, _board in decided}, "wrote and decided"
    for required in (agreed, decided, signed, decided | signed):
        places = {}
        for person, board in required:
            assert places.setdefault(person, board) == board, "acted for two boards"
    for person, board in signed:
        assert not any(who == person and where != board for who, where in wrote), "wrote here and signed there"


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    roles=st.lists(places, min_size=4, max_size=10),
    mandated=st.lists(mandates, max_size=4),
    away=st.lists(absences, max_size=6),
    writing=attempts,
    deciding=attempts,
    signing=attempts,
    later=st.integers(0, 2),
)
def test_one_person_never_fills_two_required_places(
    filled: Playing,
    roles: list[tuple[int, int, Role]],
    mandated: list[tuple[int, int, bool]],
    away: list[tuple[Any, ...]],
    writing: list[tuple[int, int]],
    deciding: list[tuple[int, int]],
    signing: list[tuple[int, int]],
    later: int,
) -> None:
    agreement = filled.agreement = fresh(filled.agreement)
    with transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        people, boards = cast(roles, mandated)
        schedule(people, boards, away)
        travel(patch, TODAY + timedelta(days=later))
        permissions.synchronise()
        try_all(lambda actor: agree_text(agreement, actor=actor, seen_sha256="0" * 64), people, boards, writing)
        _the_rest(
            agreement, "draft", lambda party: agree_text(agreement, actor=party.coordinator, seen_sha256="0" * 64)
        )
        list(filled.ask())
        _every_body_agrees(agreement)
        try_all(lambda actor: approve_agreement(agreement, actor=actor), people, boards, deciding)
        _the_rest(agreement, "decision", lambda party: approve_agreement(agreement, actor=party.director))
        digest = with_document(fresh(agreement)).sha256
        sign = partial(sign_agreement, agreement, seen_sha256=digest)
        try_all(lambda actor: sign(actor=actor, proof=proof_of(actor)), people, boards, signing)
        judge(agreement)
        _no_overlap()
        transaction.set_rollback(True)


@pytest.fixture
def filled(db: None, blank_paper: None, monkeypatch: pytest.MonkeyPatch) -> Playing:
    """Built once; each example begins here. The flow is left out: the services keep this promise without it."""
    playing = play("agreement_filled")
    for signal in (signal for signal in vars(events).values() if isinstance(signal, Signal)):
        monkeypatch.setattr(signal, "send", lambda *args, **kwargs: [])
    return playing


def _every_body_agrees(agreement: Agreement) -> None:
    *others, last = agreement.consultations.order_by("pk")
    day = localdate()
    agreement.consultations.filter(pk__in=[one.pk for one in others]).update(outcome="positive", answered_on=day)
    party = VMBO if last.board == VMBO.board else MBO
    answer_consultation(last, actor=party.participation, outcome=Outcome.POSITIVE, answered_on=day)


def travel(patch: pytest.MonkeyPatch, day: date) -> None:
    """The rooms ask `localdate` for the day; make it this one."""
    from django.utils import timezone

    real, shift = timezone.now, day - TODAY
    patch.setattr(timezone, "now", lambda: real() + shift)


def _the_rest(agreement: Agreement, state: str, act: Callable[[Party], object]) -> None:
    """The boards that these people could not serve are served by their own."""
    done = agreement.consents if state == "draft" else agreement.decisions
    for party in (VMBO, MBO):
        if fresh(agreement).state == state and not done.filter(board=party.board).exists():
            act(party)


def fresh(agreement: Agreement) -> Agreement:
    return Agreement.objects.get(pk=agreement.pk)


def _no_overlap() -> None:
    standing = list(Absence.objects.standing())
    for one in standing:
        for other in standing:
            same = (one.user_id, one.board_id, one.role) == (other.user_id, other.board_id, other.role)
            apart = one.valid_until < other.valid_from or other.valid_until < one.valid_from
            assert one.pk == other.pk or not same or apart


def test_the_director_and_the_signatory_of_one_board_may_be_one_person() -> None:
    """As it is at many small boards; and with a substitute too."""
    agreement = agreement_in("decision")
    person = person_with("Een Bestuurder", (Role.DIRECTOR, VMBO.board), (Role.SIGNATORY, VMBO.board))
    grant_mandate(person, actor=None, board=VMBO.board, function="bestuurder", document_reference="Besluit")
    approve_agreement(agreement, actor=actor_for(person, VMBO.board))
    approve_agreement(agreement, actor=MBO.director)
    digest = with_document(agreement).sha256
    for actor in (actor_for(person, VMBO.board), MBO.signatory):
        sign_agreement(agreement, actor=actor, seen_sha256=digest, proof=proof_of(actor))
    assert apply_signatures(agreement).state == "in_force"
    assert Mandate.objects.filter(user=person).count() == 1
