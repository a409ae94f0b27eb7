"""Can this process do its work? Each question is answered yes or no; why not is in the log, not on the page."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cache

from celery import current_app
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.crypto import get_random_string

logger = logging.getLogger(__name__)

PATIENCE = 2
"""Seconds for a broker to answer."""


def database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


@cache
def migrations() -> None:
    """Once they are applied they stay so, for the life of this code."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise RuntimeError("There are migrations that were not applied.")


def broker() -> None:
    with current_app.connection(connect_timeout=PATIENCE) as door:
        door.ensure_connection(max_retries=1, timeout=PATIENCE)


def storage() -> None:
    name = default_storage.save(f"readyz/{get_random_string(12)}", ContentFile(b"ok"))
    default_storage.delete(name)


QUESTIONS: dict[str, Callable[[], None]] = {
    "database": database,
    "migrations": migrations,
    "broker": broker,
    "storage": storage,
}


def answers() -> dict[str, bool]:
    return {name: _works(name, question) for name, question in QUESTIONS.items()}


def _works(name: str, question: Callable[[], None]) -> bool:
    try:
        question()
    except Exception:
        logger.exception("Not ready", extra={"what": name})
        return False
    return True
