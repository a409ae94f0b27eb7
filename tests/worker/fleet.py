"""Web, worker and scheduler as processes, and everything that can go wrong with them, drawn by lot."""

from __future__ import annotations

import os
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from django.conf import settings
from django.db import connection

from tests.worker.processes import ROOT, log_file

BIN = Path(sys.executable).parent
MAILS = "django.core.mail.backends.filebased.EmailBackend"
SQLITE_PATIENCE = 2
"""Seconds that a process of the fleet waits for its turn to write; twenty in real life."""


class Fleet:
    """Three processes that are started again as soon as they die, as a service manager does."""

    def __init__(self, broker_url: str) -> None:
        self.port = _free_port()
        self.environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "USE_TEST_DATABASE": "1",
            "CELERY_BROKER_URL": broker_url,
            "JOB_LEASE_SECONDS": "10",
            "EMAIL_BACKEND": MAILS,
            "PYTHONWARNINGS": "ignore",
        }
        if connection.vendor == "sqlite":
            file = str(connection.settings_dict["NAME"]).removesuffix(".test")  # test settings put it back
            self.environment["DATABASE_URL"] = f"sqlite:///{file}?timeout={SQLITE_PATIENCE}"
        celery = f"{sys.executable} -m celery -A config -q"
        quiet = "--without-gossip --without-mingle --without-heartbeat --loglevel ERROR"
        web = f"--interface wsgi --no-ws --port {self.port} --blocking-threads 4 --log-level warning"
        self.commands = {
            "web": f"{BIN / 'granian'} {web} config.wsgi:application",
            "worker": f"{celery} worker --pool prefork --concurrency 2 {quiet}",
            "scheduler": f"{celery} beat --loglevel ERROR --pidfile=",
        }
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self, name: str) -> None:
        with log_file().open("ab") as log:
            self.running[name] = subprocess.Popen(
                self.commands[name].split(),
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def kill(self, name: str) -> None:
        """The whole group at once, as when a machine goes dark."""
        process = self.running.pop(name)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=30)

    def start_all(self) -> None:
        for name in self.commands:
            self.start(name)

    def is_up(self) -> bool:
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
            return True
        return False

    def wait(self) -> float:
        """Until the site can be reached. How many seconds that took says how fast this machine is."""
        begun = time.monotonic()
        while not self.is_up():
            assert time.monotonic() < begun + 120, "the site does not start"
            time.sleep(0.1)
        return time.monotonic() - begun

    def stop_all(self) -> None:
        for name in list(self.running):
            self.kill(name)


class Chaos(threading.Thread):
    """Breaks so many things in so many steps, each kind at least once. The seed says what, and after which step."""

    def __init__(self, fleet: Fleet, broker_url: str, seed: int, steps: int, times: int) -> None:
        super().__init__(daemon=True)
        self.fleet, self.broker_url, self.lot = fleet, broker_url, random.Random(seed)
        self.ways: dict[str, Callable[[], None]] = {
            "web": lambda: self.restart("web"),
            "worker": lambda: self.restart("worker"),
            "scheduler": lambda: self.restart("scheduler"),
            "database": self.break_database,
            "broker": self.break_broker,
        }
        more = self.lot.choices([*self.ways, "worker"], k=max(0, times - len(self.ways)))
        self.plan = self.lot.sample([*self.ways, *more], k=len(self.ways) + len(more))
        self.moments = sorted(self.lot.uniform(0, steps) for _ in self.plan)
        self.steps = 0
        self.done: Counter[str] = Counter()
        self.failed: Exception | None = None
        self.enough = threading.Event()

    def run(self) -> None:
        try:
            for moment, name in zip(self.moments, self.plan, strict=True):
                while self.steps < moment and not self.enough.wait(0.05):
                    pass
                time.sleep(self.lot.uniform(0, 1))  # into the work that this step led to
                self.ways[name]()
                self.done[name] += 1
        except Exception as error:  # the test looks
            self.failed = error

    def restart(self, name: str) -> None:
        self.fleet.kill(name)
        time.sleep(self.lot.uniform(0, 1))
        self.fleet.start(name)
        self.fleet.wait()

    def break_database(self) -> None:
        """Every connection is cut, also those of whoever drives the run. SQLite has none: it is locked for too long."""
        if connection.vendor == "postgresql":
            cut_connections()
        else:
            hold_the_database(SQLITE_PATIENCE + 1)

    def break_broker(self) -> None:
        """Who keeps no messages (a folder, Redis) forgets them all; RabbitMQ goes away and comes back."""
        if self.broker_url.startswith("filesystem"):
            for message in (Path(settings.DATA_DIR) / "queue" / "messages").iterdir():
                message.unlink(missing_ok=True)
        elif self.broker_url.startswith("redis"):
            forget_and_hang_up(self.broker_url)
        else:
            script = [shutil.which("bash") or "bash", str(ROOT / "scripts" / "services.sh"), "bounce"]
            subprocess.run(script, check=True, capture_output=True, timeout=300)

    def finish(self) -> None:
        """What was not broken yet breaks now."""
        self.enough.set()
        self.join()
        assert not self.failed, self.failed


def cut_connections() -> None:
    import psycopg

    given = settings.DATABASES["default"]
    address = {"host": given["HOST"], "port": given["PORT"], "user": given["USER"], "password": given["PASSWORD"]}
    with psycopg.connect(dbname="postgres", autocommit=True, **address) as other:
        name = connection.settings_dict["NAME"]
        other.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])


def hold_the_database(seconds: float) -> None:
    """Whoever wants to write gives up, and is told that the database is locked."""
    with closing(sqlite3.connect(connection.settings_dict["NAME"], timeout=60, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        time.sleep(seconds)
        other.execute("ROLLBACK")


def forget_and_hang_up(url: str) -> None:
    """As a restart of a Redis that keeps nothing on disk."""
    import redis

    with closing(redis.Redis.from_url(url)) as server:
        server.flushall()
        server.client_kill_filter(_type="normal", skipme=True)
        server.client_kill_filter(_type="pubsub")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
