"""The words of a document: frozen as HTML in the request, made into a PDF by a worker.

The HTML holds every word and the whole design; only the fonts are added while rendering. The same HTML gives the same
bytes, so whoever renders it again can compare digests.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import translation

from ..clauses import attached
from ..clauses.context import AgreementFacts, PartyFacts, RouteTextFacts
from ..clauses.render import RenderedClause
from ..comparing import Side, compared
from ..rules.report import CheckPart
from .fields import signature_field
from .imprint import Imprint


@dataclass(frozen=True)
class Annex:
    """Everything that is agreed about one route."""

    number: int
    route: RouteTextFacts
    sections: tuple[RenderedClause, ...]


@dataclass(frozen=True)
class Place:
    """Where a board signs. Without a name for the field it is only a picture of that place."""

    party: PartyFacts
    field: str


def render_html(
    facts: AgreementFacts,
    rendered: Iterable[RenderedClause],
    *,
    version: str,
    digest: str,
    watermark: bool,
    imprint: Imprint,
    to_sign: bool = False,
    check: Sequence[CheckPart] = (),
) -> str:
    """The whole document in Dutch, whatever language the reader of the page has chosen."""
    clauses = tuple(rendered)
    articles = [clause for clause in clauses if clause.route_id is None]
    context = {
        "facts": facts,
        "opening": [clause for clause in articles if not clause.number and clause.code != attached.CODE],
        "attached": [clause for clause in articles if clause.code == attached.CODE],
        "articles": [clause for clause in articles if clause.number],
        "annexes": _annexes(facts, clauses),
        "version": version,
        "digest": digest,
        "imprint": imprint,
        "places": [Place(party, signature_field(party.board_id) if to_sign else "") for party in facts.signing],
        "watermark": watermark,
        "check": check,
    }
    with translation.override("nl"):
        return render_to_string("agreements/pdf/agreement.html", context)


def render_comparison_html(number: str, title: str, old: Side, new: Side, *, imprint: Imprint) -> str:
    """Two texts laid side by side: what changed in full, what did not by name."""
    with translation.override("nl"):
        context = {"number": number, "title": title, "comparison": compared(old, new), "imprint": imprint}
        return render_to_string("agreements/pdf/comparison.html", context)


def _annexes(facts: AgreementFacts, clauses: tuple[RenderedClause, ...]) -> list[Annex]:
    found = []
    for number, route in enumerate(facts.routes, start=1):
        sections = tuple(clause for clause in clauses if clause.route_id == route.id)
        found.append(Annex(number, route, sections))
    return found
