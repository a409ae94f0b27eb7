"""From answers to articles. The same answers always give the same words, and every answer is escaped."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.utils.safestring import SafeString

from . import blocks, library, tokens
from .blocks import Blocks, Paragraph, Table
from .called import called
from .context import AgreementFacts, RouteTextFacts
from .fill import fill
from .numbering import Numbering, numbering_of
from .shapes import Clause, Library, Lid
from .values import Gap, Scope, gaps
from .wording import model_of_body, modelled, worded
from .words import Words

DataKey = tuple[str, int | None]
"""The code of a clause, and the route when the answers belong to one."""


@dataclass(frozen=True)
class RenderedLid:
    number: str
    blocks: Blocks

    @property
    def html(self) -> SafeString:
        return blocks.to_html(self.blocks)

    @cached_property
    def text(self) -> str:
        """Asked for by the digest of the article, that of the whole text, and who looks for open places."""
        return blocks.to_text(self.blocks)

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Table))


@dataclass(frozen=True)
class RenderedClause:
    code: str
    number: str
    """The number of the article, of the section in an annex, or nothing for the opening."""
    title: Words
    leden: tuple[RenderedLid, ...]
    gaps: tuple[Gap, ...]
    route_id: int | None = None


def render_clause(
    clause: Clause,
    data: Mapping[str, Any],
    facts: AgreementFacts,
    route: RouteTextFacts | None = None,
    shelf: Library | None = None,
) -> RenderedClause:
    """One article; with a route, the section about that route in its annex. The shelf says which articles there are."""
    return _rendered(clause, data, facts, route, numbering_of(shelf or library.load(clause.version), facts))


def _rendered(
    clause: Clause, data: Mapping[str, Any], facts: AgreementFacts, route: RouteTextFacts | None, numbering: Numbering
) -> RenderedClause:
    clause = worded(called(modelled(clause, data), facts), data)
    missing, route_id = gaps(clause, data, facts, route), route.id if route else None
    leden = _leden(Scope(clause, data, facts, route), numbering.articles, missing)
    gaps_in_it = (*missing, *_missing_law(clause, facts))
    return RenderedClause(clause.code, numbering.of(clause, route), clause.title, leden, gaps_in_it, route_id)


def _leden(scope: Scope, numbers: Mapping[str, str], missing: Iterable[Gap]) -> tuple[RenderedLid, ...]:
    shown = [lid for lid in (scope.clause.annex if scope.route else scope.clause.leden) if scope.holds(lid.when)]
    made = [fill(lid.text, scope, numbers) for lid in shown]
    counted = scope.clause.numbered and len(made) > 1
    leden = [RenderedLid(str(place) if counted else "", one) for place, one in enumerate(made, start=1)]
    rest = _unplaced(shown, missing)
    return (*leden, RenderedLid("", rest)) if rest else tuple(leden)


def _unplaced(shown: Iterable[Lid], missing: Iterable[Gap]) -> Blocks:
    """Gaps that no sentence shows, because the sentence itself waits for the answer."""
    placed = {name for lid in shown for name in tokens.names(lid.text)}
    waiting = [gap for gap in missing if gap.field not in placed]
    return tuple(Paragraph((blocks.gap(gap.label.nl),)) for gap in waiting)


def _missing_law(clause: Clause, facts: AgreementFacts) -> tuple[Gap, ...]:
    unknown = (topic for topic in clause.topics if not facts.law.get(topic))
    return tuple(Gap("wet", Words(f"wetsartikel {topic}", f"article of law {topic}")) for topic in unknown)


def render_agreement(
    shelf: Library, data: Mapping[DataKey, Mapping[str, Any]], facts: AgreementFacts
) -> tuple[RenderedClause, ...]:
    """The whole agreement: the articles, then the annex of every route."""
    numbering = numbering_of(shelf, facts)
    clauses, routes = numbering.clauses, [route.id for route in facts.routes]
    articles = [_rendered(one, model_of_body(one, data, routes), facts, None, numbering) for one in clauses]
    annexes = [
        _rendered(clause, data.get((clause.code, route.id), {}), facts, route, numbering)
        for route in facts.routes
        for clause in clauses
        if clause.scope == "route"
    ]
    return tuple(articles + annexes)


def article_text(rendered: RenderedClause) -> str:
    """The canonical words of an article: what people agree to, apart from how it looks."""
    heading = f"{rendered.number} {rendered.title.nl}".strip()
    leden = (f"{lid.number}. {lid.text}" if lid.number else lid.text for lid in rendered.leden)
    return "\n".join((heading, *leden))


def clause_sha256(rendered: RenderedClause) -> str:
    """What a board accepts: title and members. Not the number, which another article can change."""
    return hashlib.sha256(article_text(replace(rendered, number="")).encode()).hexdigest()


def text_sha256(rendered: Iterable[RenderedClause]) -> str:
    whole = "\n\n".join(article_text(clause) for clause in rendered)
    return hashlib.sha256(whole.encode()).hexdigest()
