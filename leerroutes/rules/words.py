"""The nouns of the rules in both languages, so that every message calls a thing by the same name."""

from __future__ import annotations

from collections.abc import Sequence

from leerroutes.enums import Leerweg, MboLevel
from leerroutes.rules.base import Text

LEERWEG = {
    Leerweg.BB: Text("de basisberoepsgerichte leerweg (BB)", "the basic vocational track (BB)"),
    Leerweg.KB: Text("de kaderberoepsgerichte leerweg (KB)", "the advanced vocational track (KB)"),
    Leerweg.GL: Text("de gemengde leerweg (GL)", "the combined track (GL)"),
    Leerweg.TL: Text("de theoretische leerweg (TL)", "the theoretical track (TL)"),
}

LEVEL = {
    MboLevel.ENTREE: Text("mbo-1 (entreeopleiding)", "mbo level 1 (entry programme)"),
    MboLevel.BASIS: Text("mbo-2 (basisberoepsopleiding)", "mbo level 2 (basic vocational programme)"),
    MboLevel.VAK: Text("mbo-3 (vakopleiding)", "mbo level 3 (professional programme)"),
    MboLevel.MIDDEN: Text("mbo-4 (middenkaderopleiding)", "mbo level 4 (middle management programme)"),
    MboLevel.SPECIALIST: Text("mbo-4 (specialistenopleiding)", "mbo level 4 (specialist programme)"),
}


def either(texts: Sequence[Text]) -> Text:
    """`a, b of c`."""
    return Text(_listed([each.nl for each in texts], "of"), _listed([each.en for each in texts], "or"))


def all_of(texts: Sequence[Text]) -> Text:
    """`a, b en c`."""
    return Text(_listed([each.nl for each in texts], "en"), _listed([each.en for each in texts], "and"))


def capital(sentence: str) -> str:
    """A sentence that starts with one of these nouns."""
    return sentence[:1].upper() + sentence[1:]


def _listed(words: Sequence[str], last: str) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
