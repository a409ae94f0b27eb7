"""`manage.py check --deploy` says what lacks before the first file is lost."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core import checks

from .address import BUCKET


@checks.register(checks.Tags.files, deploy=True)
def bucket_can_be_reached(app_configs: Any = None, **_options: Any) -> list[checks.CheckMessage]:
    """Whether the keys are right, only the bucket can say: `/readyz` writes a file."""
    storage = settings.STORAGES["default"]
    if storage["BACKEND"] != BUCKET:
        return []
    given, found = storage["OPTIONS"], list[checks.CheckMessage]()
    lacking = [name for name, key in KEYS.items() if not given.get(key)]
    if lacking:
        hint = "They are read from the environment, or from the file that the same name with _FILE points at."
        found.append(checks.Error(f"FILES_URL is a bucket: set {' and '.join(lacking)}.", hint, id="files.E001"))
    if str(given.get("endpoint_url", "https:")).startswith("http:"):
        found.append(checks.Warning("Files go to the bucket in the clear: its endpoint is http.", id="files.W001"))
    return found


KEYS = {"FILES_ACCESS_KEY": "access_key", "FILES_SECRET_KEY": "secret_key"}  # nosec
