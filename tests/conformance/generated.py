"""Fifty documents that look for trouble: long names, a hundred articles, empty annexes, every letter we have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from agreements.clauses.context import AgreementFacts
from agreements.clauses.render import RenderedClause, article_text
from tests.agreements.clause_cases import agreement, line, route
from tests.agreements.paper_cases import Paper

LETTERS = (
    "Łódź Škoda Çeşme İstanbul Ağrı Ő Ű Ǎ ß ẞ Æ Ø Å Þ Ð ð ı ŋ ñ œ ș ț ż ų ķ "
    "“a” ‘b’ „c” ‚d’ «e» – — … € £ ½ × ÷ ² ° § ¶ †"
)
WORDS = ("Kwaliteitsverbetering", "Ontwikkelingsperspectief", "Regionaal", "Techniekonderwijs", "’s-Gravenhage", "en")
CASES = 50

Clauses = tuple[RenderedClause, ...]


def papers() -> Iterator[tuple[str, Paper]]:
    """The same every time. Each has few pages, so that all of them together take less than a minute."""
    for number in range(CASES):
        yield f"generated-{number:02}", _paper(number)


def _paper(number: int) -> Paper:
    random = Random(number)
    facts = _facts(random)
    if number == 0:
        return Paper(facts, pick=_a_hundred)
    if number == 1:
        return Paper(facts, pick=lambda rendered: tuple(one for one in rendered if one.route_id is None)[:3])
    picked = random.sample(range(30), k=3)
    return Paper(
        facts,
        answers={} if number % 7 == 0 else None,
        is_final=number % 5 != 0,
        pick=lambda rendered: tuple(one for place, one in enumerate(rendered) if place in picked),
    )


def _facts(random: Random) -> AgreementFacts:
    routes = [route(line(random.choice([3, 4, 5, 6])), id=id) for id in range(1, random.randint(2, 4))]
    facts = agreement(*routes, parties=random.randint(2, 3))
    parties = tuple(replace(party, name=_name(random), seat=_name(random)[:40]) for party in facts.parties)
    return replace(facts, title=_name(random), parties=parties)


def _name(random: Random) -> str:
    """From one letter to a line that does not fit, with a word in it that cannot be broken."""
    words = random.choices([*WORDS, *LETTERS.split()], k=random.choice([1, 4, 12, 30]))
    return " ".join([*words, "x" * random.choice([1, 20, 90])])


def _a_hundred(rendered: Clauses) -> Clauses:
    """A hundred articles, short ones."""
    articles = sorted(
        (one for one in rendered if one.number and one.route_id is None), key=lambda one: len(article_text(one))
    )
    return tuple(replace(articles[number % 8], number=str(number + 1)) for number in range(100))
