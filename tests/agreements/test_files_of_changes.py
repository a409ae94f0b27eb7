"""A signed agreement that is changed: its files come along, and its text can be laid beside the new one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse

from accounts.actors import Actor
from agreements.binding import material_articles
from agreements.models import Agreement, Annex
from agreements.selectors import text_of
from agreements.services import Part, attach_file, remove_file, start_amendment
from tests.conftest import ClientAs
from tests.factories import REASON, Party, agreement_in, stored

from .upload_cases import PDF, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed(vmbo: Party) -> Agreement:
    """In force, with one file; put there directly, because a signed text takes none."""
    found = agreement_in("in_force")
    annex = Annex(
        agreement=found, board=vmbo.board, title="Het PTA", name="pta.pdf", kind="pdf", size=len(PDF), sha256="0" * 64,
        state="clean", uploaded_by=vmbo.coordinator.user,
    )  # fmt: skip
    annex.file.save("pta.pdf", upload(), save=False)
    annex.save()
    return found


@pytest.fixture
def change(signed: Agreement, vmbo: Party) -> Agreement:
    return start_amendment(signed, actor=vmbo.coordinator, reason=REASON, is_material=False)


def test_its_files_come_along(signed: Agreement, change: Agreement, vmbo: Party) -> None:
    (carried,) = change.annexes.all()
    assert (carried.board, carried.state, carried.sha256) == (vmbo.board, "clean", "0" * 64)
    assert stored(carried.file) == PDF
    assert "stukken" in {clause.code for clause in text_of(change).rendered}
    assert signed.annexes.count() == 1


def test_taking_it_away_from_the_change_leaves_the_signed_one_whole(
    signed: Agreement, change: Agreement, vmbo: Party, run_jobs: Callable[..., list[str]]
) -> None:
    remove_file(change.annexes.get(), actor=vmbo.coordinator)
    run_jobs("agreements.throw_away")
    assert stored(signed.annexes.get().file) == PDF


def test_another_file_is_no_editorial_change(change: Agreement, vmbo: Party) -> None:
    assert material_articles(change) == []
    attach_file(change, actor=vmbo.coordinator, title="Nieuw", file=upload(content=PDF + b"%2"), part=Part())
    assert material_articles(change)


def test_the_change_against_the_signed_text(
    signed: Agreement, change: Agreement, vmbo: Party, outsider: Actor, client_as: ClientAs
) -> None:
    address = reverse("agreements:comparison", args=[change.pk])
    page = client_as(vmbo.coordinator).get(address)
    comparison = page.context["comparison"]
    assert comparison.old.key == str(signed.frozen_texts.first().pk)
    assert comparison.new.key == "nu"
    assert f"{signed.number}: " in page.content.decode()
    assert client_as(outsider).get(address).status_code == 404
