"""The model clauses of an agreement, and the answers and words its boards gave."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from .clauses import library
from .clauses.context import AgreementFacts, RouteTextFacts
from .clauses.numbering import applicable
from .clauses.render import DataKey
from .clauses.shapes import Clause, Library
from .clauses.shelving import with_added
from .clauses.templates import Template, arranged
from .clauses.wording import worded
from .models import Agreement, AgreementTemplate
from .states import State


def answers_of(agreement: Agreement) -> dict[DataKey, Mapping[str, Any]]:
    """What was filled in, by clause and route."""
    return {(text.code, text.route_id): text.data for text in agreement.clauses.all()}


def shelf_of(agreement: Agreement) -> Library:
    """The model clauses of this agreement: those it started with, and those added from a newer model."""
    shelf = first_shelf_of(agreement)
    return with_added(shelf, agreement.added) if agreement.added else shelf


def articles_of(agreement: Agreement) -> list[Clause]:
    """The model clauses with the boards' own words, for every route, as they lie on the table."""
    given: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for (code, _route), data in answers_of(agreement).items():
        given[code].append(data)
    return [worded(clause, data) for clause in shelf_of(agreement).clauses for data in given[clause.code] or [{}]]


def first_shelf_of(agreement: Agreement) -> Library:
    """The model clauses it started with: those of its template, in that order, or all of them."""
    codes, version = tuple(agreement.template.get("clauses", ())), agreement.library_version
    return arranged(version, codes) if codes else library.load(version)


def content_of(template: AgreementTemplate) -> Template:
    """What a template says, apart from whose it is."""
    return Template(template.name, template.instrument, tuple(template.clauses), dict(template.answers))


def newer_model(agreement: Agreement) -> str:
    """The version a new agreement would start with, when that is another one than this agreement has."""
    current = library.current() if agreement.state == State.DRAFT else agreement.library_version
    return current if current != agreement.library_version else ""


def clauses_of(facts: AgreementFacts, shelf: Library) -> list[tuple[Clause, RouteTextFacts | None]]:
    """What asks something or was added, as the document has it: the articles, and then the annex of each route."""
    asking = [clause for clause in applicable(shelf, facts) if clause.fields or clause.version != shelf.version]
    articles = [(clause, None) for clause in asking if clause.scope != "route"]
    annexes = [(clause, route) for route in facts.routes for clause in asking if clause.scope == "route"]
    return [*articles, *annexes]
