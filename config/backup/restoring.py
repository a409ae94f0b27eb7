"""The way back. Everything is looked at before anything is written, and nothing is ever written over."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection

from .errors import BackupRefused
from .files import digest_of_file, named, place, put_back
from .making import FILES, MANIFEST, key_of_this_site
from .moments import load, this_moment


def restore(folder: Path, keys: Path | None = None) -> dict[str, Any]:
    """Make this empty site what the copy is. Everybody logs in anew."""
    manifest = read(folder)
    _ensure_whole(folder, manifest)
    if keys:
        _ensure_no_keys()
    (file,) = manifest["database"]
    load(folder / file)
    for name, digest in manifest["files"].items():
        put_back(name, digest, folder / FILES)
    if keys:
        shutil.copytree(keys, settings.SIGNING_KEYS_DIR, dirs_exist_ok=True)
    Session.objects.all().delete()
    _ensure_files_are_there(manifest)
    return manifest


def read(folder: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BackupRefused(f"{folder} has no {MANIFEST}: it is no backup, or one that was never finished.") from None
    if manifest["engine"] != connection.vendor:
        raise BackupRefused(f"This is a copy of a {manifest['engine']} database; DATABASE_URL is {connection.vendor}.")
    return manifest


def is_of_this_site(manifest: dict[str, Any]) -> bool:
    return bool(manifest["site"] == key_of_this_site())


def _ensure_whole(folder: Path, manifest: dict[str, Any]) -> None:
    (file,) = manifest["database"]
    wanted = {folder / file: manifest["database"][file]}
    wanted |= {place(folder / FILES, name): digest for name, digest in manifest["files"].items()}
    wrong = [path for path, digest in wanted.items() if not path.is_file() or digest_of_file(path) != digest]
    if wrong:
        raise BackupRefused(f"{len(wrong)} files of this backup are gone or changed, the first is {wrong[0]}.")


def _ensure_no_keys() -> None:
    folder = Path(settings.SIGNING_KEYS_DIR)
    if folder.exists() and any(folder.iterdir()):
        raise BackupRefused(f"There are keys in {folder} already. Put them elsewhere first.")


def _ensure_files_are_there(manifest: dict[str, Any]) -> None:
    with this_moment() as moment:
        lost = named(moment.rows) - set(manifest["files"]) - set(manifest["missing"])
    if lost:
        raise BackupRefused(f"The database names {len(lost)} files that are not in this backup, such as {min(lost)}.")
