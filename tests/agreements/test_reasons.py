"""A warning about a text goes on only with a written reason: from one board, read by all, bound to the situation."""

from __future__ import annotations

import pytest
from django.urls import reverse

from agreements.errors import AgreementError
from agreements.models import Agreement, AgreementReason
from agreements.selectors import reasons_for, text_of, warnings_of
from agreements.services import agree_text, save_clause
from audit.models import AuditEvent
from leerroutes.rules.explained import unexplained
from tests.conftest import ClientAs
from tests.factories import MBO, VMBO, play

pytestmark = pytest.mark.django_db
WHY = "Verhuizing lossen wij per leerling op."


def leave_out(agreement: Agreement, *situations: str) -> Agreement:
    """Take exit options away from the text on the table."""
    text = agreement.clauses.get(code="F")
    exits = [row for row in text.data["exits"] if row["situation"] not in situations]
    save_clause(
        agreement,
        actor=VMBO.coordinator,
        code="F",
        route=text.route,
        seen_version=text.version,
        data={**text.data, "exits": exits},
    )
    return Agreement.objects.get(pk=agreement.pk)


@pytest.fixture
def warned() -> Agreement:
    """Complete, but nothing is arranged for who moves house (R-103)."""
    return leave_out(play("agreement_filled").agreement, "moving")


def agree(agreement: Agreement, party=VMBO, why: str = WHY) -> Agreement:
    text = text_of(agreement)
    reasons = {one.sha256: why for one in unexplained(text.warnings, reasons_for(agreement))}
    return agree_text(agreement, actor=party.coordinator, seen_sha256=text.sha256, reasons=reasons)


def test_one_board_writes_the_reason_and_the_other_need_not(warned):
    agree(warned)
    text = text_of(warned)
    assert [one.said.reason for one in warnings_of(warned, text)] == [WHY]
    assert agree_text(warned, actor=MBO.coordinator, seen_sha256=text.sha256).state == "complete"
    kept = AgreementReason.objects.get()
    assert (kept.rule, kept.board, kept.given_by) == ("R-103", VMBO.board, VMBO.coordinator.user)


def test_the_reason_is_in_the_trail(warned):
    agree(warned)
    event = AuditEvent.objects.get(action="agreements.reason_given")
    assert (event.reason, event.data["rule"]) == (WHY, "R-103")


@pytest.mark.parametrize("why", ["", " \n"])
def test_without_a_reason_nobody_agrees(warned, why):
    with pytest.raises(AgreementError, match="verhuizing|moving"):
        agree(warned, why=why)
    assert not warned.consents.exists()
    assert not AgreementReason.objects.exists()


def test_the_reason_stays_with_its_situation(warned):
    agree(warned)
    same = leave_out(warned)  # saved again, the same warning
    assert unexplained(text_of(same).warnings, reasons_for(same)) == []
    worse = leave_out(warned, "level_too_low")
    assert [one.rule.id for one in unexplained(text_of(worse).warnings, reasons_for(worse))] == ["R-103"]
    with pytest.raises(AgreementError):
        agree(worse, MBO, why="")


def test_the_page_asks_and_every_board_reads_it(warned, client_as: ClientAs):
    address = reverse("agreements:text", args=[warned.pk])
    text = text_of(warned)
    (finding,) = text.warnings
    field = f"reason_{finding.sha256[:16]}"
    browser = client_as(VMBO.coordinator)
    assert f'name="{field}"' in browser.get(address).content.decode()
    refused = browser.post(address, {"seen_sha256": text.sha256, field: ""})
    assert refused.status_code == 200
    assert not warned.consents.exists()
    assert browser.post(address, {"seen_sha256": text.sha256, field: WHY}).status_code == 302
    other = client_as(MBO.coordinator)
    for name in ("agreements:text", "workflows:agreement"):
        assert WHY in other.get(reverse(name, args=[warned.pk])).content.decode()
    assert f'name="{field}"' not in other.get(address).content.decode()
