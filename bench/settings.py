"""As `make demo` runs it, on a database of its own that is gone afterwards."""

import os

from config.settings.dev import *  # noqa: F403
from config.settings.dev import ALLOWED_HOSTS, DATA_DIR, DATABASES, INSTALLED_APPS, STORAGES

INSTALLED_APPS = [*INSTALLED_APPS, "auditlog", "simple_history", "bench"]  # the ledger is measured beside them
ROOT_URLCONF = "bench.urls"
ALLOWED_HOSTS = [*ALLOWED_HOSTS, "testserver"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # nothing was collected

_is_file = DATABASES["default"]["ENGINE"].endswith("sqlite3")
DATABASES["default"]["TEST"] = {
    "NAME": str(DATA_DIR / "bench.sqlite3") if _is_file else f"leerroutes_bench_{os.getpid()}"
}
