"""Many at once: each a process with a connection of its own, that waits until all may begin."""

from __future__ import annotations

import multiprocessing
import os
import time
import traceback
from collections.abc import Callable
from multiprocessing.synchronize import Barrier

from django.db import connection, connections

FORK = multiprocessing.get_context("fork")
PATIENCE = 120.0


def all_at_once(works: list[Callable[[], None]]) -> float:
    """Seconds from the moment that everybody is ready until the last is done."""
    connections.close_all()  # a connection is not shared with a child
    begin, end = (FORK.Barrier(len(works) + 1) for _ in range(2))
    children = [_child(work, begin, end) for work in works]
    try:
        begin.wait(PATIENCE)
        started = time.perf_counter()
        end.wait(PATIENCE)
        seconds = time.perf_counter() - started
    finally:
        codes = [os.waitpid(child, 0)[1] for child in children]
    if any(codes):
        raise RuntimeError("A writer failed; what it said is above.")
    return seconds


def _child(work: Callable[[], None], begin: Barrier, end: Barrier) -> int:
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        connection.ensure_connection()
        begin.wait(PATIENCE)
        work()
        end.wait(PATIENCE)
        connection.close()
        code = 0
    except BaseException:
        traceback.print_exc()
        begin.abort()
        end.abort()
    finally:
        os._exit(code)
