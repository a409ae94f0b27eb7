"""Every page in every state: whatever the permission matrix knows how to open on its stage, in every state of the case.

A new address is in here because it has a row in the matrix, which it must have.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponseBase
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from lxml import html as lxml_html

from tests.matrix.company import PROPOSER
from tests.matrix.pages import body, is_page
from tests.matrix.rooms import MATRIX
from tests.matrix.rows import Row, address_of
from tests.matrix.stage import Stage, undone
from tests.safety.attacking import somebody_of
from workflows.demo.world import PASSWORD

FOR_EVERYBODY = {"workflows:inbox", "workflows:route", "workflows:agreement", "workflows:cooperation"}
"""Pages that differ most by who opens them: looked at as every role."""

WITHOUT_A_REQUEST = ("400.html", "429.html", "500.html")
UNSEEN = {"script", "style", "path", "circle", "use", "option"}


@dataclass(frozen=True)
class Shown:
    """A page as somebody got it."""

    name: str
    told: str
    html: str

    @property
    def shape(self) -> frozenset[str]:
        """What kinds of thing are on it, each with where it stands; words, numbers and keys left aside."""
        body = lxml_html.document_fromstring(self.html)
        return frozenset(
            f"{one.getparent().tag} > {_kind(one)}"
            for one in body.iter()
            if isinstance(one.tag, str) and one.tag not in UNSEEN and one.getparent() is not None
        )


def _kind(element: Any) -> str:
    told = [element.get(name, "") for name in ("class", "type", "role", "aria-invalid", "aria-current")]
    return " ".join([element.tag, *told, *(name for name in ("disabled", "open", "hidden") if name in element.attrib)])


@dataclass
class Gathered:
    """All of them, and which addresses gave no page but a file, or nothing to look at."""

    pages: list[Shown] = field(default_factory=list)
    others: set[str] = field(default_factory=set)

    def add(self, name: str, told: str, response: HttpResponseBase) -> None:
        """A page of the address; a refusal is a page, but of another address."""
        if is_page(response) and (response.status_code == 200 or name == told):
            self.pages.append(Shown(name, told, response.content.decode()))  # type: ignore[attr-defined]
        elif response.status_code == 200:
            self.others.add(name)
            body(response)

    @property
    def names(self) -> set[str]:
        return {page.name for page in self.pages}

    @property
    def different(self) -> list[Shown]:
        """Few pages that together show every address, and every kind of thing that any page shows; short ones first."""
        chosen: list[tuple[Shown, frozenset[str]]] = []
        seen: set[str] = set()
        for page in sorted(self.pages, key=lambda page: len(page.html)):
            shape = page.shape | {page.name}
            if not shape <= seen:
                chosen.append((page, shape))
                seen |= shape
        return _without_the_superfluous(chosen)


def _without_the_superfluous(chosen: list[tuple[Shown, frozenset[str]]]) -> list[Shown]:
    """Those that show nothing that no other shows are left out, the longest first."""
    times = Counter(thing for _page, shape in chosen for thing in shape)
    kept: list[Shown] = []
    for page, shape in reversed(chosen):
        if all(times[thing] > 1 for thing in shape):
            times.subtract(shape)
        else:
            kept.append(page)
    return kept


def gathered(stage: Stage) -> Gathered:
    found = Gathered()
    for row in MATRIX:
        first = row.name not in found.names
        if row.get:
            _open(found, row, stage)
        if first and row.get - row.post and row.name in found.names:
            _open_in_other_states(found, row, stage)
        if row.get and row.post and row.form:
            _send_nothing(found, row, stage)
    _refusals(found, stage)
    return found


def _open(found: Gathered, row: Row, stage: Stage) -> None:
    with undone():
        address = address_of(row, stage)
        people = sorted(row.get & PROPOSER) if row.name in FOR_EVERYBODY else []
        for who in {somebody_of(row.get), *people}:
            found.add(row.name, f"{row} as {who}", _asked(stage.browser(who), address))


def _open_in_other_states(found: Gathered, row: Row, stage: Stage) -> None:
    """Where more people may look than may act, there is a page in every state."""
    who = somebody_of(row.post or row.get)
    with undone():
        for state, address in _other_states(row, stage):
            found.add(row.name, f"{row.name}[{state}] as {who}", stage.browser(who).get(address))


def _asked(browser: Client, address: str) -> HttpResponseBase:
    """Whoever is asked for a password first gives it."""
    response = browser.get(address)
    if "reauthenticate" in response.headers.get("Location", ""):
        browser.post(response.headers["Location"], {"password": PASSWORD})
        response = browser.get(address)
    return response


def _other_states(row: Row, stage: Stage) -> Iterator[tuple[str, str]]:
    """The same address for the cases of the stage that stand elsewhere; many give a refusal, which is no page of it."""
    for cases in (stage.routes, stage.agreements):
        label = getattr(row.place, "__name__", "")
        if label in cases and row.place is not None:
            first, *more = row.place(stage)
            if first == cases[label].pk:  # type: ignore[attr-defined]
                yield from (
                    (state, reverse(row.name, args=[case.pk, *more]))  # type: ignore[attr-defined]
                    for state, case in cases.items()
                    if state != label
                )


def _send_nothing(found: Gathered, row: Row, stage: Stage) -> None:
    """What the page says when its form comes empty."""
    with undone():
        who = somebody_of(row.post)
        found.add(row.name, f"{row} sent empty by {who}", stage.browser(who).post(address_of(row, stage), {}))


def _refusals(found: Gathered, stage: Stage) -> None:
    with undone():
        browser = stage.browser("coordinator")
        found.add("403.html", "403.html", browser.get(reverse("accounts:access")))
        found.add("404.html", "404.html", browser.get("/bestaat-niet/"))
        strict = stage.browser("coordinator", enforce_csrf_checks=True)
        found.add("403_csrf.html", "403_csrf.html", strict.post(reverse("set_language")))
    found.pages += [Shown(name, name, render_to_string(name)) for name in WITHOUT_A_REQUEST]
    found.pages.append(Shown("409.html", "409", render_to_string("409.html", {"reason": "Iemand was sneller."})))
