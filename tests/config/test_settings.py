"""Settings that keep data and people safe stay that way."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django_fsm import ConcurrentTransition

from accounts.errors import SomeoneWasQuicker
from config.databases import database
from config.middleware import Conflict
from config.queue import transport_options


@pytest.mark.parametrize("url", ["sqlite:////tmp/x.sqlite3", "sqlite:///x.sqlite3"])
def test_writers_on_sqlite_queue_instead_of_failing(url):
    options = database(url)["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in options["init_command"]


def test_connections_to_postgresql_are_kept():
    assert database("postgres://u@127.0.0.1/db")["CONN_MAX_AGE"] == 60


def test_the_folder_queue_lives_with_the_data(tmp_path):
    options = transport_options("filesystem://localhost", tmp_path)
    assert all(folder.startswith(str(tmp_path)) for folder in options.values())


def test_redis_gives_a_dead_workers_message_back_soon(tmp_path):
    assert transport_options("redis://127.0.0.1", tmp_path)["unacked_restore_throttle"] == 1


def test_the_stock_admin_is_no_second_door():
    assert "django.contrib.admin" not in settings.INSTALLED_APPS


@pytest.mark.parametrize(
    "missing", ["SECRET_KEY", "ALLOWED_HOSTS", "BASE_URL", "SOURCE_URL", "EMAIL_HOST", "SECURITY_CONTACT"]
)
def test_production_does_not_start_without(missing, tmp_path):
    given = [
        "SECRET_KEY",
        "ALLOWED_HOSTS",
        "BASE_URL",
        "SOURCE_URL",
        "EMAIL_HOST",
        "DEFAULT_FROM_EMAIL",
        "SECURITY_CONTACT",
    ]
    environment = {name: "x" for name in given if name != missing}
    result = subprocess.run(
        [sys.executable, "-c", "import config.settings.production"],
        env={"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), **environment},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode != 0
    assert missing in result.stderr


def test_anybody_may_ask_whether_it_is_alive(client, db):
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")


@pytest.mark.parametrize("error", [SomeoneWasQuicker("first"), ConcurrentTransition("first")])
def test_being_second_is_a_409(rf, error):
    response = Conflict(lambda request: None).process_exception(rf.post("/"), error)
    assert response is not None
    assert response.status_code == 409


def test_other_mistakes_are_not_hidden(rf):
    assert Conflict(lambda request: None).process_exception(rf.post("/"), ValueError("ours")) is None
