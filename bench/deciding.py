"""Thirty-two directors approve at the same moment: each a process with a connection of its own, as real servers have.

The clock runs in each of them from the button until the answer. With fewer processors than people most of it is
waiting for one, so the first figure to read is that of one director alone, beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from time import perf_counter
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


def measure() -> Row:
    heading(f"{PEOPLE} directors approve a proposal at once")
    patch("jobs.services._ring", lambda job_id: None).start()
    asked = _asked()
    together = _together([next(asked) for _ in range(PEOPLE)])
    alone = Times(tuple(_decide(*next(asked)) for _ in range(ALONE)))
    say(f"median {ms(together.median)} ms, p95 {ms(together.p95)} ms; alone {ms(alone.median)} ms")
    ratio = together.median / alone.median
    return Row("32 directors approve", "", together.median, together.p95, alone.median, ratio, "beside one alone")


def _asked() -> Iterator[tuple[Client, str]]:
    """A proposal of each board in turn, and the browser of a director of it."""
    directors = Membership.objects.filter(role=Role.DIRECTOR, user__email__contains="@bestuur").order_by("pk")
    submitted = Route.objects.filter(state="submitted").order_by("start_year", "pk").values_list("pk", "proposed_by")
    for place, (pk, board) in enumerate(submitted[: PEOPLE + ALONE]):
        here = list(directors.filter(board=board).select_related("user"))
        yield _browser(here[place % len(here)]), reverse("leerroutes:decide", args=[pk])


def _browser(held: Membership) -> Client:
    client = Client()
    client.force_login(held.user)
    session = client.session
    session[SESSION_KEY] = held.board_id
    session.save()
    return client


def _together(asked: list[tuple[Client, str]]) -> Times:
    taken: Any = FORK.Array("d", len(asked))

    def work(place: int, client: Client, address: str) -> None:
        taken[place] = _decide(client, address)

    all_at_once([partial(work, place, *one) for place, one in enumerate(asked)])
    return Times(tuple(taken))


def _decide(client: Client, address: str) -> float:
    started = perf_counter()
    answer = client.post(address, {"verdict": Verdict.APPROVED, "reason": ""})
    seconds = perf_counter() - started
    if answer.status_code != 302:
        raise RuntimeError(f"{address} answered {answer.status_code}.")
    return seconds
