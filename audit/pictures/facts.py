"""A case as flat facts: `path → JSON value`. What is empty is not there, so a fact is never None. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any, Protocol

Picture = dict[str, Any]
"""`lines/2/level` → `mbo4`. Steps are parted by a slash; in a step it is written `~1`, and a tilde `~0` (RFC 6901)."""

Difference = dict[str, list[Any]]
"""Path → what it was, and what it became. None: it was not there."""

EMPTY: tuple[Any, ...] = (None, "", [], {})


class Told(Protocol):
    """An event, as far as a replay needs it."""

    @property
    def number(self) -> int: ...

    @property
    def state(self) -> Mapping[str, list[Any]]: ...


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> Difference:
    """What must be told of `before` to get `after`."""
    paths = sorted(before.keys() | after.keys())
    return {path: [before.get(path), after.get(path)] for path in paths if not same(before.get(path), after.get(path))}


def same(one: Any, other: Any) -> bool:
    """1 and True are different facts."""
    return bool(one == other) and isinstance(one, bool) == isinstance(other, bool)


def applied(picture: Mapping[str, Any], change: Mapping[str, list[Any]]) -> Picture:
    """The picture after this difference."""
    after = {**picture, **{path: new for path, (_old, new) in change.items()}}
    return {path: value for path, value in after.items() if value is not None}


def replay(events: Iterable[Told], until: int | None = None) -> Picture:
    """The case as it was after the event with this number; after the last one when none is given.

    `events` are those of one case, in their order.
    """
    facts: Picture = {}
    for event in events:
        if until is not None and event.number > until:
            break
        facts.update((path, new) for path, (_old, new) in event.state.items())
    return {path: value for path, value in facts.items() if value is not None}


def path_of(*steps: object) -> str:
    return "/".join(str(step).replace("~", "~0").replace("/", "~1") for step in steps)


def steps_of(path: str) -> list[str]:
    return [step.replace("~1", "/").replace("~0", "~") for step in path.split("/")]


def facts_in(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    """A value as facts: a mapping becomes a path for each of its keys, a list stays one value."""
    if isinstance(value, Mapping) and value:
        for key, inner in value.items():
            yield from facts_in(f"{path}/{path_of(key)}", inner)
    elif (plain := as_json(value)) not in EMPTY:
        yield path, plain


def as_json(value: Any) -> Any:
    """As it is kept: dates and numbers with decimals as texts, moments in UTC."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [as_json(one) for one in value]
    if isinstance(value, Mapping):
        return {str(key): as_json(one) for key, one in value.items()}
    if value is None or isinstance(value, bool | int):
        return value
    return str(value)
