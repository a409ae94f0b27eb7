"""Pictures of cases: difference and replay are each other's inverse, and no field of a case can be forgotten."""

from __future__ import annotations

from io import StringIO
from typing import Any, NamedTuple

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, models, transaction
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Institution
from audit.models import CasePicture
from audit.pictures import Rows, applied, difference, parts_of, picture_of, replay
from audit.pictures.drift import untold
from audit.pictures.facts import facts_in, path_of, steps_of
from audit.pictures.registry import kinds, left_out
from audit.pictures.watch import Watch, watch_of
from audit.services import record, record_changes
from leerroutes.models import Route, RouteParty
from tests.factories import MBO, route_in

ROOMS = ("accounts", "leerroutes", "agreements", "workflows", "inspections")

values = st.booleans() | st.integers(-3, 3) | st.text(max_size=3) | st.lists(st.integers(0, 2), max_size=2)
pictures = st.dictionaries(st.text(max_size=3), values, max_size=6)


class Said(NamedTuple):
    number: int
    state: dict[str, list[Any]]


# --- Facts ---------------------------------------------------------------------------------------


@given(st.lists(pictures, max_size=6))
def test_replay_gives_every_picture_back(course: list[dict[str, Any]]) -> None:
    before, events = {}, []
    for number, after in enumerate(course, start=1):
        change = difference(before, after)
        assert applied(before, change) == after
        assert all(pair[0] is not None or pair[1] is not None for pair in change.values())
        events.append(Said(number, change))
        before = after
    for number, picture in enumerate(course, start=1):
        assert replay(events, number) == picture
    assert replay(events, 0) == {}


def test_true_is_not_one() -> None:
    assert difference({"a": 1}, {"a": True}) == {"a": [1, True]}


@given(st.lists(st.text(max_size=4), min_size=1, max_size=3))
def test_a_path_can_be_taken_apart(steps: list[str]) -> None:
    assert steps_of(path_of(*steps)) == steps


def test_a_mapping_has_a_path_for_each_key() -> None:
    told = dict(facts_in("data", {"a/b": {"c": [1]}, "empty": "", "none": None, "no": False}))
    assert told == {"data/a~1b/c": [1], "data/no": False}


# --- Nothing is forgotten ------------------------------------------------------------------------


def told_models() -> dict[type[models.Model], list[Rows]]:
    found: dict[type[models.Model], list[Rows]] = {}
    for kind in kinds():
        for part in parts_of(kind).values():
            if isinstance(part, Rows):
                found.setdefault(part.model, []).append(part)
    return found


def test_every_model_is_in_a_picture_or_left_out_with_a_reason() -> None:
    """A new model: register its rows in the `pictures.py` of its room, or say there why they are in none."""
    ours = {model for room in ROOMS if apps.is_installed(room) for model in apps.get_app_config(room).get_models()}
    assert not {str(model._meta) for model in ours - told_models().keys() - left_out().keys()}
    assert not {str(model._meta) for model in told_models().keys() & left_out().keys()}
    assert all(left_out().values())


def test_what_is_left_out_of_a_row_exists_and_has_a_reason() -> None:
    for model, parts in told_models().items():
        names = {field.name for field in [*model._meta.concrete_fields, *model._meta.many_to_many]}
        for rows in parts:
            assert rows.without.keys() <= names, model
            assert all(rows.without.values()), model


def test_no_bytes_and_no_secrets() -> None:
    for parts in told_models().values():
        for field in (field for rows in parts for field in rows.fields):
            assert not isinstance(field, models.FileField | models.BinaryField), field
    person = parts_of("user")[""]
    assert isinstance(person, Rows)
    assert {field.name for field in person.fields} == {"name", "email", "is_active", "date_joined", "erased"}
    assert not person.many


# --- What an event keeps -------------------------------------------------------------------------


def told(case: models.Model) -> dict[str, list[Any]]:
    """What an event would keep now."""
    event = record_changes("test.changed", case=case)
    return event.state if event else {}


