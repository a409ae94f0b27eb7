"""Somebody with roles by luck, and whether all that this person is shown, counted, sent and given tells the same."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from openpyxl import load_workbook

from accounts.actors import Actor, capacities
from accounts.middleware import SESSION_KEY
from accounts.models import Board, User
from accounts.roles import Role
from agreements import policies as agreement_policies
from inspections.numbers import groups, numbers
from inspections.selecting import selected
from jobs import services as jobs
from leerroutes import policies as route_policies
from leerroutes.models import InspectionAccess, Route
from tests.factories import person_with, run_jobs

from .company import BOARD_ROLES
from .pages import body
from .selections import of_selections
from .tasks import of_tasks


@dataclass(frozen=True)
class Listing:
    name: str
    detail: str
    visible_to: Callable[[Actor], Any]
    data: tuple[str, ...]
    """The same records for programs."""


LISTINGS = (
    Listing("leerroutes:list", "workflows:route", route_policies.visible_to, ("leerroutes:checks_json",)),
    Listing("agreements:list", "workflows:agreement", agreement_policies.visible_to, ("agreements:evidence_json",)),
)


def by_luck(luck: Random) -> tuple[Actor, Client]:
    """Up to four roles at boards of cases, or an inspector with some access; acting for one of the boards."""
    boards = list(Board.objects.filter(route_parties__isnull=False).distinct())
    roles = [(luck.choice(BOARD_ROLES), luck.choice(boards)) for _role in range(luck.randint(1, 4))]
    inspects = luck.random() < 0.3
    user = person_with("Lotte Toeval", *([(Role.INSPECTOR, None)] if inspects else sorted(set(roles), key=str)))
    if inspects:
        InspectionAccess.objects.create(
            inspector=user, valid_until=localdate(), purpose="Toeval", **_scope(luck, boards)
        )
    actor = luck.choice(capacities(user))
    return actor, browser_of(user, actor)


def _scope(luck: Random, boards: list[Board]) -> dict[str, Any]:
    route = luck.choice(list(Route.objects.all()))
    return luck.choice(
        [{"scope": "all"}, {"scope": "board", "board": luck.choice(boards)}, {"scope": "route", "route": route}]
    )


def browser_of(user: User, actor: Actor | None = None) -> Client:
    client = Client()
    client.force_login(user)
    if actor:
        session = client.session
        session[SESSION_KEY] = actor.board.pk if actor.board else 0
        session.save()
    return client


def differences(actor: Actor, client: Client, luck: Random) -> list[str]:
    """Where list, tab, count, page, data and file do not say the same; nothing when they do."""
    return [*_of_lists(actor, client, luck), *_of_files(actor, client, luck), *of_tasks(actor, client, luck)]


def _of_lists(actor: Actor, client: Client, luck: Random) -> Iterator[str]:
    for listing in LISTINGS:
        states = dict(listing.visible_to(actor).values_list("pk", "state"))
        for tab in client.get(reverse(listing.name)).context["tabs"]:
            state = tab["url"].partition("=")[2]
            wanted = {pk for pk, found in states.items() if state in ("", found)}
            if wanted != listed(client, tab["url"], listing.detail) or tab["count"] != len(wanted):
                yield f"{tab['url']} is not what {actor} may see"
        everything = sorted(listing.visible_to(actor).model._base_manager.values_list("pk", flat=True))
        for pk in luck.sample(everything, 5):
            for name in (listing.detail, *listing.data):
                response = client.get(address := reverse(name, args=[pk]))
                body(response)
                if response.status_code != (200 if pk in states else 404):
                    yield f"{address} answers {response.status_code}"
        yield from of_selections(client, reverse(listing.name), listing.visible_to(actor), luck)


def listed(client: Client, address: str, detail: str) -> set[int]:
    """The records to which a list leads, on all its pages."""
    pattern, found, number = re.compile(reverse(detail, args=[0]).replace("0", r"(\d+)") + '"'), set[int](), 1
    while True:
        shown = client.get(address, {"page": number} | dict(re.findall(r"(\w+)=(\w+)", address)))
        found |= {int(key) for key in pattern.findall(shown.content.decode())}
        if not shown.context["page"].has_next():
            return found
        number += 1


def _of_files(actor: Actor, client: Client, luck: Random) -> Iterator[str]:
    if set(selected(actor, {}).values_list("pk", flat=True)) != set(
        route_policies.visible_to(actor).values_list("pk", flat=True)
    ):
        yield "the overview counts other routes than the list shows"
    lines = [(group["group"], line["key"]) for group in groups(numbers(actor)) for line in group["lines"]]
    for asked in [{}, *(dict([luck.choice(lines)]) for _turn in range(3 if lines else 0))]:
        wanted = sorted(one.number for one in selected(actor, asked))
        for form, read in (("csv", _in_csv), ("xlsx", _in_xlsx)):
            given = read(client.get(reverse("inspections:overview_file", args=[form]), asked).content)
            if sorted(given) != wanted:
                yield f"{form} with {asked} holds {given}, and not {wanted}"


NUMBER = 6
"""The column with the number of the route."""


def _in_csv(content: bytes) -> list[str]:
    return [row[NUMBER] for row in csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")][1:]


def _in_xlsx(content: bytes) -> list[str]:
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    numbers = [str(row[NUMBER]) for row in sheet.iter_rows(values_only=True)]
    return [number for number in numbers if re.fullmatch(r"LR-\d+", number)]


# --- Mail ----------------------------------------------------------------------------------------


def mails() -> list[str]:
    """Every kind of mail there is."""
    return sorted(name for name in jobs._handlers if ".mail_" in name)


def links_by_mail(luck: Random, most: int) -> dict[str, list[tuple[str, str]]]:
    """Of every kind of mail that was promised: to whom, and where it leads; at most so many of a kind."""
    found: dict[str, list[tuple[str, str]]] = {}
    for kind in mails():
        mail.outbox.clear()
        run_jobs(kind)
        pairs = {(to, link) for sent in mail.outbox for to in sent.to for link in _links(str(sent.body))}
        if pairs:
            found[kind] = luck.sample(sorted(pairs), min(most, len(pairs)))
    return found


def _links(text: str) -> list[str]:
    return [link.rstrip(".,)") for link in re.findall(rf"{re.escape(settings.BASE_URL)}(/[^\s#]*)", text)]
