"""Make a copy. Its `manifest.json` is written last: a folder without one is no backup."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django.utils.crypto import salted_hmac

from .errors import BackupRefused
from .files import digest_of_file, fetch, named, place
from .moments import Moment, this_moment

MANIFEST, FILES = "manifest.json", "files"
TRIES = 3


def back_up(folder: Path, keys: Path | None = None) -> dict[str, Any]:
    """Copy database and files into a new folder, and the keys of boards into another one when asked."""
    _ensure_new(folder)
    if keys:
        _ensure_new(keys)
        _ensure_apart(folder, keys)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    manifest = _copy(folder)
    if keys:
        shutil.copytree(settings.SIGNING_KEYS_DIR, keys, dirs_exist_ok=True)
        keys.chmod(0o700)
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1, ensure_ascii=False), encoding="utf-8")
    return manifest


def key_of_this_site() -> str:
    """Says whether the same SECRET_KEY is in use, without which nobody's second factor opens; says nothing about it."""
    return salted_hmac("config.backup", "", algorithm="sha256").hexdigest()


def _copy(folder: Path) -> dict[str, Any]:
    """Files first, then the moment, then the files that came in between: so each file of that moment is there.

    Only a file that came and was thrown away again during the copying can be missing; then another moment is taken.
    """
    found: dict[str, str] = {}
    for _try in range(TRIES):
        with this_moment() as now:
            found |= fetch(named(now.rows) - set(found), folder / FILES)
        with this_moment() as moment:
            manifest, names = _freeze(moment, folder), named(moment.rows)
        found |= fetch(names - set(found), folder / FILES)
        if names <= set(found):
            break
    for name in set(found) - names:
        place(folder / FILES, name).unlink()
    files = {name: found[name] for name in sorted(names & set(found))}
    return manifest | {"files": files, "missing": sorted(names - set(found))}


def _freeze(moment: Moment, folder: Path) -> dict[str, Any]:
    file = folder / ("database.sqlite3" if connection.vendor == "sqlite" else "database.dump")
    file.unlink(missing_ok=True)
    moment.write(file)
    latest = sorted(MigrationRecorder(connection).applied_migrations())
    return {
        "format": 1,
        "made": timezone.now().isoformat(),
        "engine": connection.vendor,
        "database": {file.name: digest_of_file(file)},
        "migrations": dict(latest),
        "site": key_of_this_site(),
    }


def _ensure_new(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()):
        raise BackupRefused(f"{folder} is not empty. Choose a new folder.")


def _ensure_apart(folder: Path, keys: Path) -> None:
    one, other = folder.resolve(), keys.resolve()
    if one == other or one in other.parents or other in one.parents:
        raise BackupRefused("Keys must not lie in the same folder as what they sign. Choose a folder elsewhere.")
