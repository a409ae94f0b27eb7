"""Reference data in and out: load the CSV files, and look up what held on a day.

The files in `leerroutes/reference/` are the source; loading twice changes nothing. A row is never removed by loading:
to end one, give it a `valid_until` in the file.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import models, transaction

from leerroutes.models.reference import (
    Domain,
    EffectiveDated,
    HoursNorm,
    LegalReference,
    Profile,
    ProfileDomain,
    Qualification,
)
from leerroutes.rules.base import Rule
from leerroutes.rules.facts import NormFacts

FILES = Path(__file__).parent / "reference"

References = Mapping[str, tuple[LegalReference, ...]]


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file, the model its rows become, and the columns by which a row is recognised."""

    file: str
    model: type[EffectiveDated]
    key: tuple[str, ...]


TABLES = (
    Table("profiles.csv", Profile, ("slug", "valid_from")),
    Table("domains.csv", Domain, ("slug", "valid_from")),
    Table("qualifications.csv", Qualification, ("code", "valid_from")),
    Table("profile_domains.csv", ProfileDomain, ("profile", "domain", "valid_from")),
    Table("hours_norms.csv", HoursNorm, ("duration_years", "learning_mode", "valid_from")),
    Table("legal_references.csv", LegalReference, ("topic", "law", "article", "valid_from")),
)
"""In this order: what is pointed at comes first."""


@transaction.atomic
def load() -> dict[str, int]:
    """Bring every table up to date with its file; all or nothing. Returns the number of rows per file."""
    return {table.file: _load_table(table) for table in TABLES}


def _load_table(table: Table) -> int:
    rows = list(_rows(table))
    for row in rows:
        key = {name: row.pop(name) for name in table.key}
        table.model._default_manager.update_or_create(**key, defaults=row)
    return len(rows)


def _rows(table: Table) -> Iterator[dict[str, Any]]:
    with (FILES / table.file).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {name: _value(table.model, name, text, row["valid_from"]) for name, text in row.items()}


def _value(model: type[EffectiveDated], name: str, text: str, valid_from: str) -> Any:
    """What a cell means for the field of that name; a relation is written as the slug that held on that day."""
    field = model._meta.get_field(name)
    if not isinstance(field, models.Field):
        raise TypeError(f"{model.__name__}.{name} is not a column.")
    if text == "" and field.null:
        return None
    if isinstance(field, models.ForeignKey):
        related: Any = field.related_model
        return related.objects.on(date.fromisoformat(valid_from)).get(slug=text)
    return field.to_python(text)


def norms_on(day: date) -> dict[tuple[int, str], NormFacts]:
    """The hours norms in force on a day, as `RouteFacts.norms` wants them. One query."""
    return {
        (norm.duration_years, norm.learning_mode): NormFacts(total=norm.total, guided=norm.guided, bpv=norm.bpv)
        for norm in HoursNorm.objects.on(day)
    }


def usually_related_on(day: date) -> frozenset[tuple[str, str]]:
    """The (profile slug, domain slug) pairs that need no motivation on a day (R-009). One query."""
    pairs = ProfileDomain.objects.on(day).values_list("profile__slug", "domain__slug")
    return frozenset(pairs)


def references_on(day: date) -> References:
    """The concordance of a day: topic → articles. One query; ask once per page and pass it on."""
    found: dict[str, tuple[LegalReference, ...]] = {}
    for reference in LegalReference.objects.on(day):
        found[reference.topic] = (*found.get(reference.topic, ()), reference)
    return found


def articles_for(rule: Rule[Any], references: References) -> tuple[LegalReference, ...]:
    """The articles a rule rests on, in the order of its topics."""
    return tuple(reference for topic in rule.topics for reference in references.get(topic, ()))
