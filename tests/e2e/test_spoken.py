"""What a screen reader is told on the pages of a case: landmarks, headings, and names that say where a link leads."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from tests.e2e.conftest import Opens
from tests.factories import Party, agreement_in, route_in

pytestmark = [pytest.mark.usefixtures("thin_paper"), pytest.mark.engine("sqlite")]

LINE = re.compile(r"^(?P<indent> *)- '?(?P<role>\w+)(?: \"(?P<name>.*?)\")?(?: \[level=(?P<level>\d)\])?'?(?::|$)")
LINKS = re.compile(r'- link "(?P<name>.*)"(?: \[.*\])?:\n\s+- /url: (?P<address>\S+)')


def read_aloud(text: str) -> list[dict[str, str]]:
    """One line per thing, as the browser gives it to a screen reader."""
    return [found.groupdict("") for line in text.splitlines() if (found := LINE.match(line))]


@pytest.mark.parametrize("kind", ["route", "agreement"])
def test_the_page_of_a_case_reads_well(at_work: Opens, vmbo: Party, kind: str) -> None:
    case = route_in("submitted") if kind == "route" else agreement_in("filled")
    director = at_work(vmbo.director)
    director.visit(case.get_absolute_url())
    text = director.page.locator("body").aria_snapshot()
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
