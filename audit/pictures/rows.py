"""How the rows of a model become facts. Everything of a row is told, but for what is left out with a reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db import connection, models
from django.db.models import Q, QuerySet

from .asking import Question, question
from .facts import Picture, facts_in, path_of


@dataclass(frozen=True)
class Rows:
    """The rows of one model that belong to a case: `of` is the way from a row to the case.

    A row stands under `name/<key>/<field>`; of rows with the same key the last one counts. Without a name it is the
    record of the case itself, and its fields stand bare. One query, and one for each many-to-many field.
    """

    name: str
    model: type[models.Model]
    of: str = "pk"
    key: tuple[str, ...] = ("pk",)
    only: Q = field(default_factory=Q)
    without: Mapping[str, str] = field(default_factory=dict)
    """Field → why it is not told."""
    whole: tuple[str, ...] = ()
    """Mappings that are one fact, because people wrote their keys: a path holds no words of anybody."""

    @cached_property
    def fields(self) -> list[models.Field[Any, Any]]:
        """In the order of the model. The way to the case is told by the case."""
        return [
            one
            for one in self.model._meta.concrete_fields
            if not one.primary_key and one.name != self.of and one.name not in self.without
        ]

    @cached_property
    def many(self) -> list[models.ManyToManyField[Any, Any]]:
        return [one for one in self.model._meta.many_to_many if one.name not in self.without]

    @cached_property
    def tables(self) -> frozenset[str]:
        """Whoever writes in one of these may change the picture."""
        return frozenset({self.model._meta.db_table, *(one.m2m_db_table() for one in self.many)})

    def draw(self, case: int) -> Picture:
        many = {one.name: self._links(one, case) for one in self.many}
        told: dict[str, Picture] = {}
        for row in self._question.answers(case):
            at = self._place(row)
            told[at] = dict(fact for name, value in self._facts(row, many) for fact in facts_in(at + name, value))
        return {path: value for facts in told.values() for path, value in facts.items()}

    @property
    def _question(self) -> Question:
        """Put together once for each kind of database."""
        names = tuple(dict.fromkeys(["pk", *self.key, *(one.attname for one in self.fields)]))
        if (connection.vendor, names) not in self._questions:
            self._questions[connection.vendor, names] = question(self._of_case, names)
        return self._questions[connection.vendor, names]

    @cached_property
    def _questions(self) -> dict[tuple[str, tuple[str, ...]], Question]:
        return {}

    def _of_case(self, case: int) -> QuerySet[Any]:
        return self.model._base_manager.filter(self.only, **{self.of: case}).order_by("pk")

    def _place(self, row: Mapping[str, Any]) -> str:
        if not self.name:
            return ""
        return path_of(self.name, ",".join(str(row[name]) for name in self.key if row[name] is not None)) + "/"

    def _facts(self, row: Mapping[str, Any], many: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        for one in self.fields:
            value = reference(one, row[one.attname])
            yield one.name, sorted(map(list, value.items())) if one.name in self.whole and value else value
        for name, links in many.items():
            yield name, links.get(row["pk"], [])

    def _links(self, one: models.ManyToManyField[Any, Any], case: int) -> dict[int, list[str]]:
        """Row → what it points at, as references."""
        found: dict[int, list[str]] = {}
        rows = self.model._base_manager.filter(self.only, **{self.of: case, f"{one.name}__isnull": False})
        for pk, other in sorted(rows.values_list("pk", one.name)):
            found.setdefault(pk, []).append(reference(one, other))
        return found


def reference(one: models.Field[Any, Any], value: Any) -> Any:
    """Another record by its kind and number (`board:3`): names are kept in one place, where they can be erased."""
    target = one.related_model
    if value is None or target is None or isinstance(target, str):
        return value
    return f"{target._meta.model_name}:{value}"
