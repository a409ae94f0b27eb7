"""Parts of the text that come from the agreement itself: its parties, its routes, their lines and hours."""

from collections.abc import Callable, Iterable, Iterator

from accounts.text import clean_text

from . import blocks
from .blocks import Blocks, Column, Entries, Items, Paragraph, Run, Runs, Table
from .context import AgreementFacts, LineTextFacts, PartyFacts, RouteTextFacts
from .values import Scope
from .words import dutch_date, dutch_list, dutch_number


def fact_text(name: str, facts: AgreementFacts) -> Run:
    """A single known thing inside a sentence."""
    known = {
        "number": facts.number,
        "title": facts.title,
        "start": dutch_date(facts.starts_on) if facts.starts_on else "",
        "end": dutch_date(facts.ends_on) if facts.ends_on else "",
        "legal_basis": facts.legal_basis,
        "replaces": facts.replaces,
        "leaving": dutch_list([party.name for party in facts.leaving]),
        "first_year": f"{facts.starts_on.year}-{facts.starts_on.year + 1}" if facts.starts_on else "",
    }
    labels = {
        "number": "nummer",
        "title": "titel",
        "start": "begindatum",
        "end": "einddatum",
        "first_year": "schooljaar",
        "replaces": "nummer van de vorige overeenkomst",
        "leaving": "bestuur dat vertrekt",
        "legal_basis": "grondslag van de interne regeling",
    }
    text = clean_text(known[name])
    return blocks.value(text) if text else blocks.gap(labels[name])


def fact_block(name: str, scope: Scope) -> Blocks:
    return MAKERS[name](scope)


def _routes(scope: Scope) -> tuple[RouteTextFacts, ...]:
    return (scope.route,) if scope.route else scope.facts.routes


def parties(scope: Scope) -> Blocks:
    """Every party with what makes it bound: who it is, where it is registered, who speaks for it."""
    everyone = scope.facts.parties
    if not everyone:
        return (Paragraph((blocks.gap("partijen"),)),)
    ends = [";"] * (len(everyone) - 2) + ["; en", ","]
    return (Items(tuple(_party(party, end) for party, end in zip(everyone, ends[-len(everyone) :], strict=True))),)


def _party(party: PartyFacts, end: str) -> Runs:
    is_said = party.legal_form.casefold() in party.name.casefold()
    described = [
        "" if is_said else f"({party.legal_form})",
        party.seat and f"statutair gevestigd te {party.seat}",
        party.kvk and f"ingeschreven in het handelsregister onder nummer {party.kvk}",
    ]
    schools = dutch_list([_institution(name, brin) for name, brin, _ in party.institutions])
    board = f"bevoegd gezag {party.number}".strip() + (f" van {schools}" if schools else "")
    first = party.name + (f" {described[0]}" if described[0] else "")
    sentence = ", ".join(clean_text(part) for part in (first, *described[1:], board) if part)
    speaker = clean_text(party.representative_function)
    return (
        blocks.value(sentence),
        Run(", hierbij rechtsgeldig vertegenwoordigd door haar "),
        blocks.value(speaker) if speaker else blocks.gap(f"functie van de vertegenwoordiger van {party.name}"),
        Run(end),
    )


def _institution(name: str, brin: str) -> str:
    return f"{name} ({brin})" if brin else name


def routes(scope: Scope) -> Blocks:
    everything, names = scope.facts.routes, []
    for place, route in enumerate(everything, start=1):
        end = "." if place == len(everything) else ";"
        names.append(
            (blocks.value(_route_name(route) + _offered_by(scope.facts, route)), Run(f" (bijlage {place}){end}"))
        )
    return (Items(tuple(names)),) if names else (Paragraph((blocks.gap("leerroutes"),)),)


def _offered_by(facts: AgreementFacts, route: RouteTextFacts) -> str:
    """A framework agreement says of each route which parties it binds."""
    boards = dutch_list([clean_text(party.name) for party in facts.parties_of(route)])
    return f", aangeboden door {boards}" if facts.instrument == "framework" else ""


