"""Reading a route: the facts the rules judge, and the articles that held on its day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

from accounts.models import Board, Institution, Kind

from .enums import LearningMode, Leerweg, MboLevel, RouteType, TeachingLocation
from .models import OfferedProfile, Route, RouteLine
from .models.reason import WrittenReason
from .reference_data import norms_on, references_on, usually_related_on
from .rules.explained import Said
from .rules.facts import BelowNormFacts, BoardFacts, InstitutionFacts, LineFacts, RouteFacts
from .rules.reporting import RegistrationFacts, ReportingFacts
from .states import BEFORE_AGREEMENT, FINAL, RegistrationState, State

Offers = dict[int, frozenset[tuple[str, str]]]
Pairs = frozenset[tuple[str, str]]


def facts_of(route: Route) -> RouteFacts:
    """A snapshot for the rules. A fixed number of queries, whatever the number of lines."""
    institutions = route.institutions.select_related("board")
    parties = [party.board for party in route.parties.select_related("board")]
    return _facts(route, lines_of(route), institutions, parties)


def facts_as_typed(
    route: Route, *, lines: Sequence[RouteLine] | None = None, institutions: Sequence[Institution] | None = None
) -> RouteFacts:
    """The same for what somebody is typing: values on `route`, lines and institutions that may not be stored."""
    chosen = list(route.institutions.select_related("board")) if institutions is None else institutions
    boards = {institution.board for institution in chosen} | {route.proposed_by}
    return _facts(route, lines_of(route) if lines is None else lines, chosen, sorted(boards, key=str))


def lines_of(route: Route) -> list[RouteLine]:
    """Every line with what it points at."""
    return list(
        route.lines.select_related(
            "establishment__institution", "profile", "mbo_institution", "domain", "qualification__domain"
        )
    )


def _facts(
    route: Route, lines: Sequence[RouteLine], institutions: Iterable[Institution], boards: Iterable[Board]
) -> RouteFacts:
    offers, related = _offers(lines), usually_related_on(route.starts_on)
    return RouteFacts(
        name=route.name,
        route_type=RouteType(route.route_type),
        starts_on=route.starts_on,
        institutions=tuple(_institution(institution) for institution in institutions),
        boards=tuple(BoardFacts(id=board.pk, name=board.name) for board in boards),
        lines=tuple(_line(line, offers, related) for line in lines),
        norms=norms_on(route.starts_on),
        motivation=route.motivation,
        covers_whole_route=route.covers_whole_route,
        has_leerwerktraject=route.has_leerwerktraject,
        leerwerktraject_agreement=route.leerwerktraject_agreement,
    )


def _institution(institution: Institution) -> InstitutionFacts:
    kind: Literal["vo", "mbo"] = "mbo" if institution.kind == Kind.MBO else "vo"
    return InstitutionFacts(
        id=institution.pk,
        name=institution.name,
        kind=kind,
        board_id=institution.board_id,
        board_name=institution.board.name,
        funded=institution.is_funded,
        is_vso=institution.is_vso,
    )


def _offers(lines: Sequence[RouteLine]) -> Offers:
    found: dict[int, set[tuple[str, str]]] = defaultdict(set)
    offered = OfferedProfile.objects.filter(establishment__in={line.establishment_id for line in lines})
    for place, leerweg, slug in offered.values_list("establishment_id", "leerweg", "profile__slug"):
        found[place].add((leerweg, slug))
    return {place: frozenset(pairs) for place, pairs in found.items()}


def _line(line: RouteLine, offers: Offers, related: Pairs) -> LineFacts:
    qualification = line.qualification
    domain = (qualification.domain if qualification else None) or line.domain
    return LineFacts(
        number=line.number,
        establishment=line.establishment.name,
        offers=offers.get(line.establishment_id, frozenset()),
        vo_institution_id=line.establishment.institution_id,
        mbo_institution_id=line.mbo_institution_id,
        leerweg=Leerweg(line.leerweg),
        profile=line.profile.slug,
        profile_name=line.profile.name,
        profile_leerwegen=line.profile.leerwegen,
        level=MboLevel(line.level),
        domain_name=domain.name if domain else "",
        qualification_code=qualification.code if qualification else "",
        qualification_name=qualification.name if qualification else "",
        qualification_valid_from=qualification.valid_from if qualification else None,
        qualification_valid_until=qualification.valid_until if qualification else None,
        qualification_level=MboLevel(qualification.level) if qualification else None,
        qualification_years=qualification.nominal_years if qualification else (),
        nominal_years=(line.nominal_years,),
        related=domain is not None and (line.profile.slug, domain.slug) in related,
        related_motivation=line.related_motivation,
        learning_mode=LearningMode(line.learning_mode),
        location=TeachingLocation(line.location) if line.location else None,
        first_year=line.first_year,
        duration_years=line.duration_years,
        total_hours=line.total_hours,
        guided_hours=line.guided_hours,
        bpv_hours=line.bpv_hours,
        below_norm=BelowNormFacts(
            justification=line.justification,
            evidence=line.evidence,
            schoolplan=line.schoolplan,
            schoolgids=line.schoolgids,
            bestuursverslag=line.bestuursverslag,
        ),
    )


def reporting_of(route: Route) -> ReportingFacts:
    """What every institution did in RIO, for R-120 to R-126. A registration counts only while it is confirmed."""
    confirmed = route.registrations.filter(state=RegistrationState.CONFIRMED)
    days = dict(confirmed.values_list("institution_id", "confirmed_on"))
    return ReportingFacts(
        starts_on=route.starts_on,
        institutions=tuple(
            RegistrationFacts(institution=one.name, board=one.board.name, confirmed_on=days.get(one.pk))
            for one in route.institutions.select_related("board")
        ),
        in_force=State(route.state) not in BEFORE_AGREEMENT | FINAL,
    )


def reasons_of(written: Iterable[WrittenReason]) -> dict[str, Said]:
    """What was written about warnings, by the digest of the finding."""
    return {one.sha256: Said(one.reason, f"{one.given_by}, {one.board}") for one in written}


def reasons_for(route: Route) -> dict[str, Said]:
    """The reasons that were ever written about this proposal. One query."""
    return reasons_of(route.reasons.select_related("given_by", "board"))


def law_on(day: date) -> dict[str, str]:
    """Topic → "artikel 2.107b WVO 2020 en artikel 9.1.3 WEB", as it is written in an agreement of that day."""
    return {
        topic: " en ".join(f"artikel {reference.article} {reference.law}" for reference in references)
        for topic, references in references_on(day).items()
    }
