"""Checks on what is agreed per route: its lines, its programme and its exit options."""

from collections.abc import Iterator

from .problems import Problem, problem
from .totals import add_up, hours_of, rows_of_line
from .values import TOGETHER, Scope

HOUR_KINDS = (
    ("guided", "begeleide uren", "guided hours"),
    ("bpv", "bpv-uren", "placement hours"),
    ("total", "uren in totaal", "hours in total"),
)
TEAM_PARTS = {"vo_cross", "combination"}


def lines_are_complete(scope: Scope) -> Iterator[Problem]:
    lines = scope.route.lines if scope.route else ()
    if not lines:
        yield from problem(
            scope, "lines", "De leerroute heeft nog geen enkele lijn.", "The route has not a single line yet."
        )
    for place, line in enumerate(lines, start=1):
        if not (line.profile and line.leerweg and (line.qualification or line.domain)):
            yield from problem(
                scope,
                "lines",
                f"Lijn {place} mist een leerweg, een profiel, of een domein of kwalificatie.",
                f"Line {place} lacks a leerweg, a profile, or a domain or qualification.",
            )


def every_party_contributes(scope: Scope) -> Iterator[Problem]:
    given = {row.get("board") for name in ("staff", "facilities") for row in scope.rows(name)}
    for party in scope.facts.parties_of(scope.route) if given else ():
        if str(party.board_id) not in given:
            yield from problem(
                scope,
                "facilities",
                f"{party.name} brengt nog niets in. Noem personeel of voorzieningen.",
                f"{party.name} contributes nothing yet. Name staff or facilities.",
            )


def hours_add_up(scope: Scope) -> Iterator[Problem]:
    """For every line: the parts together are the hours of the line, no more and no less."""
    lines = scope.route.line_refs() if scope.route and scope.rows("programme") else {}
    for place, (ref, line) in enumerate(lines.items(), start=1):
        planned = add_up(hours_of(row) for row in rows_of_line(scope.rows("programme"), ref))
        for kind, nl, en in HOUR_KINDS:
            found, wanted = getattr(planned, kind), getattr(line, kind)
            if found != wanted:
                yield from _hours_problem(scope, f"{place}", (nl, en), found, wanted)


def _hours_problem(scope: Scope, line: str, kind: tuple[str, str], found: int, wanted: int) -> Iterator[Problem]:
    return problem(
        scope,
        "programme",
        f"Lijn {line}: het programma telt {found} {kind[0]}, maar de leerroute heeft er {wanted}.",
        f"Line {line}: the programme has {found} {kind[1]}, but the route has {wanted}.",
    )


def programme_covers_every_year(scope: Scope) -> Iterator[Problem]:
    years = {row.get("year") for row in scope.rows("programme")}
    for year in _years(scope) if years else ():
        if year not in years:
            yield from problem(
                scope,
                "programme",
                f"Leerjaar {year} heeft nog geen enkel programmaonderdeel.",
                f"Year {year} has no programme part yet.",
            )


def combinations_show_their_share(scope: Scope) -> Iterator[Problem]:
    """Of a combined part the share of vo must be known, and is neither nothing nor everything (R-040)."""
    for place, row in enumerate(scope.rows("programme"), start=1):
        share = row.get("vo_share")
        if row.get("kind") == "combination" and isinstance(share, int) and not 0 < share < 100:
            yield from problem(
                scope,
                "programme",
                f"Rij {place}: een combinatie is deels vo en deels mbo; geef een aandeel tussen 1 en 99 procent.",
                f"Row {place}: a combination is partly vo and partly mbo; give a share between 1 and 99 percent.",
            )


def team_teaches_only_crossing_parts(scope: Scope) -> Iterator[Problem]:
    """The room for a team exists for parts that cross subjects or sectors (R-060), and must be covered (R-062)."""
    rows = list(enumerate(scope.rows("programme"), start=1))
    for place, row in rows:
        if row.get("team") == "yes" and row.get("kind") not in TEAM_PARTS:
            yield from problem(
                scope,
                "programme",
                f"Rij {place}: teambevoegdheid kan alleen bij een vakoverstijgend of gecombineerd onderdeel.",
                f"Row {place}: team competence is only possible for a cross-subject or combined part.",
            )
    if any(row.get("team") == "yes" for _, row in rows) and not scope.rows("team"):
        yield from problem(
            scope,
            "team",
            "Het programma gebruikt teambevoegdheid. Noem per onderdeel hoe het team alle vakken dekt.",
            "The programme uses team competence. Name for each part how the team covers all subjects.",
        )


def exits_for_every_year(scope: Scope) -> Iterator[Problem]:
    years = {str(row.get("year")) for row in scope.rows("exits")}
    for year in _years(scope) if years and TOGETHER not in years else ():
        if str(year) not in years:
            yield from problem(
                scope,
                "exits",
                f"Voor leerjaar {year} is er nog geen overstapoptie.",
                f"There is no exit option for year {year} yet.",
            )


def exit_after_failing_the_exam(scope: Scope) -> Iterator[Problem]:
    """R-047. A geïntegreerde route need not have a vmbo exam, so nobody need fail it."""
    situations = {row.get("situation") for row in scope.rows("exits")}
    if situations and scope.holds("fact:dlr") and "failed_exam" not in situations:
        yield from problem(
            scope,
            "exits",
            "De situatie “afgewezen voor het eindexamen” ontbreekt. De wet verlangt daarvoor een overstapoptie.",
            "The situation “failed the final exam” is missing. The law asks for an exit option there.",
        )


def _years(scope: Scope) -> range:
    return range(1, (scope.route.years if scope.route else 0) + 1)


CHECKS = {
    "lines_are_complete": lines_are_complete,
    "every_party_contributes": every_party_contributes,
    "hours_add_up": hours_add_up,
    "programme_covers_every_year": programme_covers_every_year,
    "combinations_show_their_share": combinations_show_their_share,
    "team_teaches_only_crossing_parts": team_teaches_only_crossing_parts,
    "exits_for_every_year": exits_for_every_year,
    "exit_after_failing_the_exam": exit_after_failing_the_exam,
}
