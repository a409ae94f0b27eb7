"""What the rules look at: a snapshot of one route, free of the database.

Everything is frozen and already looked up, so that a rule is a pure function and an example is a value.
`leerroutes.selectors.facts_of` builds these from models. Empty text means "not filled in", zero hours means "none yet".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Literal

from leerroutes.enums import LearningMode, Leerweg, MboLevel, RouteType, TeachingLocation


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardFacts:
    """A competent authority (bevoegd gezag) that is a party to the route."""

    id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InstitutionFacts:
    """A school or an mbo institution that gives part of the route."""

    id: int
    name: str
    kind: Literal["vo", "mbo"]
    board_id: int
    board_name: str
    funded: bool = True
    is_vso: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NormFacts:
    """The least number of clock hours over the whole route, for one duration and one learning mode."""

    total: int
    guided: int
    bpv: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BelowNormFacts:
    """The five things that must be there before fewer hours than the norm are allowed (R-031)."""

    justification: str = ""
    evidence: str = ""
    schoolplan: str = ""
    schoolgids: str = ""
    bestuursverslag: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of the fields that are still empty, in reading order."""
        return tuple(each.name for each in fields(self) if not getattr(self, each.name).strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFacts:
    """One combination of profile, leerweg, mbo programme and learning mode. Judged on its own (R-012)."""

    number: int
    """The line's number as people see it."""
    establishment: str
    offers: frozenset[tuple[str, str]]
    """(leerweg, profile slug) pairs the school offers at that establishment."""
    vo_institution_id: int
    mbo_institution_id: int
    leerweg: Leerweg
    profile: str
    profile_name: str
    profile_leerwegen: frozenset[Leerweg] = frozenset()
    """The leerwegen in which the profile exists at all; empty means unknown, and is then not judged."""
    level: MboLevel
    domain_name: str = ""
    qualification_code: str = ""
    qualification_name: str = ""
    qualification_level: MboLevel | None = None
    qualification_years: tuple[int, ...] = ()
    """Every length the reference table has for the qualification; empty means unknown."""
    qualification_valid_from: date | None = None
    qualification_valid_until: date | None = None
    nominal_years: tuple[int, ...] = ()
    """Length of the mbo programme: the one chosen on the line, else all that are possible, else empty."""
    related: bool = False
    """The reference table calls profile and domain usually related (R-009)."""
    related_motivation: str = ""
    learning_mode: LearningMode
    location: TeachingLocation | None
    first_year: int = 3
    """The vmbo year in which the line starts."""
    duration_years: int
    total_hours: int = 0
    guided_hours: int = 0
    bpv_hours: int = 0
    below_norm: BelowNormFacts = BelowNormFacts()


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteFacts:
    """A whole proposal, as it stands."""

    name: str
    route_type: RouteType
    starts_on: date
    institutions: tuple[InstitutionFacts, ...]
    boards: tuple[BoardFacts, ...]
    lines: tuple[LineFacts, ...] = ()
    norms: Mapping[tuple[int, str], NormFacts] = field(default_factory=dict)
    """(duration in years, learning mode) → hours, as in force on `starts_on`."""
    motivation: str = ""
    covers_whole_route: bool
    has_leerwerktraject: bool = False
    leerwerktraject_agreement: str = ""
    """Where the separate agreement for the leer-werktraject can be found (R-015)."""

    def institution(self, id: int) -> InstitutionFacts | None:
        """The party with this id, or None when a line points at a school that is not in the route."""
        return next((each for each in self.institutions if each.id == id), None)

    def norm_for(self, line: LineFacts) -> NormFacts | None:
        """The hours that go with this line's duration and mode, if the law has them."""
        return self.norms.get((line.duration_years, line.learning_mode.value))

    def is_unfunded(self, line: LineFacts) -> bool:
        """The school of this line gets no money from the state, so other rules apply (R-013)."""
        school = self.institution(line.vo_institution_id)
        return school is not None and not school.funded
