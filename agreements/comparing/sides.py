"""Two versions of an agreement, by name."""

from __future__ import annotations

from dataclasses import dataclass

from ..clauses.render import RenderedClause
from .articles import Article, compare


@dataclass(frozen=True)
class Side:
    """One of the two texts of a comparison."""

    key: str
    name: str
    sha256: str
    rendered: tuple[RenderedClause, ...]


@dataclass(frozen=True)
class Comparison:
    old: Side
    new: Side
    articles: tuple[Article, ...]

    @property
    def changed(self) -> list[Article]:
        return [article for article in self.articles if article.is_changed]

    @property
    def unchanged(self) -> list[Article]:
        return [article for article in self.articles if not article.is_changed]


def compared(old: Side, new: Side) -> Comparison:
    return Comparison(old, new, compare(old.rendered, new.rendered))
