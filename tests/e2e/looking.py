"""What a page must be for everybody: read by a screen reader, by day and by night, on a desk and on a small phone."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDTHS = (1280, 320)
AXE = Axe().axe_script
SEVERE = {"moderate", "serious", "critical"}
FITS = "document.documentElement.scrollWidth <= window.innerWidth"
SETTLED = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 20))))"
WIDEST = """[...document.querySelectorAll("body *")]
    .filter((e) => e.getBoundingClientRect().right > window.innerWidth + 1).slice(0, 3)
    .map((e) => `${e.tagName.toLowerCase()}.${e.className} (${Math.round(e.getBoundingClientRect().right)} px)`)"""


def complaints_about(page: Page) -> list[str]:
    """Everything wrong with the page that is open now; empty when all is well. At night only colours are different."""
    before = page.viewport_size
    page.wait_for_load_state()
    page.evaluate(AXE)
    found: list[str] = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found += sideways(page, width)
        for scheme, rules in (("light", None), ("dark", ["color-contrast"])):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.evaluate(SETTLED)
            found += [f"{width} px, {scheme}: {sentence}" for sentence in violations(page, rules)]
    page.emulate_media(color_scheme=None, reduced_motion="reduce")
    if before:
        page.set_viewport_size(before)
    return found


def sideways(page: Page, width: int) -> list[str]:
    if page.evaluate(FITS):
        return []
    return [f"{width} px: scrolls sideways because of {', '.join(page.evaluate(WIDEST))}"]


def violations(page: Page, rules: list[str] | None) -> list[str]:
    """What axe finds, with all of its rules or with some."""
    options = {"resultTypes": ["violations"]} | ({"runOnly": rules} if rules else {})
    answer: list[dict[str, Any]] = page.evaluate("async (options) => (await axe.run(options)).violations", options)
    severe = [rule for rule in answer if rule["impact"] in SEVERE]
    return [f"{rule['id']}, {rule['impact']}: {rule['help']}: {places(rule['nodes'])}" for rule in severe]


def places(nodes: list[dict[str, Any]]) -> str:
    return "; ".join(node["html"][:160] for node in nodes[:3])
