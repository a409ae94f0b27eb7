"""The files that the database names. They are written once under a path nobody can guess, so a copy stays right."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from django.apps import apps
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import models

from .errors import BackupRefused

Rows = Callable[[str], list[tuple[Any, ...]]]


def columns() -> Iterator[tuple[str, str]]:
    """Every table and column in which a model names a file."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_concrete_fields:
            if isinstance(field, models.FileField):
                yield model._meta.db_table, str(field.column)


def named(rows: Rows) -> set[str]:
    asked = [f'SELECT "{column}" FROM "{table}" WHERE "{column}" <> \'\'' for table, column in columns()]  # nosec
    return {name for query in asked for (name,) in rows(query)}


def fetch(names: Iterable[str], folder: Path) -> dict[str, str]:
    """Copy what is there; the digest of each. What was thrown away in the meantime is not in the answer."""
    found = {}
    for name in names:
        try:
            with default_storage.open(name) as stored:
                found[name] = _write(stored.chunks(), place(folder, name))
        except FileNotFoundError:
            continue
    return found


def put_back(name: str, digest: str, folder: Path) -> None:
    """Never over a file that is there already; the same bytes are fine, as after a restore that was broken off."""
    if default_storage.exists(name):
        with default_storage.open(name) as stored:
            if digest_of(stored.chunks()) != digest:
                raise BackupRefused(f"There is another file already at {name}.")
        return
    with place(folder, name).open("rb") as source:
        kept = default_storage.save(name, File(source))
    if kept != name:
        raise BackupRefused(f"The storage put {name} at {kept}.")


def place(folder: Path, name: str) -> Path:
    """Where it lies in the copy; always inside it."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or not path.parts:
        raise BackupRefused(f"{name!r} is not the name of a file of ours.")
    return folder.joinpath(*path.parts)


def digest_of(chunks: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()


def digest_of_file(path: Path) -> str:
    with path.open("rb") as file:
        return digest_of(iter(lambda: file.read(1024 * 1024), b""))


def _write(chunks: Iterable[bytes], path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with path.open("wb") as copy:
        for chunk in chunks:
            digest.update(chunk)
            copy.write(chunk)
    return digest.hexdigest()
