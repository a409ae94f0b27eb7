"""The index inside the database: FTS5 on SQLite, a tsvector with GIN on PostgreSQL. Triggers keep it with its table.

Both hold folded words only (`words.folded`) and know no language, so both find the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, FloatField, Func

from .words import WHOLE

TABLE, INDEX = "workflows_searchentry", "workflows_searchindex"

_OLD = f"INSERT INTO {INDEX}({INDEX}, rowid, names, words) VALUES ('delete', OLD.id, OLD.names, OLD.words);"  # nosec
_NEW = f"INSERT INTO {INDEX}(rowid, names, words) VALUES (NEW.id, NEW.names, NEW.words);"  # nosec
SQLITE = [
    f"CREATE VIRTUAL TABLE IF NOT EXISTS {INDEX} USING fts5(names, words, content='{TABLE}', content_rowid='id', "
    "tokenize='ascii', prefix='3 4 6')",
    f"CREATE TRIGGER IF NOT EXISTS search_new AFTER INSERT ON {TABLE} BEGIN {_NEW} END",
    f"CREATE TRIGGER IF NOT EXISTS search_gone AFTER DELETE ON {TABLE} BEGIN {_OLD} END",
    f"CREATE TRIGGER IF NOT EXISTS search_changed AFTER UPDATE ON {TABLE} BEGIN {_OLD} {_NEW} END",
]
SQLITE_AGAIN = [f"INSERT INTO {INDEX}({INDEX}) VALUES ('rebuild')"]  # nosec
SQLITE_AWAY = [f"DROP TRIGGER IF EXISTS search_{verb}" for verb in ("new", "gone", "changed")]
SQLITE_AWAY.append(f"DROP TABLE IF EXISTS {INDEX}")

VECTOR = "setweight(to_tsvector('simple', {0}names), 'A') || setweight(to_tsvector('simple', {0}words), 'D')"
POSTGRESQL = [
    f"ALTER TABLE {TABLE} ADD COLUMN IF NOT EXISTS vector tsvector",
    f"CREATE INDEX IF NOT EXISTS {INDEX} ON {TABLE} USING gin (vector)",
    "CREATE OR REPLACE FUNCTION search_words() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN NEW.vector := {VECTOR.format('NEW.')}; RETURN NEW; END $$",
    f"CREATE OR REPLACE TRIGGER search_words BEFORE INSERT OR UPDATE OF names, words ON {TABLE} "
    "FOR EACH ROW EXECUTE FUNCTION search_words()",
]
POSTGRESQL_AGAIN = [f"UPDATE {TABLE} SET vector = {VECTOR.format('')}"]  # nosec
POSTGRESQL_AWAY = [
    f"DROP TRIGGER IF EXISTS search_words ON {TABLE}",
    "DROP FUNCTION IF EXISTS search_words()",
    f"ALTER TABLE {TABLE} DROP COLUMN IF EXISTS vector",
]

STATEMENTS = {
    "sqlite": {"install": SQLITE, "again": SQLITE_AGAIN, "away": SQLITE_AWAY},
    "postgresql": {"install": POSTGRESQL, "again": POSTGRESQL_AGAIN, "away": POSTGRESQL_AWAY},
}


def run(what: str, connection: BaseDatabaseWrapper) -> None:
    """`install` what is not there, fill it `again` from the table, or take it `away`."""
    with connection.cursor() as cursor:
        for statement in STATEMENTS[connection.vendor][what]:
            cursor.execute(statement)


Compiled = tuple[str, tuple[str | int, ...]]


Words = Sequence[Sequence[str]]
"""What must all be there; of each, any of these words will do."""


class _Asked(Func):
    """Of a row of the table, by its key: what the index says of these words."""

    def __init__(self, words: Words, *, whole: bool = False) -> None:
        super().__init__(F("pk"))
        self.words, self.whole = tuple(map(tuple, words)), whole

    def _written(self, beginning: str, exact: str, either: str, both: str) -> str:
        """A word that is long enough may be the beginning of another."""

        def written(word: str) -> str:
            return (exact if self.whole or len(word) < WHOLE else beginning).format(word)

        return both.join(f"({either.join(map(written, words))})" for words in self.words)

    @property
    def in_fts5(self) -> str:
        return self._written('"{}"*', '"{}"', " OR ", " AND ")

    @property
    def in_tsquery(self) -> str:
        return self._written("{}:*", "{}", " | ", " & ")

    def _key(self, compiler: Any) -> str:
        (key,) = self.get_source_expressions()
        return str(compiler.compile(key)[0])

    def _vector(self, compiler: Any) -> str:
        return self._key(compiler).rpartition(".")[0] + ".vector"


class Matches(_Asked):
    output_field = BooleanField()
    conditional = True

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Compiled:
        return f"{self._key(compiler)} IN (SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH %s)", (self.in_fts5,)  # nosec

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Compiled:
        return f"{self._vector(compiler)} @@ to_tsquery('simple', %s)", (self.in_tsquery,)


class Weight(_Asked):
    """More is better; a word in the title counts ten times."""

    output_field = FloatField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Compiled:
        score = f"SELECT -bm25({INDEX}, 10.0, 1.0) FROM {INDEX} WHERE {INDEX} MATCH %s AND rowid = {{}}"  # nosec
        return f"({score.format(self._key(compiler))})", (self.in_fts5,)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Compiled:
        return f"ts_rank({self._vector(compiler)}, to_tsquery('simple', %s), 1)", (self.in_tsquery,)
