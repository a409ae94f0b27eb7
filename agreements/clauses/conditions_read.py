"""Conditions, kinds of questions and places as people read them: for who judges a model and writes no clause files."""

from collections.abc import Mapping

from .conditions import terms
from .shapes import Field

FACTS = {
    "funded": ("een school bekostigd is", "geen school bekostigd is"),
    "definite": ("er een einddatum is", "er geen einddatum is"),
    "multi": ("er meer dan twee partijen zijn", "er twee partijen zijn"),
    "several_routes": ("er meer leerroutes zijn", "er één leerroute is"),
    "internal": ("het een interne regeling is", "het geen interne regeling is"),
    "framework": ("het een raamovereenkomst is", "het geen raamovereenkomst is"),
    "change": ("zij een eerdere overeenkomst wijzigt", "zij geen eerdere overeenkomst wijzigt"),
    "departure": ("een bestuur uittreedt", "geen bestuur uittreedt"),
    "vsg": ("het één verticale scholengemeenschap is", "het geen verticale scholengemeenschap is"),
    "partners": ("er andere partners zijn", "er geen andere partners zijn"),
    "dlr": ("er een doorlopende leerroute (DLR) is", "er geen doorlopende leerroute (DLR) is"),
    "glr": ("er een geïntegreerde leerroute (GLR) is", "er geen geïntegreerde leerroute (GLR) is"),
    "bol": ("er een bol-opleiding is", "er geen bol-opleiding is"),
    "bbl": ("er een bbl-opleiding is", "er geen bbl-opleiding is"),
    "several_lines": ("een leerroute meer lijnen heeft", "elke leerroute één lijn heeft"),
    "motivated": ("een lijn een motivering van de aanverwantschap heeft", "geen lijn zo’n motivering heeft"),
    "unmotivated": ("een lijn geen motivering van de aanverwantschap heeft", "elke lijn zo’n motivering heeft"),
}
"""True, and not true; after “alleen als”."""

KINDS = {
    "text": "korte tekst",
    "long": "tekst",
    "int": "getal",
    "date": "datum",
    "choice": "één keuze",
    "yesno": "ja of nee",
    "board": "een bestuur",
    "line": "een lijn",
    "year": "een jaar",
    "multi": "een of meer keuzes",
    "per_board": "elk bestuur apart",
    "table": "tabel",
}

PLACES = {
    "number": "nummer van de overeenkomst",
    "title": "titel van de overeenkomst",
    "start": "begindatum",
    "end": "einddatum",
    "first_year": "eerste schooljaar",
    "legal_basis": "grondslag van de interne regeling",
    "replaces": "eerdere overeenkomst",
    "leaving": "bestuur dat uittreedt",
    "parties": "de partijen",
    "routes": "de leerroutes",
    "lines": "de lijnen",
    "hours": "de uren",
    "motivations": "de motiveringen",
    "partners": "de partners",
}
"""What the program fills in itself."""


def in_words(when: str, fields: Mapping[str, Field]) -> str:
    """After “alleen als”: `fact:bol & plan=yes` is “er een bol-opleiding is en “Plan”: ja”."""
    return " en ".join(_term(term, fields) for term in terms(when))


def _term(term: str, fields: Mapping[str, Field]) -> str:
    bare, is_not = term.removeprefix("!"), term.startswith("!")
    if bare.startswith("fact:"):
        return FACTS.get(bare[5:], (bare, f"niet {bare}"))[is_not]
    name, equals, value = bare.partition("=")
    is_not = is_not or name.endswith("!")
    field = fields.get(name.rstrip("!"))
    label = f"“{field.label.nl}”" if field else name
    if equals:
        choice = field.choice(value) if field else None
        said = choice.label.nl if choice else {"yes": "ja", "no": "nee"}.get(value, value)
        return f"{label}: niet {said}" if is_not else f"{label}: {said}"
    if field and field.kind == "yesno":
        return f"{label}: {'nee' if is_not else 'ja'}"
    return f"{label} {'niet ' if is_not else ''}ingevuld is"
