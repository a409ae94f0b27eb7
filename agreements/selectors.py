"""Reading an agreement: its facts, its answers, its text, what is missing, and who agreed with what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from accounts.uploads.states import FileState
from leerroutes.models import Route
from leerroutes.rules.explained import Said, Warned, warned
from leerroutes.selectors import reasons_of

from .clauses.attached import Attached, attached_clause
from .clauses.blocks import has_gap
from .clauses.context import AgreementFacts
from .clauses.render import DataKey, RenderedClause, article_text, clause_sha256, render_agreement, text_sha256
from .clauses.stored import from_data
from .facts import facts_of
from .model_clauses import answers_of, shelf_of
from .models import Agreement, Annex, ClauseText, FrozenText, Signature
from .models.agreement import is_editorial
from .rules import ConsultationFacts, Dossier, Finding, blocking, check, in_text_order
from .rules.participation import S040
from .states import AFTER_SIGNATURE, DocumentKind


def dossier_of(agreement: Agreement, facts: AgreementFacts, answers: Mapping[DataKey, Mapping[str, Any]]) -> Dossier:
    """A snapshot for the rules. One query for participation, none before it began."""
    return Dossier(
        facts=facts,
        shelf=shelf_of(agreement),
        answers=answers,
        state=agreement.state,
        needs_participation=not is_editorial(agreement),
        consultations=tuple(_consultations(agreement)) if agreement.round else (),
    )


def _consultations(agreement: Agreement) -> Iterator[ConsultationFacts]:
    for one in agreement.consultations.filter(round=agreement.round).select_related("body", "board"):
        yield ConsultationFacts(board_id=one.board_id, body=str(one.body), right=one.right, outcome=one.outcome)


@dataclass(frozen=True)
class AgreementText:
    """The text of an agreement at one moment, its digest, and what the rules say about it."""

    facts: AgreementFacts
    rendered: tuple[RenderedClause, ...]
    sha256: str
    findings: tuple[Finding, ...]

    @cached_property
    def problems(self) -> tuple[Finding, ...]:
        """What still stands in its way, in the order of the text. Participation comes after the text (S-040)."""
        return tuple(finding for finding in blocking(self.findings) if finding.rule is not S040)

    @cached_property
    def warnings(self) -> tuple[Finding, ...]:
        """What goes on only with a written reason."""
        return tuple(finding for finding in self.findings if finding.warns)

    @property
    def is_complete(self) -> bool:
        return not self.problems

    @cached_property
    def digests(self) -> dict[DataKey, str]:
        """What a board accepts, article by article; the part of an article about one route stands by itself."""
        return {(clause.code, clause.route_id): clause_sha256(clause) for clause in self.rendered}


def text_of(agreement: Agreement, facts: AgreementFacts | None = None) -> AgreementText:
    """Write out the whole agreement: a handful of queries, whatever the number of clauses."""
    facts, answers = facts or facts_of(agreement), answers_of(agreement)
    dossier = dossier_of(agreement, facts, answers)
    rendered = with_files(render_agreement(dossier.shelf, answers, facts), files_of(agreement), facts)
    dossier = replace(dossier, open_places=frozenset(_open_places(rendered)))
    findings = in_text_order(dossier, check(dossier))
    return AgreementText(facts, rendered, text_sha256(rendered), tuple(findings))


def text_to_read(agreement: Agreement) -> AgreementText:
    """The text for who reads it: as it would be written out now, and once everybody signed as it was signed.

    Names, mandates and routes that changed since change nothing in what was signed; nor do rules say anything about it.
    """
    signed = signed_text(agreement)
    if signed is None:
        return text_of(agreement)
    return AgreementText(facts_of(agreement), from_data(signed.articles), signed.sha256, ())


def signed_text(agreement: Agreement) -> FrozenText | None:
    """The words in the document that every board signed."""
    if agreement.state not in AFTER_SIGNATURE:
        return None
    offered = agreement.documents.filter(kind=DocumentKind.AGREEMENT).order_by("-round").values("text_sha256")[:1]
    return FrozenText.objects.filter(agreement=agreement, sha256__in=offered).first()


def files_of(agreement: Agreement) -> list[Annex]:
    """What is attached and may stay: also while it is being checked, so that checking changes no word."""
    return list(agreement.annexes.exclude(state=FileState.REFUSED).order_by("pk"))


def with_files(
    rendered: tuple[RenderedClause, ...], files: Sequence[Annex], facts: AgreementFacts
) -> tuple[RenderedClause, ...]:
    """The list of files after the articles and before the annexes of the routes; nothing when there are none."""
    if not files:
        return rendered
    titles = {clause.code: f"{clause.number} {clause.title.nl}".strip() for clause in rendered if not clause.route_id}
    routes = {route.id: route.name for route in facts.routes}
    told = [Attached(one.title, _part(one, titles, routes), one.name, one.sha256) for one in files]
    articles = tuple(clause for clause in rendered if clause.route_id is None)
    return (*articles, attached_clause(told), *rendered[len(articles) :])


def _part(one: Annex, titles: Mapping[str, str], routes: Mapping[int, str]) -> str:
    if one.code:
        return f"artikel {titles[one.code]}" if one.code in titles else "de hele overeenkomst"
    return routes.get(one.route_id or 0, "de hele overeenkomst")


def _open_places(rendered: Iterable[RenderedClause]) -> Iterator[DataKey]:
    """Articles with a gap in their text, also one that no form can fill, such as a party without a signatory."""
    return ((clause.code, clause.route_id) for clause in rendered if has_gap(article_text(clause)))


def reasons_for(agreement: Agreement) -> dict[str, Said]:
    """The reasons that were ever written about warnings in this text, by the digest of the finding. One query."""
    return reasons_of(agreement.reasons.select_related("given_by", "board"))


def warnings_of(agreement: Agreement, text: AgreementText) -> list[Warned]:
    """What this text goes on with although a rule warns, and why. Comes up when nothing is missing any more."""
    return warned(text.warnings, reasons_for(agreement)) if text.is_complete and text.warnings else []


def agreed_boards(agreement: Agreement, text_sha256: str) -> set[int]:
    """Boards whose coordinator agreed with exactly this text."""
    return set(agreement.consents.filter(text_sha256=text_sha256).values_list("board_id", flat=True))


def clause_text(agreement: Agreement, code: str, route: Route | None) -> ClauseText | None:
    return agreement.clauses.filter(code=code, route=route).first()


def waiting_signatures(agreement: Agreement) -> QuerySet[Signature]:
    """Consents that are not in the file yet, in the order in which they were given; none once a board declined."""
    waiting = Signature.objects.filter(agreement=agreement, revision__isnull=True, document__round=agreement.round)
    waiting = waiting.filter(document__decline__isnull=True)
    return waiting.select_related("document", "board", "agreement").order_by("pk")
