"""Beside what cannot be done stands every condition that is not met, from the guard that refuses it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.timezone import localdate
from hypothesis import given
from hypothesis import strategies as st

from accounts.actors import Actor
from accounts.errors import Refusal
from accounts.verdicts import ALLOWED, Lift, Unmet, Verdict, all_of, ensure, need
from agreements.models import Agreement, SigningRequest
from leerroutes.models import Route
from tests.conftest import ClientAs
from tests.factories import Party, agreement_in, route_in, run_jobs
from workflows.actions import actions_for, actions_now
from workflows.asking.services import ask

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

CONDITIONS = st.lists(st.tuples(st.booleans(), st.sampled_from("abcd"), st.sampled_from([None, Lift("x"), Lift("y")])))


@given(CONDITIONS)
def test_allowed_when_and_only_when_nothing_is_unmet(conditions: list[tuple[bool, str, Lift | None]]) -> None:
    """However guards are put together: nothing that is not met gets lost, and nothing is told that is met."""
    verdict = all_of(*(need(*one) for one in conditions))
    unmet = {Unmet(reason, lift) for holds, reason, lift in conditions if not holds}
    assert set(verdict.unmet) == unmet
    assert len(verdict.unmet) == len(unmet)
    assert bool(verdict) is (not unmet)
    assert bool(verdict.lifts) is (bool(unmet) and all(one.lift for one in unmet))
    assert all_of(verdict, ALLOWED) == all_of(ALLOWED, verdict) == verdict


@pytest.mark.parametrize("state", ["draft", "submitted", "running"])
def test_of_a_route_the_page_says_what_the_guard_says(state: str, cast: dict[str, Actor]) -> None:
    told_alike(route_in(state), cast)


@pytest.mark.parametrize("state", ["decision", "out_for_signature", "in_force"])
def test_of_an_agreement_the_page_says_what_the_guard_says(state: str, cast: dict[str, Actor]) -> None:
    told_alike(agreement_in(state), cast)


def told_alike(record: Route | Agreement, cast: dict[str, Actor]) -> None:
    """Every action is a button or has conditions; the first of those is what a service refuses with."""
    for name, actor in cast.items():
        possible, refused = actions_for(actor, record)
        labels = {str(one["label"]) for one in possible}
        by_key = {one["key"]: one["conditions"] for one in refused}
        for action in actions_now(record):
            conditions = by_key.get(action.key, [])
            assert bool(conditions) is (str(action.label) not in labels), f"{name}: {action.key}"
            if conditions:
                with pytest.raises(PermissionDenied) as said:
                    ensure(action.verdict(actor, record))
                assert str(said.value) == str(conditions[0].reason)
            else:
                ensure(action.verdict(actor, record))


def conditions(actor: Actor, record: Route | Agreement, key: str) -> list[str]:
    return [str(one.reason) for row in actions_for(actor, record)[1] if row["key"] == key for one in row["conditions"]]


def test_who_wrote_and_is_no_director_hears_both(vmbo: Party) -> None:
    first, second = conditions(vmbo.coordinator, route_in("submitted"), "decide")
    assert "Only a director" in first
    assert "four eyes" in second


def test_what_nobody_can_lift_is_asked_of_nobody(vmbo: Party) -> None:
    """The board decided already: a mail to its director would not help."""
    agreement = agreement_in("out_for_signature")
    Agreement.objects.filter(pk=agreement.pk).update(state="decision")
    agreement = Agreement.objects.get(pk=agreement.pk)
    row = next(one for one in actions_for(vmbo.registrar, agreement)[1] if one["key"] == "decide")
    assert len(row["conditions"]) == 2
    assert not any(one.ask for one in row["conditions"])
    with pytest.raises(PermissionDenied, match="already decided"):
        ask(agreement, actor=vmbo.registrar, action="decide")


@pytest.mark.usefixtures("blank_paper")
def test_each_condition_has_its_own_button(vmbo: Party, client_as: ClientAs) -> None:
    """The term is over, and only a signatory signs: a director of the board can renew, its signatory can sign."""
    agreement = agreement_in("out_for_signature")
    run_jobs()
    mail.outbox.clear()
    SigningRequest.objects.filter(agreement=agreement).update(due_on=localdate() - timedelta(days=1))
    browser = client_as(vmbo.registrar)
    page = browser.get(agreement.get_absolute_url(), headers={"accept-language": "en"}).content.decode()
    for right in ("sign_agreements", "decide_agreements"):
        assert f'name="lift" value="{right}:{vmbo.board.pk}"' in page
    address = reverse("workflows:ask_about_agreement", args=[agreement.pk, "sign"])
    browser.post(address, {"lift": f"decide_agreements:{vmbo.board.pk}"})
    run_jobs("workflows.mail_asked")
    assert [one.to for one in mail.outbox if str(vmbo.registrar.user) in one.subject] == [[vmbo.director.user.email]]
    with pytest.raises(Refusal):
        ask(agreement, actor=vmbo.registrar, action="sign", lift="approve_routes:1")


def test_a_verdict_says_nothing_twice() -> None:
    no = need(False, "Daarom.", Lift("x"))
    assert all_of(no, no) == no == Verdict((Unmet("Daarom.", Lift("x")),))
