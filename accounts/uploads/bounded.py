"""Read a file that somebody handed in where it can do no harm: a process of its own, with little time and room.

A file may be made to be read for ever: paths that double at every step, streams that unpack to gigabytes. No list of
such tricks is whole, so the reading itself is bounded, and the web server answers within seconds whatever is in it.
"""

from __future__ import annotations

import resource
import subprocess  # nosec
import sys

from django.conf import settings

SECONDS = 10
"""Of the processor; a document of forty pages with three signatures and their timestamps takes one."""
PATIENCE = 3 * SECONDS
"""On the clock, when others want the processor too."""
ROOM = 640 * 1024 * 1024


class Overrun(Exception):
    """It took more than it may, or the process fell over it."""


def answer_of(module: str, asked: bytes) -> bytes:
    """What `python -m module` says of what it is asked. That program calls `bind` before it reads."""
    command = [sys.executable, "-m", module]
    try:
        done = subprocess.run(  # nosec  # our own program; the file is its input, never part of the command
            command, input=asked, cwd=settings.BASE_DIR, capture_output=True, timeout=PATIENCE, check=True
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        raise Overrun(module) from error
    return done.stdout


def bind() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (ROOM, ROOM))
