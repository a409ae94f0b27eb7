"""The same cases in a small and in a large database, both open at once, so that they can be measured in turns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections

FEW, MANY = 20, 200

Enter = Callable[[int], None]


@contextmanager
def two_sizes(fill: Callable[[int], None]) -> Iterator[Enter]:
    """Fill to FEW, keep a copy of that, fill on to MANY. Yields a function that goes to the one or the other."""
    fill(FEW)
    many = connections[DEFAULT_DB_ALIAS]
    many.close()  # SQLite moves everything into the one file that is copied
    many.creation.clone_test_db("few", verbosity=0)
    fill(MANY)
    few = many.copy()
    few.settings_dict.update(many.creation.get_test_db_clone_settings("few"))

    def enter(size: int) -> None:
        connections[DEFAULT_DB_ALIAS] = few if size == FEW else many

    try:
        yield enter
    finally:
        enter(MANY)
        few.close()
        many.creation.destroy_test_db(suffix="few", verbosity=0)
