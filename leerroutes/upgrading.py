"""What the law asks once a lighter cooperation becomes a route. Each step names the rules it comes from."""

from __future__ import annotations

from typing import NamedTuple

from .rules.base import Text


class LegalStep(NamedTuple):
    rules: str
    text: Text


NEXT_STEPS = (
    LegalStep(
        "R-004, R-008",
        Text(
            "Voeg lijnen toe: van welke leerweg en welk profiel naar welke mbo-opleiding. "
            "Vanuit de theoretische leerweg (TL) kan dat alleen naar mbo-4.",
            "Add lines: from which track and profile to which mbo programme. "
            "From the theoretical track (TL) that can only be to mbo level 4.",
        ),
    ),
    LegalStep(
        "R-017, R-030",
        Text(
            "De route loopt tot en met het mbo-diploma en heeft genoeg onderwijstijd. Eén keuzedeel of "
            "één examen samen is daarvoor niet genoeg.",
            "The route runs up to and including the mbo diploma and has enough teaching hours. One elective or "
            "one exam together is not enough for that.",
        ),
    ),
    LegalStep(
        "R-001, R-002",
        Text(
            "De directeuren van alle besturen beslissen over het voorstel. Daarna sluiten de besturen een "
            "samenwerkingsovereenkomst; de medezeggenschap van elk bestuur spreekt zich daarover uit.",
            "The directors of all boards decide on the proposal. Then the boards conclude a cooperation agreement; "
            "the participation bodies of each board have their say on it.",
        ),
    ),
    LegalStep(
        "R-120, R-121",
        Text(
            "Elke school en elke mbo-instelling meldt de route zelf aan in RIO, voordat de route op 1 augustus begint.",
            "Each school and each mbo institution registers the route itself in RIO, before it starts on 1 August.",
        ),
    ),
)
