"""Nobody gets a file of an agreement before a scanner called it clean."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from pytest_django import Settings

from agreements.errors import AgreementError
from agreements.models import Agreement
from agreements.quarantine import release_annex, scan_annex
from agreements.selectors import text_of
from agreements.services import agree_text
from audit.models import AuditEvent
from jobs.models import Job
from jobs.services import run
from tests.agreements.annex_cases import attach
from tests.conftest import ClientAs
from tests.factories import Party, play

from .test_uploads import EICAR, gone, mute, scanner
from .upload_cases import PDF

pytestmark = pytest.mark.django_db

SCAN = "agreements.scan_annex"


@pytest.fixture
def draft(db: None) -> Agreement:
    return play("agreement_filled").agreement


def test_a_clean_file_comes_out_of_quarantine(
    draft: Agreement, vmbo: Party, settings: Settings, run_jobs: Callable[..., list[str]]
) -> None:
    with scanner(settings) as heard:
        annex = attach(draft, vmbo.coordinator)
        assert annex.state == "quarantine"
        digest = text_of(draft).sha256
        assert run_jobs(SCAN) == [SCAN]
    annex.refresh_from_db()
    assert (annex.state, heard) == ("clean", [PDF])
    assert text_of(draft).sha256 == digest, "checking changes no word"
    assert AuditEvent.objects.filter(action="agreements.file_checked").count() == 1


def test_a_virus_is_refused_and_thrown_away(
    draft: Agreement, vmbo: Party, settings: Settings, run_jobs: Callable[..., list[str]]
) -> None:
    before = text_of(draft).sha256
    with scanner(settings):
        annex = attach(draft, vmbo.coordinator, content=PDF + EICAR)
        path = annex.file.name
        run_jobs(SCAN, "agreements.throw_away")
        run_jobs(SCAN, "agreements.throw_away")
    annex.refresh_from_db()
    assert (annex.state, annex.file.name) == ("refused", "")
    assert "Eicar-Test-Signature" in annex.reason
    assert not default_storage.exists(path)
    assert text_of(draft).sha256 == before
    assert AuditEvent.objects.filter(action="agreements.file_refused").count() == 1


@pytest.mark.parametrize("behaves", [mute, gone])
def test_a_scanner_that_does_not_answer_is_asked_again(
    draft: Agreement, vmbo: Party, settings: Settings, behaves: Callable[..., None]
) -> None:  # fmt: skip
    settings.CLAMAV_TIMEOUT_SECONDS = 1
    with scanner(settings, behaves):
        annex = attach(draft, vmbo.coordinator)
        job = Job.objects.get(key=annex.job_key)
        run(job.pk)
    annex.refresh_from_db()
    job.refresh_from_db()
    assert (annex.state, job.state, job.attempts) == ("quarantine", "waiting", 1)
    assert "ScannerUnavailable" in job.error
    with scanner(settings):
        scan_annex(annex.pk)
    annex.refresh_from_db()
    assert annex.state == "clean"


def test_two_workers_release_it_once(draft: Agreement, vmbo: Party, settings: Settings) -> None:
    settings.CLAMAV_ADDRESS = "127.0.0.1:1"
    annex = attach(draft, vmbo.coordinator)
    release_annex(annex.pk, "")
    release_annex(annex.pk, "Te laat")
    scan_annex(annex.pk)
    release_annex(10**9, "")
    annex.refresh_from_db()
    assert annex.state == "clean"
    assert AuditEvent.objects.filter(action="agreements.file_checked").count() == 1


def test_nobody_agrees_with_a_file_in_quarantine(draft: Agreement, vmbo: Party, settings: Settings) -> None:
    settings.CLAMAV_ADDRESS = "127.0.0.1:1"
    annex = attach(draft, vmbo.coordinator)
    seen = text_of(draft).sha256
    with pytest.raises(AgreementError, match="Het PTA"):
        agree_text(draft, actor=vmbo.coordinator, seen_sha256=seen)
    release_annex(annex.pk, "")
    assert agree_text(draft, actor=vmbo.coordinator, seen_sha256=seen)


def test_nobody_downloads_what_is_in_quarantine_not_even_its_own_board(
    draft: Agreement, vmbo: Party, mbo: Party, settings: Settings, client_as: ClientAs
) -> None:
    settings.CLAMAV_ADDRESS = "127.0.0.1:1"
    annex = attach(draft, vmbo.coordinator)
    address = reverse("agreements:annex", args=[annex.pk])
    for actor in (vmbo.coordinator, mbo.director):
        assert client_as(actor).get(address).status_code == 403
    release_annex(annex.pk, "Eicar")
    assert client_as(vmbo.coordinator).get(address).status_code == 403
    assert client_as(mbo.coordinator).get(address).status_code == 404, "what was refused is between us and that board"
