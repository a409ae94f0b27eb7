"""Cases that are played once per run, and put back as rows for whoever asks for the same case again.

Playing a case to its signature takes a second, and a thousand tests begin with one. The first that asks has it played
by the services; the rows this left are remembered, and the next test gets these very rows, with the same keys. That is
right only when the test stands where the first one stood: on the same day, in the same language, with the same things
patched, having written nothing but other kept cases (and sessions). Whoever stands elsewhere has the case played.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import pytest
from django.db import connection
from django.utils import timezone, translation

from tests.rows import Differences, Rows, differences, everything, make

P, M = ParamSpec("P"), TypeVar("M")

Trail = tuple[str, ...] | None
"""The kept cases in the database, in order; None when anything else was written there."""

READING = ("SELECT", "EXPLAIN", "PRAGMA", "RELEASE", "BEGIN")
LOGGING_IN = ('"django_session"', '"usersessions_usersession"', 'UPDATE "accounts_user" SET "last_login"')
"""No case depends on who logged in."""


@dataclass
class Keeper:
    """Knows what is in the database of this test, and which cases were played before."""

    trail: Trail = None
    at_savepoint: dict[str, Trail] = field(default_factory=dict)
    patches: pytest.MonkeyPatch | None = None
    cases: dict[tuple[Any, ...], tuple[Differences, Any]] = field(default_factory=dict)
    world: Rows = field(default_factory=dict)
    played: int = 0
    put_back: int = 0

    def begin(self, *, alone: bool) -> None:
        """A test begins, with the world and nothing else; unless it stands on the stage of its module.

        `alone`: what it writes is rolled back, and no other thread or process writes along.
        """
        self.patches = None
        self._watch()
        if not connection.in_atomic_block:
            self.trail = () if alone else None
            self.at_savepoint.clear()

    def _watch(self) -> None:
        """Since a browser runs, its event loop stands in this thread, and Django has another connection for it."""
        if self not in connection.execute_wrappers:
            connection.execute_wrappers.append(self)

    def remember_the_world(self) -> None:
        self.world = everything()

    def restore_the_world(self) -> None:
        """After a test that committed: the same rows under the same keys, so that what is kept still fits."""
        make(differences(everything(), self.world))
        self.trail = None

    def __call__(self, execute: Callable[..., Any], sql: Any, *rest: Any) -> Any:
        """Watch every statement, as an execute wrapper of Django's."""
        statement = str(sql)
        if not statement.startswith(READING):
            self._note(statement)
        return execute(sql, *rest)

    def _note(self, statement: str) -> None:
        name = statement.split()[-1]
        if statement.startswith("SAVEPOINT"):
            self.at_savepoint[name] = self.trail
        elif statement.startswith("ROLLBACK TO SAVEPOINT"):
            self.trail = self.at_savepoint.get(name)
        elif not any(words in statement for words in LOGGING_IN):
            self.trail = None

    def patched(self) -> str | None:
        """What this test changed of the code, and into what; None when nobody can tell. The clock is in the key."""
        patches = self.patches._setattr if self.patches else []
        changed = [(target, name) for target, name, _old in patches if target is not timezone]
        values = [(repr(target), name, getattr(target, name, None)) for target, name in changed]
        if any(getattr(value, "__closure__", None) for *_place, value in values):
            return None
        return repr([(*place, getattr(value, "__code__", value)) for *place, value in values])


keeper = Keeper()


def played_once(build: Callable[P, M]) -> Callable[P, M]:
    """For a function whose whole effect is rows, and that returns the record (the play, or many records) it made."""

    @wraps(build)
    def once(*args: P.args, **kwargs: P.kwargs) -> M:
        begun, patched = keeper.trail, keeper.patched()
        if begun is None or patched is None or not connection.in_atomic_block:
            return build(*args, **kwargs)
        deed = f"{build.__name__} {args!r} {kwargs!r}"
        key = (begun, deed, timezone.localdate(), translation.get_language(), patched)
        if key in keeper.cases:
            rows, made = keeper.cases[key]
            make(rows)
            keeper.put_back += 1
        else:
            before = everything()
            made = build(*args, **kwargs)
            keeper.cases[key] = (differences(before, everything()), made)
            keeper.played += 1
        keeper.trail = (*begun, deed)
        return _fresh(made)

    return once


def _fresh(made: Any) -> Any:
    """Read anew: the one that is remembered belongs to another test."""
    if isinstance(made, dict):
        return {name: _fresh(one) for name, one in made.items()}
    if isinstance(made, int):
        return made
    if hasattr(made, "_meta"):
        return type(made)._base_manager.get(pk=made.pk)
    again = type(made)(made.case)
    for name in ("route", "agreement"):
        if hasattr(made, name):
            setattr(again, name, _fresh(getattr(made, name)))
    return again
