"""The style guide shows every component in all its states, and every state is right for everybody."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast
from unittest.mock import patch

import pytest
from django.conf import settings
from django.template.base import NodeList
from django.template.context import Context
from django.template.defaulttags import IfNode
from django.template.loader import get_template
from django.test import Client
from django.utils.safestring import SafeString
from playwright.sync_api import Browser

from accounts.styleguide import PAGES
from tests.e2e.looking import Kinds, complaints_about
from tests.looks.browsing import served

pytestmark = pytest.mark.urls("tests.looks.guide_urls")
FOLDER = Path(settings.BASE_DIR, "templates", "components")
COMPONENTS = sorted(f"components/{file.name}" for file in FOLDER.iterdir())
FRAME = {"components/header.html", "components/account_menu.html", "components/acting_for.html"}
"""Around every page: what they show depends on who is logged in, and every page is looked at (test_every_page.py)."""


def parts_of(name: str) -> NodeList:
    return cast(NodeList, get_template(name).template.nodelist)  # type: ignore[attr-defined]


@contextmanager
def noted() -> Iterator[list[NodeList]]:
    """Every part of a template that is shown meanwhile."""
    shown: list[NodeList] = []
    render = NodeList.render

    def note(self: NodeList, context: Context) -> SafeString:
        shown.append(self)
        return render(self, context)

    with patch.object(NodeList, "render", note):
        yield shown


def address_of(page: str) -> str:
    return "/stijlgids/" if page == "index" else f"/stijlgids/{page}/"


def pages_of_it() -> dict[str, str]:
    """Each page of the guide."""
    answers = {page: Client().get(address_of(page)) for page in PAGES}
    assert {answer.status_code for answer in answers.values()} == {200}
    return {page: answer.content.decode() for page, answer in answers.items()}


def test_it_shows_every_component_in_every_state(settings: Any) -> None:
    """A state is a branch of the template: each `if`, `elif` and `else` is shown at least once."""
    settings.STYLEGUIDE = True
    with noted() as shown:
        pages_of_it()
    seen = {id(part) for part in shown}
    assert [name for name in COMPONENTS if id(parts_of(name)) not in seen] == []
    unseen = [
        f"{name}, line {branching.token.lineno}: {condition or 'else'}"
        for name in COMPONENTS
        if name not in FRAME
        for branching in parts_of(name).get_nodes_by_type(IfNode)
        for condition, part in branching.conditions_nodelists
        if part and id(part) not in seen
    ]
    assert not unseen, "\n".join(unseen)


def test_axe_finds_nothing_in_it(settings: Any, browser: Browser) -> None:
    settings.STYLEGUIDE = True
    guide = pages_of_it()
    page = browser.new_context(locale="nl-NL", reduced_motion="reduce").new_page()
    known = Kinds(set)
    found: list[str] = []
    with served(list(guide.values())) as origin:
        for number, address in enumerate(guide):
            page.goto(f"{origin}/{number}")
            found += [f"{address} {complaint}" for complaint in complaints_about(page, known)]
    page.context.close()
    assert not found, "\n".join(found)
