"""Thirty-two directors approve: each a process with a connection of its own, as real servers have.

First as people do, each reading the page and pressing the button three times in a minute; then all in the same moment.
The clock runs in each of them from the button until the answer. With fewer processors than people most of that moment
is waiting for one, so one director alone stands beside both.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from time import perf_counter, sleep
from typing import Any
from unittest.mock import patch

from django.test import Client
from django.urls import reverse

from accounts.middleware import SESSION_KEY
from accounts.models import Membership
from accounts.roles import Role
from leerroutes.models import Route, Verdict

from .crowd import FORK, all_at_once
from .measure import Times
from .report import Row, heading, ms, say

PEOPLE, ALONE = 32, 8
TURNS, PAUSE = 3, 20.0
"""How often somebody decides, and after how many seconds again."""

Asked = tuple[Client, str]
"""Who decides, and the address of what is asked."""


def measure() -> list[Row]:
    heading(f"{PEOPLE} directors approve proposals")
    patch("jobs.services._ring", lambda job_id: None).start()
    asked = _asked()
    at_work = _together([[next(asked) for _ in range(TURNS)] for _ in range(PEOPLE)], PAUSE)
    at_once = _together([[next(asked)] for _ in range(PEOPLE)])
    alone = Times(tuple(_decide(*next(asked)) for _ in range(ALONE)))
    return [
        _row("32 directors approve, each three times in a minute", at_work, alone),
        _row("32 directors approve, all in the same moment", at_once, alone),
    ]


def _row(what: str, taken: Times, alone: Times) -> Row:
    say(f"{what}: median {ms(taken.median)} ms, p95 {ms(taken.p95)} ms; alone {ms(alone.median)} ms")
    return Row(what, "", taken.median, taken.p95, alone.median, taken.median / alone.median, "beside one alone")


def _asked() -> Iterator[Asked]:
    """A proposal of each board in turn, and the browser of a director of it."""
    directors = Membership.objects.filter(role=Role.DIRECTOR, user__email__contains="@bestuur").order_by("pk")
    submitted = Route.objects.filter(state="submitted").order_by("start_year", "pk").values_list("pk", "proposed_by")
    for place, (pk, board) in enumerate(submitted[: PEOPLE * (TURNS + 1) + ALONE]):
        here = list(directors.filter(board=board).select_related("user"))
        yield _browser(here[place % len(here)]), reverse("leerroutes:decide", args=[pk])


def _browser(held: Membership) -> Client:
    client = Client()
    client.force_login(held.user)
    session = client.session
    session[SESSION_KEY] = held.board_id
    session.save()
    return client


def _together(asked: list[list[Asked]], pause: float = 0) -> Times:
    """What each of these people decides, one after the other; with a pause nobody begins in the same moment."""
    taken: Any = FORK.Array("d", sum(map(len, asked)))

    def work(person: int) -> None:
        sleep(pause * person / len(asked))
        for turn, (client, address) in enumerate(asked[person]):
            sleep(pause if turn else 0)
            if pause:
                client.get(address)
            taken[person * len(asked[person]) + turn] = _decide(client, address)

    all_at_once([partial(work, person) for person in range(len(asked))])
    return Times(tuple(taken))


def _decide(client: Client, address: str) -> float:
    started = perf_counter()
    answer = client.post(address, {"verdict": Verdict.APPROVED, "reason": ""})
    seconds = perf_counter() - started
    if answer.status_code != 302:
        raise RuntimeError(f"{address} answered {answer.status_code}.")
    return seconds
