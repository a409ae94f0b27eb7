"""How to race: prepare cases cheaply, let everybody go at once, and look at who got what."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import connection, transaction

from agreements.selectors import AgreementText
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
def no_bell(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody works for these cases, and nobody gets mail about them."""
    monkeypatch.setattr("jobs.services._ring", lambda job_id: None)
    monkeypatch.setattr("workflows.announcements.enqueue", lambda name, **arguments: None)


@pytest.fixture
def blank_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    """The words are not what is raced for, and writing them is most of the time it takes to prepare a case."""

    def blank(agreement: object) -> AgreementText:
        return AgreementText(facts=None, rendered=(), sha256="0" * 64, problems=())  # type: ignore[arg-type]

    for place in ("agreements.services.drafting", "agreements.services.documents", "workflows.demo.play"):
        monkeypatch.setattr(f"{place}.text_of", blank)
    monkeypatch.setattr("agreements.services.documents.render_html", lambda *args, **kwargs: "<html>")
    monkeypatch.setattr(Playing, "fill_in", lambda playing: iter(()))


@transaction.atomic
def prepare(until: str, rounds: int) -> list[Playing]:
    """One case for each round, played up to the step before the race."""
    made = [Playing(THREE) for _ in range(rounds)]
    for playing in made:
        for _step in playing.play(until):
            pass
    return made
