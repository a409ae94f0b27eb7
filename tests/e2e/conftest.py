"""A real browser against a live server: every person has a window of their own.

Also looks over everybody's shoulder: a console error, a failed part or a call to another host fails the test.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from accounts.actors import Actor
from tests.conftest import ClientAs
from tests.e2e.people import DESK, PHONE, Person, listen
from tests.quick import be_quick

QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()

EMPTY_PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"

PATIENCE = 20_000
"""Milliseconds; a page on a machine that also runs the other lane of CI may take a while, and waiting costs nothing."""
expect.set_options(timeout=PATIENCE)

Opens = Callable[..., Person]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """They come last: once a browser was started, its event loop stands in this thread, and `asyncio.run` refuses."""
    for item in items:
        if item.path.is_relative_to(os.path.dirname(__file__)):
            item.add_marker(pytest.mark.e2e)
    items.sort(key=lambda item: item.get_closest_marker("e2e") is not None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("browser tests need Chromium: sudo apt-get install chromium")
    with pytest.MonkeyPatch.context() as patch:
        # Playwright keeps an event loop in this thread, which Django takes for asynchronous code.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=QUIET)
            yield browser
            browser.close()


@pytest.fixture
def window(browser: Browser, live_server: LiveServer) -> Iterator[Opens]:
    """A browser window, nobody logged in: `window()`, `window(phone=True, script=False)`."""
    opened: list[BrowserContext] = []
    troubles: list[str] = []

    def open_window(*, phone: bool = False, script: bool = True, **options: Any) -> Person:
        context = browser.new_context(
            viewport=PHONE if phone else DESK,
            locale="nl-NL",
            timezone_id="Europe/Amsterdam",
            reduced_motion="reduce",
            java_script_enabled=script,
            **options,
        )
        context.set_default_timeout(PATIENCE)
        listen(context, live_server.url, troubles)
        opened.append(context)
        return Person(context.new_page(), live_server.url)

    yield open_window
    for context in opened:
        context.close()
    assert not troubles, "\n".join(troubles)


@pytest.fixture
def at_work(window: Opens, client_as: ClientAs) -> Opens:
    """A window in which this person is logged in already: `at_work(vmbo.director, phone=True)`."""

    def open_for(actor: Actor, **options: Any) -> Person:
        person = window(**options)
        give_session(person, client_as(actor))
        return person

    return open_for


@pytest.fixture
def thin_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents of no pages: for tests about something else than what is in them."""
    be_quick(monkeypatch)
    monkeypatch.setattr("agreements.tasks.make_file", lambda promised: EMPTY_PDF)


def give_session(person: Person, client: Client) -> None:
    name = settings.SESSION_COOKIE_NAME
    person.page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": person.origin}])