def _route_name(route: RouteTextFacts) -> str:
    kind = "doorlopende leerroute vmbo-mbo" if route.route_type == "DLR" else "geïntegreerde route"
    return f"{clean_text(route.name)}, {kind}" + (f", {clean_text(route.number)}" if route.number else "")


def lines(scope: Scope) -> Blocks:
    made = tuple(_lines_table(route) for route in _routes(scope) if route.lines)
    return made or (Paragraph((blocks.gap("lijnen van de leerroute"),)),)


LINE_COLUMNS = (
    Column("Lijn", name="line"),
    Column("School en leerweg", name="school"),
    Column("Profiel", name="profile"),
    Column("Instelling", name="institution"),
    Column("Mbo-opleiding", name="programme"),
    Column("Duur", name="duration"),
)
HOUR_COLUMNS = (
    Column("Lijn", name="line"),
    Column("Leerweg mbo", name="mode"),
    Column("Duur", name="duration"),
    *(Column(head, numeric=True) for head in ("Totaal", "Begeleid", "Bpv", "Overig")),
)


def _lines_table(route: RouteTextFacts) -> Table:
    return Table(
        "lines",
        "Profiel en aanverwant domein of aanverwante kwalificatie",
        LINE_COLUMNS,
        tuple(_cells(_line_cells(place, line)) for place, line in enumerate(route.lines, start=1)),
    )


LEERWEGEN = {
    "BB": "basisberoepsgerichte leerweg",
    "KB": "kaderberoepsgerichte leerweg",
    "GL": "gemengde leerweg",
    "TL": "theoretische leerweg",
}


def _line_cells(place: int, line: LineTextFacts) -> Iterator[str]:
    yield str(place)
    place_of_school = ", ".join(part for part in (line.establishment, line.place) if part)
    yield f"{place_of_school}: {LEERWEGEN.get(line.leerweg, line.leerweg)}"
    yield line.profile
    yield line.mbo_institution
    yield _programme(line)
    yield f"{line.duration_years} leerjaren"


def _programme(line: LineTextFacts) -> str:
    what = f"{line.qualification} ({line.code})" if line.qualification and line.code else line.qualification
    domain = f"domein {line.domain}" if line.domain else ""
    return ", ".join(part for part in (what or domain, f"mbo-niveau {line.level}", line.learning_mode) if part)


def hours(scope: Scope) -> Blocks:
    rows = tuple(
        _cells(_hours_cells(place, line)) for route in _routes(scope) for place, line in enumerate(route.lines, start=1)
    )
    return (Table("hours", "Onderwijstijd over de hele leerroute, in klokuren", HOUR_COLUMNS, rows),) if rows else ()


def _hours_cells(place: int, line: LineTextFacts) -> Iterator[str]:
    yield f"{place}"
    yield line.learning_mode
    yield f"{line.duration_years} leerjaren"
    yield from (dutch_number(hours) for hours in (line.total, line.guided, line.bpv))
    yield dutch_number(line.total - line.guided - line.bpv)


def _cells(texts: Iterable[str]) -> tuple[Runs, ...]:
    return tuple((blocks.value(clean_text(text)),) for text in texts)


def motivations(scope: Scope) -> Blocks:
    found = tuple(
        (f"Lijn {place}", (Paragraph((blocks.value(clean_text(line.related_motivation)),)),))
        for route in _routes(scope)
        for place, line in enumerate(route.lines, start=1)
        if clean_text(line.related_motivation)
    )
    return (Entries(found),) if found else ()


def partners(scope: Scope) -> Blocks:
    names = (f"{partner.name} ({partner.kind})" if partner.kind else partner.name for partner in scope.facts.partners)
    made = tuple((blocks.value(clean_text(name)),) for name in names)
    return (Items(made),) if made else ()


MAKERS: dict[str, Callable[[Scope], Blocks]] = {
    "parties": parties,
    "routes": routes,
    "lines": lines,
    "hours": hours,
    "motivations": motivations,
    "partners": partners,
}
