"""The statutory check of an agreement and its routes, in Dutch, as it is bound to the document people sign."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import translation

from leerroutes.models import Route
from leerroutes.reference_data import references_on
from leerroutes.rules import check as check_proposal
from leerroutes.selectors import facts_of as facts_of_route
from leerroutes.selectors import reasons_for as reasons_for_route

from .facts import routes_of
from .models import Agreement
from .rules.report import CheckPart, part_of
from .selectors import AgreementText, reasons_for


def statutory_check(agreement: Agreement, text: AgreementText) -> list[CheckPart]:
    """Every route, then the agreement. The words of the agreement are not in it, so their digest stays the same."""
    with translation.override("nl"):
        parts = [_of_route(route) for route in routes_of(agreement)]
        references = references_on(agreement.starts_on)
        return [*parts, part_of("De overeenkomst", text.findings, references, reasons_for(agreement))]


def check_sha256(title: str, parts: Iterable[CheckPart]) -> str:
    """Of what a document says around its text."""
    said = json.dumps([title, [asdict(part) for part in parts]], sort_keys=True, cls=DjangoJSONEncoder)
    return hashlib.sha256(said.encode()).hexdigest()


def _of_route(route: Route) -> CheckPart:
    findings = check_proposal(facts_of_route(route))
    title = f"Leerroute {route.number}: {route.name}"
    return part_of(title, findings, references_on(route.starts_on), reasons_for_route(route))
