"""An example programme whose hours add up to those of every line, to the hour, and its exams."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .context import LineTextFacts, RouteTextFacts
from .values import TOGETHER

KINDS = ("guided", "bpv", "other")
Hours = dict[str, int]
Part = Mapping[str, Any]


def programme(parts: Sequence[Part], route: RouteTextFacts) -> list[dict[str, Any]]:
    """The first years together for all lines, then each line its own years; alike lines stay together."""
    lines = route.line_refs()
    if not lines:
        return []
    shared_years = min(2, min(line.duration_years for line in lines.values()) - 1)
    shared = _shared_hours(lines.values(), shared_years)
    rows = _years(parts, "vo", range(1, shared_years + 1), shared, TOGETHER)
    alike = len({(line.duration_years, *_hours(line).values()) for line in lines.values()}) == 1
    for ref, line in list(lines.items())[: 1 if alike else None]:
        rest = {kind: hours - shared[kind] for kind, hours in _hours(line).items()}
        later = range(shared_years + 1, line.duration_years + 1)
        rows += _years(parts, "mbo", later, rest, TOGETHER if alike else ref)
    return rows


def exam_parts(parts: Sequence[Part], route: RouteTextFacts) -> list[dict[str, Any]]:
    """The exams in their year; what comes last stands in the last year of each line, alike lines together."""
    lasts = {ref: line.duration_years for ref, line in route.line_refs().items()}
    ends = {TOGETHER: max(lasts.values(), default=1)} if len(set(lasts.values())) < 2 else lasts
    early = [{**part, "line": TOGETHER} for part in parts if part["year"] != "last"]
    late = [{**part, "year": end, "line": ref} for ref, end in ends.items() for part in parts if part["year"] == "last"]
    return early + sorted(late, key=lambda part: int(part["year"]))


def _hours(line: LineTextFacts) -> Hours:
    return {"guided": line.guided, "bpv": line.bpv, "other": line.total - line.guided - line.bpv}


def _shared_hours(lines: Iterable[LineTextFacts], years: int) -> Hours:
    """What fits in the first years of every line: its even share, of placements only a taste."""
    wanted = [(line, _hours(line)) for line in lines]
    even = {kind: min(hours[kind] * years // line.duration_years for line, hours in wanted) for kind in KINDS}
    return {**even, "bpv": min(hours["bpv"] // 10 for _, hours in wanted)}


def _years(parts: Sequence[Part], phase: str, years: range, hours: Hours, line: str) -> list[dict[str, Any]]:
    chosen = [(year, part) for year in years for part in parts if part["phase"] == phase]
    split = {kind: _split(hours[kind], [part.get(kind, 0) for _, part in chosen]) for kind in KINDS}
    return [
        _row(year, part, line, {kind: split[kind][place] for kind in KINDS})
        for place, (year, part) in enumerate(chosen)
    ]


def _row(year: int, part: Part, line: str, hours: Hours) -> dict[str, Any]:
    row = {"year": year, "line": line, "part": part["part"], "kind": part["kind"], "location": part["location"]}
    if part["kind"] == "combination":
        row["vo_share"] = part["vo_share"]
    return {**row, "deliverer": part["board"], "team": part["team"], **{k: v for k, v in hours.items() if v}}


def _split(total: int, weights: Sequence[int]) -> list[int]:
    """Divide by weight so that the parts are exactly the total."""
    whole, done, given, parts = sum(weights), 0, 0, []
    for weight in weights:
        done += weight
        upto = total * done // whole
        parts.append(upto - given)
        given = upto
    return parts
