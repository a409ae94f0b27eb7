"""People in a browser: what they do, in the words that stand on their screen."""

from __future__ import annotations

import re
from pathlib import Path

from django.utils.translation import gettext, override
from playwright.sync_api import BrowserContext, FilePayload, Locator, Page, Response, expect

from accounts.models import User
from tests.factories import code_of
from workflows.demo.world import PASSWORD

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 375, "height": 720}


FOCUS_SHOWS = """() => {
    const element = document.activeElement;
    if (element === document.body || element === window.cameFrom) return true;
    if (element.tagName === "OBJECT") return true;  // a document shown in the page: its viewer shows where one is
    window.cameFrom = element;  // a date has three places for the focus, and blurring would begin at the first again
    const look = () => {
        const style = getComputedStyle(element);
        const outline = style.outlineStyle === "none" ? "none" : `${style.outlineWidth} ${style.outlineColor}`;
        const { x, y, width, height } = element.getBoundingClientRect();
        const paint = [style.boxShadow, style.backgroundColor, style.borderColor, style.clipPath];
        return [outline, ...paint, x, y, width, height].join("; ");
    };
    const box = element.getBoundingClientRect();
    const inView = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    const focused = look();
    element.blur();
    const changed = look() !== focused;
    element.focus();
    return inView && box.width > 0 && changed;
}"""
"""Does the thing with the focus look different from when it has none, and is it on the screen?"""


def nl(sentence: str, **values: object) -> str:
    """The Dutch for an English sentence of the code, or that sentence itself while nobody has translated it.

    A label that comes from a model begins there with a small letter.
    """
    small = sentence[:1].lower() + sentence[1:]
    with override("nl"):
        found = gettext(sentence)
        if found == sentence and gettext(small) != small:
            found = gettext(small)
    return found % values if values else found


