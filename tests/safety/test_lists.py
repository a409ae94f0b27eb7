"""Lists, cases and inboxes agree."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from agreements.models import Agreement
from leerroutes.models import Route
from tests.matrix.company import PEOPLE, STRANGERS
from tests.matrix.pages import Page, read
from tests.matrix.stage import Stage

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", sorted(PEOPLE))
def test_lists_show_exactly_what_can_be_opened(who: str, stage: Stage) -> None:
    browser = stage.browser(who)
    for listing, detail, records in (
        ("leerroutes:list", "leerroutes:checks", Route.objects.all()),
        ("agreements:list", "workflows:agreement_status", Agreement.objects.all()),
    ):
        listed = _listed(browser, reverse(listing))
        opened = {r.get_absolute_url() for r in records if _opens(browser, reverse(detail, args=[r.pk]))}
        assert opened == listed
        for address in sorted(listed)[:1]:
            assert _opens(browser, address)


def _listed(browser: Client, address: str) -> set[str]:
    """Every case in the list, page after page."""
    found: set[str] = set()
    for number in range(1, 20):
        page = read(browser.get(address, {"page": number}))
        rest = {link: link.removeprefix(address).removesuffix("/") for link in page.links if link.startswith(address)}
        links = {link for link, number in rest.items() if number.isdigit()}
        if links <= found:
            return found
        found |= links
    raise AssertionError("The list never ends.")


def _opens(browser: Client, address: str) -> bool:
    answer = browser.get(address).status_code
    assert answer in {200, 404}
    return answer == 200


@pytest.mark.parametrize("who", sorted(PEOPLE))
def test_every_task_in_the_inbox_can_be_opened(who: str, stage: Stage) -> None:
    browser = stage.browser(who)
    main = read(browser.get(reverse("workflows:inbox"))).html.partition("<main")[2].partition("</main>")[0]
    work = {link for link in Page(main).links if link.startswith(("/routes/", "/overeenkomsten/", "/medez", "/regis"))}
    assert {link: browser.get(link).status_code for link in work} == dict.fromkeys(work, 200)
    if who in STRANGERS - {"outsider"} or who in {"inspector", "adviser"}:
        assert not [link for link in work if link.count("/") > 2]
