"""What every column may hold, in words: the sheet with the explanation. In Dutch, as the agreement itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..shapes import MAX_ROWS, Field
from .cells import Column
from .layout import LAST_LINE, MARK, Sheet


@dataclass(frozen=True)
class About:
    """What the sheet with the explanation says of the article, and the mark by which the file is known again."""

    title: str
    mark: str


def explanation_lines(sheets: Sequence[tuple[Sheet, Sequence[Column]]], about: About) -> Iterator[list[str]]:
    yield ["Blad", "Kolom", "Verplicht", "Wat u invult"]
    for sheet, columns in sheets:
        for column in columns:
            told = f"{allowed(column)} {column.field.help.nl}".strip()
            yield [sheet.name, column.head, obliged(column.field, sheet), told]
    yield []
    yield ["Artikel", about.title]
    yield [MARK, about.mark]
    yield ["Rijen", f"Er is plaats voor {MAX_ROWS} rijen per blad. Gelezen wordt tot en met regel {LAST_LINE}."]
    yield ["Kolommen", "De kolommen mogen in een andere volgorde staan. Verander de koppen in regel 1 niet."]
    yield ["Leeg", "Een lege cel mag: u vult haar later in."]
    yield ["Bladen", "Een blad dat u verwijdert, wordt niet ingelezen. Die antwoorden blijven dan zoals ze zijn."]
    yield ["Formules", "Formules worden niet gelezen. Plak de uitkomst als waarde."]
    yield ["Opslaan", "Na het inlezen ziet u eerst wat er is gelezen. Pas daarna slaat u op."]


def obliged(field: Field, sheet: Sheet) -> str:
    if field.required:
        return "ja"
    return _condition(field.required_when, sheet) if field.required_when else "nee"


def _condition(expression: str, sheet: Sheet) -> str:
    """`kind=vo` in the words of the sheet."""
    name, _equals, wanted = expression.partition("=")
    column = next((one for one in sheet.columns if one.name == name), None)
    choice = column.choice(wanted) if column else None
    return f"ja, bij {choice.label.nl}" if choice else "soms"


def allowed(column: Column) -> str:
    field = column.field
    if field.kind == "int":
        return f"Een heel getal van {field.minimum} tot en met {field.maximum}."
    if field.kind == "date":
        return "Een datum, zoals 31-12-2026."
    if column.labels:
        return f"Kies uit de lijst: {'; '.join(column.labels.values())}."
    return f"Tekst van ten hoogste {column.longest} tekens."
