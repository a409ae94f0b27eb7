"""One database from one address, with the options each engine needs to be safe under load."""

from typing import Any

import dj_database_url

# Without IMMEDIATE two writers deadlock half-way and one gets "database is locked"; with it they queue.
# WAL lets readers go on while someone writes. Django itself switches foreign keys on.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}


def database(url: str) -> dict[str, Any]:
    """Return the Django settings for this address: postgres://… or sqlite:////path/to/file, with its own options."""
    settings: dict[str, Any] = dict(dj_database_url.parse(url))
    if settings["ENGINE"] == "django.db.backends.sqlite3":
        settings["OPTIONS"] = {**SQLITE_OPTIONS, **settings.get("OPTIONS", {})}
    else:
        settings["CONN_MAX_AGE"] = 60
        settings["CONN_HEALTH_CHECKS"] = True
    return settings
