"""What a screen reader is told on the pages of a case: landmarks, headings, and names that say where a link leads.

All of it, in order, is kept in tests/e2e/spoken/ for people to read. After a change that is meant to be heard:
`SPOKEN=keep python -m pytest tests/e2e/test_spoken.py`, read the difference as somebody who cannot see, and commit it.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from viewflow.workflow.models import Task

from leerroutes.models import InspectionAccess
from tests.e2e.conftest import Opens
from tests.e2e.people import Person
from tests.e2e.walk import Travel
from tests.factories import Party, agreement_in, route_in
from workflows.drawing.usual import measured

pytestmark = [pytest.mark.usefixtures("thin_paper"), pytest.mark.engine("sqlite")]

LINE = re.compile(r"^(?P<indent> *)- '?(?P<role>\w+)(?: \"(?P<name>.*?)\")?(?: \[level=(?P<level>\d)\])?'?(?::|$)")
LINKS = re.compile(r'- link "(?P<name>.*)"(?: \[.*\])?:\n\s+- /url: (?P<address>\S+)')

KEPT = Path(__file__).parent / "spoken"
A_DAY = date(2026, 3, 3)
UNHEARD = [
    (re.compile(r"^ *- /url: .*\n", re.MULTILINE), ""),
    (re.compile(r"^( *- '?link .*):$", re.MULTILINE), r"\1"),
    (re.compile(r" : "), ": "),
    (re.compile(r"\b\d\d:\d\d\b"), "12:00"),
    (re.compile(r"\b(LR|SOK)-\d{5}"), r"\1-00001"),
]
"""Where a link leads, the pause before words that are only spoken, and what differs between two runs on one day: the
time, and the number of the case."""


def heard(person: Person) -> str:
    """The name of the page, and then everything on it."""
    text = person.page.locator("body").aria_snapshot() + "\n"
    for pattern, instead in UNHEARD:
        text = pattern.sub(instead, text)
    return f"{person.page.title()}\n\n{text}"


def opened(at_work: Opens, vmbo: Party, kind: str) -> Person:
    measured.cache_clear()  # how long a step took in the tests before this one
    case = route_in("submitted") if kind == "route" else agreement_in("filled")
    Task.objects.update(created=timezone.now())  # of the engine, which looks at a clock of its own
    InspectionAccess.objects.update(valid_until=timezone.localdate() + timedelta(days=180))  # older than this test
    director = at_work(vmbo.director)
    director.visit(case.get_absolute_url())
    return director


@pytest.mark.parametrize("kind", ["route", "agreement"])
def test_it_is_said_as_it_was_kept(on_day: Travel, at_work: Opens, vmbo: Party, kind: str) -> None:
    on_day(A_DAY)
    said, kept = heard(opened(at_work, vmbo, kind)), KEPT / f"{kind}.txt"
    if os.environ.get("SPOKEN") == "keep":
        kept.write_text(said)
    assert said == kept.read_text()


def read_aloud(text: str) -> list[dict[str, str]]:
    """One line per thing, as the browser gives it to a screen reader."""
    return [found.groupdict("") for line in text.splitlines() if (found := LINE.match(line))]


@pytest.mark.parametrize("kind", ["route", "agreement"])
def test_the_page_of_a_case_reads_well(at_work: Opens, vmbo: Party, kind: str) -> None:
    text = opened(at_work, vmbo, kind).page.locator("body").aria_snapshot()
    lines = read_aloud(text)

    first_of = [line["role"] for line in lines if not line["indent"]]
    assert first_of[:2] == ["link", "banner"], "first the way to the content, then what is on every page"
    assert [role for role in first_of if role in {"banner", "main", "contentinfo"}] == ["banner", "main", "contentinfo"]
    levels = [int(line["level"]) for line in lines if line["role"] == "heading"]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in zip(levels, levels[1:], strict=False)), levels

    named = ("link", "button", "region", "table", "heading", "navigation", "complementary", "textbox", "combobox")
    assert [line for line in lines if line["role"] in named and not line["name"]] == []
    leads: defaultdict[str, set[str]] = defaultdict(set)
    for link in LINKS.finditer(text):
        leads[link["name"]].add(link["address"])
    assert {name: to for name, to in leads.items() if len(to) > 1} == {}, "one name, one place"
