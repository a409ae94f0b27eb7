"""The same cases in a small and in a large database, both open at once, so that they can be measured in turns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connection, connections

FEW, MANY = 20, 200

Enter = Callable[[int], None]


def _know_sizes() -> None:
    """PostgreSQL plans with what it last counted; a server counts by itself, but not within seconds."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


@contextmanager
def two_sizes(fill: Callable[[int], None], few_of: int = FEW, many_of: int = MANY) -> Iterator[Enter]:
    """Fill to a few, keep a copy of that, fill on to many. Yields a function that goes to the one or the other."""
    many = connections[DEFAULT_DB_ALIAS]
    fill(few_of)
    _know_sizes()
    many.close()  # SQLite moves everything into the one file that is copied
    many.creation.clone_test_db("few", verbosity=0)
    fill(many_of)
    _know_sizes()
    few = many.copy()
    few.settings_dict.update(many.creation.get_test_db_clone_settings("few"))

    def enter(size: int) -> None:
        connections[DEFAULT_DB_ALIAS] = few if size == few_of else many

    try:
        yield enter
    finally:
        enter(many_of)
        few.close()
        many.creation.destroy_test_db(suffix="few", verbosity=0)
