"""How to race: prepare cases cheaply, let everybody go at once, and look at who got what."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import connection, transaction

from tests.factories import Party
from workflows.demo.cases import CASES
from workflows.demo.play import Playing

TOT = CASES["tot"]
THREE = replace(TOT, lines=(TOT.lines[0], TOT.lines[3]))
"""Three boards: a join that two pass and one misses would show."""

BOARDS = [Party(slug) for slug in THREE.boards]


def at_once(*attempts: Callable[[], object]) -> list[Exception | None]:
    """Do all of this in the same moment, each in its own thread. What each raised, in the order of the attempts."""
    barrier = threading.Barrier(len(attempts))
    raised: list[Exception | None] = [None] * len(attempts)

    def work(place: int, attempt: Callable[[], object]) -> None:
        try:
            connection.ensure_connection()
            barrier.wait(timeout=30)
            attempt()
        except Exception as error:
            raised[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=pair, daemon=True) for pair in enumerate(attempts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
        assert not thread.is_alive(), "Somebody still waits: a deadlock."
    return raised


@pytest.fixture(autouse=True)
def no_bell(monkeypatch: pytest.MonkeyPatch, no_mail: None) -> None:
    """Nobody works for these cases."""
    monkeypatch.setattr("jobs.services._ring", lambda job_id: None)


@transaction.atomic
def prepare(until: str, rounds: int) -> list[Playing]:
    """One case for each round, played up to the step before the race."""
    made = [Playing(THREE) for _ in range(rounds)]
    for playing in made:
        for _step in playing.play(until):
            pass
    return made
