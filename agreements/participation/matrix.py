"""What the table makes of one agreement for one board, and where a board asked something else than that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..states import Right
from .topics import TOPICS, Content, Topic

Place = int | str
"""A body by its key; or a kind of body of which the board has none on record."""

Asked = Mapping[Place, Mapping[str, Right]]
"""Place → code of a topic (or free words) → the right it is asked under."""


@dataclass(frozen=True)
class Entitlement:
    """What the law gives this body a say in, for this agreement."""

    place: Place
    topics: tuple[Topic, ...]

    @property
    def asked(self) -> dict[str, Right]:
        return {topic.code: topic.right for topic in self.topics}

    @property
    def is_missing(self) -> bool:
        """The board has no such body on record."""
        return isinstance(self.place, str)


@dataclass(frozen=True)
class Departure:
    """A board asks this body something else than the table proposes. It needs a written reason."""

    place: Place
    proposed: dict[str, Right]
    asked: dict[str, Right]


def entitlements(content: Content, bodies: Iterable[tuple[int, str]]) -> list[Entitlement]:
    """The proposed matrix: per body (key and kind) its topics; and per missing kind what nobody can be asked."""
    known = list(bodies)
    by_kind: dict[str, list[Topic]] = {}
    for topic in TOPICS:
        if topic.applies(content):
            by_kind.setdefault(topic.kind.value, []).append(topic)
    found = [Entitlement(key, tuple(by_kind.get(kind, ()))) for key, kind in known]
    there = {kind for _key, kind in known}
    return found + [Entitlement(kind, tuple(topics)) for kind, topics in by_kind.items() if kind not in there]


def departures(proposed: Iterable[Entitlement], asked: Asked) -> list[Departure]:
    """Where what is asked differs: left out, added, or under another right."""
    found = []
    for entitlement in proposed:
        given = dict(asked.get(entitlement.place, {}))
        if given != entitlement.asked:
            found.append(Departure(entitlement.place, entitlement.asked, given))
    return found
