"""A fact as people read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from agreements.clauses.shapes import Field as AskedField
from agreements.clauses.shapes import Library
from agreements.participation import TOPICS
from audit.pictures.history import ERASED
from leerroutes.states import State as RouteState

from ..titles import task_title
from . import answers
from .labels import field_of, label_of
from .moments import in_words


@dataclass(frozen=True)
class Reader:
    """What is needed to read the facts of one kind of case: names, and the articles of its model."""

    kind: str
    names: Mapping[str, str]
    shelf: Library

    def value(self, part: str, path: str, value: Any, row: Mapping[str, Any] | None = None) -> str:
        """`row`: where the fact stands; an answer in an article is read by the article's question."""
        if value is None:
            return ""
        if value == ERASED:
            return _("erased")
        if part == "clauses" and path.startswith("data/"):
            field = self.asked(str((row or {}).get("code", "")), path.split("/")[1])
            if field:
                return answers.in_words(field, value, self.names)
        return self._fact(part, path, value)

    def _fact(self, part: str, path: str, value: Any) -> str:
        field = field_of(self.kind, part, path.partition("/")[0])
        if isinstance(value, list):
            return "\n".join(self.value(part, path, one) for one in value)
        if isinstance(value, dict):
            return ", ".join(self.value(part, path, one) for one in value.values() if one not in ("", None))
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if part == "requests" and path == "order":
            return self.names.get(f"board:{value}", str(value))
        return self.names.get(value) or _special(part, path, value) or _plain(field, value)

    def label(self, part: str, path: str, row: Mapping[str, Any]) -> str:
        """The field; of the answers in an article the question, of what is kept per article its title."""
        name, _slash, inner = path.partition("/")
        if not inner:
            return label_of(self.kind, part, name)
        if part == "clauses" and name == "data":
            return self.question(str(row.get("code", "")), inner)
        return f"{label_of(self.kind, part, name)}: {self.article(inner)}"

    def question(self, code: str, inner: str) -> str:
        """What was asked; of a question that each board answers, which board."""
        name, _slash, board = inner.partition("/")
        field = self.asked(code, name)
        label = str(field.label) if field else label_of(self.kind, "clauses", name)
        return f"{label} ({self.names.get(f'board:{board}', board)})" if board else label

    def asked(self, code: str, name: str) -> AskedField | None:
        clause = self.shelf.get(code)
        return next((one for one in clause.fields if one.name == name), None) if clause else None

    def article(self, code: str) -> str:
        """By its title; a place `code:route` too."""
        plain = code.split(":")[0].split(",")[0]
        return str(self.shelf[plain].title) if plain in self.shelf else code


def _special(part: str, path: str, value: Any) -> str:
    if part == "tasks" and path == "task":
        return task_title(str(value))
    if path == "suspended_from":
        return str(dict(RouteState.choices).get(value, ""))
    if path == "topics":
        return next((str(topic.title) for topic in TOPICS if topic.code == value), "")
    return ""


def _plain(field: models.Field[Any, Any] | None, value: Any) -> str:
    if isinstance(field, models.DateTimeField) or (field is None and _is_moment(value)):
        at = parse_datetime(str(value))
        return in_words(at) if at else str(value)
    if isinstance(field, models.DateField):
        return answers.day_in_words(str(value))
    if field is not None and field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    return str(value)


def _is_moment(value: Any) -> bool:
    return isinstance(value, str) and len(value) > 25 and value[10:11] == "T"
