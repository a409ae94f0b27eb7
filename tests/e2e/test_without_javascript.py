"""Every step of the main job, in browsers that run no script."""

from __future__ import annotations

from tests.e2e.conftest import Opens
from tests.e2e.walk import Travel, from_proposal_to_running
from tests.factories import Party


def test_from_proposal_to_running(window: Opens, vmbo: Party, mbo: Party, on_day: Travel) -> None:
    from_proposal_to_running(window, vmbo, mbo, on_day, script=False)
