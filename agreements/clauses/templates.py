"""A template for a whole agreement: which articles, in which order, with which answers beforehand. Kept as a file too.

{"schema": "leerroutes-sjabloon/1", "name": "…", "instrument": "sok", "clauses": ["partijen", "A", …],
 "answers": {"kwaliteit": {"improvement": "…"}}}
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from ..states import Instrument
from . import library, proofreading
from .proofreading import Complaint, LibraryError, not_on_paper
from .shapes import MAX_ROWS, Clause, Field, Library
from .values import TOGETHER
from .words import Words

SCHEMA = "leerroutes-sjabloon/1"
LONGEST = 200_000
KEYS = ("schema", "name", "instrument", "clauses", "answers")
OF_ONE_AGREEMENT = frozenset({"board", "per_board", "line"})


@dataclass(frozen=True)
class Template:
    name: str
    instrument: str
    clauses: tuple[str, ...]
    answers: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@lru_cache(maxsize=200)
def arranged(version: str, codes: tuple[str, ...]) -> Library:
    """The articles of a version that were chosen, in the chosen order."""
    shelf = library.load(version)
    return Library(version, tuple(shelf[code] for code in codes))


def as_file(template: Template) -> str:
    content = {
        "schema": SCHEMA,
        "name": template.name,
        "instrument": template.instrument,
        "clauses": list(template.clauses),
        "answers": template.answers,
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def from_file(text: str, shelf: Library) -> Template:
    """Refuses with everything that is wrong, each with the line or the place in the file."""
    raw = _parsed(text)
    complaints = list(_of_shape(raw))
    if complaints:
        raise LibraryError(*complaints)
    answers = {code: given for code, given in raw.get("answers", {}).items() if given}
    template = Template(raw["name"].strip(), raw["instrument"], tuple(raw["clauses"]), answers)
    complaints = list(of_template(template, shelf))
    if complaints:
        raise LibraryError(*complaints)
    return template


def _parsed(text: str) -> Any:
    try:
        if len(text) > LONGEST:
            raise ValueError
        raw = json.loads(text)
        json.dumps(raw, ensure_ascii=False).encode()  # half a sign is no sign
    except json.JSONDecodeError as error:
        place = f"regel {error.lineno}, teken {error.colno}"
        raise LibraryError(Complaint(place, Words("dit is geen JSON", f"this is not JSON ({error.msg})"))) from error
    except (ValueError, RecursionError) as error:
        said = Words("dit bestand is te groot of niet te lezen", "this file is too large or cannot be read")
        raise LibraryError(Complaint("", said)) from error
    return raw


# --- what a file looks like -----------------------------------------------------------------------


def _of_shape(raw: Any) -> Iterator[Complaint]:
    if not isinstance(raw, dict):
        yield Complaint("", Words("er moet één object in staan", "it must hold one object"))
        return
    if raw.get("schema") != SCHEMA:
        yield Complaint("schema", Words(f"dit moet “{SCHEMA}” zijn", f"this must be “{SCHEMA}”"))
    for key in sorted(raw.keys() - set(KEYS)):
        yield Complaint(key[:60], Words("dit hoort er niet in", "this does not belong here"))
    name = raw.get("name")
    if not isinstance(name, str) or not 0 < len(name.strip()) <= 100 or "\0" in name:
        yield Complaint("name", Words("geef een naam van hooguit 100 tekens", "give a name of at most 100 characters"))
    if raw.get("instrument") not in Instrument.values:
        known = ", ".join(Instrument.values)
        yield Complaint("instrument", Words(f"kies uit {known}", f"choose from {known}"))
    codes = raw.get("clauses")
    if not isinstance(codes, list) or not all(isinstance(code, str) for code in codes):
        yield Complaint("clauses", Words("dit moet een lijst van artikelcodes zijn", "this must be a list of codes"))
    answers = raw.get("answers", {})
    if not isinstance(answers, dict) or not all(isinstance(given, dict) for given in answers.values()):
        said = Words("dit moet per artikel een object zijn", "this must be an object for each article")
        yield Complaint("answers", said)


# --- what it may say ------------------------------------------------------------------------------


def of_template(template: Template, shelf: Library) -> Iterator[Complaint]:
    """Why no agreement can start with it: articles the law asks are missing, or something in it means nothing here.

    All ten topics are always in it: those that an instrument does without (domain.md 3.3) step aside by themselves, and
    come back when it becomes another instrument.
    """
    for place, code in enumerate(template.clauses):
        if code not in shelf:
            unknown = Words(f"artikel {code[:30]} bestaat niet", f"there is no article {code[:30]}")
            yield Complaint(f"clauses[{place}]", unknown)
    chosen = Library(shelf.version, tuple(shelf[code] for code in template.clauses if code in shelf))
    yield from (Complaint("clauses", sentence) for sentence in proofreading.of_library(chosen))
    yield from _of_opening(chosen, shelf)
    for code, given in template.answers.items():
        if code not in chosen:
            yield Complaint(f"answers.{code[:30]}", Words("dit artikel staat er niet in", "this article is not in it"))
        else:
            yield from _of_answers(f"answers.{code}", chosen[code], given)


def _of_opening(chosen: Library, shelf: Library) -> Iterator[Complaint]:
    """Who the parties are, and why, comes first: without it there is no agreement."""
    opening = [clause.code for clause in shelf.clauses if not clause.numbered]
    if [clause.code for clause in chosen.clauses[: len(opening)]] != opening:
        first = ", ".join(opening)
        yield Complaint("clauses", Words(f"begin met: {first}", f"begin with: {first}"))


def _of_answers(path: str, clause: Clause, given: Mapping[str, Any]) -> Iterator[Complaint]:
    known = {one.name: one for one in clause.fields}
    for name, answer in given.items():
        place = f"{path}.{name[:40]}"
        if name not in known:
            yield Complaint(place, Words("dit vraagt het artikel niet", "the article does not ask this"))
        elif known[name].kind == "table":
            yield from _of_rows(place, known[name], answer)
        elif sentence := _wrong(known[name], answer):
            yield Complaint(place, sentence)


def _of_rows(path: str, table: Field, rows: Any) -> Iterator[Complaint]:
    if not isinstance(rows, list) or len(rows) > MAX_ROWS or not all(isinstance(row, dict) for row in rows):
        said = Words(f"dit moet een lijst van hooguit {MAX_ROWS} rijen zijn", f"a list of at most {MAX_ROWS} rows")
        yield Complaint(path, said)
        return
    columns = {column.name: column for column in table.columns}
    for number, row in enumerate(rows):
        for name, cell in row.items():
            if name not in columns:
                yield Complaint(
                    f"{path}[{number}].{name[:40]}", Words("deze kolom is er niet", "there is no such column")
                )
            elif sentence := _wrong(columns[name], cell):
                yield Complaint(f"{path}[{number}].{name}", sentence)


def _wrong(asked: Field, answer: Any) -> Words | None:
    """Nothing when this could have been filled in."""
    if asked.kind in OF_ONE_AGREEMENT and answer != TOGETHER:
        return Words("dit verschilt per overeenkomst: laat het weg", "this differs per agreement: leave it out")
    if asked.kind == "int":
        fits = type(answer) is int and asked.minimum <= answer <= asked.maximum
        return None if fits else Words("dit moet een passend getal zijn", "this must be a number that fits")
    if asked.kind == "multi":
        fits = isinstance(answer, list) and all(isinstance(one, str) and asked.choice(one) for one in answer)
        return None if fits else Words("kies uit de mogelijkheden", "choose from what is offered")
    if not isinstance(answer, str) or "\0" in answer:
        return Words("dit moet tekst zijn", "this must be text")
    return _wrong_text(asked, answer)


def _wrong_text(asked: Field, answer: str) -> Words | None:
    if asked.kind == "choice" and asked.choice(answer) is None:
        return Words("kies uit de mogelijkheden", "choose from what is offered")
    if asked.kind == "yesno" and answer not in ("yes", "no"):
        return Words("kies yes of no", "choose yes or no")
    if asked.kind == "date" and not _is_day(answer):
        return Words("schrijf de datum als 2027-08-01", "write the date as 2027-08-01")
    if asked.max_length and len(answer) > asked.max_length:
        return Words(f"hooguit {asked.max_length} tekens", f"at most {asked.max_length} characters")
    return not_on_paper(answer)


def _is_day(answer: str) -> bool:
    try:
        return date.fromisoformat(answer).isoformat() == answer
    except ValueError:
        return False


def without_agreement(clause: Clause, data: Mapping[str, Any]) -> dict[str, Any]:
    """The answers to one article that could be in a template: nothing of one agreement, and no own words."""
    kept: dict[str, Any] = {}
    for one in clause.fields:
        answer = data.get(one.name)
        if one.kind == "table" and isinstance(answer, list):
            rows = [_plain_row(one, row) for row in answer if isinstance(row, Mapping)]
            kept[one.name] = [row for row in rows if row][:MAX_ROWS]
        elif answer not in (None, "") and _wrong(one, answer) is None:
            kept[one.name] = answer
    return {name: answer for name, answer in kept.items() if answer not in ([], {})}


def _plain_row(table: Field, row: Mapping[str, Any]) -> dict[str, Any]:
    columns = {column.name: column for column in table.columns}
    return {name: cell for name, cell in row.items() if name in columns and _wrong(columns[name], cell) is None}
