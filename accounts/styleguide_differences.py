"""What the style guide shows of two texts beside each other: articles that changed, went and stayed."""

from __future__ import annotations

import re
from typing import Any


def runs(text: str) -> list[dict[str, str]]:
    """`same [-removed-]{+added+} same`, as the pages of agreements show it."""
    kinds = {"[-": "removed", "{+": "added"}
    parts = re.split(r"(\[-.*?-\]|\{\+.*?\+\})", text)
    return [
        {"kind": kinds.get(part[:2], "same"), "text": part[2:-2] if part[:2] in kinds else part}
        for part in parts
        if part
    ]


def row(kind: str, *cells: str) -> dict[str, Any]:
    return {"kind": kind, "cells": [runs(cell) for cell in cells]}


def differing(label: str, text: str, kind: str = "same", indent: int = 0) -> dict[str, Any]:
    return {"kind": kind, "label": runs(label), "runs": runs(text), "indent": indent}


ARTICLES: list[dict[str, Any]] = [
    {
        "code": "i", "number": "17", "state": "changed", "heading": runs("17 Wijziging en opzegging"),
        "blocks": [
            differing("1.", "Een bestuur zegt op met een termijn van [-zes-]{+twaalf+} maanden.", "changed"),
            differing("{+2.+}", "{+Wie opzegt, maakt met de andere besturen een plan voor de leerlingen:+}", "added"),
            differing("{+a.+}", "{+welke leerlingen de route afmaken, en waar;+}", "added", 1),
            differing("[-2.-]{+3.+}", "Dit artikel geldt ook na afloop.", "changed"),
            {
                "kind": "changed", "caption": runs("Onderwijstijd in klokuren"),
                "heads": [runs("Onderdeel"), runs("Wie"), runs("Klokuren")],
                "rows": [
                    row("same", "Rekenen", "Insula College", "160"),
                    row("changed", "Stage", "Da Vinci College", "[-320-]{+400+}"),
                    row("added", "{+Mentoruur+}", "{+Insula College+}", "{+40+}"),
                    row("removed", "[-Projectweek-]", "[-Insula College-]", "[-40-]"),
                ],
            },
        ],
    },
    {"code": "h", "number": "18", "state": "gone", "heading": runs("[-18 Stuurgroep-]"), "blocks": [
        differing("", "[-De stuurgroep komt vier keer per jaar bijeen.-]", "removed")]},
    {"code": "s", "number": "18", "state": "unchanged", "heading": runs("18 Slot"), "blocks": [
        differing("", "Deze overeenkomst is digitaal ondertekend.")]},
]  # fmt: skip
DIFFERENCES = [article | {"prefix": "Artikel "} for article in ARTICLES]
NEW_ARTICLE: dict[str, Any] = {
    "code": "n", "route_id": 7, "prefix": "Bijlage ", "state": "new", "heading": runs("{+1.1 Programma+}"),
    "blocks": [{
        "kind": "changed", "label": runs("a."), "caption": runs("Vakken per leerjaar"),
        "heads": [runs("Vak"), runs("Uren")],
        "rows": [
            {"kind": "same", "is_heading": True, "cells": [runs("Leerjaar 3")]},
            row("added", "{+Wiskunde+}", "{+120+}"),
        ],
    }],
}  # fmt: skip
