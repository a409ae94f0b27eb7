"""How much a page weighs on the way to the reader, and that nothing waits for a script: with the files, the compression
and the addresses of production, measured by the browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.conf import settings as site
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import connections
from django.test.testcases import QuietWSGIRequestHandler
from django.urls import reverse
from playwright.sync_api import Browser, Page

from tests.conftest import ClientAs
from tests.factories import Party, agreement_in, route_in

pytestmark = [pytest.mark.engine("sqlite"), pytest.mark.usefixtures("thin_paper", "transactional_db")]

STORAGE = "whitenoise.storage.CompressedManifestStaticFilesStorage"
"""As config.settings.base has it; settings of tests put another in its place."""
FIRST, AFTER = 150_000, 30_000
BLOCKING = """performance.getEntriesByType("resource").filter((one) => one.initiatorType === "script")
    .filter((one) => one.renderBlockingStatus === "blocking").map((one) => one.name)"""
PAINTED = """() => new Promise((done) => new PerformanceObserver((list) => {
    if (list.getEntriesByName("first-contentful-paint").length) done(true);
}).observe({ type: "paint", buffered: true }))"""


class Answering(WSGIHandler):
    """The site as production runs it; connections do not outlive their request."""

    def __call__(self, *asked: Any) -> Any:
        try:
            return super().__call__(*asked)
        finally:
            connections.close_all()


@pytest.fixture
def origin(settings: Any, tmp_path: Path) -> Iterator[str]:
    settings.STORAGES = site.STORAGES | {"staticfiles": {"BACKEND": STORAGE}}
    settings.STATIC_ROOT = tmp_path
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = False
    call_command("collectstatic", interactive=False, verbosity=0)
    server = ThreadedWSGIServer(("127.0.0.1", 0), QuietWSGIRequestHandler, connections_override=None)
    server.set_app(Answering())
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@dataclass
class Scales:
    """What came over the line, headers included, since the last look."""

    page: Page
    weights: dict[str, int] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        line = self.page.context.new_cdp_session(self.page)
        line.on(
            "Network.requestWillBeSent", lambda told: self.names.update({told["requestId"]: told["request"]["url"]})
        )
        line.on("Network.loadingFinished", self._add)
        line.send("Network.enable")

    def _name(self, told: dict[str, Any]) -> None:
        self.names[told["requestId"]] = told["request"]["url"]

    def _add(self, told: dict[str, Any]) -> None:
        self.weights[self.names[told["requestId"]]] = int(told["encodedDataLength"])

    def visit(self, address: str) -> dict[str, int]:
        self.weights.clear()
        self.page.goto(address, wait_until="networkidle")
        return dict(self.weights)


@pytest.fixture
def visitor(browser: Browser, origin: str, client_as: ClientAs, vmbo: Party) -> Iterator[Page]:
    context = browser.new_context(locale="nl-NL", reduced_motion="reduce")
    key = client_as(vmbo.coordinator).cookies[site.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": site.SESSION_COOKIE_NAME, "value": key, "url": origin}])
    yield context.new_page()
    context.close()


def test_pages_are_light(visitor: Page, origin: str) -> None:
    route, agreement = route_in("submitted"), agreement_in("filled")
    scales = Scales(visitor)
    first = scales.visit(f"{origin}/")
    assert any(re.search(r"\.[0-9a-f]{12}\.css$", name) for name in first), (
        "the style comes along, as production names it"
    )
    assert sum(first.values()) < FIRST, first

    editor = reverse("agreements:clause", args=[agreement.pk, "B"])
    for address in (route.get_absolute_url(), agreement.get_absolute_url(), editor, reverse("workflows:inbox")):
        after = scales.visit(f"{origin}{address}")
        assert 0 < sum(after.values()) < AFTER, after


def test_no_script_keeps_anybody_waiting(visitor: Page, origin: str) -> None:
    """The page is drawn while its scripts never come."""
    visitor.route("**/*.js", lambda _route: None)
    visitor.goto(f"{origin}/", wait_until="commit")
    assert visitor.evaluate(PAINTED)
    assert visitor.evaluate(BLOCKING) == []
    assert visitor.get_by_role("heading", level=1).is_visible()
