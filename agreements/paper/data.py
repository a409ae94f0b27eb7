"""The agreement as data, as it is embedded in the document: what the pages say, for machines.

Its form is `schemas/agreement-1.json`, published at `/schema/overeenkomst/1.json`. A change that a reader of version 1
would not understand is a version 2; both stay published, because signed documents live longer than this program.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django.conf import settings

from ..clauses.context import AgreementFacts, LineTextFacts, PartyFacts, RouteTextFacts
from ..clauses.render import DataKey, RenderedClause
from ..rules.report import CheckPart
from .imprint import Imprint

Data = dict[str, Any]
VERSION = 1


def schema_address(version: int = VERSION) -> str:
    return f"{settings.BASE_URL}/schema/overeenkomst/{version}.json"


def canonical(data: Data) -> str:
    """One way to write it down, so that the same data is the same text."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1)


def data_of(
    facts: AgreementFacts,
    rendered: Iterable[RenderedClause],
    answers: Mapping[DataKey, Mapping[str, Any]],
    *,
    version: str,
    digest: str,
    is_final: bool,
    imprint: Imprint,
) -> Data:
    """Everything the document says, by name. Routes are referred to by their number."""
    numbers = {route.id: route.number for route in facts.routes}
    return {
        "$schema": schema_address(),
        "document": _document(version, digest, is_final, imprint),
        "agreement": _agreement(facts),
        "parties": [_party(party) for party in facts.parties],
        "leaving": [_party(party) for party in facts.leaving],
        "partners": [partner._asdict() for partner in facts.partners],
        "routes": [_route(route) for route in facts.routes],
        "articles": [_article(clause, numbers) for clause in rendered],
        "answers": [_answers(key, given, numbers) for key, given in answers.items() if key[1] in {None, *numbers}],
    }


def check_of(facts: AgreementFacts, parts: Sequence[CheckPart], *, imprint: Imprint) -> Data:
    """The statutory check, as it is printed at the end of the document."""
    return {
        "agreement": facts.number,
        "code": imprint.code,
        "frozen": imprint.frozen.isoformat(),
        "parts": [asdict(part) for part in parts],
    }


def _document(version: str, digest: str, is_final: bool, imprint: Imprint) -> Data:
    return {
        "code": imprint.code,
        "verify": imprint.address,
        "frozen": imprint.frozen.isoformat(),
        "version": version,
        "status": "final" if is_final else "draft",
        "language": "nl",
        "text_sha256": digest,
    }


def _agreement(facts: AgreementFacts) -> Data:
    return {
        "number": facts.number,
        "title": facts.title,
        "instrument": facts.instrument,
        "is_vsg": facts.is_vsg,
        "legal_basis": facts.legal_basis,
        "replaces": facts.replaces or None,
        "starts_on": facts.starts_on.isoformat() if facts.starts_on else None,
        "ends_on": facts.ends_on.isoformat() if facts.ends_on else None,
    }


def _party(party: PartyFacts) -> Data:
    return {
        "name": party.name,
        "legal_form": party.legal_form,
        "seat": party.seat,
        "kvk": party.kvk,
        "number": party.number,
        "side": party.side,
        "represented_by": party.representative_function,
        "institutions": [institution._asdict() for institution in party.institutions],
    }


def _route(route: RouteTextFacts) -> Data:
    return {
        "number": route.number,
        "name": route.name,
        "type": route.route_type,
        "starts_on": route.starts_on.isoformat() if route.starts_on else None,
        "lines": [_line(line) for line in route.lines],
    }


def _line(line: LineTextFacts) -> Data:
    """Hours are klokuren; the row of our database is nobody's business."""
    told = asdict(line)
    del told["id"]
    return told | {"qualification_until": line.qualification_until.isoformat() if line.qualification_until else None}


def _article(clause: RenderedClause, numbers: Mapping[int, str]) -> Data:
    return {
        "code": clause.code,
        "route": numbers[clause.route_id] if clause.route_id is not None else None,
        "number": clause.number,
        "title": clause.title.nl,
        "members": [{"number": lid.number, "text": lid.text} for lid in clause.leden],
    }


def _answers(key: DataKey, given: Mapping[str, Any], numbers: Mapping[int, str]) -> Data:
    code, route = key
    return {"code": code, "route": numbers[route] if route is not None else None, "given": dict(given)}
