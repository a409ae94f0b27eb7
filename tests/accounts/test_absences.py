"""Away from a role: recorded by the person, acted in by the substitute, under both names, and never by one for two."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.timezone import localdate

from accounts import permissions
from accounts.absences.services import end_absence, record_absence, refuse_absence
from accounts.actors import Actor, actor_for, capacities
from accounts.errors import Refusal
from accounts.models import Absence, Mandate, User
from accounts.roles import Role
from accounts.services import end_membership, grant_mandate, grant_membership
from agreements.export import agreement_as_json
from agreements.models import Agreement
from agreements.services import agree_text, approve_agreement, sign_agreement
from audit.models import AuditEvent
from jobs.models import Job
from leerroutes.services import approve_route, submit_route
from tests.conftest import ClientAs
from tests.factories import Party, agreement_in, person_with, play, proof_of, route_in, run_jobs, with_document
from workflows.presenting import events_for_people
from workflows.selectors import tasks_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
TODAY = localdate()
WEEK = timedelta(days=7)


@pytest.fixture
def deputy(vmbo: Party) -> User:
    """Works at the board as adviser; may do nothing but read, until somebody is away."""
    return person_with("Dina Vervanger", (Role.ADVISER, vmbo.board))


def away(actor: Actor, role: Role, substitute: User, first: date = TODAY, last: date = TODAY + WEEK) -> Absence:
    return record_absence(actor=actor, role=role, substitute=substitute, first=first, last=last)


def sign(agreement: Agreement, actor: Actor) -> object:
    document = with_document(agreement)
    return sign_agreement(agreement, actor=actor, seen_sha256=document.sha256, proof=proof_of(actor))


# --- works ---------------------------------------------------------------------------------------


@pytest.mark.usefixtures("blank_paper")
def test_the_substitute_decides_under_both_names(vmbo: Party, mbo: Party, deputy: User) -> None:
    agreement = agreement_in("decision")
    director = vmbo.director
    away(director, Role.DIRECTOR, deputy)
    acting = actor_for(deputy, vmbo.board)
    assert [task.flow_task.name for task in tasks_for(acting)] == ["decide"]
    assert not tasks_for(vmbo.director)
    with pytest.raises(PermissionDenied, match="You are away, and Dina Vervanger acts in your place"):
        approve_agreement(agreement, actor=vmbo.director)

    approve_agreement(agreement, actor=acting)
    decision = agreement.decisions.get(board=vmbo.board)
    assert (decision.decided_by, decision.instead_of) == (deputy, director.user)
    assert decision.decider == f"Dina Vervanger, as substitute of {director.user}"
    event = AuditEvent.objects.filter(action="agreements.decided").last()
    assert event.data["instead_of"] == str(director.user)
    assert events_for_people([event])[0]["who"] == decision.decider


@pytest.mark.usefixtures("blank_paper")
def test_the_substitute_signs_under_the_lent_mandate(vmbo: Party, deputy: User) -> None:
    agreement = agreement_in("out_for_signature")
    signatory = vmbo.signatory
    Mandate.objects.filter(user=signatory.user).update(may_be_substituted=True)
    away(signatory, Role.SIGNATORY, deputy)
    signature = sign(agreement, actor_for(deputy, vmbo.board))
    assert signature.mandate.user == signatory.user  # type: ignore[attr-defined]
    assert signature.signed_by == f"Dina Vervanger, as substitute of {signatory.user}"  # type: ignore[attr-defined]
    told = agreement_as_json(agreement)["signatures"][0]
    assert (told["signer"], told["instead_of"]) == ("Dina Vervanger", str(signatory.user))


@pytest.mark.usefixtures("blank_paper")
def test_a_lent_mandate_is_not_wider_than_it_was(vmbo: Party, mbo: Party, deputy: User) -> None:
    agreement = agreement_in("out_for_signature")
    mandate = Mandate.objects.get(user=vmbo.signatory.user)
    mandate.may_be_substituted = True
    mandate.save()
    away(vmbo.signatory, Role.SIGNATORY, deputy)
    for change in ({"valid_until": TODAY - timedelta(days=1)}, {"valid_until": None, "may_be_substituted": False}):
        Mandate.objects.filter(pk=mandate.pk).update(**change)
        with pytest.raises(PermissionDenied, match="Dina Vervanger has no mandate"):
            sign(agreement, actor_for(deputy, vmbo.board))


def test_the_substitute_writes_and_decides_on_proposals(vmbo: Party, deputy: User) -> None:
    draft = route_in("draft")
    away(vmbo.coordinator, Role.COORDINATOR, deputy)
    route = submit_route(draft, actor=actor_for(deputy, vmbo.board))
    other = person_with("Derde Persoon", (Role.REGISTRAR, vmbo.board))
    away(vmbo.director, Role.DIRECTOR, other)
    approve_route(route, actor=actor_for(other, vmbo.board))
    assert route.decisions.get().decider == f"Derde Persoon, as substitute of {vmbo.director.user}"


def test_it_is_told_by_mail_and_in_the_trail(vmbo: Party, deputy: User, mailoutbox: list[object]) -> None:
    absence = away(vmbo.director, Role.DIRECTOR, deputy)
    refuse_absence(absence, actor=actor_for(deputy, vmbo.board), reason="Ik ben er ook niet.")
    run_jobs("accounts.mail_absence")
    assert [mail.to for mail in mailoutbox] == [[deputy.email], [vmbo.director.user.email]]  # type: ignore[attr-defined]
    assert "Ik ben er ook niet." in mailoutbox[1].body  # type: ignore[attr-defined]
    assert reverse("workflows:absence") in mailoutbox[0].body  # type: ignore[attr-defined]
    actions = AuditEvent.objects.filter(case=f"board:{vmbo.board.pk}").values_list("action", flat=True)
    assert list(actions)[-2:] == ["accounts.absence_recorded", "accounts.absence_refused"]


# --- goes back -----------------------------------------------------------------------------------


def test_refused_the_role_is_with_the_person_again(vmbo: Party, deputy: User) -> None:
    absence = away(vmbo.director, Role.DIRECTOR, deputy)
    assert not vmbo.director.may("approve_routes")
    refuse_absence(absence, actor=actor_for(deputy, vmbo.board), reason="Kan niet.")
    assert vmbo.director.may("approve_routes")
    assert not actor_for(deputy, vmbo.board).may("approve_routes")
    assert not permissions.drift()


def test_back_early_the_role_is_with_the_person_again(vmbo: Party, deputy: User) -> None:
    route = route_in("submitted")
    absence = away(vmbo.director, Role.DIRECTOR, deputy)
    end_absence(absence, actor=vmbo.director)
    with pytest.raises(PermissionDenied):
        approve_route(route, actor=actor_for(deputy, vmbo.board))
    assert approve_route(route, actor=vmbo.director)


def test_it_begins_and_ends_by_itself(vmbo: Party, deputy: User, on_day: object) -> None:
    first, last = TODAY + timedelta(days=2), TODAY + timedelta(days=4)
    away(vmbo.director, Role.DIRECTOR, deputy, first, last)
    who = {}
    for day in range(1, 7):
        on_day(TODAY + timedelta(days=day))  # type: ignore[operator]
        permissions.synchronise()
        who[day] = actor_for(deputy, vmbo.board).may("approve_routes"), vmbo.director.may("approve_routes")
    assert who == {1: (False, True), **dict.fromkeys((2, 3, 4), (True, False)), 5: (False, True), 6: (False, True)}


def test_the_end_of_the_role_ends_the_substitution(vmbo: Party, deputy: User) -> None:
    away(vmbo.director, Role.DIRECTOR, deputy)
    role = vmbo.director.user.memberships.get()
    end_membership(role, actor=None, last_day=TODAY)
    assert actor_for(deputy, vmbo.board).may("approve_routes")
    type(role).objects.filter(pk=role.pk).update(valid_until=TODAY - timedelta(days=1))
    assert not actor_for(deputy, vmbo.board).may("approve_routes")


# --- refuses -------------------------------------------------------------------------------------


def test_only_who_holds_the_role_is_away_from_it(vmbo: Party, mbo: Party, deputy: User, inspector: Actor) -> None:
    for actor in (vmbo.coordinator, mbo.director, inspector):
        with pytest.raises(Refusal):
            away(actor, Role.DIRECTOR, deputy)
    with pytest.raises(Refusal, match="do not hold"):
        away(vmbo.participation, Role.PARTICIPATION, deputy)


def test_the_substitute_must_be_entitled(vmbo: Party, mbo: Party, deputy: User) -> None:
    def refused(role: Role, substitute: User, why: str) -> None:
        with pytest.raises(Refusal, match=why):
            away(vmbo(role), role, substitute)

    refused(Role.DIRECTOR, mbo.director.user, "has no role at")
    refused(Role.DIRECTOR, vmbo.director.user, "somebody else than yourself")
    refused(Role.DIRECTOR, vmbo.participation.user, "speaks for a participation body")
    refused(Role.SIGNATORY, deputy, "has no mandate for the whole period")
    grant_mandate(
        deputy,
        actor=None,
        board=vmbo.board,
        function="plv. bestuurder",
        document_reference="Besluit 3",
        valid_until=TODAY + timedelta(days=1),
    )
    refused(Role.SIGNATORY, deputy, "has no mandate for the whole period")


def test_absences_of_one_role_do_not_overlap(vmbo: Party, deputy: User) -> None:
    absence = away(vmbo.director, Role.DIRECTOR, deputy)
    with pytest.raises(Refusal, match="already away"):
        away(vmbo.director, Role.DIRECTOR, vmbo.signatory.user, TODAY + WEEK, TODAY + 2 * WEEK)
    with pytest.raises(IntegrityError), transaction.atomic():
        Absence.objects.create(
            user=absence.user, board=absence.board, role=absence.role, substitute=vmbo.signatory.user,
            valid_from=absence.valid_from, valid_until=absence.valid_until, recorded_by=absence.user,
        )  # fmt: skip
    assert away(vmbo.director, Role.DIRECTOR, deputy, TODAY + timedelta(days=8), TODAY + 2 * WEEK)


def test_substitutes_make_no_chain(vmbo: Party, deputy: User) -> None:
    away(vmbo.director, Role.DIRECTOR, vmbo.coordinator.user)
    with pytest.raises(Refusal, match="You stand in for"):
        away(vmbo.coordinator, Role.COORDINATOR, deputy)
    with pytest.raises(Refusal, match="is away too"):
        away(vmbo.signatory, Role.SIGNATORY, vmbo.director.user)
    # and should two such rows ever stand beside each other, the second link does nothing
    Absence.objects.create(
        user=vmbo.coordinator.user, board=vmbo.board, role=Role.COORDINATOR, substitute=deputy,
        valid_from=TODAY, valid_until=TODAY, recorded_by=deputy,
    )  # fmt: skip
    permissions.synchronise()
    assert not actor_for(deputy, vmbo.board).may("approve_routes")
    assert not vmbo.coordinator.may("approve_routes")


def test_an_absence_lies_ahead(vmbo: Party, deputy: User) -> None:
    with pytest.raises(Refusal, match="in the past"):
        away(vmbo.director, Role.DIRECTOR, deputy, TODAY - timedelta(days=1))
    with pytest.raises(Refusal, match="before the first day"):
        away(vmbo.director, Role.DIRECTOR, deputy, TODAY, TODAY - timedelta(days=1))


def test_refusing_and_ending_are_for_the_two_of_them(vmbo: Party, deputy: User, administrator: Actor) -> None:
    absence = away(vmbo.director, Role.DIRECTOR, deputy)
    for actor in (vmbo.director, vmbo.signatory, administrator):
        with pytest.raises(PermissionDenied):
            refuse_absence(absence, actor=actor, reason="Nee.")
    for actor in (actor_for(deputy, vmbo.board), administrator):
        with pytest.raises(PermissionDenied):
            end_absence(absence, actor=actor)
    with pytest.raises(Refusal, match="reason"):
        refuse_absence(absence, actor=actor_for(deputy, vmbo.board), reason=" ")
    end_absence(absence, actor=vmbo.director)
    with pytest.raises(Refusal, match="already over"):
        refuse_absence(absence, actor=actor_for(deputy, vmbo.board), reason="Nee.")


# --- never two pairs of eyes in one person -------------------------------------------------------


@pytest.mark.usefixtures("blank_paper")
def test_who_wrote_does_not_decide_as_a_substitute(vmbo: Party, mbo: Party) -> None:
    agreement = agreement_in("decision")
    away(vmbo.director, Role.DIRECTOR, vmbo.coordinator.user)
    writer = actor_for(vmbo.coordinator.user, vmbo.board)
    assert writer.may("decide_agreements")
    assert not tasks_for(writer)
    with pytest.raises(PermissionDenied, match="four eyes"):
        approve_agreement(agreement, actor=writer)


@pytest.mark.usefixtures("blank_paper")
def test_nobody_decides_or_signs_for_two_boards(vmbo: Party, mbo: Party) -> None:
    both = person_with("Bea Beide", (Role.DIRECTOR, mbo.board), (Role.ADVISER, vmbo.board))
    agreement = agreement_in("decision")
    away(vmbo.director, Role.DIRECTOR, both)
    approve_agreement(agreement, actor=actor_for(both, vmbo.board))
    with pytest.raises(PermissionDenied, match="one board only"):
        approve_agreement(agreement, actor=actor_for(both, mbo.board))
    assert not tasks_for(actor_for(both, mbo.board))
    approve_agreement(agreement, actor=mbo.director)

    grant_membership(both, actor=None, role=Role.SIGNATORY, board=mbo.board)
    grant_mandate(both, actor=None, board=mbo.board, function="bestuurder", document_reference="Besluit 1")
    with pytest.raises(PermissionDenied, match="one board only"):
        sign(agreement, actor_for(both, mbo.board))


@pytest.mark.usefixtures("blank_paper")
def test_nobody_agrees_with_a_text_for_two_boards(vmbo: Party, mbo: Party) -> None:
    both = person_with("Bea Beide", (Role.COORDINATOR, mbo.board), (Role.COORDINATOR, vmbo.board))
    agreement = play("agreement_filled").agreement
    agree_text(agreement, actor=actor_for(both, vmbo.board), seen_sha256="0" * 64)
    with pytest.raises(Refusal, match="one board only"):
        agree_text(agreement, actor=actor_for(both, mbo.board), seen_sha256="0" * 64)
    assert agree_text(agreement, actor=mbo.coordinator, seen_sha256="0" * 64)


# --- the page ------------------------------------------------------------------------------------


def test_the_page_says_which_tasks_go_to_whom(client_as: ClientAs, vmbo: Party, deputy: User) -> None:
    route = route_in("submitted")
    client, address = client_as(vmbo.director), reverse("workflows:absence")
    sent = {
        "role": "director",
        "substitute": str(deputy.pk),
        "first": TODAY.isoformat(),
        "last": (TODAY + WEEK).isoformat(),
    }
    wrong = client.post(address, sent | {"last": "2001-01-01"})
    assert wrong.status_code == 200
    assert wrong.context["form"].errors
    assert wrong.context["form"]["substitute"].value() == str(deputy.pk)

    assert client.post(address, sent).status_code == 302
    (own,) = client.get(address).context["own"]
    assert [task.record for task in own.tasks] == [route]
    theirs = client_as(actor_for(deputy, vmbo.board))
    (instead,) = theirs.get(address).context["substitutions"]
    assert [task.record for task in instead.tasks] == [route]
    assert str(route) in theirs.get(reverse("workflows:inbox")).content.decode()

    refuse = reverse("workflows:refuse_absence", args=[own.absence.pk])
    assert theirs.post(refuse, {"reason": ""}).status_code == 200
    assert theirs.post(refuse, {"reason": "Ik ben zelf op reis."}).status_code == 302
    page = client.get(address).content.decode()
    assert "Ik ben zelf op reis." in page
    assert str(route) in client.get(reverse("workflows:inbox")).content.decode()


def test_strangers_find_no_absence_of_others(client_as: ClientAs, vmbo: Party, mbo: Party, deputy: User) -> None:
    absence = away(vmbo.director, Role.DIRECTOR, deputy)
    for name in ("refuse_absence", "come_back"):
        address = reverse(f"workflows:{name}", args=[absence.pk])
        assert client_as(mbo.director).post(address, {"reason": "x"}).status_code == 404
        assert client_as(vmbo.coordinator).post(address, {"reason": "x"}).status_code == 404


def test_acting_costs_two_queries_and_one_more_for_a_substitute(
    vmbo: Party, deputy: User, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(2):  # type: ignore[operator]
        capacities(deputy)
    away(vmbo.director, Role.DIRECTOR, deputy)
    with django_assert_num_queries(3):  # type: ignore[operator]
        (acting,) = capacities(deputy)
    assert dict(acting.instead) == {Role.DIRECTOR: vmbo.director.user}
    assert Job.objects.filter(name="accounts.mail_absence").count() == 1
