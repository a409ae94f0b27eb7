"""Routes in every state, and the agreements of two of five."""

from __future__ import annotations

from datetime import date, timedelta

from agreements.clauses import library
from agreements.models import Agreement, AgreementParty, AgreementRoute
from leerroutes.enums import Leerweg, MboLevel
from leerroutes.models import Domain, Profile, RioRegistration, Route, RouteLine, RouteParty

from .shape import PLACES, SUBJECTS, TODAY, Shape, many


def routes(shape: Shape) -> int:
    made = (
        Route(
            pk=shape.first_route + i, name=f"{SUBJECTS[i % 9]} {PLACES[i * 5 % 12]} {i}", start_year=2026 + i % 3,
            motivation=f"Voor leerlingen met belangstelling voor {SUBJECTS[i * 5 % 9].lower()}.",
            proposed_by_id=shape.board(shape.parties(i)[0]), created_by_id=shape.person(shape.parties(i)[0], i % 8),
            state=shape.state(i), state_since=TODAY - timedelta(days=i * 7 % 300, minutes=i % 1440),
            round=0 if shape.state(i) == "draft" else 1,
        )
        for i in range(shape.routes)
    )  # fmt: skip
    return many(made, Route)


def lines(shape: Shape) -> int:
    """Who takes part, with which school, and what is taught: one line each."""
    through = Route.institutions.through
    pairs = [(shape.first_route + i, b) for i in range(shape.routes) for b in shape.parties(i)]
    written = many((RouteParty(route_id=pk, board_id=shape.board(b)) for pk, b in pairs), RouteParty)
    written += many((through(route_id=pk, institution_id=shape.school(b)) for pk, b in pairs), through)
    profile, domain = Profile.objects.first(), Domain.objects.first()
    return written + many((_line(shape, i, profile, domain) for i in range(shape.routes)), RouteLine)


def _line(shape: Shape, i: int, profile: Profile | None, domain: Domain | None) -> RouteLine:
    vo, mbo, *_more = shape.parties(i)
    return RouteLine(
        route_id=shape.first_route + i, number=1, establishment_id=shape.school(vo), leerweg=Leerweg.BB,
        mbo_institution_id=shape.school(mbo), level=MboLevel.BASIS, profile=profile, domain=domain, duration_years=4,
        total_hours=4000, guided_hours=2500, bpv_hours=1000,
    )  # fmt: skip


def registrations(shape: Shape) -> int:
    told = (
        RioRegistration(pk=pk, route_id=shape.first_route + i, institution_id=shape.school(b))
        for (i, b), pk in shape.registrations.items()
    )
    return many(told, RioRegistration)


def title(i: int) -> str:
    return f"Samenwerking {SUBJECTS[i % 9]} {PLACES[i * 5 % 12]} {i}"


def agreements(shape: Shape) -> int:
    made = (
        Agreement(
            pk=pk, title=title(i), library_version=library.current(), starts_on=date(2026 + i % 3, 8, 1),
            ends_on=date(2034, 7, 31), state=shape.agreement_state(i),
            started_by_id=shape.board(shape.parties(i)[0]), created_by_id=shape.person(shape.parties(i)[0], i % 8),
            round=0 if shape.agreement_state(i) == "draft" else 1,
        )
        for i, pk in shape.covered.items()
    )  # fmt: skip
    taking = (
        AgreementParty(agreement_id=pk, board_id=shape.board(b))
        for i, pk in shape.covered.items()
        for b in shape.parties(i)
    )
    about = (AgreementRoute(agreement_id=pk, route_id=shape.first_route + i) for i, pk in shape.covered.items())
    return many(made, Agreement) + many(taking, AgreementParty) + many(about, AgreementRoute)
