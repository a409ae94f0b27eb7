"""Find what writes rows, in the source: a call, a method handed on, a name in getattr, raw SQL."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.apps import apps

ROOT = Path(__file__).parents[2]
ROOMS = ("audit", "jobs", "accounts", "guidance", "leerroutes", "agreements", "workflows", "inspections")
ROOMS += ("config", "scripts")

ROWS = {"save", "save_base", "create", "get_or_create", "update", "update_or_create", "delete", "set_password"}
ROWS |= {"bulk_create", "bulk_update", "_raw_delete", "_update", "_insert", "_do_update", "_do_insert"}
ROWS |= {f"a{name}" for name in ROWS if not name.startswith("_")}
NAMES = {"assign_perm", "remove_perm", "bulk_assign_perm"}
OF_MANY = {"set", "add", "remove", "clear", "aset", "aadd", "aremove", "aclear"}
RAW = {"cursor", "chunked_cursor", "execute", "executemany", "executescript", "raw", "extra", "deserialize"}
RAW_NAMES = {"RunSQL", "RawSQL"}
COMMANDS = {"loaddata", "flush", "dbshell"}

NO_ROWS = {"session", "font", "book", "pdf", "activation", "proposing"}
"""Names of things with a method that is called the same."""


class Found(NamedTuple):
    """A place in a file that writes, or may."""

    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.line} {self.what}"


def sources() -> Iterator[Path]:
    """Every Python file that runs outside the tests; migrations too."""
    yield ROOT / "manage.py"
    for room in ROOMS:
        yield from sorted((ROOT / room).rglob("*.py"))


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def many() -> set[str]:
    """Names under which rows of a table between two others are reached: `mentioned`, `institutions`."""
    fields = (field for model in apps.get_models() for field in model._meta.get_fields() if field.many_to_many)
    return {name for field in fields if (name := getattr(field, "name", ""))}


def written(tree: ast.AST) -> list[Found]:
    """What writes rows through Django: called, or handed on to be called later."""
    lists, calls = many(), {id(node.func): node for node in ast.walk(tree) if isinstance(node, ast.Call)}
    return [
        Found(node.lineno, ast.unparse(node))
        for node in ast.walk(tree)
        if (isinstance(node, ast.Attribute) and _writes(node, calls.get(id(node)), lists))
        or (isinstance(node, ast.Name) and node.id in NAMES)
        or (isinstance(node, ast.Call) and _by_name(node, ROWS))
    ]


def raw(tree: ast.AST) -> list[Found]:
    """What says SQL by itself, or loads rows past the models."""
    return [
        Found(node.lineno, ast.unparse(node))
        for node in ast.walk(tree)
        if (isinstance(node, ast.Call) and (_says_sql(node.func) or _by_name(node, RAW)))
        or (isinstance(node, ast.Attribute | ast.Name) and ast.unparse(node).rpartition(".")[2] in RAW_NAMES)
        or (isinstance(node, ast.Constant) and node.value in COMMANDS)
    ]


def _writes(node: ast.Attribute, call: ast.Call | None, lists: set[str]) -> bool:
    if node.attr in OF_MANY:
        return isinstance(node.value, ast.Attribute) and node.value.attr in lists
    if node.attr not in ROWS or _is_no_row(node.value) or isinstance(node.ctx, ast.Store):
        return False
    of_a_dict = node.attr == "update" and call is not None and call.args and not call.keywords
    return not of_a_dict


def _says_sql(called: ast.expr) -> bool:
    return isinstance(called, ast.Attribute) and called.attr in RAW and not _is_no_row(called.value)


def _by_name(node: ast.Call, names: set[str]) -> bool:
    """`getattr(row, "save")` and `methodcaller("save")`."""
    is_asked = ast.unparse(node.func).rpartition(".")[2] in ("getattr", "methodcaller", "attrgetter")
    return is_asked and any(isinstance(arg, ast.Constant) and arg.value in names for arg in node.args)


def _is_no_row(owner: ast.expr) -> bool:
    return isinstance(owner, ast.Name) and owner.id in NO_ROWS
