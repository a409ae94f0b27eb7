"""Beforehand, on the case page: who will be asked, in which order, and why; and what is missing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.absences.services import record_absence
from accounts.models import Mandate, ParticipationBody
from accounts.roles import Role
from agreements.facts import boards_of
from agreements.foresight import Step, foresee
from agreements.models import Agreement
from tests.conftest import ClientAs
from tests.factories import Party, agreement_in, person_with, play
from workflows.demo.cases import TOT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def complete(db: None) -> Agreement:
    return agreement_in("complete")


def steps(agreement: Agreement) -> dict[str, Step]:
    return {step.title: step for step in foresee(agreement, boards_of(agreement))}


def turn(agreement: Agreement, title: str, party: Party) -> tuple[list[str], list[str], str]:
    (found,) = [one for one in steps(agreement)[title].turns if one.board == party.board]
    return found.can, found.cannot, found.gap


def test_the_four_steps_in_order_name_everybody(complete: Agreement, vmbo: Party) -> None:
    assert list(steps(complete)) == ["Write and agree", "Ask the participation bodies", "Decide", "Sign"]
    assert not any(step.has_gap for step in steps(complete).values())
    assert turn(complete, "Write and agree", vmbo)[0] == [str(vmbo.coordinator.user)]
    asked = turn(complete, "Ask the participation bodies", vmbo)[0]
    assert [line.partition(" (42 days): ")[0] for line in asked] == [
        str(body) for body in vmbo.board.participation_bodies.order_by("kind")
    ]
    assert "Lasting cooperation with another institution: advice (artikel 11, onder d, WMS)" in asked[0]
    assert turn(complete, "Decide", vmbo) == ([str(vmbo.director.user)], [], "")
    assert turn(complete, "Sign", vmbo) == ([str(vmbo.signatory.user)], [], "")


@pytest.mark.parametrize("state", ["in_force", "signed"])
def test_once_signed_there_is_nothing_to_foresee(state: str) -> None:
    assert not steps(agreement_in(state))


def test_whoever_wrote_is_named_with_the_reason(complete: Agreement, vmbo: Party, mbo: Party) -> None:
    record_absence(
        actor=vmbo.director,
        role=Role.DIRECTOR,
        substitute=vmbo.coordinator.user,
        first=localdate(),
        last=localdate(),
    )
    can, cannot, gap = turn(complete, "Decide", vmbo)
    pair = f"{vmbo.coordinator.user}, as substitute of {vmbo.director.user}"
    assert (can, cannot) == ([], [f"{pair}: wrote in this agreement (four eyes)"])
    assert "An administrator gives somebody that role" in gap
    both = person_with("Bea Beide", (Role.DIRECTOR, vmbo.board))
    assert turn(complete, "Decide", vmbo)[0] == [str(both)]


def test_a_mandate_must_hold_on_the_expected_day(complete: Agreement, vmbo: Party) -> None:
    Mandate.objects.filter(user=vmbo.signatory.user).update(valid_until=localdate() + timedelta(days=30))
    can, cannot, gap = turn(complete, "Sign", vmbo)
    assert not can
    assert "ended on" in cannot[0]
    assert "An administrator records a mandate" in gap
    released = agreement_in("out_for_signature")
    assert turn(released, "Sign", vmbo)[0] == [str(vmbo.signatory.user)]


def test_a_body_that_is_not_on_record_is_a_gap(complete: Agreement, vmbo: Party) -> None:
    ParticipationBody.objects.filter(board=vmbo.board, kind="pmr").delete()
    gap = turn(complete, "Ask the participation bodies", vmbo)[2]
    assert gap.startswith("Not on record: staff section of the MR (PMR).")


def test_it_is_on_the_case_page(client_as: ClientAs, complete: Agreement, vmbo: Party, mbo: Party) -> None:
    page = client_as(vmbo.director).get(reverse("workflows:agreement", args=[complete.pk])).content.decode()
    for party in (vmbo, mbo):
        assert str(party.signatory.user) in page
        assert "artikel 11, onder d, WMS" in page


def test_it_costs_the_same_for_three_boards(django_assert_max_num_queries: object) -> None:
    counts = []
    for agreement in (agreement_in("complete"), play("complete", TOT).agreement):
        boards = boards_of(agreement)
        with django_assert_max_num_queries(12) as asked:  # type: ignore[operator]
            foresee(agreement, boards)
        counts.append(len(asked))
    assert counts[0] == counts[1]
