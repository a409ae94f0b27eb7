"""Any filters, words and order of the inbox: it holds the tasks whose page one may open, and its file the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate, make_aware
from viewflow.workflow.models import Task

from accounts.actors import Actor
from accounts.listing.listing import ORDER
from agreements.models import Agreement
from inspections.findings.models import Finding
from leerroutes.models import Route
from workflows.claiming.services import take_up
from workflows.models import Question
from workflows.overviews.counting import name_of
from workflows.selectors import OpenTask, described, open_board_tasks, tasks_for

from .selections import by_luck, csv_rows, on_all_pages

Fits = Callable[[Task, OpenTask, str, Actor], bool]


def of_tasks(actor: Actor, client: Client, luck: Random, times: int = 4) -> Iterator[str]:
    """Where the inbox is not what it should be."""
    _some_taken_up(actor, luck)
    address = reverse("workflows:inbox")
    everything = {task.pk: task for task in open_board_tasks() if _opens(task, actor, client)}
    told = {one.pk: one for one in described(list(everything.values()))}
    listing = client.get(address).context["listing"]
    for turn in range(times):
        asked = by_luck(listing, luck) if turn else {ORDER: ""}
        fits = {pk for pk in everything if _fits(everything[pk], told[pk], asked, actor)}
        found = [task.pk for task in on_all_pages(client, address, asked)]
        if set(found) != fits or len(found) != len(fits):
            yield f"the inbox of {actor} with {asked} shows {found}, and not {fits}"
        elif not _in_order([_key(told[pk], asked[ORDER]) for pk in found], asked[ORDER]):
            yield f"the inbox of {actor} with {asked} is not in order"
        rows = csv_rows(client.get(f"{address}bestand/csv/", asked).content)[1:]
        if [(row[0], row[2]) for row in rows] != [(told[pk].title, told[pk].record.number) for pk in found]:
            yield f"the file of the inbox of {actor} with {asked} is another selection"


def _some_taken_up(actor: Actor, luck: Random) -> None:
    free = {one.pk for one in described(list(tasks_for(actor))) if actor.board and one.holder is None}
    mine = list(tasks_for(actor).filter(pk__in=free))
    for task in luck.sample(mine, min(2, len(mine))):
        take_up(task, actor=actor)


def _opens(task: Task, actor: Actor, client: Client) -> bool:
    """The page of the task; for an inspector, who takes nothing up, the finding of which an answer waits."""
    if task.owner_permission_obj_pk is None:
        return actor.is_inspector and client.get(described([task])[0].address).status_code == 200
    return client.get(reverse("workflows:task", args=[task.pk])).status_code == 200


def _fits(task: Task, told: OpenTask, asked: dict[str, str], actor: Actor) -> bool:
    return all(FITS[name](task, told, value, actor) for name, value in asked.items() if name != ORDER)


def _routes(told: OpenTask) -> list[Route]:
    """Of a question nothing: whoever answers it need not read the case that it is about."""
    record: Any = told.record
    if isinstance(record, Agreement):
        return [one.route for one in record.covered.all()]
    return [record] if isinstance(record, Route) else [record.route] if isinstance(record, Finding) else []


def _boards(told: OpenTask) -> set[str]:
    cases: list[Any] = [told.record] if isinstance(told.record, Agreement) else list(_routes(told))
    return {str(party.board_id) for case in cases for party in case.parties.all()}


def _has_words(told: OpenTask, words: str) -> bool:
    record: Any = told.record
    texts = [route.name for route in _routes(told)] + [str(record)] * isinstance(record, Agreement | Question)
    texts += [one.text for one in record.rounds.all()] if isinstance(record, Question) else []
    return any(words.lower() in text.lower() for text in texts)


def _is_due(told: OpenTask, term: str) -> bool:
    sunday = localdate() + timedelta(days=7 - localdate().isoweekday())
    until = timezone.now() if term == "te-laat" else make_aware(datetime.combine(sunday, time.max))
    return told.due <= until and told.is_late == (term == "te-laat")


def _is_with(told: OpenTask, who: str, actor: Actor) -> bool:
    holder = "niemand" if told.holder is None else "ik" if told.holder == actor.user else "collega"
    return holder == who


FITS: dict[str, Fits] = {
    "stap": lambda task, told, step, actor: name_of(task.flow_task) == step,
    "zoek": lambda task, told, words, actor: _has_words(told, words),
    "termijn": lambda task, told, term, actor: _is_due(told, term),
    "bestuur": lambda task, told, key, actor: key in _boards(told),
    "start": lambda task, told, year, actor: year in {str(route.start_year) for route in _routes(told)},
    "wie": lambda task, told, who, actor: _is_with(told, who, actor),
}
"""What each filter means, said once more without the database. A filter without a line here fails."""


def _key(told: OpenTask, order: str) -> Any:
    if order.removeprefix("-") == "termijn":
        return told.due.astimezone(timezone.get_current_timezone()).date()
    return told.since


def _in_order(keys: list[Any], order: str) -> bool:
    return keys == sorted(keys, reverse=order.startswith("-"))
