"""Rows change in services only. A new place that writes must be put on this list, and so be looked at."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("audit", "jobs", "accounts", "leerroutes", "agreements", "workflows", "inspections")

WRITES = {"save", "create", "update", "delete", "get_or_create", "update_or_create"}
WRITES |= {"bulk_create", "bulk_update", "aupdate", "asave", "adelete", "acreate", "_raw_delete", "set_password"}
NAMES = {"assign_perm", "remove_perm"}

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
    "audit/pictures/keeping.py": "keeps the last picture of a case, with its event",
    "leerroutes/reference_data.py": "loads reference rows from the files",
    "workflows/demo/world.py": "builds the demonstration",
}

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


def modules() -> Iterator[Path]:
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def is_service(path: Path) -> bool:
    return path.name == "services.py" or path.parent.name == "services"


def writes(tree: ast.AST) -> Iterator[ast.Call]:
    """Calls that write a row, and not those of a dict or a hash that are called the same."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in NAMES:
            yield node
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES):
            continue
        of_a_dict = node.func.attr == "update" and node.args and not node.keywords
        if not of_a_dict and not _is_no_row(node.func.value):
            yield node


def _is_no_row(owner: ast.expr) -> bool:
    return isinstance(owner, ast.Name) and owner.id in ("session", "font", "book", "pdf")


def test_only_services_write() -> None:
    found = {
        f"{path.relative_to(ROOT)}:{call.lineno} {ast.unparse(call.func)}()"
        for path in modules()
        if not is_service(path) and str(path.relative_to(ROOT)) not in ALLOWED
        for call in writes(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert not found, "Rows are written in services, where the rules and the trail are:\n" + "\n".join(sorted(found))


def test_whoever_is_allowed_still_needs_it() -> None:
    needless = [name for name in ALLOWED if not any(writes(ast.parse((ROOT / name).read_text(encoding="utf-8"))))]
    assert needless in ([], ["audit/models.py"])


def test_every_public_service_of_the_domain_is_one_transaction() -> None:
    """Ask, turn, save, record and tell: all or nothing."""
    bare = []
    for path in (p for room in ("leerroutes", "agreements") for p in (ROOT / room / "services").glob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                atomic = any(ast.unparse(d) == "transaction.atomic" for d in node.decorator_list)
                if any(writes(node)) and not atomic:
                    bare.append(f"{path.relative_to(ROOT)}: {node.name}")
    assert sorted(bare) == STEPS
