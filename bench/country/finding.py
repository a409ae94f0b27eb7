"""The index of search, as `rebuild_search` would make it; but of each agreement eight short articles.

To write 40,000 agreements out takes hours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from workflows.search.entries import SOURCES, entry, of_article
from workflows.search.keeping import learn
from workflows.search.models import Kind, SearchEntry

from .cases import title
from .shape import NAMES, PEOPLE, PLACES, Shape, many

ARTICLES = (
    "overlegstructuur",
    "bekostiging",
    "examinering",
    "begeleiding",
    "stage",
    "klachten",
    "overstap",
    "personeel",
)
AT_ONCE = 200
"""As the index itself is made: of more records SQLite refuses the question for what belongs to them."""


def entries(shape: Shape) -> int:
    """Words to correct to are learned once, at the end."""
    words: set[str] = set()
    written = many(_heard(_entries(shape), words), SearchEntry)
    learn(words)
    return written


def _heard(made: Iterable[SearchEntry], words: set[str]) -> Iterator[SearchEntry]:
    for one in made:
        words.update(f"{one.names} {one.words}".split())
        yield one


def _entries(shape: Shape) -> Iterator[SearchEntry]:
    for kind, first, number in (
        ("board", shape.first_board, shape.boards),
        ("person", shape.first_person, shape.boards * PEOPLE),
        ("route", shape.first_route, shape.routes),
    ):
        for start in range(first, first + number, AT_ONCE):
            yield from SOURCES[kind][1](range(start, min(start + AT_ONCE, first + number)))
    yield from _of_agreements(shape)


def _of_agreements(shape: Shape) -> Iterator[SearchEntry]:
    for i, pk in shape.covered.items():
        yield entry(Kind.AGREEMENT, f"agreement:{pk}", f"{title(i)} (SOK-{pk:05d})", agreement_id=pk)
        for number, subject in enumerate(ARTICLES, 1):
            place, name = PLACES[(i + number) % 12], shape.chance.choice(NAMES)
            words = f"Partijen regelen de {subject} in {place} met {name}."
            yield of_article(pk, f"{number}", None, f"{number} Over de {subject}\n{words}")
