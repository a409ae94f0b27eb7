"""Nothing is done without the token of the page, and nothing twice."""

from __future__ import annotations

import pytest

from audit.models import AuditEvent
from tests.matrix.pages import read
from tests.matrix.rows import Row, address_of, sent_by
from tests.matrix.stage import Stage, undone

from .attacking import (
    DEEDS,
    ONE_ENGINE,
    somebody_of,
)

pytestmark = pytest.mark.django_db


@ONE_ENGINE  # refused before a form or a rule is looked at
@pytest.mark.parametrize("row", DEEDS, ids=str)
def test_nothing_is_done_without_the_token_of_the_page(row: Row, stage: Stage) -> None:
    who, address = somebody_of(row.post), address_of(row, stage)
    with undone():
        data = sent_by(row, stage, who, address)
        before = AuditEvent.objects.count()
        response = stage.browser(who, enforce_csrf_checks=True).post(address, data)
        assert response.status_code == 403
        assert AuditEvent.objects.count() == before
        assert read(response).problems == []
        assert "Laad de pagina" in read(response).html or read(response).lang == "nl"


AGAIN_IS_FINE = {"agreements:draft_document", "account_change_password", "accounts:own_data"}
AGAIN_IS_FINE |= {"workflows:calendars", "workflows:calendar_of_route"}
"""Asking twice for the same document gives the same document; the old password is wrong by then, which is counted; and
each time somebody fetches their data is told. A new address of a calendar is shown: the last one counts."""


@pytest.mark.parametrize("row", DEEDS, ids=str)
def test_the_same_button_twice_does_it_once(row: Row, stage: Stage) -> None:
    who, address = somebody_of(row.post), address_of(row, stage)
    with undone():
        data, browser = sent_by(row, stage, who, address), stage.browser(who)
        browser.post(address, data)
        after_once = AuditEvent.objects.count()
        again = browser.post(address, data)
        assert again.status_code in {200, 302, 403, 404, 409}
        if row.name in AGAIN_IS_FINE:
            return
        assert AuditEvent.objects.count() == after_once
        if row.trace and again.status_code == 200:
            assert read(again).errors, "no sentence says why nothing happened"
