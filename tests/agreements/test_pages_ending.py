"""The pages on which a board stops say beforehand what follows, and what is in the way."""

from __future__ import annotations

import pytest
from django.urls import reverse

from agreements.services import start_amendment
from tests.agreements.pages import says, words
from tests.conftest import ClientAs
from tests.factories import REASON, Party, agreement_in

pytestmark = pytest.mark.django_db


def test_the_pages_of_stopping(client_as: ClientAs, vmbo: Party) -> None:
    agreement = agreement_in("in_force")
    browser, route = client_as(vmbo.director), agreement.covered.get().route
    end = browser.get(reverse("agreements:end", args=[agreement.pk]))
    assert says(end, "These routes still go on, so the end cannot be recorded yet:")
    assert route.get_absolute_url() in words(end)
    assert 'name="reason"' not in words(end)

    notice = words(browser.get(reverse("agreements:notice", args=[agreement.pk]))).partition("<main")[2]
    assert notice.count("<li>") >= 2  # the grounds are a list, as in the document

    change = start_amendment(agreement, actor=vmbo.coordinator, reason=REASON, is_material=True)
    stop = browser.get(reverse("agreements:break_off", args=[change.pk]))
    assert says(
        stop, "the agreement of now stays in force, with its routes; routes that the change took in are free again;"
    )
    assert not says(stop, "its routes are free for another agreement;")
