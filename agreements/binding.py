"""Whom an agreement binds, what remains when a board leaves, and what in a change is material (domain.md 4.5)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from accounts.models import Board, Institution, Kind
from accounts.uploads.states import FileState
from leerroutes.models import Route
from leerroutes.states import FINAL

from .facts import routes_of
from .model_clauses import answers_of
from .models import Agreement

MATERIAL = ("A", "B", "D", "E", "I", "duur")
"""Articles whose change is material: profile and qualification, leadership, hours, funding, and how it ends."""

BOTH_KINDS = frozenset({str(Kind.VO), str(Kind.MBO)})


class Remainder(NamedTuple):
    """What is left when a board leaves: of the whole, and of the routes that have not ended."""

    is_enough: bool
    routes_left_alone: tuple[Route, ...]


def bound_boards(agreement: Agreement) -> list[Board]:
    """Boards that the agreement binds, or will bind: not those that leave or have left."""
    bound = agreement.parties.filter(leaves=False, left_on__isnull=True)
    return [party.board for party in bound.select_related("board")]


def kinds_of(boards: Iterable[Board], routes: Iterable[Route]) -> set[str]:
    """School, mbo, or both: by the institutions that take part; a board without a route counts with all it has."""
    taking_part = [institution for route in routes for institution in route.institutions.all()]
    kinds: set[str] = set()
    for board in boards:
        own = [one.kind for one in taking_part if one.board_id == board.pk]
        kinds.update(own or Institution.objects.filter(board=board).values_list("kind", flat=True))
    return kinds


def without(agreement: Agreement, board: Board) -> Remainder:
    """At least one school board and one mbo board must remain, in the agreement and in every route of the board."""
    staying = [one for one in bound_boards(agreement) if one.pk != board.pk]
    routes = routes_of(agreement)
    alone = tuple(route for route in routes if route.state not in FINAL and _stands_alone(route, board, staying))
    return Remainder(kinds_of(staying, routes) >= BOTH_KINDS, alone)


def _stands_alone(route: Route, board: Board, staying: list[Board]) -> bool:
    if board.pk not in {party.board_id for party in route.parties.all()}:
        return False
    there = {one.pk for one in staying}
    return not {one.kind for one in route.institutions.all() if one.board_id in there} >= BOTH_KINDS


def material_articles(agreement: Agreement) -> list[tuple[str, int | None]]:
    """What a change touches of what is material, compared with the agreement that it replaces."""
    old = agreement.replaces
    if old is None:
        return []
    before, after = answers_of(old), answers_of(agreement)
    touched = [key for key in {**before, **after} if key[0] in MATERIAL and before.get(key) != after.get(key)]
    touched += [(code, None) for code in MATERIAL if old.added.get(code) != agreement.added.get(code)]
    return sorted(touched, key=str) or ([("duur", None)] if _other_terms(old, agreement) else [])


def _other_terms(old: Agreement, new: Agreement) -> bool:
    """Another end, other routes or other files. From when the change holds is not what it changes."""
    return _terms(old) != _terms(new)


def _terms(agreement: Agreement) -> tuple[object, ...]:
    routes = {covered.route_id for covered in agreement.covered.all()}
    files = set(agreement.annexes.exclude(state=FileState.REFUSED).values_list("sha256", flat=True))
    return agreement.ends_on, routes, files
