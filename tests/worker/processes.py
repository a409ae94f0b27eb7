"""A real worker as a process, and patience."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from django.conf import settings

ROOT = Path(__file__).parents[2]
PATIENCE = 240
"""Seconds; a machine that is busy with other things needs most of it, an idle one a tenth."""


def wait_for(what: str, condition: Callable[[], bool], *, pause: float = 0.02) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, f"{what}: not within {PATIENCE} seconds. {log_tail()}"
        time.sleep(pause)


def log_file() -> Path:
    return Path(settings.DATA_DIR) / "worker.log"


def log_tail() -> str:
    return log_file().read_text()[-2000:] if log_file().exists() else ""


class Worker:
    """A real worker process with two children, in a process group of its own.

    With a fault point it has no children: the process that dies at that line is the worker itself.
    """

    def __init__(self, broker_url: str, fault_point: str = "") -> None:
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "USE_TEST_DATABASE": "1",
            "CELERY_BROKER_URL": broker_url,
            "JOB_LEASE_SECONDS": "3",
            "FAULT_POINT": fault_point,
            "PYTHONWARNINGS": "ignore",
        }
        pool = ["--pool", "solo"] if fault_point else ["--pool", "prefork", "--concurrency", "2"]
        command = [sys.executable, "-m", "celery", "-A", "config", "worker", *pool]
        quiet = ["--loglevel", "WARNING", "--without-gossip", "--without-mingle", "--without-heartbeat"]
        with log_file().open("ab") as log:
            self.process = subprocess.Popen(
                [*command, *quiet], cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
            )

    def kill(self) -> None:
        """The whole group at once, as when a machine goes dark."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=30)
