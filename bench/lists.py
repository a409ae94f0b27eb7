"""Every list and start page, in a country of some routes and in one of ten times as many.

The boards and people who look are the same in both; what grows is the rest of the country. Server time, by the clock
and by the processor. Aims: constant queries, p95 under 150 ms on PostgreSQL, at most 1.3 times as long in the larger.
"""

from __future__ import annotations

from functools import partial
from time import process_time

from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.middleware import SESSION_KEY
from accounts.models import Membership
from accounts.roles import Role
from agreements.models import Agreement
from leerroutes.models import Route

from . import bare, deciding, stock
from .bare import Subject
from .data import make
from .inspect import COUNTED, ROUTES
from .measure import in_turns, timed
from .pages import Measured, Page, both_sizes, growth_of, print_growth, print_measured, row_of, visit
from .report import Growth, Row, heading, ms, table
from .two_sizes import Enter, two_sizes

SMALLER, ROUNDS = 10, 5
"""The smaller has a tenth of the routes; so many rounds at the least."""

STOCK, OWN_INBOX = "viewflow's own list", "inbox, coordinator"
WIDE_SEARCH = "search, inspector"
UNLIKE = (STOCK, WIDE_SEARCH)
"""Not of ours; and one that tells the ledger of each agreement it shows a passage of, so asks as much as it shows."""

START = """
SELECT * FROM (SELECT 'route', id, name, state, state_since FROM leerroutes_route route WHERE id IN
  (SELECT route_id FROM leerroutes_routeparty WHERE board_id = %(board)s) ORDER BY state_since LIMIT 10) AS routes"""
NOTICES = "SELECT id, kind, created FROM workflows_notice WHERE person_id = 0 ORDER BY id DESC LIMIT 25"
FEEDS = "SELECT id, created FROM workflows_calendarfeed WHERE user_id = 0"
MATCH = (
    "vector @@ to_tsquery('simple', 'zorg:* & delft:*')"
    if connection.vendor == "postgresql"
    else 'id IN (SELECT rowid FROM workflows_searchindex WHERE workflows_searchindex MATCH \'"zorg"* AND "delft"*\')'
)
SEARCH = f"SELECT title, place FROM workflows_searchentry WHERE {MATCH} ORDER BY id DESC LIMIT 25"  # nosec
AGREEMENTS = "SELECT id, title, starts_on, state FROM agreements_agreement ORDER BY id DESC LIMIT 25"


def measure(routes: int) -> tuple[list[Row], list[Growth]]:
    few, browsers = max(routes // SMALLER, 200), dict[Role, Client]()
    with two_sizes(partial(_fill, browsers), few, routes) as enter:
        pages, own = _pages(browsers), browsers[Role.COORDINATOR]
        found = both_sizes(pages, _subject(), own, enter, (few, routes), least=ROUNDS)
        for size in (few, routes):
            heading(f"Lists and start pages with {size} routes, by the clock")
            print_measured(found[size])
        print_growth(pages, found, few, routes)
        _print_processor(pages, own, enter, routes)
        deciders = deciding.measure()
    rows = [row_of(page, found, few, routes, "routes") for page in pages]
    return [*rows, _beside_stock(found[routes]), *deciders], growth_of(
        [page for page in pages if page.name not in UNLIKE], found, few, routes
    )


def _beside_stock(found: dict[str, Measured]) -> Row:
    stock_list, inbox = found[STOCK].page, found[OWN_INBOX].page
    ratio = stock_list.ratio_to(inbox)
    queries = str(found[STOCK].queries)
    return Row(STOCK, queries, stock_list.median, stock_list.p95, inbox.median, ratio, "beside our inbox")


def _fill(browsers: dict[Role, Client], routes: int) -> None:
    """Until there are so many. A second country beside the first leaves its boards and people as they are.

    Sessions are rows, so everybody logs in before the smaller database is copied.
    """
    make(routes - Route.objects.count())
    if not browsers:
        stock.share_out(_holder(Role.COORDINATOR))
        browsers.update({role: _browser(role) for role in Role})


# --- Who looks, and at what --------------------------------------------------------------------------


def _holder(role: Role) -> Membership:
    """Of the first board of the country; of platform roles whom the demonstration has."""
    held = Membership.objects.filter(role=role).order_by("user_id")
    return held.filter(board=None).first() or held.filter(user__email__contains="@bestuur")[:1].get()


def _browser(role: Role) -> Client:
    held, client = _holder(role), Client()
    client.force_login(held.user)
    if held.board_id:
        session = client.session
        session[SESSION_KEY] = held.board_id
        session.save()
    return client


def _subject() -> Subject:
    board = _holder(Role.COORDINATOR).board
    assert board is not None
    return Subject(board, Route.objects.order_by("pk")[:1].get().pk, Agreement.objects.order_by("pk")[:1].get().pk)


def _pages(browsers: dict[Role, Client]) -> list[Page]:
    routes, agreements = reverse("leerroutes:list"), reverse("agreements:list")
    inbox, overview = reverse("workflows:inbox"), reverse("workflows:overview")
    search = f"{reverse('workflows:search')}?q=zorg+delft"
    asked: list[tuple[str, str, str, Role]] = [
        (f"start, {role}", reverse("workflows:start"), START, role) for role in Role
    ]
    asked += [(f"inbox, {role}", inbox, bare.INBOX, role) for role in (Role.COORDINATOR, Role.DIRECTOR)]
    asked += [
        (STOCK, "/stock/", bare.INBOX, Role.COORDINATOR),
        ("routes", routes, bare.ROUTES, Role.COORDINATOR),
        ("routes, narrowed and sorted", f"{routes}?stand=submitted&volgorde=-sinds", bare.ROUTES, Role.COORDINATOR),
        ("routes, words", f"{routes}?zoek=zorg", bare.ROUTES, Role.COORDINATOR),
        ("routes, inspector", routes, ROUTES, Role.INSPECTOR),
        ("agreements", agreements, bare.AGREEMENTS, Role.COORDINATOR),
        ("agreements, inspector", agreements, AGREEMENTS, Role.INSPECTOR),
        ("overview", overview, bare.ROUTES, Role.COORDINATOR),
        ("overview, inspector", overview, COUNTED, Role.INSPECTOR),
        ("search", search, SEARCH, Role.COORDINATOR),
        (WIDE_SEARCH, search, SEARCH, Role.INSPECTOR),
        ("notices", reverse("workflows:notices"), NOTICES, Role.COORDINATOR),
        ("calendar", reverse("workflows:calendars"), FEEDS, Role.COORDINATOR),
    ]
    return [Page(name, address, sql, browsers[role]) for name, address, sql, role in asked]


# --- Beside the clock --------------------------------------------------------------------------------


def _print_processor(pages: list[Page], own: Client, enter: Enter, routes: int) -> None:
    """What the web server computes itself: other work on the machine delays it, and hardly adds to it."""
    enter(routes)
    visits = {page.name: partial(timed, visit(page.reader or own, page.address), process_time) for page in pages}
    found = in_turns(visits, budget=0, least=ROUNDS)
    heading(f"The same with {routes} routes, processor time of the web server alone")
    table(("page", "median", "p95", ""), [(name, ms(one.median), ms(one.p95), "") for name, one in found.items()])
