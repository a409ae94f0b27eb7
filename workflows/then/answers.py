"""An answer in an article as people read it: by the choices, columns and boards of the model it answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agreements.clauses.shapes import Field
from agreements.clauses.values import GROUPS, TOGETHER

Names = Mapping[str, str]


def in_words(field: Field, answer: Any, names: Names) -> str:
    """What the model knows is said in its words; an answer that does not fit it stands as it was given."""
    if isinstance(answer, list):
        return "\n".join(
            _row(field, one, names) if isinstance(one, dict) else in_words(field, one, names) for one in answer
        )
    if choice := field.choice(answer):
        return str(choice.label)
    if field.kind == "yesno":
        return {"yes": _("yes"), "no": _("no")}.get(str(answer), str(answer))
    if field.kind == "date":
        return day_in_words(str(answer))
    if field.kind == "board":
        return names.get(f"board:{answer}") or str(GROUPS.get(str(answer), answer))
    return _("All") if answer == TOGETHER and field.kind in ("line", "year") else str(answer)


def _row(table: Field, row: Mapping[str, Any], names: Names) -> str:
    """One line, in the order of the columns; what the model has no column for keeps its own name."""
    columns = {column.name: column for column in table.columns}
    told = [name for name in columns if row.get(name) not in (None, "")]
    known = [f"{columns[name].label}: {in_words(columns[name], row[name], names)}" for name in told]
    return "; ".join([*known, *(f"{name}: {value}" for name, value in row.items() if name not in columns)])


def day_in_words(value: str) -> str:
    try:
        return date_format(date.fromisoformat(value), "j F Y")
    except ValueError:
        return value
