"""A model clause as people read it: its words with the questions in their places, and everything else that it is."""

import re
from collections.abc import Iterable, Iterator, Mapping

from . import tokens
from .conditions_read import KINDS, PLACES, in_words
from .shapes import Clause, Field, Lid
from .words import Words

Law = Mapping[str, str]
TITLE = Words("Titel", "Title")
TEXT = Words("Tekst", "Text")
ANNEX = Words("Tekst in de bijlage van een leerroute", "Text in the annex of a route")
ASKED = Words("Wat gevraagd wordt", "What is asked")
BASIS = Words("Grondslag in de wet", "Basis in law")
GUIDANCE = Words("Uitleg", "Explanation")
PLACE = Words("Plaats en voorwaarden", "Place and conditions")


def described(clause: Clause, law: Law) -> dict[Words, str]:
    """Side by side comparable: every side of a clause as plain text, without what it does not have."""
    sides = {
        TITLE: f"{clause.title.nl}\n{clause.title.en}",
        TEXT: leden_text(clause.leden, clause, law),
        ANNEX: leden_text(clause.annex, clause, law),
        ASKED: "\n".join(_asked(field, _named(clause.fields)) for field in clause.fields),
        BASIS: "\n".join(law.get(topic, topic) for topic in sorted(clause.topics)),
        GUIDANCE: f"{clause.guidance.nl}\n\n{clause.guidance.en}",
        PLACE: _place(clause),
    }
    return {label: text for label, text in sides.items() if text}


def leden_text(leden: Iterable[Lid], clause: Clause, law: Law) -> str:
    return "\n".join(_lid_text(lid, clause, law) for lid in leden)


def _lid_text(lid: Lid, clause: Clause, law: Law) -> str:
    """With its placeholders as people read them, after the condition it waits for."""
    fields = _named(clause.fields)
    labels = {name: field.label.nl for name, field in fields.items()}

    def read(found: re.Match[str]) -> str:
        kind, name = found["kind"], found["name"]
        if kind == "wet":
            return law.get(name, f"[wet: {name}]")
        named = PLACES if kind else labels
        return f"[artikel {name}]" if kind == "artikel" else f"[{named.get(name, name)}]"

    text = tokens.TOKEN.sub(read, lid.text.strip().replace("**", ""))
    return f"[alleen als {in_words(lid.when, fields)}] {text}" if lid.when else text


def _named(fields: Iterable[Field]) -> Mapping[str, Field]:
    return {field.name: field for field in fields}


def _asked(field: Field, beside: Mapping[str, Field], mark: str = "") -> str:
    lines = [f"{mark}{field.label.nl} ({', '.join(_nature(field, beside))})"]
    lines += [f"{mark}{field.help.nl}"] if field.help.nl else []
    lines += [f"{mark}– {choice.label.nl}" for choice in field.choices]
    lines += [_asked(column, _named(field.columns), f"{mark}– ") for column in field.columns]
    return "\n".join(lines)


def _nature(field: Field, beside: Mapping[str, Field]) -> Iterator[str]:
    yield KINDS[field.kind]
    if field.required_when and not field.required:
        yield f"verplicht als {in_words(field.required_when, beside)}"
    elif not field.is_optional:
        yield "verplicht"
    if field.when:
        yield f"alleen als {in_words(field.when, beside)}"
    if field.max_length:
        yield f"hooguit {field.max_length} tekens"
    if field.kind == "int":
        yield f"{field.minimum} tot en met {field.maximum}"


def _place(clause: Clause) -> str:
    lines = [f"plaats {clause.position}", "per leerroute" if clause.scope == "route" else "voor alle leerroutes samen"]
    lines += [f"alleen als {in_words(clause.when, {})}"] if clause.when else []
    return "\n".join(lines)