class Person:
    """Somebody with a browser of their own. Labels are given in English and looked for in Dutch."""

    def __init__(self, page: Page, origin: str) -> None:
        self.page, self.origin = page, origin

    def another_tab(self) -> Person:
        """The same person, with a second page beside the first."""
        return Person(self.page.context.new_page(), self.origin)

    # --- Going somewhere ---

    def visit(self, address: str = "/") -> Response | None:
        return self.page.goto(f"{self.origin}{address}")

    def log_in(self, email: str, password: str = PASSWORD) -> Person:
        self.visit("/account/login/")
        self.page.locator("input[type=email]").fill(email)
        self.page.locator("input[type=password]").fill(password)
        self.press("Log in")
        expect(self.page).not_to_have_url(re.compile("/account/login/"))
        if self.page.url.endswith("/account/beveiliging/inloggen/"):
            self.page.locator("input[name=code]").fill(code_of(User.objects.get(email=email)))
            self.press("Go on")
            expect(self.page).not_to_have_url(re.compile("/account/"))
        return self

    def open_task(self, title: str, about: str = "") -> Person:
        """Go to the inbox and open the task called so; after a colon it may say what it is about."""
        self.visit()
        called = re.compile(f"^{re.escape(nl(title))}(: .+)?$")
        task = self.page.get_by_role("listitem").filter(has=self.page.get_by_role("link", name=called))
        if about:
            task = task.filter(has_text=about)
        task.get_by_role("link", name=called).first.click()
        return self

    def follow(self, label: str, **values: object) -> Person:
        self.page.get_by_role("main").get_by_role("link", name=nl(label, **values)).first.click()
        return self

    # --- Doing something ---

    def press(self, label: str, **values: object) -> Person:
        self.button(label, **values).click()
        return self

    def button(self, label: str, **values: object) -> Locator:
        return self.page.get_by_role("button", name=nl(label, **values), exact=True).first

    def unfold(self, label: str, **values: object) -> Person:
        """Open what a summary hides, unless it is open already."""
        folded = self.page.locator("details").filter(has=self.page.locator("summary", has_text=nl(label, **values)))
        if folded.first.get_attribute("open") is None:
            folded.first.locator("summary").first.click()
        return self

    def field(self, label: str, within: Locator | None = None) -> Locator:
        """The control under this label, the marks "(not required)" and the like left aside."""
        where = within or self.page.get_by_role("main")
        return where.get_by_label(re.compile(rf"^\s*{re.escape(nl(label))}(\s*\(.*\))?\s*$", re.IGNORECASE))

    def fill_in(self, label: str, value: str, within: Locator | None = None) -> Person:
        self.field(label, within).first.fill(value)
        return self

    def select(self, label: str, value: str, within: Locator | None = None) -> Person:
        """Choose the option that contains these words."""
        control = self.field(label, within).first
        option = control.locator("option", has_text=re.compile(re.escape(value))).first
        control.select_option(value=option.get_attribute("value"))
        return self

    def choose(self, option: str, group: str = "", within: Locator | None = None) -> Person:
        """A radio button or a box, within the group of that name."""
        where = within or self.page.get_by_role("main")
        if group:
            where = where.get_by_role("group", name=re.compile(rf"^\s*{re.escape(nl(group))}"))
        where.get_by_label(re.compile(rf"^\s*{re.escape(nl(option))}", re.IGNORECASE)).first.check()
        return self

    def attach(self, label: str, file: Path | FilePayload) -> Person:
        self.field(label).first.set_input_files(file)
        return self

    def press_twice(self, label: str) -> Person:
        """As people do who double-click on everything."""
        self.button(label).dblclick()
        return self

    # --- With the keyboard alone ---

    def tab_to(self, target: Locator, most: int = 80) -> Person:
        """Press Tab until it has the focus. Wherever the focus comes on the way, it can be seen."""
        for _press in range(most):
            self.page.keyboard.press("Tab")
            assert self.page.evaluate(FOCUS_SHOWS), self.page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
            if target.evaluate("(element) => element === document.activeElement"):
                return self
        raise AssertionError(f"not reached with {most} times Tab: {target}")

    def enter(self) -> Person:
        self.page.keyboard.press("Enter")
        return self

    def type(self, text: str) -> Person:
        self.page.keyboard.type(text)
        return self

    # --- Looking ---

    def see(self, sentence: str, **values: object) -> Person:
        expect(self.page.get_by_text(nl(sentence, **values)).locator("visible=true").first).to_be_visible()
        return self

    def see_not(self, sentence: str, **values: object) -> Person:
        expect(self.page.get_by_text(nl(sentence, **values)).locator("visible=true")).to_have_count(0)
        return self

    def see_problem(self, sentence: str, **values: object) -> Person:
        """In the summary of errors above the form, which has the focus when there is JavaScript."""
        expect(self.page.locator("[data-error-summary]")).to_contain_text(nl(sentence, **values))
        return self

    def fetch(self, address: str) -> bytes:
        """What the link gives, asked for as this person."""
        response = self.page.context.request.get(f"{self.origin}{address}")
        assert response.ok, f"{response.status} {address}"
        return response.body()


def listen(context: BrowserContext, origin: str, troubles: list[str]) -> None:
    """Note what no page may do: complain on the console, crash, fail, or call another host."""

    def on_request(url: str) -> None:
        if not url.startswith((origin, "data:", "blob:", "about:", "chrome")):
            troubles.append(f"asked another host: {url}")

    def on_response(response: Response) -> None:
        is_page = response.request.is_navigation_request()
        if response.status >= 500 or (response.status >= 400 and not is_page):
            troubles.append(f"{response.status} {response.request.method} {response.url}")

    def on_console(kind: str, text: str, page: str) -> None:
        refused_page = text.startswith("Failed to load resource") and "the server responded with a status of 4" in text
        if kind in {"error", "warning"} and not refused_page:
            troubles.append(f"{kind} on {page}: {text}")

    context.on("request", lambda request: on_request(request.url))
    context.on("response", on_response)
    context.on("console", lambda said: on_console(said.type, said.text, said.page.url if said.page else "?"))
    context.on("weberror", lambda failed: troubles.append(f"script: {failed.error}"))
