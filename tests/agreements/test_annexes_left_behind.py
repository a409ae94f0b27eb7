"""Files of a board that leaves or has left are for those who stay to take away; those of a board that stays are not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from agreements.models import Agreement, Annex
from agreements.services import Part, attach_file, remove_file, start_departure
from audit.models import AuditEvent
from tests.conftest import ClientAs
from tests.factories import REASON, Party, play, run_jobs, stored
from workflows.demo.cases import CASES

from .pages import words
from .upload_cases import PDF, upload

pytestmark = pytest.mark.django_db

INSULA, UILENHOF, DAVINCI = Party("insula"), Party("uilenhof"), Party("davinci")
THREE = replace(CASES["tot"], lines=(CASES["tot"].lines[0], CASES["tot"].lines[3]))


@pytest.fixture
def successor(db: None) -> Agreement:
    """Two boards each attached a file; one of them leaves, and the change is a draft."""
    agreement = play("agreement_filled", THREE).agreement
    for number, party in enumerate((UILENHOF, INSULA)):
        file = upload(f"{party.slug}.pdf", PDF + b"%" * (number + 1))
        attach_file(agreement, actor=party.coordinator, title=party.slug, file=file, part=Part())
    Agreement.objects.filter(pk=agreement.pk).update(state="in_force")
    agreement = Agreement.objects.get(pk=agreement.pk)
    return start_departure(agreement, actor=INSULA.coordinator, reason=REASON, board=UILENHOF.board)


def file_of(agreement: Agreement, party: Party) -> Annex:
    return agreement.annexes.get(board=party.board)


def test_any_writer_who_stays_takes_away_what_was_left_behind(successor: Agreement, client_as: ClientAs) -> None:
    left, kept = file_of(successor, UILENHOF), file_of(successor, INSULA)
    client, page = client_as(DAVINCI.coordinator), reverse("agreements:annexes", args=[successor.pk])
    shown = words(client.get(page))
    remove, other = (reverse("agreements:annex_remove", args=[one.pk]) for one in (left, kept))
    assert remove in shown
    assert other not in shown
    assert client.post(other).status_code == 403
    assert client.post(remove).status_code == 302
    told = AuditEvent.objects.get(action="agreements.file_removed")
    assert (told.board_id, told.data["of"], told.data["sha256"]) == (
        DAVINCI.board.pk, str(UILENHOF.board), left.sha256
    )  # fmt: skip
    run_jobs("agreements.throw_away")
    assert successor.replaces is not None
    assert stored(file_of(successor.replaces, UILENHOF).file), "the old agreement keeps what it was signed with"


def test_also_when_the_board_is_gone_altogether_but_by_writers_only(successor: Agreement) -> None:
    successor.parties.filter(board=UILENHOF.board).delete()
    left = file_of(successor, UILENHOF)
    for actor in (UILENHOF.coordinator, INSULA.director, DAVINCI.signatory):
        with pytest.raises(PermissionDenied):
            remove_file(left, actor=actor)
    remove_file(left, actor=INSULA.coordinator)
    assert not successor.annexes.filter(board=UILENHOF.board).exists()
