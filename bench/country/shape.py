"""How large a country is, and who is who in it: every row follows from its number."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cached_property
from itertools import islice
from random import Random
from typing import Any

from django.db.models import Model

PEOPLE = 20
"""At each board."""

TODAY = datetime(2026, 11, 2, 8, tzinfo=UTC)
"""When everything is as it is made: the same in every run."""

PLACES = ("Delft", "Zwolle", "Heerlen", "Assen", "Goes", "Almere", "Breda", "Leiden", "Tiel", "Sneek", "Ede", "Hoorn")
NAMES = ("Spectrum", "Meridiaan", "Kompas", "Linde", "Waterland", "Horizon", "Baken", "Veste", "Akkers", "Brug")
FIRST = (
    "Anne",
    "Bilal",
    "Chris",
    "Daan",
    "Emine",
    "Femke",
    "Gijs",
    "Hanna",
    "Ilias",
    "Jip",
    "Karin",
    "Lotte",
    "Mo",
    "Nora",
)
LAST = ("de Wit", "Yilmaz", "Bakker", "van Dijk", "Smit", "el Amrani", "Visser", "Postma", "Hendriks", "Kaya", "Mulder")
SUBJECTS = ("Zorg en welzijn", "Techniek", "Horeca", "Groen", "Maritiem", "Bouwen", "Logistiek", "Media", "Installatie")
ARTICLES = (
    "overlegstructuur",
    "bekostiging",
    "examinering",
    "begeleiding",
    "stage",
    "klachten",
    "overstap",
    "personeel",
)


STATES = ("submitted", "submitted", "submitted", "approved", "approved", "contracted", "contracted", "draft")
"""Of routes, in turns."""


def after_last(model: type[Model]) -> int:
    """The first key that is free, so that a country can be made beside another one."""
    return int(model._default_manager.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1


def many(make: Iterable[Any], model: type[Model], size: int = 5000) -> int:
    """Written in bulk; the database still checks every row."""
    rows, written = iter(make), 0
    while some := list(islice(rows, size)):
        written += len(model._default_manager.bulk_create(some, batch_size=size))
    return written


class Shape:
    """For every thousand routes ten boards, and twenty at the least."""

    def __init__(self, routes: int, seed: int) -> None:
        from accounts.models import Board, Establishment, Institution, User
        from agreements.models import Agreement
        from leerroutes.models import RioRegistration, Route

        self.chance, self.routes = Random(seed), routes  # nosec B311
        self.boards = max(20, routes // 100)
        self.first_board, self.first_person = after_last(Board), after_last(User)
        self.first_school = max(900_000, after_last(Institution), after_last(Establishment))
        self.first_route, self.first_agreement = after_last(Route), after_last(Agreement)
        self.first_registration = after_last(RioRegistration)

    def board(self, i: int) -> int:
        return self.first_board + i % self.boards

    def school(self, i: int) -> int:
        """Of a board there is one school, with one place."""
        return self.first_school + i % self.boards

    def person(self, board: int, place: int) -> int:
        """Of the board with this number here, the so manieth."""
        return self.first_person + (board % self.boards) * PEOPLE + place

    def parties(self, i: int) -> list[int]:
        """The boards of a route, by their number here: a vmbo and an mbo board, and every other time one more."""
        half = self.boards // 2
        vo, mbo = 2 * (i % half), 2 * (i * 7 % half) + 1
        return [vo, mbo] + ([(vo + 2) % self.boards] if i % 2 else [])

    def state(self, i: int) -> str:
        """Each board has routes in every state: the turns shift when the boards begin anew."""
        half = self.boards // 2
        return STATES[(i + i // half * (1 + half % 2)) % len(STATES)]

    @cached_property
    def covered(self) -> dict[int, int]:
        """The agreement of two of five routes: those with a contract first."""
        order = {"contracted": 0, "approved": 1, "submitted": 2, "draft": 3}
        some = sorted(range(self.routes), key=lambda i: order[self.state(i)])[: self.routes * 2 // 5]
        return {i: self.first_agreement + n for n, i in enumerate(some)}

    def agreement_state(self, i: int) -> str:
        return "in_force" if self.state(i) == "contracted" else ("draft", "decision", "draft")[i % 3]

    @cached_property
    def registrations(self) -> dict[tuple[int, int], int]:
        """Of every school in a route with a contract, by number of the route and of the board."""
        pairs = [(i, b) for i in range(self.routes) if self.state(i) == "contracted" for b in self.parties(i)]
        return {pair: self.first_registration + n for n, pair in enumerate(pairs)}
