"""Any filters, words and order: the list, its count, and both files hold what a plain reading of the records holds."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from django.test import Client
from openpyxl import load_workbook

from accounts.listing.listing import ORDER, Listing

Fits = Callable[[Any, str], bool]
FITS: dict[str, Fits] = {
    "stand": lambda one, state: one.state == state,
    "state": lambda one, state: one.state == state,
    "bestuur": lambda one, key: key in {str(party.board_id) for party in one.parties.all()},
    "start": lambda one, year: str(one.start_year) == year,
    "soort": lambda one, kind: one.route_type == kind,
    "zoek": lambda one, words: any(words.lower() in text.lower() for text in _texts(one)),
}
"""What each filter means, said once more without the database. A filter without a line here fails."""

SORTED: dict[str, Callable[[Any], Any]] = {
    "naam": lambda one: one.name,
    "titel": lambda one: one.title,
    "start": lambda one: one.start_year,
    "sinds": lambda one: one.state_since,
    "begin": lambda one: one.starts_on,
}
WORDS = ("zorg", "TECHNIEK", "leer", "ü", "LR-", "niets van dit alles", "%", "_")


def of_selections(client: Client, address: str, visible: Any, luck: Random, times: int = 3) -> Iterator[str]:
    """Where a selection by luck is not what it should be."""
    everything = list(visible.prefetch_related("parties"))
    listing = client.get(address).context["listing"]
    for _turn in range(times):
        asked = by_luck(listing, luck)
        wanted = {one.number for one in everything if _fits(one, asked)}
        found = on_all_pages(client, address, asked)
        numbers = [one.number for one in found]
        if set(numbers) != wanted or len(numbers) != len(wanted):
            yield f"{address} with {asked} shows {numbers}, and not {wanted}"
        if (key := SORTED.get(asked[ORDER].removeprefix("-"))) and not _in_order(list(map(key, found)), asked[ORDER]):
            yield f"{address} with {asked} is not in order"
        for form, read in (("csv", _in_csv), ("xlsx", _in_xlsx)):
            if read(client.get(f"{address}bestand/{form}/", asked).content) != numbers:
                yield f"{form} of {address} with {asked} is another selection"


def _fits(one: Any, asked: dict[str, str]) -> bool:
    return all(FITS[name](one, value) for name, value in asked.items() if name != ORDER)


def on_all_pages(client: Client, address: str, asked: dict[str, str]) -> list[Any]:
    page = client.get(address, asked).context["page"]
    later = [client.get(address, {**asked, "page": n}).context["page"] for n in range(2, page.paginator.num_pages + 1)]
    return [one for shown in (page, *later) for one in shown]


def by_luck(listing: Listing, luck: Random) -> dict[str, str]:
    """Some of the filters, each with something that one can choose; and an order."""
    asked = {
        one.name: luck.choice(list(WORDS) if one.choices is None else [key for key, _label in one.choices])
        for one in listing.filters
        if one.choices != () and luck.random() < 0.4
    }
    return asked | {ORDER: luck.choice(["", *(name for name, _label in listing.orders)])}


def _in_order(keys: list[Any], order: str) -> bool:
    pairs = list(zip(keys, keys[1:], strict=False))
    return all(one >= other for one, other in pairs) if order.startswith("-") else all(a <= b for a, b in pairs)


def _texts(one: Any) -> list[str]:
    if hasattr(one, "title"):
        return [one.title, *(covered.route.name for covered in one.covered.select_related("route"))]
    return [one.name]


def csv_rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def _in_csv(content: bytes) -> list[str]:
    head, *rows = csv_rows(content)
    return [row[_place(head)] for row in rows]


def _in_xlsx(content: bytes) -> list[str]:
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    head, *rows = sheet.iter_rows(values_only=True)
    return [str(row[_place([str(cell) for cell in head])]) for row in rows]


def _place(head: list[str]) -> int:
    return next(place for place, label in enumerate(head) if label in ("Number", "Nummer"))
