"""A case as it was: any moment, two side by side, for who may read the case and nobody else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localdate

from accounts.actors import Actor
from accounts.models import Membership
from accounts.roles import PERMISSIONS, RIGHTS_IN_WORDS, Role
from accounts.services import end_membership
from agreements.models import Agreement, Proposal
from agreements.services import comment, save_clause
from agreements.states import Audience
from audit.erasing import erase_content
from audit.models import AuditEvent
from audit.pictures import Rows, parts_of, picture_of, replay
from audit.pictures.drift import untold
from audit.pictures.history import history_of
from audit.pictures.registry import kinds
from audit.wording import FIELDS
from leerroutes.models import Route
from leerroutes.services import change_route
from tests.conftest import ClientAs
from tests.factories import MBO, VMBO, agreement_in, cooperation_in, play, route_in
from workflows.demo.cases import PAIR
from workflows.demo.play import Playing
from workflows.then.labels import FIELD_LABELS, PARTS
from workflows.then.moments import NoSuchMoment, moment_of
from workflows.then.rights import holders_at

pytestmark = pytest.mark.django_db


def renamed(route: Route, name: str) -> Route:
    return change_route(
        route,
        actor=VMBO.coordinator,
        seen_version=route.version,
        content={"name": name},
        institutions=list(route.institutions.all()),
        contacts={},
    )


def page(client: Any, case: Any, **asked: Any) -> str:
    answer = client.get(reverse(f"workflows:{case._meta.model_name}_then", args=[case.pk]), asked)
    assert answer.status_code == 200
    return str(answer.content.decode())


# --- Any moment ----------------------------------------------------------------------------------


def test_every_moment_on_the_way_is_what_it_was() -> None:
    """What the rows said after each step, kept while playing, is what a replay of the events until then gives."""
    kept: dict[tuple[str, int], dict[str, Any]] = {}
    for _step in Playing(PAIR).play():
        for case in AuditEvent.objects.order_by().values_list("case", flat=True).distinct():
            if case.split(":")[0] in kinds():
                kept[case, AuditEvent.objects.filter(case=case).count()] = picture_of(case)
    assert len(kept) > 35
    for (case, number), picture in kept.items():
        assert replay(AuditEvent.objects.filter(case=case).order_by("number"), number) == picture, (case, number)


def test_the_page_shows_each_moment(client_as: ClientAs) -> None:
    route = route_in("draft")
    old, number = route.name, AuditEvent.objects.filter(case=f"route:{route.pk}").count()
    renamed(route, "Koken en bakken")
    client = client_as(MBO.director)
    assert "Koken en bakken" in page(client, route).split("<h2", 2)[2]
    then = page(client, route, op=number).split("<h2", 2)[2]
    assert old in then
    assert "Koken en bakken" not in then
    both = page(client, route, van=number, tot=number + 1)
    assert f"<span>{old}</span>" in both
    assert "<span>Koken en bakken</span>" in both
    assert page(client, route, van=number + 1, tot=number).count("<span>Koken en bakken</span>") == 1


def test_a_moment_is_a_time_in_a_zone() -> None:
    route = route_in("draft")
    history = history_of(f"route:{route.pk}")
    last = history[-1].at
    assert moment_of(history, last.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f"), "UTC").number == len(history)
    assert moment_of(history, (last - timedelta(days=400)).isoformat()).number == 0
    assert moment_of(history, "2026-08-01T12:00").at == datetime(2026, 8, 1, 10, tzinfo=UTC)
    for nonsense in ("0", str(len(history) + 1), "gisteren", "2026-13-01", "²", "9" * 40):
        with pytest.raises(NoSuchMoment):
            moment_of(history, nonsense)


def test_what_cannot_be_a_moment_is_said(client_as: ClientAs) -> None:
    route = route_in("draft")
    answer = client_as(VMBO.director).get(reverse("workflows:route_then", args=[route.pk]), {"op": "gisteren"})
    assert answer.status_code == 400
    assert "2026-08-01T12:00" in answer.content.decode()


# --- Articles ------------------------------------------------------------------------------------


def test_an_article_has_its_words_and_where_boards_stood(client_as: ClientAs) -> None:
    agreement = agreement_in("filled")
    text = agreement.clauses.get(code="kwaliteit", route=None)
    number = AuditEvent.objects.filter(case=f"agreement:{agreement.pk}").count()
    save_clause(
        agreement,
        actor=MBO.coordinator,
        code=text.code,
        route=None,
        seen_version=text.version,
        data=text.data | {"owner": "De stuurgroep van morgen"},
    )
    client = client_as(VMBO.coordinator)
    assert "De stuurgroep van morgen" not in page(client, agreement, op=number)
    both = page(client, agreement, van=number, tot=number + 1)
    assert "De stuurgroep van morgen" in both
    everything = page(client, agreement, van=1, tot="")
    assert "steering_group" not in everything  # answers read as the form asked them
    assert "Stuurgroep" in everything
    Proposal.objects.filter(agreement=agreement).update(text="Andere woorden, buitenom opgeschreven")
    assert "buitenom" not in page(client, agreement)


# --- Who could do what ---------------------------------------------------------------------------


def test_rights_are_those_of_the_day(client_as: ClientAs) -> None:
    route = route_in("draft")
    board, director = f"board:{VMBO.board.pk}", f"user:{VMBO.director.user.pk}"
    before = AuditEvent.objects.latest("pk").at
    membership = Membership.objects.get(user=VMBO.director.user, board=VMBO.board, role=Role.DIRECTOR)
    end_membership(membership, actor=None, last_day=localdate() - timedelta(days=1))
    after = AuditEvent.objects.latest("pk").at
    held = {one.person: one.rights for one in holders_at([board], before)[board]}
    assert "approve_routes" in held[director]
    assert director not in {one.person for one in holders_at([board], after)[board]}
    client = client_as(MBO.director)
    assert str(VMBO.director.user) not in page(client, route, op=after.isoformat())
    both = page(client, route, van=before.isoformat(), tot=after.isoformat())
    assert str(VMBO.director.user) in both


# --- Who reads it --------------------------------------------------------------------------------


def test_strangers_find_nothing(client_as: ClientAs, outsider: Actor) -> None:
    for case in (route_in("draft"), agreement_in("draft"), cooperation_in("asked")):
        address = reverse(f"workflows:{case._meta.model_name}_then", args=[case.pk])
        assert client_as(outsider).get(address).status_code == 404


def test_what_a_board_keeps_to_itself_is_in_no_picture(client_as: ClientAs) -> None:
    agreement = agreement_in("filled")
    said: dict[str, Any] = {"actor": VMBO.coordinator, "code": "partijen", "route": None}
    comment(agreement, audience=Audience.OWN_BOARD, body="Onder ons gezegd", **said)
    comment(agreement, audience=Audience.EVERYBODY, body="Aan alle partijen", **said)
    shown = page(client_as(MBO.coordinator), agreement)
    assert "Aan alle partijen" in shown
    assert "Onder ons gezegd" not in page(client_as(VMBO.coordinator), agreement) + shown


# --- What was erased -----------------------------------------------------------------------------


def test_what_was_erased_shows_as_erased(client_as: ClientAs) -> None:
    route = renamed(route_in("draft"), "Zorg met Jan Jansen")
    event = AuditEvent.objects.filter(case=f"route:{route.pk}").latest("number")
    route = renamed(route, "Zorg en welzijn")
    erase_content(event, actor=None, reason="Er stond een naam in.")
    erase_content(AuditEvent.objects.filter(case=event.case).order_by("-number")[1], actor=None, reason="Ook hier.")
    shown = page(client_as(VMBO.director), route, op=event.number).split("<h2", 2)[2]
    assert "Jan Jansen" not in shown
    assert "gewist" in shown or "erased" in shown
    assert not untold(event.case)
    renamed(route, "Zorg voor later")
    assert "Zorg voor later" in page(client_as(VMBO.director), route)
    assert not untold(event.case)


# --- Words, and what it costs --------------------------------------------------------------------


def test_every_field_and_right_has_a_name_for_people() -> None:
    for kind in ("route", "agreement", "cooperation"):
        for name, part in parts_of(kind).items():
            assert name in PARTS, name
            fields = [*part.fields, *part.many] if isinstance(part, Rows) else []
            bare = {one.name for one in fields if not isinstance(one.verbose_name, Promise)}
            assert bare <= {*FIELD_LABELS, *FIELDS}, name
    assert FIELD_LABELS.keys() >= {"task", "since", "board", "consultation", "registration"}
    assert set(PERMISSIONS) <= RIGHTS_IN_WORDS.keys()


def test_it_costs_as_much_for_many_events_as_for_few(client_as: ClientAs, django_assert_max_num_queries: Any) -> None:
    counts = []
    for state in ("agreement_filled", "complete"):
        agreement = Agreement.objects.get(pk=play(state).agreement.pk)
        client = client_as(VMBO.coordinator)
        page(client, agreement)
        with django_assert_max_num_queries(25) as asked:
            page(client, agreement, van=1, tot="")
        counts.append(len(asked))
    assert counts[0] >= counts[1] - 2
