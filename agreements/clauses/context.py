"""What the text needs to know about one agreement. The services fill this from the database; nothing here can."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

Side = Literal["vo", "mbo", "both"]


class InstitutionFacts(NamedTuple):
    name: str
    brin: str
    kind: str


class PartnerFacts(NamedTuple):
    """Someone who helps but is never a party: a company, a hogeschool, a regional network."""

    name: str
    kind: str = ""


@dataclass(frozen=True)
class PartyFacts:
    board_id: int
    name: str
    legal_form: str
    seat: str
    kvk: str
    number: str
    side: Side
    institutions: tuple[InstitutionFacts, ...] = ()
    representative_function: str = ""

    def is_on(self, side: str) -> bool:
        return self.side in (side, "both")


@dataclass(frozen=True)
class LineTextFacts:
    establishment: str
    place: str
    leerweg: str
    profile: str
    mbo_institution: str
    level: int
    domain: str
    qualification: str
    code: str
    learning_mode: str
    duration_years: int
    total: int
    guided: int
    bpv: int
    related_motivation: str = ""
    id: int = 0
    qualification_until: date | None = None
    """The last day on which the qualification is recognised, when that is known."""


@dataclass(frozen=True)
class RouteTextFacts:
    id: int
    number: str
    name: str
    route_type: str
    starts_on: date | None
    lines: tuple[LineTextFacts, ...] = ()
    boards: tuple[int, ...] = ()
    """The boards that take part in this route; empty means all parties."""

    @property
    def years(self) -> int:
        return max((line.duration_years for line in self.lines), default=0)

    def line_refs(self) -> dict[str, LineTextFacts]:
        """Each line under the short name by which stored data points at it."""
        return {str(line.id or place): line for place, line in enumerate(self.lines, start=1)}


@dataclass(frozen=True)
class AgreementFacts:
    number: str
    title: str
    starts_on: date | None
    ends_on: date | None
    parties: tuple[PartyFacts, ...]
    routes: tuple[RouteTextFacts, ...]
    law: Mapping[str, str]
    funded: bool = True
    partners: tuple[PartnerFacts, ...] = field(default=())
    instrument: str = "sok"
    is_vsg: bool = False
    legal_basis: str = ""
    replaces: str = ""
    """The number of the agreement that this one changes."""
    leaving: tuple[PartyFacts, ...] = ()
    """Boards that sign in order to leave; they are no party to what follows."""

    @property
    def signing(self) -> tuple[PartyFacts, ...]:
        return (*self.parties, *self.leaving)

    def parties_of(self, route: RouteTextFacts | None) -> tuple[PartyFacts, ...]:
        """All parties, or only those of one route."""
        if route is None or not route.boards:
            return self.parties
        return tuple(party for party in self.parties if party.board_id in route.boards)

    def party(self, reference: str) -> PartyFacts | None:
        return next((party for party in self.parties if str(party.board_id) == reference), None)


Fact = Callable[[AgreementFacts, tuple[RouteTextFacts, ...]], bool]

FACTS: dict[str, Fact] = {
    "funded": lambda facts, routes: facts.funded,
    "definite": lambda facts, routes: facts.ends_on is not None,
    "multi": lambda facts, routes: len(facts.parties) > 2,
    "several_routes": lambda facts, routes: len(facts.routes) > 1,
    "internal": lambda facts, routes: facts.instrument == "internal",
    "framework": lambda facts, routes: facts.instrument == "framework",
    "change": lambda facts, routes: bool(facts.replaces),
    "departure": lambda facts, routes: bool(facts.leaving),
    "vsg": lambda facts, routes: facts.is_vsg,
    "partners": lambda facts, routes: bool(facts.partners),
    "dlr": lambda facts, routes: any(route.route_type == "DLR" for route in routes),
    "glr": lambda facts, routes: any(route.route_type == "GLR" for route in routes),
    "bol": lambda facts, routes: any(line.learning_mode == "BOL" for route in routes for line in route.lines),
    "bbl": lambda facts, routes: any(line.learning_mode == "BBL" for route in routes for line in route.lines),
    "several_lines": lambda facts, routes: any(len(route.lines) > 1 for route in routes),
    "motivated": lambda facts, routes: any(line.related_motivation for route in routes for line in route.lines),
    "unmotivated": lambda facts, routes: not all(line.related_motivation for route in routes for line in route.lines),
}


def fact_holds(name: str, facts: AgreementFacts, route: RouteTextFacts | None) -> bool:
    return FACTS[name](facts, (route,) if route else facts.routes)
