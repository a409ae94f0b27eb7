"""A model clause as people read it: its words with the questions in their places, and everything else that it is."""

import re
from collections.abc import Iterable, Iterator, Mapping

from . import tokens
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
        ASKED: "\n".join(_asked(field) for field in clause.fields),
        BASIS: "\n".join(law.get(topic, topic) for topic in sorted(clause.topics)),
        GUIDANCE: f"{clause.guidance.nl}\n\n{clause.guidance.en}",
        PLACE: _place(clause),
    }
    return {label: text for label, text in sides.items() if text}


def leden_text(leden: Iterable[Lid], clause: Clause, law: Law) -> str:
    return "\n".join(_lid_text(lid, clause, law) for lid in leden)


def _lid_text(lid: Lid, clause: Clause, law: Law) -> str:
    """With its placeholders as people read them, after the condition it waits for."""
    labels = {field.name: field.label.nl for field in clause.fields}

    def read(found: re.Match[str]) -> str:
        kind, name = found["kind"], found["name"]
        if kind == "wet":
            return law.get(name, f"[wet: {name}]")
        return f"[artikel {name}]" if kind == "artikel" else f"[{labels.get(name, name)}]"

    text = tokens.TOKEN.sub(read, lid.text.strip().replace("**", ""))
    return f"[alleen bij {lid.when}] {text}" if lid.when else text


def _asked(field: Field, mark: str = "") -> str:
    lines = [f"{mark}{field.label.nl} ({', '.join(_nature(field))})"]
    lines += [f"{mark}{field.help.nl}"] if field.help.nl else []
    lines += [f"{mark}– {choice.label.nl}" for choice in field.choices]
    lines += [_asked(column, f"{mark}– ") for column in field.columns]
    return "\n".join(lines)


def _nature(field: Field) -> Iterator[str]:
    yield field.kind
    if not field.is_optional:
        yield f"verplicht bij {field.required_when}" if field.required_when and not field.required else "verplicht"
    if field.when:
        yield f"alleen bij {field.when}"
    if field.max_length:
        yield f"hooguit {field.max_length} tekens"
    if field.kind == "int":
        yield f"{field.minimum} tot en met {field.maximum}"


def _place(clause: Clause) -> str:
    lines = [f"plaats {clause.position}", "per leerroute" if clause.scope == "route" else "voor alle leerroutes samen"]
    lines += [f"alleen bij {clause.when}"] if clause.when else []
    return "\n".join(lines)
