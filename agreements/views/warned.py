"""Warnings about an agreement as people read them, each with the reason that was written for it."""

from __future__ import annotations

from collections.abc import Iterable

from leerroutes.checklist import Item, items
from leerroutes.reference_data import references_on
from leerroutes.rules.explained import Warned

from ..models import Agreement


def warning_items(agreement: Agreement, warned: Iterable[Warned]) -> list[Item]:
    """For `components/checklist.html`. Asks for the articles only when something warns."""
    found = list(warned)
    if not found:
        return []
    given = {one.finding.sha256: one.said for one in found if one.said}
    return list(items((one.finding for one in found), references_on(agreement.starts_on), given))
