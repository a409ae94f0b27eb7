"""Pictures of the main pages with the demonstration data, on a desk and on a phone, by day and by night.

`python -m tests.e2e.screenshots DIR [--look forced] [--only decide]` for every page from top to bottom; what is shown
where is in tests/e2e/shots.py.
`python -m tests.e2e.screenshots docs/screenshots --docs` for those that the documentation shows.
`--data DIR` keeps the demonstration there, which the next run does not have to play again.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.e2e.shots import Shot

DESK, PHONE = (1280, 1000), (375, 720)
SIZES = (DESK, PHONE)
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "contrast": {"contrast": "more"},
    "forced": {"forced_colors": "active"},
}
BY_DAY_AND_NIGHT = ("light", "dark")
DOCS = {
    ("start-coordinator", DESK): "start.png",
    ("route-submitted", DESK): "route.png",
    ("agreement-signing", DESK): "agreement.png",
    ("decide", PHONE): "decide-phone.png",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--look", choices=LOOKS, action="append", help="light and dark, unless you say so")
    parser.add_argument("--only", default="", help="pictures whose name contains this")
    parser.add_argument("--docs", action="store_true", help="only what the documentation shows")
    parser.add_argument("--data", default="", help="folder in which the demonstration stays")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as passing:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "DJANGO_ALLOW_ASYNC_UNSAFE": "1",
            "LEERROUTES_TEST_DIR": wanted.data or passing,
            "LOG_LEVEL": "WARNING",
        }
        take(wanted)


def take(wanted: argparse.Namespace) -> None:
    import django

    django.setup()
    from playwright.sync_api import sync_playwright

    from tests.e2e.conftest import QUIET
    from tests.e2e.shots import SHOTS

    build()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    with live() as origin, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        for look in wanted.look or (BY_DAY_AND_NIGHT[: 1 if wanted.docs else 2]):
            for size in SIZES:
                opened = windows(browser, origin, size, look)
                for shot in SHOTS:
                    path = DOCS.get((shot.name, size)) if wanted.docs else f"{shot.name}-{size[0]}-{look}.png"
                    if path and wanted.only in shot.name:
                        picture(opened(shot.who), shot, origin, wanted.folder / path, whole=not wanted.docs)
        browser.close()


def build() -> None:
    from django.core.management import call_command

    from tests.e2e.shots import set_the_scene
    from tests.factories import run_jobs

    call_command("migrate", verbosity=0)
    call_command("load_demo")
    set_the_scene()
    run_jobs()


@contextmanager
def live() -> Iterator[str]:
    from pytest_django.live_server_helper import LiveServer

    server = LiveServer("127.0.0.1")
    yield server.url
    server.stop()


def windows(browser: Any, origin: str, size: tuple[int, int], look: str) -> Callable[[str], Any]:
    """One window for each person; nobody is nobody logged in."""
    from tests.e2e.people import Person

    opened: dict[str, Any] = {}

    def window(email: str) -> Any:
        if email not in opened:
            context = browser.new_context(
                viewport={"width": size[0], "height": size[1]},
                device_scale_factor=2 if size == PHONE else 1,
                locale="nl-NL",
                **LOOKS[look],
            )
            opened[email] = context.new_page()
            if email:
                Person(opened[email], origin).log_in(email)
        return opened[email]

    return window


def picture(page: Any, shot: Shot, origin: str, path: Path, *, whole: bool) -> None:
    """Of the page; of the first sheet, when there is paper at the address."""
    address = f"{origin}{shot.address}"
    if shot.is_paper:
        first_sheet(page.context.request.get(address).body(), path)
        return
    page.goto(address)
    page.screenshot(path=path, full_page=whole)
    overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    print(f"{path.name}: {path.stat().st_size // 1024} kB" + (f", {overflow} px too wide" if overflow > 0 else ""))


def first_sheet(pdf: bytes, path: Path) -> None:
    asked = ["pdftoppm", "-png", "-singlefile", "-r", "80", "-", str(path.with_suffix(""))]
    subprocess.run(asked, input=pdf, check=True)


if __name__ == "__main__":
    main()