@pytest.mark.django_db
def test_an_event_keeps_what_changed_since_the_one_before() -> None:
    route = Route.objects.get(pk=route_in("draft").pk)
    assert told(route) == {}
    RouteParty.objects.filter(route=route, board=MBO.board).update(contact=None)
    Route.objects.filter(pk=route.pk).update(name="Anders")
    assert told(route) == {
        "name": [route.name, "Anders"],
        f"parties/{MBO.board.pk}/contact": [f"user:{MBO.coordinator.user.pk}", None],
    }
    assert told(route) == {}
    assert not untold(f"route:{route.pk}")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "write",
    [
        "UPDATE leerroutes_route SET name = 'Buitenom'",
        " update \"leerroutes_route\" set name = 'Buitenom'",
        "WITH others AS (SELECT 1) UPDATE leerroutes_route SET name = 'Buitenom'",
    ],
)
def test_no_way_of_writing_passes_by(write: str) -> None:
    route = route_in("draft")
    with connection.cursor() as cursor:
        cursor.execute(write)
    assert told(route) == {"name": [route.name, "Buitenom"]}


@pytest.mark.django_db
def test_a_change_without_the_program_is_named_and_no_event_tells_it_as_somebodys() -> None:
    route = route_in("draft")
    told(route)
    watch_of().forget()
    Route.objects.filter(pk=route.pk).update(name="Stiekem")
    watch_of().forget()  # as in another process
    RouteParty.objects.filter(route=route, board=MBO.board).update(contact=None)
    assert "name" not in told(route)
    with pytest.raises(CommandError):
        call_command("verify_pictures", stdout=(out := StringIO()))
    assert f"route:{route.pk}, name: the events tell '{route.name}', the database says 'Stiekem'" in out.getvalue()


@pytest.mark.django_db
def test_what_is_rolled_back_is_told_when_it_comes_again() -> None:
    route = route_in("draft")
    Route.objects.filter(pk=route.pk).update(motivation="Eerst")
    with transaction.atomic():
        assert told(route)["motivation"][1] == "Eerst"
        transaction.set_rollback(True)
    assert told(route)["motivation"][1] == "Eerst"


@pytest.mark.django_db
def test_a_kind_without_pictures_keeps_none() -> None:
    assert record("test.told", actor=None, case=Institution.objects.all()[0]).state == {}


@pytest.mark.django_db
def test_a_lost_cache_is_drawn_again() -> None:
    route = route_in("draft")
    CasePicture.objects.filter(case=f"route:{route.pk}").delete()
    assert {path: pair[1] for path, pair in told(route).items()} == picture_of(f"route:{route.pk}")


@pytest.mark.django_db
def test_nothing_is_drawn_when_nothing_was_written(django_assert_num_queries: Any) -> None:
    route = route_in("draft")
    told(route)
    lock = connection.vendor == "postgresql"
    with django_assert_num_queries(2 + lock):  # the end of the chain, and the marks of the parts
        told(route)


def test_writes_in_other_tables_are_no_reason_to_draw() -> None:
    watch = Watch()
    watch(lambda *rest: None, 'INSERT INTO "leerroutes_route" ("name") VALUES (%s)', (), False, {})
    assert watch.wrote_in(["leerroutes_route"])
    assert not watch.wrote_in(["leerroutes_routeline"])
    assert not watch.wrote_in(["leerroutes_route"], since=watch.count)
    watch(lambda *rest: None, "MERGE INTO somewhere", (), False, {})
    assert watch.wrote_in(["leerroutes_routeline"])
    watch.forget()
    assert not watch.wrote_in(["leerroutes_route"])


@pytest.mark.django_db(transaction=True)
def test_after_a_commit_only_later_writes_count() -> None:
    route = route_in("draft")
    assert not watch_of().wrote_in(["leerroutes_route"])
    Route.objects.filter(pk=route.pk).update(name="Los van een gebeurtenis")
    assert watch_of().wrote_in(["leerroutes_route"])
