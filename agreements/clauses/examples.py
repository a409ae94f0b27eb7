"""Made-up answers (voorbeeldgegevens) that fill every clause, for demonstrations and tests."""

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

from .conditions import holds
from .context import AgreementFacts, PartyFacts, RouteTextFacts
from .example_programme import exam_parts, programme
from .library import CURRENT, ROOT, shipped
from .numbering import applicable
from .shapes import Clause, Field, Library
from .values import TOGETHER

SIDES = ("vo", "mbo", "both")
DataKey = tuple[str, int | None]


@cache
def _examples(version: str) -> Mapping[str, Any]:
    """Published versions bring no examples; those of the last shipped one answer the fields they still have."""
    folder = ROOT / (version if version in shipped() else CURRENT)
    return tomllib.loads((folder / "voorbeeld.toml").read_text(encoding="utf-8"))


def example_agreement(shelf: Library, facts: AgreementFacts) -> dict[DataKey, dict[str, Any]]:
    """Answers for every clause of this agreement, by clause and route."""
    filled: dict[DataKey, dict[str, Any]] = {}
    for clause in applicable(shelf, facts):
        for route in facts.routes if clause.scope == "route" else (None,):
            filled[clause.code, route.id if route else None] = example_data(clause, facts, route)
    return filled


def example_data(clause: Clause, facts: AgreementFacts, route: RouteTextFacts | None = None) -> dict[str, Any]:
    """Answers to one clause, fitted to the parties and the route: no gaps and no problems."""
    if clause.scope == "route" and route is None:
        return {}
    raw = {**_examples(clause.version).get(clause.code, {}), **_dates(clause.code, facts)}
    if clause.code == "E" and len(facts.parties) == 1:
        raw["transfer"] = "no"  # nobody transfers to itself
    if clause.code == "D" and route:
        raw |= {"programme": programme(raw["parts"], route), "exam_parts": exam_parts(raw["exams"], route)}
    asked = [field for field in clause.fields if holds(field.when, {}, facts, route) and field.name in raw]
    return {field.name: _answer(field, raw[field.name], facts, route) for field in asked}


def _dates(code: str, facts: AgreementFacts) -> dict[str, str]:
    starts = facts.starts_on or date(2027, 8, 1)
    if code == "registratie":
        return {"ready_by": (starts - timedelta(days=60)).isoformat()}
    return {"first_evaluation": date(starts.year + 1, 6, 15).isoformat()} if code == "kwaliteit" else {}


def _answer(field: Field, raw: Any, facts: AgreementFacts, route: RouteTextFacts | None) -> Any:
    parties = facts.parties_of(route)
    if field.kind == "per_board":
        return {str(party.board_id): raw[party.side].strip() for party in parties}
    if field.kind == "table":
        made = field.name in {"programme", "exam_parts"}
        rows = raw if made else [row for one in raw for row in _rows(field, one, facts, route)]
        return [_visible(field, row, facts, route) for row in rows]
    return raw.strip() if isinstance(raw, str) else raw


def _rows(field: Field, row: Mapping[str, Any], facts: AgreementFacts, route: RouteTextFacts | None) -> list[Any]:
    """A row for a side becomes a row for each board on it; other references take the first board on that side."""
    places = [column.name for column in field.columns if column.kind == "board" and not column.together]
    if places == ["board"] and row["board"] in SIDES:
        boards = [party for party in facts.parties_of(route) if party.side == row["board"]]
        return [{**row, "board": str(party.board_id)} for party in boards]
    named = {name: _first(facts, route, row[name]) for name in places if row.get(name) in SIDES}
    return [] if _comes_back(row, named) else [{**row, **named}]


def _comes_back(row: Mapping[str, Any], named: Mapping[str, str]) -> bool:
    return len(named) > 1 and len(set(named.values())) == 1


def _first(facts: AgreementFacts, route: RouteTextFacts | None, side: str) -> str:
    parties = facts.parties_of(route)
    found: list[PartyFacts] = [party for party in parties if party.side == side] or [
        party for party in parties if party.is_on(side)
    ]
    return str(found[0].board_id) if found else TOGETHER


def _visible(
    field: Field, row: Mapping[str, Any], facts: AgreementFacts, route: RouteTextFacts | None
) -> dict[str, Any]:
    shown = [column.name for column in field.columns if holds(column.when, {}, facts, route)]
    return {name: row[name] for name in shown if row.get(name) not in (None, "")}
