"""A migration that adds a field changes every row, and no case: what it gave them is told once, and hides nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import models
from django.db.migrations import AddField, Migration
from django.utils import timezone

from audit.models import AuditEvent
from audit.pictures import Rows, parts_of
from audit.pictures.added import tell_added
from audit.pictures.drift import untold
from audit.pictures.watch import watch_of
from audit.services import record_changes
from leerroutes.models import RouteLine
from tests.factories import route_in

GIVEN = "Nog in te vullen"
pytestmark = pytest.mark.django_db


def plan(field: str, default: Any) -> list[tuple[Migration, bool]]:
    steps = [AddField("routeline", field, models.TextField(default=default))]
    return [(type("Migration", (Migration,), {"operations": steps})("0099_add", "leerroutes"), False)]


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A route told by a program that did not know this field of a line; afterwards every line has its default."""
    part = parts_of("route")["lines"]
    assert isinstance(part, Rows)
    with monkeypatch.context() as older:
        older.setitem(part.__dict__, "fields", [one for one in part.fields if one.name != "related_motivation"])
        route = route_in("submitted")
        RouteLine.objects.filter(route=route).update(related_motivation=GIVEN)
        record_changes("test.changed", case=route)
        watch_of().forget()
    return RouteLine.objects.filter(route=route)


def test_what_a_migration_gave_is_no_difference_and_everything_else_is(lines: Any) -> None:
    case = f"route:{lines[0].route_id}"
    path = f"lines/{lines[0].number}/related_motivation"
    assert untold(case)[path] == [None, GIVEN]  # nobody told of a migration
    tell_added(plan("related_motivation", timezone.now))
    assert untold(case)[path] == [None, GIVEN]  # nobody knows what it gave
    tell_added(plan("related_motivation", GIVEN))
    assert not untold(case)
    assert AuditEvent.objects.get(action="audit.fields_added").data == {
        "fields": [["route", "lines", "related_motivation", GIVEN]]
    }
    lines.filter(pk=lines[0].pk).update(related_motivation="Anders")
    watch_of().forget()
    assert untold(case) == {path: [None, "Anders"]}
    lines.update(related_motivation=GIVEN, leerweg="")
    watch_of().forget()
    assert untold(case).keys() == {f"lines/{line.number}/leerweg" for line in lines}


def test_once_an_event_drew_it_the_default_is_a_value_like_any_other(lines: Any) -> None:
    tell_added(plan("related_motivation", GIVEN))
    route, path = lines[0].route, f"lines/{lines[0].number}/related_motivation"
    lines.update(related_motivation="")
    assert record_changes("test.changed", case=route) is None  # it was not told, and it is not there
    lines.filter(pk=lines[0].pk).update(leerweg="GL")
    assert record_changes("test.changed", case=route)
    lines.filter(pk=lines[0].pk).update(related_motivation=GIVEN)
    watch_of().forget()
    assert untold(f"route:{route.pk}") == {path: [None, GIVEN]}


def test_a_new_installation_and_an_undone_migration_tell_nothing() -> None:
    """The database of this test was migrated from nothing, and has events of the people in it."""
    tell_added([(migration, True) for migration, _undone in plan("related_motivation", GIVEN)])
    tell_added(plan("no_such_field", GIVEN))
    assert AuditEvent.objects.exists()
    assert not AuditEvent.objects.filter(action="audit.fields_added").exists()
