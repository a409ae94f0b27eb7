"""Words of the law on the pages where they are met: explained where they stand first, with an id of their own."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from guidance.loading import load
from leerroutes.models import Route
from tests.conftest import ClientAs
from tests.factories import VMBO, route_in

pytestmark = pytest.mark.django_db


def test_the_words_of_a_line_explain_themselves_where_boards_decide(client_as: ClientAs) -> None:
    load()
    route: Route = route_in("submitted")
    page = client_as(VMBO.director).get(reverse("leerroutes:decide", args=[route.pk])).content.decode()
    opened, cards = re.findall(r'popovertarget="([^"]+)"', page), re.findall(r'popover id="([^"]+)"', page)
    wanted = ["leerweg", "profiel", "kwalificatie", "onderwijstijd", "begeleide-uren", "bpv", "bevoegd-gezag"]
    assert opened == cards == [f"term-{word}" for word in wanted]
    assert "&lt;span" not in page
    assert re.search(r"</span></span>\.", page), "no space between a word and the end of the sentence"
