"""What a page must be for everybody: read by a screen reader, by day and by night, on a desk and on a small phone."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDTHS = (1280, 320)
SCHEMES: tuple[Any, ...] = ("light", "dark")
AXE = Axe().axe_script
SEVERE = {"moderate", "serious", "critical"}
FITS = "document.documentElement.scrollWidth <= window.innerWidth"
SETTLED = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 20))))"
WIDEST = """[...document.querySelectorAll("body *")]
    .filter((e) => e.getBoundingClientRect().right > window.innerWidth + 1).slice(0, 3)
    .map((e) => `${e.tagName.toLowerCase()}.${e.className} (${Math.round(e.getBoundingClientRect().right)} px)`)"""

Kinds = defaultdict[int, set[str]]
"""The kinds of place whose colours were looked at, per width."""

KINDS = """() => {
    const told = ["class", "type", "role", "aria-current", "aria-invalid", "aria-disabled", "aria-sort"];
    const states = ["disabled", "open", "required"];
    window.kinds = new Map([[document.documentElement, document.documentElement.dataset.theme ?? ""]]);
    for (const one of document.body.parentElement.querySelectorAll("body, body *")) {
        const within = kinds.get(one.parentElement);
        if (within === undefined || !one.checkVisibility()) continue;
        const told_by = told.map((name) => one.getAttribute(name) ?? "");
        const is = [one.tagName, ...told_by, ...states.map((name) => one.hasAttribute(name))].join(" ");
        let hash = 5381;
        for (const letter of within + is) hash = (Math.imul(hash, 33) ^ letter.codePointAt(0)) >>> 0;
        kinds.set(one, `${hash}.${(within + is).length}`);
    }
    return [...new Set(kinds.values())];
}"""
"""What can be seen here: each element with all it stands in, and of each its tag, class and state. Colours follow from
that, because styles do not look at words or keys."""

COLOURS = """async (fresh) => {
    const isNew = (one) => fresh.includes(kinds.get(one));
    const include = [...kinds.keys()].filter((one) => isNew(one) && !isNew(one.parentElement));
    return (await axe.run({ include }, { runOnly: ["color-contrast"], resultTypes: ["violations"] })).violations;
}"""


def complaints_about(page: Page, known: Kinds | None = None) -> list[str]:
    """Everything wrong with the page that is open now; empty when all is well.

    At night only colours are different. Colours are looked at once for each kind of place that is not `known` yet.
    """
    known = Kinds(set) if known is None else known
    before = page.viewport_size
    page.wait_for_load_state()
    page.evaluate(AXE)
    found: list[str] = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        page.evaluate(SETTLED)
        found += sideways(page, width)
        found += [f"{width} px: {sentence}" for sentence in violations(page, but=["color-contrast"])]
        found += [f"{width} px, {sentence}" for sentence in _colours(page, known[width])]
    page.emulate_media(color_scheme=None, reduced_motion="reduce")
    if before:
        page.set_viewport_size(before)
    return found


def _colours(page: Page, known: set[str]) -> list[str]:
    """What cannot be read, by day and by night, in places of a kind that is not known."""
    fresh = [kind for kind in page.evaluate(KINDS) if kind not in known]
    known.update(fresh)
    found: list[str] = []
    for scheme in SCHEMES if fresh else ():
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.evaluate(SETTLED)
        found += [f"{scheme}: {sentence}" for sentence in _told(page.evaluate(COLOURS, fresh))]
    return found


def sideways(page: Page, width: int) -> list[str]:
    if page.evaluate(FITS):
        return []
    return [f"{width} px: scrolls sideways because of {', '.join(page.evaluate(WIDEST))}"]


def violations(page: Page, only: list[str] | None = None, but: list[str] | None = None) -> list[str]:
    """What axe finds, with all of its rules, with some, or with all but some."""
    options: dict[str, Any] = {"resultTypes": ["violations"], "rules": {rule: {"enabled": False} for rule in but or ()}}
    options |= {"runOnly": only} if only else {}
    return _told(page.evaluate("async (options) => (await axe.run(options)).violations", options))


def _told(answer: list[dict[str, Any]]) -> list[str]:
    severe = [rule for rule in answer if rule["impact"] in SEVERE]
    return [f"{rule['id']}, {rule['impact']}: {rule['help']}: {places(rule['nodes'])}" for rule in severe]


def places(nodes: list[dict[str, Any]]) -> str:
    return "; ".join(node["html"][:160] for node in nodes[:3])
