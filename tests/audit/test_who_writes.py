"""Rows change in services only. A new place that writes must be put on this list, and so be looked at."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

import pytest

from .scanning import ROOT, Found, named, raw, sources, written

ALLOWED = {
    "accounts/mandates/quarantine.py": "lets documents through or throws them away, with their event",
    "accounts/models/user.py": "makes a user, for the services",
    "accounts/permissions.py": "derives guardian's rows from the memberships",
    "accounts/stepup/proving.py": "remembers which code was used",
    "accounts/uploads/keeping.py": "puts the bytes of a file into its row, for the services",
    "agreements/models/library.py": "refuses",
    "agreements/quarantine.py": "lets files through or throws them away, with their event",
    "agreements/tasks.py": "stores the document a worker made, with its event",
    "audit/anchors.py": "signs the heads of all chains; not a change of a case",
    "audit/erasing.py": "takes personal data out of events, with an event that says so",
    "audit/models.py": "refuses",
    "config/backup/files.py": "puts files back in an empty site; the storage has no rows",
    "config/backup/restoring.py": "logs everybody out after a restore",
    "config/readiness.py": "writes a file in the storage and takes it away, to see that it can",
    "guidance/loading.py": "loads the help that ships, as versions",
    "guidance/models.py": "refuses",
    "inspections/findings/quarantine.py": "takes in the file of an answer, lets it through or throws it away",
    "leerroutes/reference_data.py": "loads reference rows from the files",
    "workflows/demo/world.py": "builds the demonstration",
    "workflows/telling/digests.py": "keeps which mail of the day told what; not a change of a case",
    "workflows/telling/terms.py": "keeps how far the telling about a term is; not a change of a case",
    "workflows/migrations/0009_find_beside_cases.py": "undone, it takes entries of new kinds out of the index",
    "workflows/search/keeping.py": "derives what is found from the records, when the ledger told of a change",
}

SQL = {
    "agreements/triggers.py": "puts up and takes down the guard of the library",
    "audit/anchors.py": "waits for its turn",
    "audit/pictures/asking.py": "reads the rows of a case, as Django put the question together",
    "audit/pictures/keeping.py": "keeps the last picture of a case, with its event",
    "audit/services.py": "waits for its turn",
    "audit/triggers.py": "puts up and takes down the guard of the ledger",
    "audit/writing.py": "the last event and the next one, for the service of the ledger",
    "config/backup/moments.py": "reads one moment of the whole database",
    "config/readiness.py": "asks whether somebody is there",
    "workflows/migrations/0006_task_of_board.py": "an index on a table of viewflow's",
    "workflows/search/engine.py": "puts up, fills and takes down the index that search asks",
}
"""Who speaks SQL. Services are no exception."""

DOMAIN = ("leerroutes", "agreements")

STEPS = [
    "agreements/services/articles.py: stand",
    "agreements/services/attaching.py: carry_files",
    "agreements/services/decision.py: drop_what_was_agreed",
    "agreements/services/freezing.py: keep_text",
    "agreements/services/negotiation.py: put_on_the_table",
    "agreements/services/sealing.py: write_revision",
    "agreements/services/shelving.py: shelve",
    "agreements/services/turning.py: turn",
    "leerroutes/services/reasons.py: keep_reasons",
    "leerroutes/services/turning.py: turn",
]
"""Parts of a service with a name of their own, called by its neighbours inside their transaction."""


def is_service(path: Path) -> bool:
    return path.name == "services.py" or path.parent.name == "services"


@pytest.fixture(scope="module")
def trees() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in sources()}


def test_only_services_write(trees: dict[Path, ast.Module]) -> None:
    """Not in a view, a receiver, a command, a migration or a setting; nor by handing `row.save` on to somebody."""
    places = [path for path in trees if not is_service(path) and named(path) not in ALLOWED]
    found = [f"{named(path)}:{one}" for path in places for one in written(trees[path])]
    assert not found, "Rows are written in services, where the rules and the trail are:\n" + "\n".join(found)


def test_nobody_speaks_sql(trees: dict[Path, ast.Module]) -> None:
    found = [f"{named(path)}:{one}" for path in trees if named(path) not in SQL for one in raw(trees[path])]
    assert not found, "Raw SQL passes by the rules and the trail:\n" + "\n".join(found)


def test_whoever_is_allowed_still_needs_it(trees: dict[Path, ast.Module]) -> None:
    by_name = {named(path): tree for path, tree in trees.items()}
    assert [name for name in ALLOWED if not written(by_name[name])] in ([], ["audit/models.py"])
    assert [name for name in SQL if not raw(by_name[name])] == []


PLANTED = """
Route.objects.filter(pk=1).update(state="running")
Route.objects.filter(pk=1).update(**values)
Route.objects.bulk_create(rows)
Route.objects.bulk_update(rows, ["state"])
await Route.objects.acreate(name="x")
Route.objects.filter(pk=1)._raw_delete("default")
route.save()
route.save_base(raw=True)
form.save()
transaction.on_commit(route.save)
partial(Route.objects.create, name="x")
write = Route.objects.all().update
getattr(route, "save")()
methodcaller("delete")(route)
route.institutions.set([])
comment.mentioned.add(user)
assign_perm("view", user, route)
user.set_password("x")
"""

PLANTED_SQL = """
with connection.cursor() as cursor: pass
cursor.execute("UPDATE leerroutes_route SET state = 'running'")
cursor.executemany(statement, rows)
connections["default"].cursor()
Route.objects.raw("SELECT 1")
Route.objects.extra(where=["1 = 1"])
operations = [migrations.RunSQL("UPDATE leerroutes_route SET state = 'running'")]
from django.db.migrations import RunSQL; RunSQL("SELECT 1")
schema_editor.execute("DROP TABLE leerroutes_route")
getattr(connection, "cursor")()
route.annotate(x=RawSQL("SELECT 1", []))
call_command("loaddata", "rows.json")
serializers.deserialize("json", stream)
"""

INNOCENT = """
counts.update({"a": 1})
digest.update(data)
seen.add(1)
token.set(value)
session.save()
read = getattr(route, "name")
"""


@pytest.mark.parametrize(("planted", "scan"), [(PLANTED, written), (PLANTED_SQL, raw)], ids=["rows", "sql"])
def test_what_is_planted_is_found(planted: str, scan: Callable[[ast.AST], list[Found]]) -> None:
    for line in planted.strip().splitlines():
        assert scan(ast.parse(line)), line
        assert scan(ast.parse(f"class A:\n    async def b(self):\n        {line}")), line


def test_what_writes_no_row_is_not() -> None:
    assert written(ast.parse(INNOCENT)) == raw(ast.parse(INNOCENT)) == []


def test_every_public_service_of_the_domain_is_one_transaction(trees: dict[Path, ast.Module]) -> None:
    """Ask, turn, save, record and tell: all or nothing."""
    bare = []
    for path in (path for path in trees if path.parent in (ROOT / room / "services" for room in DOMAIN)):
        for node in trees[path].body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                atomic = any(ast.unparse(d) == "transaction.atomic" for d in node.decorator_list)
                if written(node) and not atomic:
                    bare.append(f"{named(path)}: {node.name}")
    assert sorted(bare) == STEPS
