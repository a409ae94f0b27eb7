"""The pages people look at most, as the real person, in a small and in a ten times larger collection of cases.

An inbox and lists of 25 rows a page, and the case pages of one case that went all the way, so that everything a case
page can hold is on it. Small, large, and the bare baseline of each are measured in turns.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter

from django.test import Client
from django.urls import NoReverseMatch, reverse
from viewflow.workflow.models import Task

from accounts.middleware import SESSION_KEY
from accounts.roles import Role
from workflows.demo import world
from workflows.demo.cases import PAIR
from workflows.demo.play import Playing
from workflows.flows import AgreementFlow

from . import bare
from .bare import Subject, bare_view
from .measure import Action, Sample, Times, in_turns, tallied, timed
from .report import Growth, Row, heading, ms, say, table, times
from .two_sizes import FEW, MANY, Enter, two_sizes

BUDGET = 20.0
Clock = Callable[[], float]
BOARD = PAIR.boards[0]


@dataclass(frozen=True)
class Page:
    name: str
    address: str
    sql: str
    reader: Client | None = None
    """Whose page it is, when it is not that of the person who asks the baselines."""


@dataclass(frozen=True)
class Measured:
    """One page at one size."""

    queries: int
    page: Times
    baseline: Times

    @property
    def ratio(self) -> float:
        return self.page.ratio_to(self.baseline)


Found = dict[int, dict[str, Measured]]
"""By size and name of the page."""


def measure() -> tuple[list[Row], list[Growth]]:
    subject, client = _subject(), browser_of(BOARD)
    pages = _pages(subject)
    with two_sizes(_fill) as enter:
        found = both_sizes(pages, subject, client, enter, (FEW, MANY))
    for size in (FEW, MANY):
        heading(f"Pages with {size} open tasks, {size + 1} routes and agreements")
        print_measured(found[size])
    print_growth(pages, found, FEW, MANY)
    return [row_of(page, found, FEW, MANY, "cases") for page in pages], growth_of(pages, found, FEW, MANY)


# --- The stage -----------------------------------------------------------------------------------


def _subject() -> Subject:
    """A case that went all the way."""
    playing = Playing(PAIR)
    for _step in playing.play():
        pass
    return Subject(world.board(BOARD), playing.route.pk, playing.agreement.pk)


def browser_of(slug: str) -> Client:
    """The browser of the coordinator of this board."""
    client = Client()
    client.force_login(world.person(slug, Role.COORDINATOR))
    session = client.session
    session[SESSION_KEY] = world.board(slug).pk
    session.save()
    return client


def _pages(subject: Subject) -> list[Page]:
    """Those that exist: an address nobody answers yet is named, not measured."""
    wanted: tuple[tuple[str, str, list[int], str], ...] = (
        ("inbox", "workflows:inbox", [], bare.INBOX),
        ("route, case page", "workflows:route", [subject.route], bare.ROUTE),
        ("agreement, case page", "workflows:agreement", [subject.agreement], bare.AGREEMENT),
        ("list of routes", "leerroutes:list", [], bare.ROUTES),
        ("list of agreements", "agreements:list", [], bare.AGREEMENTS),
    )
    pages = []
    for name, url_name, numbers, sql in wanted:
        try:
            pages.append(Page(name, reverse(url_name, args=numbers), sql))
        except NoReverseMatch:
            say(f"{name}: there is no {url_name} yet.")
    return pages


def _fill(size: int) -> None:
    """Cases in which the coordinator has to write, until there are as many such tasks as asked."""
    open_tasks = Task.objects.filter(flow_task=AgreementFlow.write, status="NEW")
    while open_tasks.filter(owner_permission_obj_pk=str(world.board(BOARD).pk)).count() < size:
        for _step in Playing(PAIR).play("agreement_draft"):
            pass


# --- Measuring -----------------------------------------------------------------------------------


def both_sizes(
    pages: list[Page],
    subject: Subject,
    client: Client,
    enter: Enter,
    sizes: tuple[int, int],
    clock: Clock = perf_counter,
    least: int = 10,
) -> Found:
    actions: dict[tuple[int, str], Action] = {}
    for size in sizes:
        for page in pages:
            actions[size, page.name] = visit(page.reader or client, page.address)
            actions[size, f"bare {page.name}"] = bare_view(client, page.sql, subject)
    queries = {key: _queries(action, key[0], enter) for key, action in actions.items()}
    taken = in_turns(
        {key: _sample(action, key[0], enter, clock) for key, action in actions.items()}, budget=BUDGET, least=least
    )
    return {
        size: {
            page.name: Measured(queries[size, page.name], taken[size, page.name], taken[size, f"bare {page.name}"])
            for page in pages
        }
        for size in sizes
    }


def visit(client: Client, address: str) -> Action:
    def visit() -> None:
        response = client.get(address)
        if response.status_code != 200:
            raise RuntimeError(f"{address} answered {response.status_code}.")

    return visit


def _queries(action: Action, size: int, enter: Enter) -> int:
    """Of the second time: the first one fills what a running server has in memory."""
    enter(size)
    action()
    with tallied() as tally:
        action()
    return tally.queries


def _sample(action: Action, size: int, enter: Enter, clock: Clock) -> Sample:
    def sample() -> float:
        enter(size)
        return timed(action, clock)

    return sample


# --- Printing ------------------------------------------------------------------------------------


def print_measured(measured: dict[str, Measured]) -> None:
    rows = [
        (
            name,
            str(m.queries),
            ms(m.page.median),
            ms(m.page.p95),
            ms(m.baseline.median),
            ms(m.baseline.p95),
            times(m.ratio),
            f"{len(m.page.rounds)} rounds",
        )
        for name, m in measured.items()
    ]
    table(("page", "queries", "median", "p95", "bare", "bare p95", "ratio", ""), rows)


def growth_of(pages: list[Page], found: Found, few: int, many: int) -> list[Growth]:
    return [Growth(page.name, found[few][page.name].queries, found[many][page.name].queries) for page in pages]


def print_growth(pages: list[Page], found: Found, few_of: int, many_of: int) -> None:
    heading(f"Growth from {few_of} to {many_of}")
    rows = []
    for page in pages:
        few, many = found[few_of][page.name], found[many_of][page.name]
        verdict = "GROWS" if many.queries > few.queries else "constant"
        rows.append(
            (
                page.name,
                f"{few.queries} -> {many.queries}",
                times(many.page.ratio_to(few.page)),
                times(many.baseline.ratio_to(few.baseline)),
                f"number of queries: {verdict}",
            )
        )
    table(("page", "queries", "time", "bare time", ""), rows)


def row_of(page: Page, found: Found, few_of: int, many_of: int, what: str) -> Row:
    few, many = found[few_of][page.name], found[many_of][page.name]
    grown = f"time {times(many.page.ratio_to(few.page))}, queries {few.queries} -> {many.queries}"
    return Row(
        what=page.name,
        queries=str(many.queries),
        median=many.page.median,
        p95=many.page.p95,
        baseline=many.baseline.median,
        ratio=many.ratio,
        remark=f"{many_of} {what}; from {few_of}: {grown}",
    )
