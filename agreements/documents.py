"""The document of an agreement: frozen as HTML in the request, made into a PDF by a worker.

The HTML holds every word and the whole design; only the fonts are added while rendering. The same HTML gives the same
bytes, so whoever renders it again can compare digests.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import translation

from .clauses import attached
from .clauses.context import AgreementFacts, RouteTextFacts
from .clauses.render import RenderedClause
from .comparing import Side, compared
from .fonts import font_css
from .rules.report import CheckPart

OUTSIDE = "outside:///"
"""What a relative address is relative to: nowhere, so that it fails like any other address."""


class ReachesOutside(Exception):
    """A document refers to something that is not in it."""


@dataclass(frozen=True)
class Annex:
    """Everything that is agreed about one route."""

    number: int
    route: RouteTextFacts
    sections: tuple[RenderedClause, ...]


def render_html(
    facts: AgreementFacts,
    rendered: Iterable[RenderedClause],
    *,
    version: str,
    digest: str,
    watermark: bool,
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
        "short_digest": digest[:12],
        "watermark": watermark,
        "check": check,
    }
    with translation.override("nl"):
        return render_to_string("agreements/pdf/agreement.html", context)


def render_comparison_html(number: str, title: str, old: Side, new: Side) -> str:
    """Two texts laid side by side: what changed in full, what did not by name."""
    with translation.override("nl"):
        context = {"number": number, "title": title, "comparison": compared(old, new)}
        return render_to_string("agreements/pdf/comparison.html", context)


def _annexes(facts: AgreementFacts, clauses: tuple[RenderedClause, ...]) -> list[Annex]:
    found = []
    for number, route in enumerate(facts.routes, start=1):
        sections = tuple(clause for clause in clauses if clause.route_id == route.id)
        found.append(Annex(number, route, sections))
    return found


def render_pdf(html: str) -> bytes:
    """A tagged PDF (PDF/UA-1). Whatever would be fetched from outside the document makes it fail: `ReachesOutside`."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError, URLFetcher

    inline_only = URLFetcher(allowed_protocols=["data"], fail_on_errors=True)
    fonts = FontConfiguration()
    sheet = CSS(string=font_css(), font_config=fonts, url_fetcher=inline_only)
    page = HTML(string=html, url_fetcher=inline_only, base_url=OUTSIDE)
    try:
        return bytes(page.write_pdf(stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/ua-1"))
    except FatalURLFetchingError as error:  # not an Exception, so a worker would die of it
        raise ReachesOutside(str(error)) from error
