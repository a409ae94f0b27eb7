"""The boards' own words for an article, in the place of those of the model; and the model it moved to.

They are kept among the answers, under a key that no field can have: a list of members, each with its text and the
place of the model's member it came from (so that its condition stays), or None for a member the boards added.
Other such keys name the version of the model clauses that this one article moved to, or the version that no longer has
it, when the boards leave it out.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from re import Match
from typing import Any

from accounts.text import clean_text

from . import library, tokens
from .shapes import Clause, Lid
from .words import Words

WORDING = "_wording"
MODEL = "_model"
LEFT_OUT = "_left_out"
MAX_LIDEN = 30
Answers = Mapping[tuple[str, int | None], Mapping[str, Any]]
MAX_LENGTH = 4000
GONE = "Dit artikel is vervallen."


@dataclass(frozen=True)
class OwnLid:
    """One member in own words; `origin` is the place of the model's member it replaces."""

    text: str
    origin: int | None = None


def worded(clause: Clause, data: Mapping[str, Any]) -> Clause:
    """The clause as the boards want it: with their own words, or the model itself."""
    clause = modelled(clause, data)
    own = wording_of(data)
    if not own or data.get(LEFT_OUT):
        return clause
    model, fields = members(clause), {field.name for field in clause.fields}
    leden = tuple(Lid(_legible(one.text, fields), _condition(one, model)) for one in own)
    return replace(clause, annex=leden) if clause.scope == "route" else replace(clause, leden=leden)


def modelled(clause: Clause, data: Mapping[str, Any]) -> Clause:
    """The same clause of the version this article moved to; the one of the agreement when it never moved."""
    version = data.get(MODEL, clause.version)
    clause = clause if version == clause.version else library.load(version)[clause.code]
    return left_out(clause) if data.get(LEFT_OUT) else clause


def left_out(clause: Clause) -> Clause:
    """The article without what it said. It keeps its place, so that no other article gets another number."""
    gone = (Lid(GONE),)
    annex = gone if clause.scope == "route" else ()
    return replace(clause, topics=(), fields=(), leden=gone, annex=annex)


def model_of_body(clause: Clause, data: Answers, routes: Iterable[int]) -> Mapping[str, Any]:
    """The answers of the article itself. One that is answered per route moves when the part of every route moved."""
    if clause.scope != "route":
        return data.get((clause.code, None), {})
    parts = [data.get((clause.code, route), {}) for route in routes]
    agreed = {key: {part.get(key) for part in parts} for key in (MODEL, LEFT_OUT)}
    return {key: value for key, (value, *others) in agreed.items() if value and not others} if parts else {}


def _legible(text: str, fields: set[str]) -> str:
    """Without placeholders that mean nothing here, such as a field that a newer model no longer has."""
    return tokens.TOKEN.sub(lambda found: found[0] if _means_something(found, fields) else found["name"], text)


def _means_something(found: Match[str], fields: set[str]) -> bool:
    known = {None: fields, "feit": tokens.FACT_TOKENS, "blok": tokens.BLOCK_TOKENS}
    return found["name"] in known.get(found["kind"], {found["name"]})


def members(clause: Clause) -> tuple[Lid, ...]:
    """What boards can put in their own words: of an article per route the part in its annex."""
    return clause.annex if clause.scope == "route" else clause.leden


def _condition(own: OwnLid, model: Sequence[Lid]) -> str:
    return model[own.origin].when if own.origin is not None and own.origin < len(model) else ""


def wording_of(data: Mapping[str, Any]) -> tuple[OwnLid, ...]:
    """The members stored among these answers, whatever else was stored there; empty for the model's words."""
    stored = data.get(WORDING)
    rows = [row for row in stored if isinstance(row, Mapping)] if isinstance(stored, (list, tuple)) else []
    own = (OwnLid(clean_text(row.get("text") or ""), _place(row.get("lid"))) for row in rows)
    return tuple(one for one in own if one.text)[:MAX_LIDEN]


def _place(stored: object) -> int | None:
    return stored if isinstance(stored, int) and stored >= 0 else None


def stored_wording(own: Iterable[OwnLid]) -> list[dict[str, Any]]:
    """As it is kept among the answers."""
    return [{"text": one.text, "lid": one.origin} for one in own]


def wording_complaints(clause: Clause, own: Sequence[OwnLid]) -> Iterator[Words]:
    """Why these words cannot stand in the agreement: placeholders that mean nothing, and answers that got lost."""
    fields = {field.name for field in clause.fields}
    for one in own:
        yield from _strange_places(one, fields)
    said = {name for one in own for name in tokens.names(one.text)}
    model = {name for lid in members(clause) for name in tokens.names(lid.text)}
    for field in clause.fields:
        if field.name in model - said and not field.is_optional:
            yield Words(
                f"Het antwoord op “{field.label.nl}” staat niet meer in de tekst. Zet {{{field.name}}} terug.",
                f"The answer to “{field.label.en}” is no longer in the text. Put {{{field.name}}} back.",
            )


def _strange_places(own: OwnLid, fields: set[str]) -> Iterator[Words]:
    known = {"": fields, "feit": tokens.FACT_TOKENS, "blok": tokens.BLOCK_TOKENS}
    for kind, name in sorted(tokens.tokens(own.text)):
        if kind in known and name not in known[kind]:
            yield Words(f"{{{name}}} is hier geen antwoord.", f"{{{name}}} is not an answer here.")
    if set(tokens.TOKEN.sub("", own.text)) & set("{}"):
        yield Words(
            f"Er staat een losse accolade in “{own.text[:40]}”.", f"There is a stray brace in “{own.text[:40]}”."
        )
