"""The rows of a case, by a question that is put together once: Django takes longer for it than a database to answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from django.db import connection
from django.db.models import QuerySet

NOBODY: Final = -271828182
"""Stands for the number of the case while the question is put together; no case has it."""


class Question(NamedTuple):
    """As the database is asked it, and how its answer becomes values of Python."""

    sql: str
    values: tuple[Any, ...]
    names: tuple[str, ...]
    converters: Mapping[int, tuple[list[Any], Any]]

    def answers(self, case: int) -> Iterator[dict[str, Any]]:
        """Of each row the fields by name, as `QuerySet.values()` gives them."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, [case if value == NOBODY else value for value in self.values])
            rows = cursor.fetchall()
        for row in rows:
            told = list(row)
            for place, (ways, expression) in self.converters.items():
                for way in ways:
                    told[place] = way(told[place], expression, connection)
            yield dict(zip(self.names, told, strict=True))


def question(rows: Callable[[int], QuerySet[Any]], names: tuple[str, ...]) -> Question:
    """`rows` gives those of one case."""
    compiler = rows(NOBODY).values_list(*names).query.get_compiler(connection=connection)
    sql, values = compiler.as_sql()
    if list(values).count(NOBODY) != 1:
        raise ValueError(f"A question about one case names it once: {sql}")
    expressions = [column[0] for column in compiler.select]
    return Question(sql, tuple(values), names, compiler.get_converters(expressions))
