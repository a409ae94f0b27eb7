"""Database triggers that refuse to change or remove an event, on PostgreSQL and on SQLite. Only erasing passes.

`install` and `remove` are used by the migration; the test suite also uses them around the flush of a test database,
which on SQLite is itself a DELETE.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE, ANCHORS = "audit_auditevent", "audit_auditanchor"
REFUSAL = "audit events are never changed or removed"
KEPT = (
    ["id", "case", "number", "at", "action", "actor_id", "board_id", "board_name", "subject"]
    + ["person_digest", "content_digest", "marks", "previous", "hash"]
)  # fmt: skip
ERASABLE = ["person", "content"]

SQLITE_CHANGED = " OR ".join(
    [f'NEW."{name}" IS NOT OLD."{name}"' for name in KEPT]
    + [f'(NEW."{name}" IS NOT NULL AND NEW."{name}" IS NOT OLD."{name}")' for name in ERASABLE]
)
SQLITE_RULES = {
    "update": f"BEFORE UPDATE ON {TABLE} WHEN {SQLITE_CHANGED}",
    "delete": f"BEFORE DELETE ON {TABLE}",
    # REPLACE takes the old row away without firing DELETE triggers.
    "replace": f"BEFORE INSERT ON {TABLE} WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.id) "  # nosec
    f'OR EXISTS (SELECT 1 FROM {TABLE} WHERE "case" = NEW."case" AND number = NEW.number)',
}
SQLITE_RULES |= {f"anchor_{verb}": f"BEFORE {verb.upper()} ON {ANCHORS}" for verb in ("update", "delete")}
SQLITE_RULES["anchor_replace"] = (
    f"BEFORE INSERT ON {ANCHORS} WHEN EXISTS (SELECT 1 FROM {ANCHORS} WHERE number = NEW.number OR id = NEW.id)"  # nosec
)
SQLITE_INSTALL = [
    f"CREATE TRIGGER IF NOT EXISTS audit_no_{verb} {rule} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    for verb, rule in SQLITE_RULES.items()
]
SQLITE_REMOVE = [f"DROP TRIGGER IF EXISTS audit_no_{verb}" for verb in SQLITE_RULES]

POSTGRESQL_CHANGED = " OR ".join(
    [f'NEW."{name}" IS DISTINCT FROM OLD."{name}"' for name in KEPT]
    + [f'(NEW."{name}" IS NOT NULL AND NEW."{name}" IS DISTINCT FROM OLD."{name}")' for name in ERASABLE]
)
POSTGRESQL_INSTALL = [
    f"CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$",
    f"CREATE OR REPLACE TRIGGER audit_no_change BEFORE UPDATE ON {TABLE} "
    f"FOR EACH ROW WHEN ({POSTGRESQL_CHANGED}) EXECUTE FUNCTION audit_refuse()",
    f"CREATE OR REPLACE TRIGGER audit_no_delete BEFORE DELETE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
    f"CREATE OR REPLACE TRIGGER audit_no_truncate BEFORE TRUNCATE ON {TABLE} "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()",
    f"CREATE OR REPLACE TRIGGER audit_no_other_anchor BEFORE UPDATE OR DELETE OR TRUNCATE ON {ANCHORS} "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()",
]
POSTGRESQL_REMOVE = [f"DROP TRIGGER IF EXISTS audit_no_{verb} ON {TABLE}" for verb in ("change", "delete", "truncate")]
POSTGRESQL_REMOVE.append(f"DROP TRIGGER IF EXISTS audit_no_other_anchor ON {ANCHORS}")

INSTALL = {"sqlite": SQLITE_INSTALL, "postgresql": POSTGRESQL_INSTALL}
REMOVE = {"sqlite": SQLITE_REMOVE, "postgresql": POSTGRESQL_REMOVE}


def _run(connection: BaseDatabaseWrapper, statements: dict[str, list[str]]) -> None:
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)


def install(connection: BaseDatabaseWrapper) -> None:
    """Refuse DELETE, TRUNCATE (PostgreSQL) and every UPDATE of the ledger but erasing, from now on."""
    _run(connection, INSTALL)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Lift the refusal. Only a reversed migration and the flush of a test database do this."""
    _run(connection, REMOVE)
