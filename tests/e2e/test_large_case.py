"""Three boards, six lines, long names: what breaks first on a small screen. All other pages: test_every_page.py."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.e2e.conftest import Opens
from tests.e2e.looking import WIDTHS, complaints_about, sideways
from tests.factories import Party, play
from workflows.demo.cases import TOT


@pytest.mark.usefixtures("thin_paper")
@pytest.mark.engine("sqlite")
def test_pages_of_a_large_case(at_work: Opens) -> None:
    playing = play("agreement_filled", TOT)
    writer = at_work(Party("uilenhof").coordinator)
    found: list[str] = []
    for address in (playing.route.get_absolute_url(), playing.agreement.get_absolute_url()):
        writer.visit(address)
        found += [f"{address}: {complaint}" for complaint in complaints_about(writer.page)]
    assert not found, "\n".join(found)

    writer.visit(reverse("agreements:text", args=[playing.agreement.pk]))
    for width in WIDTHS:
        writer.page.set_viewport_size({"width": width, "height": 900})
        assert not sideways(writer.page, width)
