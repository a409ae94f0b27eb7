"""Reading an agreement: its facts, its answers, its text, what is missing, and who agreed with what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.db.models import Prefetch, QuerySet

from accounts.models import Board, Institution, Kind, Mandate
from accounts.uploads.states import FileState
from leerroutes.enums import MboLevel
from leerroutes.models import Route, RouteLine
from leerroutes.rules.explained import Said, Warned, warned
from leerroutes.selectors import law_on, reasons_of
from leerroutes.states import FINAL

from .clauses import library
from .clauses.attached import Attached, attached_clause
from .clauses.blocks import has_gap
from .clauses.context import (
    AgreementFacts,
    InstitutionFacts,
    LineTextFacts,
    PartnerFacts,
    PartyFacts,
    RouteTextFacts,
)
from .clauses.numbering import applicable
from .clauses.render import DataKey, RenderedClause, article_text, clause_sha256, render_agreement, text_sha256
from .clauses.shapes import Clause, Library
from .clauses.shelving import with_added
from .clauses.stored import from_data
from .clauses.templates import Template, arranged
from .clauses.wording import worded
from .models import Agreement, AgreementTemplate, Annex, ClauseText, FrozenText, Signature
from .models.agreement import agreement_number, is_editorial
from .rules import ConsultationFacts, Dossier, Finding, blocking, check, in_text_order
from .rules.participation import S040
from .states import AFTER_SIGNATURE, DocumentKind, State


def covered_routes(agreement: Agreement) -> QuerySet[Route]:
    """In the order of their annexes."""
    routes: QuerySet[Route] = Route.objects.filter(covering__agreement=agreement)
    return routes.order_by("covering__position")


def routes_of(agreement: Agreement) -> list[Route]:
    """The covered routes in the order of their annexes, with everything the text needs."""
    lines = RouteLine.objects.select_related(
        "establishment", "profile", "mbo_institution", "domain", "qualification__domain"
    )
    everything = (Prefetch("lines", lines), "parties", "institutions__board", "partners")
    return list(covered_routes(agreement).prefetch_related(*everything))


def routes_going_on(agreement: Agreement) -> list[Route]:
    """Those that must end before their agreement does: learners come before paper."""
    return [route for route in routes_of(agreement) if route.state not in FINAL]


def boards_of(agreement: Agreement) -> list[Board]:
    return list(Board.objects.filter(agreement_parties__agreement=agreement).order_by("name"))


def facts_of(agreement: Agreement) -> AgreementFacts:
    """The agreement as the clause library sees it."""
    routes = routes_of(agreement)
    institutions = {institution for route in routes for institution in route.institutions.all()}
    signing = list(agreement.parties.select_related("board"))
    idle = {party.board_id for party in signing} - {institution.board_id for institution in institutions}
    if idle:  # a board that joined without a route yet: with all its institutions
        institutions |= set(Institution.objects.filter(board__in=idle).select_related("board"))
    schools = [institution for institution in institutions if institution.kind == Kind.VO]
    leaving = {party.board_id for party in signing if party.leaves}
    functions = _functions_of([party.board for party in signing])

    def written(leaves: bool) -> tuple[PartyFacts, ...]:
        boards = [party.board for party in signing if party.leaves == leaves]
        return tuple(_party(board, institutions, functions.get(board.pk, "")) for board in boards)

    return AgreementFacts(
        number=agreement.number,
        title=agreement.title,
        starts_on=agreement.starts_on,
        ends_on=agreement.ends_on,
        parties=written(leaves=False),
        leaving=written(leaves=True),
        replaces=agreement_number(agreement.replaces_id) if agreement.replaces_id else "",
        routes=tuple(_route(route, leaving) for route in routes),
        law=law_on(agreement.starts_on),
        funded=any(school.is_funded for school in schools) or not schools,
        instrument=agreement.instrument,
        is_vsg=agreement.is_vsg,
        legal_basis=agreement.legal_basis,
        partners=tuple(PartnerFacts(p.name, p.get_kind_display()) for route in routes for p in route.partners.all()),
    )


def _functions_of(boards: list[Board]) -> dict[int, str]:
    """Who signs for each board today, by function: of its oldest mandate. One query, whatever the number of boards."""
    mandates = Mandate.objects.valid_on().filter(board__in=boards).order_by("-pk")
    return dict(mandates.values_list("board_id", "function"))


def _party(board: Board, institutions: set[Institution], function: str) -> PartyFacts:
    own = sorted((i for i in institutions if i.board_id == board.pk), key=lambda i: i.name)
    kinds = {i.kind for i in own}
    return PartyFacts(
        board_id=board.pk,
        name=board.name,
        legal_form=board.legal_form,
        seat=board.seat,
        kvk=board.kvk,
        number=board.number,
        side="both" if len(kinds) > 1 else ("mbo" if kinds == {Kind.MBO} else "vo"),
        institutions=tuple(InstitutionFacts(i.name, i.brin, i.kind) for i in own),
        representative_function=function,
    )


def _route(route: Route, leaving: set[int]) -> RouteTextFacts:
    """The route as it is for those who stay: without the lines of a board that leaves."""
    gone = {institution.pk for institution in route.institutions.all() if institution.board_id in leaving}
    staying = [
        line for line in route.lines.all() if not gone & {line.establishment.institution_id, line.mbo_institution_id}
    ]
    return RouteTextFacts(
        id=route.pk,
        number=route.number,
        name=route.name,
        route_type=route.route_type,
        starts_on=route.starts_on,
        lines=tuple(_line(line) for line in staying),
        boards=tuple(sorted({party.board_id for party in route.parties.all()} - leaving)),
    )


def _line(line: RouteLine) -> LineTextFacts:
    domain = line.domain or (line.qualification.domain if line.qualification else None)
    return LineTextFacts(
        establishment=line.establishment.name,
        place=line.establishment.place,
        leerweg=line.leerweg,
        profile=line.profile.name,
        mbo_institution=line.mbo_institution.name,
        level=MboLevel(line.level).number,
        domain=domain.name if domain else "",
        qualification=line.qualification.name if line.qualification else "",
        code=line.qualification.code if line.qualification else "",
        learning_mode=line.learning_mode,
        duration_years=line.duration_years,
        total=line.total_hours,
        guided=line.guided_hours,
        bpv=line.bpv_hours,
        related_motivation=line.related_motivation,
        id=line.pk,
        qualification_until=line.qualification.valid_until if line.qualification else None,
    )


def answers_of(agreement: Agreement) -> dict[DataKey, Mapping[str, Any]]:
    """What was filled in, by clause and route."""
    return {(text.code, text.route_id): text.data for text in agreement.clauses.all()}


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


def shelf_of(agreement: Agreement) -> Library:
    """The model clauses of this agreement: those it started with, and those added from a newer model."""
    shelf = first_shelf_of(agreement)
    return with_added(shelf, agreement.added) if agreement.added else shelf


def articles_of(agreement: Agreement) -> list[Clause]:
    """The model clauses with the boards' own words, for every route, as they lie on the table."""
    given: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for (code, _route), data in answers_of(agreement).items():
        given[code].append(data)
    return [worded(clause, data) for clause in shelf_of(agreement).clauses for data in given[clause.code] or [{}]]


def first_shelf_of(agreement: Agreement) -> Library:
    """The model clauses it started with: those of its template, in that order, or all of them."""
    codes, version = tuple(agreement.template.get("clauses", ())), agreement.library_version
    return arranged(version, codes) if codes else library.load(version)


def content_of(template: AgreementTemplate) -> Template:
    """What a template says, apart from whose it is."""
    return Template(template.name, template.instrument, tuple(template.clauses), dict(template.answers))


def newer_model(agreement: Agreement) -> str:
    """The version a new agreement would start with, when that is another one than this agreement has."""
    current = library.current() if agreement.state == State.DRAFT else agreement.library_version
    return current if current != agreement.library_version else ""


def clauses_of(facts: AgreementFacts, shelf: Library) -> list[tuple[Clause, RouteTextFacts | None]]:
    """What asks something or was added, as the document has it: the articles, and then the annex of each route."""
    asking = [clause for clause in applicable(shelf, facts) if clause.fields or clause.version != shelf.version]
    articles = [(clause, None) for clause in asking if clause.scope != "route"]
    annexes = [(clause, route) for route in facts.routes for clause in asking if clause.scope == "route"]
    return [*articles, *annexes]


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
