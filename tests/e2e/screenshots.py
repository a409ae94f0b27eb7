"""Pictures of the main pages with the demonstration data, on a desk and on a phone.

`python -m tests.e2e.screenshots DIR [--scheme dark] [--only decide]` for every page from top to bottom;
`python -m tests.e2e.screenshots docs/screenshots --docs` for those that the documentation shows.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Shots = list[tuple[str, str, str]]
"""(name of the picture, who looks, address)"""


DESK, PHONE = (1280, 1000), (375, 720)
SIZES = (DESK, PHONE)
DOCS = {
    ("start-coordinator", DESK): "start.png",
    ("route-submitted", DESK): "route.png",
    ("agreement-signing", DESK): "agreement.png",
    ("decide", PHONE): "decide-phone.png",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scheme", choices=("light", "dark"), default="light")
    parser.add_argument("--only", default="", help="pictures whose name contains this")
    parser.add_argument("--docs", action="store_true", help="only what the documentation shows")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as data:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "DJANGO_ALLOW_ASYNC_UNSAFE": "1",
            "LEERROUTES_TEST_DIR": data,
            "LOG_LEVEL": "WARNING",
        }
        take(wanted)


def take(wanted: argparse.Namespace) -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from playwright.sync_api import sync_playwright

    from tests.e2e.conftest import QUIET
    from tests.factories import run_jobs
    from workflows.demo.load import load_demo

    call_command("migrate", verbosity=0)
    for line in load_demo():
        print(line)
    run_jobs()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    with live() as origin, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        for size in SIZES:
            opened = windows(browser, origin, size, wanted.scheme)
            for name, email, address in shots():
                path = DOCS.get((name, size)) if wanted.docs else f"{name}-{size[0]}.png"
                if path and wanted.only in name:
                    picture(opened(email), f"{origin}{address}", wanted.folder / path, whole=not wanted.docs)
        browser.close()


@contextmanager
def live() -> Iterator[str]:
    from pytest_django.live_server_helper import LiveServer

    server = LiveServer("127.0.0.1")
    yield server.url
    server.stop()


def windows(browser: Any, origin: str, size: tuple[int, int], scheme: str) -> Callable[[str], Any]:
    """One window for each person; nobody is nobody logged in."""
    from tests.e2e.people import Person

    opened: dict[str, Any] = {}

    def window(email: str) -> Any:
        if email not in opened:
            context = browser.new_context(
                viewport={"width": size[0], "height": size[1]},
                device_scale_factor=2 if size == PHONE else 1,
                locale="nl-NL",
                color_scheme=scheme,
            )
            opened[email] = context.new_page()
            if email:
                Person(opened[email], origin).log_in(email)
        return opened[email]

    return window


def picture(page: Any, address: str, path: Path, *, whole: bool) -> None:
    page.goto(address)
    page.screenshot(path=path, full_page=whole)
    overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    print(f"{path.name}: {path.stat().st_size // 1024} kB" + (f", {overflow} px too wide" if overflow > 0 else ""))


def shots() -> Shots:
    """The pages of the main job, each in the state in which somebody has something to do there."""
    from django.urls import reverse

    from agreements.models import Agreement
    from leerroutes.models import Route

    def route(**state: Any) -> Route:
        return Route.objects.filter(**state).order_by("pk")[0]

    def agreement(state: str) -> Agreement:
        return Agreement.objects.filter(state=state).order_by("pk")[0]

    submitted, draft, running = route(state="submitted"), route(name="TOT met robotica"), route(state="running")
    returned, rejected = route(state="returned"), route(state="rejected")
    faulty = route(name__startswith="KB naar mbo-2")
    waiting = route(state="contracted").registrations.exclude(state="confirmed").first()
    writing, complete = agreement("draft"), agreement("complete")
    deciding, signing, force = agreement("decision"), agreement("out_for_signature"), agreement("in_force")

    def of(name: str, case: Route | Agreement, *more: object) -> str:
        return reverse(name, args=[case.pk, *more])

    administrator = "beheerder@leerroutes.example"
    return [
        ("login", "", "/account/login/"),
        ("start-coordinator", "coordinator@spinoza.example", "/"),
        ("start-director", "director@davinci.example", "/"),
        ("start-signatory", "signatory@perron.example", "/"),
        ("start-participation", "participation@perron.example", "/"),
        ("start-registrar", "registrar@rijnland.example", "/"),
        ("start-inspector", "inspecteur@leerroutes.example", "/"),
        ("start-administrator", administrator, "/"),
        ("inbox", "director@davinci.example", reverse("workflows:inbox")),
        ("inbox-empty", "registrar@davinci.example", reverse("workflows:inbox")),
        ("accessibility", "", reverse("accessibility")),
        ("routes", "coordinator@davinci.example", reverse("leerroutes:list")),
        ("route-submitted", "director@davinci.example", submitted.get_absolute_url()),
        ("route-running", "director@davinci.example", running.get_absolute_url()),
        ("route-faulty", "coordinator@perron.example", faulty.get_absolute_url()),
        ("route-returned", "coordinator@perron.example", returned.get_absolute_url()),
        ("route-rejected", "coordinator@perron.example", rejected.get_absolute_url()),
        ("route-new", "coordinator@insula.example", reverse("leerroutes:create")),
        ("route-edit", "coordinator@insula.example", of("leerroutes:edit", draft)),
        ("route-line", "coordinator@insula.example", of("leerroutes:line_edit", draft, 1)),
        ("route-submit", "coordinator@insula.example", of("leerroutes:submit", draft)),
        ("decide", "director@davinci.example", of("leerroutes:decide", submitted) + "#decide"),
        ("register", "registrar@rijnland.example", reverse("leerroutes:register", args=[waiting.pk])),
        ("agreements", "coordinator@spinoza.example", reverse("agreements:list")),
        ("agreement-writing", "coordinator@spinoza.example", writing.get_absolute_url()),
        ("agreement-clause", "coordinator@spinoza.example", of("agreements:clause", writing, "B")),
        ("agreement-funding", "coordinator@spinoza.example", of("agreements:clause", writing, "E")),
        ("agreement-text", "coordinator@spinoza.example", of("agreements:text", writing)),
        ("agreement-ask", "coordinator@spinoza.example", of("agreements:ask", complete)),
        ("agreement-decide", "director@perron.example", of("agreements:decide", deciding)),
        ("agreement-sign", "signatory@perron.example", of("agreements:sign", signing)),
        ("agreement-signing", "signatory@perron.example", signing.get_absolute_url()),
        ("agreement-in-force", "coordinator@uilenhof.example", force.get_absolute_url()),
        ("access", administrator, reverse("accounts:access")),
        ("invite", administrator, reverse("accounts:invite")),
        ("not-yours", "coordinator@davinci.example", reverse("accounts:access")),
        ("not-there", "coordinator@davinci.example", "/bestaat-niet/"),
    ]


if __name__ == "__main__":
    main()
