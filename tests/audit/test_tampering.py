"""Whatever somebody with the whole database in hand does to history is found, and named; and nothing else is."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from audit import triggers
from audit.anchors import make_anchor, of_row
from audit.chain import Fault, check_chain
from audit.models import AuditAnchor
from audit.proof import Anchor, Witness
from audit.selectors import links
from audit.services import case_of, record
from audit.verifying import Outcome, verify
from tests.factories import Party

from .tampering import WAYS, Stage, Way

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage(vmbo: Party, mbo: Party, tmp_path: Path, settings: pytest.FixtureRequest) -> Iterator[Stage]:
    settings.MEDIA_ROOT = tmp_path / "files"  # type: ignore[attr-defined]
    users, real = (vmbo.coordinator.user, mbo.coordinator.user), timezone.now
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", lambda: real() - timedelta(days=1))
        for number in range(1, 7):
            for user, actor in zip(users, (vmbo.director, mbo.director), strict=True):
                record(
                    f"tests.event_{number}",
                    actor=actor,
                    case=user,
                    subject=user if number % 2 else vmbo.board,
                    reason=f"Reden {number}",
                    changes={"title": ("a", f"b{number}")},
                    sha256=f"{number}" * 64,
                )
    made = Stage(case_of(users[0]), case_of(users[1]), tmp_path / "kept")
    made.kept.mkdir()
    for anchor in (make_anchor(), make_anchor()):
        shutil.copy(default_storage.path(anchor.file), made.kept)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE" if connection.vendor == "postgresql" else "SELECT 1")
    triggers.remove(connection)
    yield made
    if connection.vendor == "sqlite":  # PostgreSQL takes it back with the rest of the test
        triggers.install(connection)


def found(folder: Path | None = None) -> set[tuple[str, int, str]]:
    return {fault[:3] for fault in verify(folder=folder).faults}


def test_there_are_enough_of_them() -> None:
    assert len({way.name for way in WAYS}) == len(WAYS) >= 40


def test_every_way_is_found_and_named(stage: Stage) -> None:
    """In one test, each undone afterwards: to make the anchors for every one would take minutes."""
    assert found() == found(stage.kept) == set(), "nothing happened yet"
    missed = []
    for way in WAYS:
        if way.engine in ("", connection.vendor):
            expected, told = _done(stage, way)
            if told != expected:
                missed.append((way.name, told, expected))
    assert not missed
    assert found() == set(), "and nothing is left of it"


def _done(stage: Stage, way: Way) -> tuple[set[tuple[str, int, str]], set[tuple[str, int, str]]]:
    """What should be found after it, and what is."""
    files = Path(default_storage.path(""))
    shutil.copytree(files, stage.kept.parent / "before")
    with transaction.atomic():
        expected = way.found(stage)
        way.do(stage)
        told = found(stage.kept if way.kept else None)
        transaction.set_rollback(True)
    shutil.rmtree(files)
    shutil.move(stage.kept.parent / "before", files)
    return expected, told


def test_a_thousand_random_ones_are_found(stage: Stage) -> None:
    """Any column of any event, any event out, any two exchanged: found in that case, at or before that place."""
    dice = random.Random(8785)
    rows = {(case, number): stage.row(case, number) for case in (stage.a, stage.b) for number in range(1, 7)}
    anchor = of_row(AuditAnchor.objects.get(number=1))
    for _round in range(1000):
        case, number = dice.choice(sorted(rows))
        name = dice.choice([*triggers.KEPT[3:], *triggers.ERASABLE])
        row = rows[case, number]
        what = dice.choice(("change", "delete", "exchange"))
        other = dice.choice([place for place in sorted(rows) if rows[place][name] != row[name]] or [(case, number)])
        if what == "delete" or other == (case, number):
            what, other = "delete", (case, number)
            stage.delete(case, number)
        elif what == "change":
            stage.change(case, number, **{name: rows[other][name]})
            other = (case, number)
        else:
            stage.exchange((case, number), other, name)
        faults = _faults(stage, anchor)
        assert (faults[0].case, faults[0].number) in {(case, number), other}, (what, case, number, name, other, faults)
        if what == "delete":
            _put_back(stage, row)
        else:
            for place in {(case, number), other}:
                stage.change(*place, **{name: rows[place][name]})
    assert _faults(stage, anchor) == []


def _faults(stage: Stage, anchor: Anchor) -> list[Fault]:
    """As `verify` looks, but without reading the anchors a thousand times."""
    outcome, witness = Outcome(), Witness()
    witness.believe(anchor)
    outcome.add(check_chain(witness.watch(links(stage.a, stage.b))))
    outcome.add([*witness.faults, *witness.missing((stage.a, stage.b))])
    return outcome.faults


def _put_back(stage: Stage, row: dict[str, object]) -> None:
    names, places = ", ".join(f'"{name}"' for name in row), ", ".join(["%s"] * len(row))
    stage.sql(f"INSERT INTO audit_auditevent ({names}) VALUES ({places})", *row.values())


@pytest.mark.parametrize("statement", ["UPDATE audit_auditanchor SET root = ''", "DELETE FROM audit_auditanchor"])
def test_the_database_keeps_anchors(statement: str, stage: Stage) -> None:
    triggers.install(connection)
    with pytest.raises(DatabaseError, match=triggers.REFUSAL), transaction.atomic():
        stage.sql(statement)
    triggers.remove(connection)
