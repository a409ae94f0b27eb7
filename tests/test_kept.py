"""Cases that are put back are the cases that were played, and only where they were played."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils import translation
from django.utils.timezone import localdate

from agreements.models import Agreement
from tests.factories import NEXT_YEAR, VMBO, agreement_in, play
from tests.kept import keeper
from tests.matrix.stage import undone
from tests.rows import Rows, everything

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """As if this were the first test."""
    others, keeper.cases = keeper.cases, {}
    yield
    keeper.cases = others


def is_put_back(state: str = "draft") -> bool:
    """Whether such an agreement comes from what was kept. Nothing of it stays."""
    before = keeper.put_back
    with undone():
        agreement_in(state)
    return keeper.put_back > before


def rows_after(deed: Callable[[], object]) -> Rows:
    with undone():
        deed()
        return everything()


def test_every_row_is_as_it_was_played() -> None:
    played = rows_after(lambda: agreement_in("half_signed"))
    assert is_put_back("half_signed")
    assert rows_after(lambda: agreement_in("half_signed")) == played


def test_more_rows_than_a_statement_holds_come_back_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.rows.MOST_VALUES", 100)
    test_every_row_is_as_it_was_played()


def test_a_play_goes_on_from_there() -> None:
    for _time in range(2):
        with undone():
            one, other = play("decision"), play("decision", NEXT_YEAR)
            assert one.agreement.number != other.agreement.number
            list(one.decide())
            states = dict(Agreement.objects.values_list("pk", "state"))
            assert states == {one.agreement.pk: "out_for_signature", other.agreement.pk: "decision"}
    assert (keeper.played, keeper.put_back) >= (2, 2)


def test_whoever_wrote_something_has_it_played(client: Client) -> None:
    assert not is_put_back()
    client.force_login(VMBO.director.user)
    assert is_put_back()
    with undone():
        VMBO.board.save()
        assert not is_put_back()
    with transaction.atomic():
        assert is_put_back()


def test_another_day_language_or_patch_is_another_case(
    on_day: Callable[[date], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not is_put_back()
    with translation.override("en"):
        assert not is_put_back()
    assert is_put_back()
    monkeypatch.setattr("workflows.announcements.tell", lambda person, kind, **rest: None)
    assert not is_put_back()
    on_day(localdate() + timedelta(days=1))
    assert not is_put_back()
