"""An inspector sees what an access of today opens, and exactly that."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.actors import Actor, actor_for
from accounts.roles import Role
from agreements import policies as archive
from agreements import policies_lane, services
from agreements.policies_files import frozen_texts_visible_to
from agreements.states import Audience
from audit.models import AuditEvent
from leerroutes.errors import RouteError
from leerroutes.models import InspectionAccess, Release, Route, Scope
from leerroutes.policies import visible_to
from leerroutes.services import end_access, grant_access, release_to_inspectors, revoke_release
from tests.conftest import ClientAs
from tests.factories import MBO, VMBO, Party, agreement_in, person_with, route_in, with_document
from workflows.demo.cases import CASES

pytestmark = pytest.mark.django_db

TODAY = localdate
PERRON = CASES["perron"]


@pytest.fixture
def visitor(db: None) -> Actor:
    """An inspector to whom nobody gave access yet."""
    return actor_for(person_with("Ines Pecteur", (Role.INSPECTOR, None)))


def give(visitor: Actor, admin: Actor, scope: Scope = Scope.ALL, days: int = 10, **target: object) -> InspectionAccess:
    period = {"valid_from": TODAY(), "valid_until": TODAY() + timedelta(days=days)}
    return grant_access(visitor.user, actor=admin, scope=scope, purpose="Een bezoek.", **period, **target)  # type: ignore[arg-type]


def test_without_access_an_inspector_sees_nothing(visitor: Actor, client_as: ClientAs) -> None:
    route, agreement = route_in("submitted"), agreement_in("in_force")
    browser = client_as(visitor)
    assert not visible_to(visitor)
    assert not archive.visible_to(visitor)
    assert not archive.documents_visible_to(visitor)
    assert browser.get(route.get_absolute_url()).status_code == 404
    assert browser.get(agreement.get_absolute_url()).status_code == 404
    page = browser.get(reverse("inspections:accesses"), headers={"accept-language": "en"})
    assert "You have no access yet" in page.content.decode()


def test_each_scope_opens_exactly_what_it_names(visitor: Actor, administrator: Actor, client_as: ClientAs) -> None:
    """Lists, pages and files agree. The other case is of other boards, in other provinces."""
    mine, other = agreement_in("in_force"), agreement_in("out_for_signature", PERRON)
    with_document(other)
    route = Route.objects.get(covering__agreement=mine)
    assert not Route.objects.get(covering__agreement=other).parties.filter(board=VMBO.board)
    for scope, target in (
        (Scope.ROUTE, {"route": route}),
        (Scope.BOARD, {"board": MBO.board}),
        (Scope.REGION, {"province": "ZH"}),
    ):
        with transaction.atomic():
            give(visitor, administrator, scope, **target)
            assert set(visible_to(visitor)) == {route}
            assert set(archive.visible_to(visitor)) == {mine}
            assert {one.agreement for one in archive.documents_visible_to(visitor)} == {mine}
            assert {one.agreement for one in frozen_texts_visible_to(visitor)} <= {mine}
            browser = client_as(visitor)
            listed = browser.get(reverse("leerroutes:list")).content.decode()
            assert route.number in listed
            assert browser.get(other.get_absolute_url()).status_code == 404
            foreign = other.documents.get(kind="agreement")
            assert browser.get(reverse("agreements:document", args=[foreign.pk])).status_code == 404
            assert browser.get(route.get_absolute_url()).status_code == 200
            transaction.set_rollback(True)
    give(visitor, administrator)
    assert set(archive.visible_to(visitor)) == {mine, other}


def test_it_holds_from_its_first_day_to_its_last(
    visitor: Actor, administrator: Actor, on_day: Callable[[date], None]
) -> None:
    route_in("submitted")
    give(visitor, administrator, days=3)
    for days, sees in ((0, True), (3, True), (4, False)):
        on_day(TODAY() + timedelta(days=days) if not days else date.today() + timedelta(days=days))
        assert visible_to(visitor).exists() is sees


def test_boards_and_inspector_are_told_and_the_ledger_knows(
    visitor: Actor, administrator: Actor, vmbo: Party, run_jobs: Callable[..., list[str]], client_as: ClientAs
) -> None:
    access = give(visitor, administrator, Scope.BOARD, board=vmbo.board)
    run_jobs("inspections.announce", "inspections.mail_access")
    assert {to for one in mail.outbox for to in one.to} == {visitor.user.email, vmbo.director.user.email}
    assert "Een bezoek." in mail.outbox[0].body
    told = AuditEvent.objects.filter(action="leerroutes.inspection_access_granted")
    assert {event.case for event in told} >= {f"user:{visitor.user.pk}", f"board:{vmbo.board.pk}"}
    page = reverse("inspections:accesses")
    assert str(visitor.user) in client_as(vmbo.coordinator).get(page).content.decode()
    assert str(visitor.user) not in client_as(Party("perron").director).get(page).content.decode()
    end_access(access, actor=administrator, reason="Het bezoek is voorbij.")
    run_jobs("inspections.announce", "inspections.mail_access")
    assert "Het bezoek is voorbij." in mail.outbox[-1].body
    assert not visible_to(visitor).exists()


def test_only_administrators_give_and_end_it(
    visitor: Actor, administrator: Actor, cast: dict[str, Actor], in_english: None
) -> None:
    access = give(visitor, administrator)
    for name, actor in cast.items():
        if name != "administrator":
            with pytest.raises(PermissionDenied, match="Only an administrator"):
                give(visitor, actor)
            with pytest.raises(PermissionDenied, match="Only an administrator"):
                end_access(access, actor=actor, reason="Zo.")


def test_nobody_gives_access_to_themselves_nor_to_who_is_no_inspector(
    administrator: Actor, vmbo: Party, in_english: None
) -> None:
    both = actor_for(person_with("Dubbel Rol", (Role.INSPECTOR, None), (Role.ADMINISTRATOR, None)))
    with pytest.raises(RouteError, match="themselves"):
        give(both, both)
    with pytest.raises(RouteError, match="is no inspector"):
        give(vmbo.director, administrator)
    with pytest.raises(RouteError, match="before the first day"):
        give(both, administrator, days=-1)


def test_what_is_over_does_not_end_again(visitor: Actor, administrator: Actor, in_english: None) -> None:
    access = give(visitor, administrator)
    with pytest.raises(RouteError, match="Write why"):
        end_access(access, actor=administrator, reason=" ")
    with pytest.raises(RouteError, match="has this access already"):
        give(visitor, administrator, days=2)
    end_access(access, actor=administrator, reason="Klaar.")
    with pytest.raises(RouteError, match="already ends"):
        end_access(access, actor=administrator, reason="Klaar.")


@pytest.mark.parametrize("target", [{}, {"province": "ZH"}, {"scope": "region"}, {"purpose": ""}])
def test_the_database_wants_exactly_one_target(visitor: Actor, target: dict[str, str]) -> None:
    values = {"scope": "board", "purpose": "x", "valid_until": TODAY()} | target
    with pytest.raises(IntegrityError), transaction.atomic():
        InspectionAccess.objects.create(inspector=visitor.user, **values)


# --- What boards keep closed -----------------------------------------------------------------------


def release(route: Route, party: Party, days: int = 5) -> Release:
    return release_to_inspectors(route, actor=party.director, until=TODAY() + timedelta(days=days), reason="Openheid.")


def test_a_lane_opens_with_its_own_board_and_what_is_shared_with_all(
    inspector: Actor, vmbo: Party, mbo: Party, client_as: ClientAs
) -> None:
    agreement = agreement_in("filled")
    route = Route.objects.get(covering__agreement=agreement)
    at = {"code": "kwaliteit", "route": None}
    for party in (vmbo, mbo):
        for audience in Audience:
            services.comment(
                agreement, actor=party.coordinator, audience=audience, body=f"{party.slug} {audience}", **at
            )
    kept = {"based_on": 1, "seen_version": 0, "data": {"owner": "GEHEIM van Spinoza"}}
    services.keep_draft(agreement, actor=vmbo.coordinator, **kept, **at)
    assert not policies_lane.comments_visible_to(inspector)
    release(route, vmbo)
    assert not archive.visible_to(inspector).filter(pk=agreement.pk)  # never complete, and not opened by all
    release(route, mbo)
    assert archive.visible_to(inspector).filter(pk=agreement.pk)
    assert policies_lane.comments_visible_to(inspector).count() == 4
    assert [draft.board for draft in policies_lane.drafts_visible_to(inspector)] == [vmbo.board]
    address = reverse("inspections:release", args=[route.pk])
    assert "GEHEIM van Spinoza" in client_as(inspector).get(address).content.decode()
    revoke_release(route, actor=mbo.director)
    assert not archive.visible_to(inspector).filter(pk=agreement.pk)
    assert AuditEvent.objects.filter(action="leerroutes.release_revoked").exists()


def test_in_a_complete_text_each_lane_opens_alone(inspector: Actor, vmbo: Party, mbo: Party) -> None:
    agreement = agreement_in("complete")
    at = {"code": "kwaliteit", "route": None}
    for party in (vmbo, mbo):
        services.comment(agreement, actor=party.coordinator, audience=Audience.OWN_BOARD, body=party.slug, **at)
    release(Route.objects.get(covering__agreement=agreement), vmbo)
    assert [said.board for said in policies_lane.comments_visible_to(inspector)] == [vmbo.board]
    assert [said.board for said in policies_lane.comments_visible_to(inspector, agreement)] == [vmbo.board]


def test_of_an_agreement_that_was_found_as_much_is_open(inspector: Actor, vmbo: Party) -> None:
    """Not asking again whether it is visible opens nothing else, and nothing of another agreement."""
    agreement, other = agreement_in("complete"), agreement_in("signed")
    for actor in (inspector, vmbo.coordinator):
        for rows in (archive.documents_visible_to, frozen_texts_visible_to, policies_lane.comments_visible_to):
            for one in (agreement, other):
                assert set(rows(actor, one)) == set(rows(actor).filter(agreement=one))
    assert frozen_texts_visible_to(inspector, other)
    assert not frozen_texts_visible_to(inspector, agreement)


def test_a_release_ends_with_its_day(inspector: Actor, on_day: Callable[[date], None]) -> None:
    route = route_in("draft")
    for party in (VMBO, MBO):
        release(route, party, days=2)
    assert route in visible_to(inspector)
    on_day(TODAY() + timedelta(days=3))
    assert route not in visible_to(inspector)


def test_only_a_director_of_the_board_opens_its_drafts(cast: dict[str, Actor]) -> None:
    route = route_in("submitted")
    for name, actor in cast.items():
        if name not in ("vmbo_director", "mbo_director", "twin_mbo"):
            with pytest.raises(PermissionDenied):
                release_to_inspectors(route, actor=actor, until=TODAY(), reason="Zo.")


def test_what_is_open_is_not_opened_twice_and_what_is_closed_not_closed(vmbo: Party, in_english: None) -> None:
    route = route_in("submitted")
    release(route, vmbo)
    with pytest.raises(RouteError, match="already"):
        release(route, vmbo)
    release(route, vmbo, days=9)
    assert Release.objects.on().filter(route=route).count() == 1
    revoke_release(route, actor=vmbo.director)
    with pytest.raises(RouteError, match="Nothing of your board"):
        revoke_release(route, actor=vmbo.director)
