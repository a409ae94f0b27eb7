"""The facts of an agreement, as the clause library sees them: parties, routes and lines."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from accounts.models import Board, Institution, Kind, Mandate
from leerroutes.enums import MboLevel
from leerroutes.models import Route, RouteLine
from leerroutes.selectors import law_on
from leerroutes.states import FINAL

from .clauses.context import AgreementFacts, InstitutionFacts, LineTextFacts, PartnerFacts, PartyFacts, RouteTextFacts
from .models import Agreement
from .models.agreement import agreement_number


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
