"""Somebody who works at two boards acts for one of them at a time, and sees which."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from accounts.actors import Actor
from leerroutes.models import RouteDecision
from tests.e2e.conftest import Opens
from tests.factories import Party, route_in


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_switching_board(at_work: Opens, vmbo: Party, mbo: Party, twin_vmbo: Actor, script: bool) -> None:
    route_in("submitted")
    twin = at_work(twin_vmbo, script=script)
    twin.visit()
    acting = twin.page.locator(".acting strong")
    expect(acting).to_have_text(str(vmbo.board))
    twin.see("Nothing is asked of you now").see(str(mbo.board))

    twin.unfold("Change").press(str(mbo.board))
    expect(acting).to_have_text(str(mbo.board))
    twin.open_task("Decide on the proposal").press("Approve")
    twin.see("You approved the proposal on behalf of %(board)s.", board=mbo.board)
    decision = RouteDecision.objects.get()
    assert (decision.board, decision.decided_by) == (mbo.board, twin_vmbo.user)
