"""Moving one article to the same article of another version of the model: what comes along, and what does not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .shapes import Clause, Field
from .values import GROUPS, TOGETHER
from .wording import MODEL, WORDING
from .words import Words

OWN_WORDS = Words("de eigen woorden van de besturen", "the boards' own words")


@dataclass(frozen=True)
class Move:
    """The answers as they would be, and what of them the other model has no place for."""

    data: dict[str, Any]
    lost: tuple[Words, ...]


def obstacle(old: Clause, new: Clause | None) -> Words | None:
    """Why this article cannot move by itself; nothing when it can."""
    if new is None:
        return Words("Het huidige model heeft dit artikel niet meer.", "The current model no longer has this article.")
    if old.scope != new.scope:
        return Words(
            "Het huidige model vraagt dit artikel anders: per leerroute in plaats van één keer, of andersom. Van zulke "
            "antwoorden staat niet vast wat zij op de andere plaats betekenen, dus dit artikel gaat niet over. "
            "Houd het zoals het is en schrijf wat u wilt overnemen in eigen woorden; een overeenkomst die u helemaal "
            "nieuw begint, heeft het huidige model.",
            "The current model asks this article otherwise: for each route instead of once, or the other way round. It "
            "is not certain what such answers mean in the other place, so this article does not move. Keep it as it "
            "is and write what you want to take over in your own words; an agreement that you begin anew has the "
            "current model.",
        )
    return None


def asks_for_the_first_time(old: Clause, new: Clause) -> bool:
    """Nothing was asked in this article before: it comes in the place of the old one, with its questions."""
    return bool(new.fields) and not old.fields and old.scope == new.scope


def moved(old: Clause, new: Clause, data: Mapping[str, Any], home: str) -> Move:
    """`home` is the version of the agreement: an article that comes back to it needs no version of its own."""
    before = {field.name: field for field in old.fields}
    after = {field.name: field for field in new.fields}
    kept, lost = dict[str, Any](), list[Words]()
    for name, answer in data.items():
        if name in before and (name not in after or after[name].kind != before[name].kind):
            lost.append(before[name].label)
        elif name in after:
            kept[name], gone = _fitting(before.get(name), after[name], answer)
            lost += gone
    if data.get(WORDING):
        lost.append(OWN_WORDS)
    return Move(kept | ({MODEL: new.version} if new.version != home else {}), tuple(lost))


def _fitting(old: Field | None, new: Field, answer: Any) -> tuple[Any, list[Words]]:
    """The part of an answer that the other model still asks."""
    if new.kind == "table" and old and isinstance(answer, list):
        return _rows(old, new, answer)
    if new.kind == "choice" and new.choice(answer) is None:
        return None, [new.label] if answer else []
    if new.kind == "multi" and isinstance(answer, list):
        stay = [one for one in answer if new.choice(one)]
        return stay, [new.label] if len(stay) < len(answer) else []
    return answer, []


def _rows(old: Field, new: Field, rows: list[Any]) -> tuple[list[dict[str, Any]], list[Words]]:
    kinds = {column.name: column.kind for column in new.columns}
    same = {column.name for column in old.columns if kinds.get(column.name) == column.kind}
    whole = [row for row in rows if isinstance(row, Mapping)]
    kept = [{name: cell for name, cell in row.items() if name in same} for row in whole]
    return kept, list(_lost_columns(old, whole, same))


def _lost_columns(old: Field, rows: list[Mapping[str, Any]], kept: set[str]) -> Iterator[Words]:
    for column in old.columns:
        if column.name not in kept and any(row.get(column.name) for row in rows):
            yield Words(f"{old.label.nl}: {column.label.nl}", f"{old.label.en}: {column.label.en}")


def portable(clause: Clause, data: Mapping[str, Any], board_id: int) -> dict[str, Any]:
    """The answers that also mean something in another agreement: no lines, no model, and of boards only this one."""
    fields = {field.name: field for field in clause.fields}
    kept = {name: _portable(fields[name], answer, str(board_id)) for name, answer in data.items() if name in fields}
    own = {WORDING: data[WORDING]} if data.get(WORDING) else {}
    return {name: answer for name, answer in kept.items() if answer not in (None, "", [], {})} | own


def _portable(field: Field, answer: Any, board: str) -> Any:
    if field.kind == "per_board":
        return {board: answer[board]} if isinstance(answer, Mapping) and board in answer else {}
    if field.kind == "table":
        columns = {column.name: column for column in field.columns}
        rows = [row for row in answer if isinstance(row, Mapping)] if isinstance(answer, list) else []
        kept = [
            {name: cell for name, cell in row.items() if name in columns and _travels(columns[name], cell, board)}
            for row in rows
        ]
        return [row for row in kept if row]
    return answer if _travels(field, answer, board) else None


def _travels(field: Field, answer: Any, board: str) -> bool:
    if field.kind == "board":
        return answer == board or answer in GROUPS
    return field.kind != "line" or answer == TOGETHER
