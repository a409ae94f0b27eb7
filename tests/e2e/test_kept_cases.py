"""Cases are kept as well after a browser was started, which gives the tests another connection."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from accounts.models import Board
from tests.kept import keeper


@pytest.mark.django_db
def test_what_is_written_is_seen(browser: Browser) -> None:
    keeper.begin(alone=True)
    keeper.trail = ()
    assert Board.objects.update(name="Anders")
    assert keeper.trail is None
