"""Working on one agreement and one route: small, and as large as they get.

Small is a route of one line and 20 comments, large one of seven lines and 200 comments; everything else is the same.
Saving goes through the page, with form, rights, rules, trail and mail promised. Small, large and the baseline of each
are measured in turns.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from agreements.clauses.forms import ClauseForm
from agreements.facts import facts_of
from agreements.model_clauses import clauses_of, shelf_of
from agreements.models import Agreement, Comment
from agreements.selectors import text_of
from agreements.states import Audience
from agreements.views.clause_page import FIELD_PREFIX
from leerroutes.models import Route
from workflows.demo import world
from workflows.demo.cases import PERRON
from workflows.demo.play import Playing

from . import bare
from .bare import Subject, bare_saving, bare_view
from .measure import Action, Tally, in_turns, tallied, timed
from .pages import Measured, browser_of, print_measured, visit
from .report import Growth, Row, heading, say, table, times

Key = tuple[str, str]
"""Size and action."""

BUDGET = 30.0
SIZES = {"small": (1, 20), "large": (7, 200)}
"""Lines of the route, comments on the agreement."""

ARTICLE = "kwaliteit"
"""An article of ordinary size, and the one that people talk about: one comment in four is on it."""


@dataclass(frozen=True)
class Place:
    """One agreement, and the browser of somebody who writes in it."""

    client: Client
    agreement: Agreement
    route: Route

    @property
    def subject(self) -> Subject:
        return Subject(world.board(PERRON.boards[0]), self.route.pk, self.agreement.pk)


def measure() -> tuple[list[Row], list[Growth]]:
    places = {size: _place(*numbers) for size, numbers in SIZES.items()}
    actions = {size: _actions(place) for size, place in places.items()}
    tallies = {(size, name): _tally(action) for size, some in actions.items() for name, action in some.items()}
    baselines = {
        (size, name): _baseline(place, name, tallies[size, name].writes)
        for size, place in places.items()
        for name in actions[size]
    }
    found = _measured(actions, baselines, tallies)
    for size, (lines, comments) in SIZES.items():
        heading(f"An agreement of {_articles(places[size])} articles, with {lines} line(s) and {comments} comments")
        print_measured(found[size])
    _print_growth(found)
    return [_row(name, found) for name in actions["large"]], [
        Growth(name, found["small"][name].queries, found["large"][name].queries) for name in actions["large"]
    ]


# --- The stage -----------------------------------------------------------------------------------


def _place(lines: int, comments: int) -> Place:
    playing = Playing(replace(PERRON, name=f"{PERRON.name} ({lines})", lines=PERRON.lines[:lines]))
    for _step in playing.play("agreement_filled"):
        pass
    codes = [clause.code for clause, place in _asked(playing.agreement) if place is None]
    writers = [(world.board(slug), world.person(slug, Role.COORDINATOR)) for slug in PERRON.boards]
    Comment.objects.bulk_create(
        Comment(
            agreement=playing.agreement,
            code=codes[number % len(codes)] if number % 4 else ARTICLE,
            board=writers[number % 2][0],
            author=writers[number % 2][1],
            audience=Audience.EVERYBODY,
            body=f"Opmerking {number}: kunnen we dit zo afspreken, of past het beter bij de stuurgroep?",
        )
        for number in range(comments)
    )
    return Place(browser_of(PERRON.boards[0]), playing.agreement, playing.route)


def _asked(agreement: Agreement) -> Any:
    return clauses_of(facts_of(agreement), shelf_of(agreement))


def _articles(place: Place) -> int:
    """Of the whole text: those that ask something, and those that only say something."""
    return len(text_of(place.agreement).rendered)


# --- What is measured ------------------------------------------------------------------------------


def _actions(place: Place) -> dict[str, Action]:
    pk, client = place.agreement.pk, place.client
    return {
        "agreement, case page": visit(client, reverse("workflows:agreement", args=[pk])),
        "agreement, whole text": visit(client, reverse("agreements:text", args=[pk])),
        "article with most comments": visit(client, reverse("agreements:clause", args=[pk, ARTICLE])),
        "saving an article": _saving(place),
        "autosave of a draft": _autosaving(place),
        "statutory check of the route": visit(client, reverse("leerroutes:checks", args=[place.route.pk])),
    }


READING = {
    "agreement, case page": bare.AGREEMENT_AND_COMMENTS,
    "agreement, whole text": bare.AGREEMENT_AND_COMMENTS,
    "article with most comments": bare.ARTICLE,
    "statutory check of the route": bare.CHECKS,
}


def _baseline(place: Place, name: str, writes: int) -> Action:
    if name in READING:
        return bare_view(place.client, READING[name], place.subject)
    return bare_saving(place.client, bare.TEXT, place.subject, writes)


def _saving(place: Place) -> Action:
    """Another answer each time, so that each time there is something to save."""
    address = reverse("agreements:clause", args=[place.agreement.pk, ARTICLE])
    version = count(place.agreement.clauses.get(code=ARTICLE).version)
    fields = _fields(place)

    def save() -> None:
        number = next(version)
        sent = _sent(fields, f"De stuurgroep, keer {number}") | {"seen_version": number}
        _expect(place.client.post(address, sent), 302)

    return save


def _autosaving(place: Place) -> Action:
    """What the page sends by itself while somebody types."""
    address = reverse("agreements:own_draft", args=[place.agreement.pk, ARTICLE])
    version, fields = count(0), _fields(place)
    based_on = place.agreement.clauses.get(code=ARTICLE).version

    def save() -> None:
        number = next(version)
        sent = _sent(fields, f"De werkgroep, keer {number}") | {"seen_version": based_on, "seen_draft": number}
        _expect(place.client.post(address, sent), 200)

    return save


def _fields(place: Place) -> dict[str, Any]:
    """The article as its form holds it."""
    facts = facts_of(place.agreement)
    clause = next(clause for clause, _route in _asked(place.agreement) if clause.code == ARTICLE)
    stored = place.agreement.clauses.get(code=ARTICLE).data
    form = ClauseForm(clause, facts, None, initial=stored, route=None, prefix=FIELD_PREFIX)
    return {bound.html_name: bound.value() for bound in form}


def _sent(fields: dict[str, Any], owner: str) -> dict[str, Any]:
    sent = {name: value for name, value in fields.items() if value not in (None, "")}
    return sent | {f"{FIELD_PREFIX}-owner": owner}


def _expect(response: Any, status: int) -> None:
    if response.status_code != status:
        raise RuntimeError(f"{response.request['PATH_INFO']} answered {response.status_code}.")


# --- Measuring -----------------------------------------------------------------------------------


def _measured(
    actions: dict[str, dict[str, Action]], baselines: dict[Key, Action], tallies: dict[Key, Tally]
) -> dict[str, dict[str, Measured]]:
    samples: dict[tuple[str, str, str], Callable[[], float]] = {}
    for (size, name), baseline in baselines.items():
        samples[size, name, "page"] = _sample(actions[size][name])
        samples[size, name, "bare"] = _sample(baseline)
    taken = in_turns(samples, budget=BUDGET, least=10)

    def one(size: str, name: str) -> Measured:
        return Measured(tallies[size, name].queries, taken[size, name, "page"], taken[size, name, "bare"])

    return {size: {name: one(size, name) for name in some} for size, some in actions.items()}


def _tally(action: Action) -> Tally:
    """Of the second time: the first one fills what a running server has in memory."""
    action()
    with tallied() as tally:
        action()
    return tally


def _sample(action: Action) -> Callable[[], float]:
    return lambda: timed(action)


# --- Printing ------------------------------------------------------------------------------------


def _print_growth(found: dict[str, dict[str, Measured]]) -> None:
    heading("Growth from small to large")
    rows = []
    for name, large in found["large"].items():
        small = found["small"][name]
        verdict = "GROWS" if large.queries > small.queries else "constant"
        grown = times(large.page.ratio_to(small.page))
        rows.append((name, f"{small.queries} -> {large.queries}", grown, f"number of queries: {verdict}"))
    table(("action", "queries", "time", ""), rows)
    say("")


def _row(name: str, found: dict[str, dict[str, Measured]]) -> Row:
    small, large = found["small"][name], found["large"][name]
    return Row(
        what=name,
        queries=str(large.queries),
        median=large.page.median,
        p95=large.page.p95,
        baseline=large.baseline.median,
        ratio=large.ratio,
        remark=f"7 lines, 200 comments; from 1 and 20: time {times(large.page.ratio_to(small.page))}, "
        f"queries {small.queries} -> {large.queries}",
    )
