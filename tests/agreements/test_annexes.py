"""Files of an agreement: part of the text, in quarantine first, seen by its parties, taken away by their own board."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.urls import reverse
from pytest_django import Settings

from accounts.actors import Actor
from accounts.uploads import Refused
from agreements.errors import AgreementError
from agreements.models import Agreement, Annex
from agreements.policies import can_decide
from agreements.policies_files import annexes_visible_to
from agreements.quarantine import release_annex, scan_annex
from agreements.selectors import text_of
from agreements.services import Part, agree_text, attach_file, remove_file, request_draft_document
from audit.models import AuditEvent
from jobs.models import Job
from jobs.services import run
from tests.conftest import ClientAs
from tests.factories import Party, agreement_in, play, stored

from .pages import complaint_at, queries, says, words
from .test_uploads import EICAR, gone, mute, scanner
from .upload_cases import PDF, docx, upload

pytestmark = pytest.mark.django_db

MARKER = "GEHEIM8K"
SCAN = "agreements.scan_annex"


@pytest.fixture
def draft(db: None) -> Agreement:
    return play("agreement_filled").agreement


def attach(
    agreement: Agreement, actor: Actor, title: str = "Het PTA", content: bytes = PDF, name: str = "pta.pdf",
    part: Part | None = None,
) -> Annex:  # fmt: skip
    return attach_file(agreement, actor=actor, title=title, file=upload(name, content), part=part or Part())


# --- Attaching -----------------------------------------------------------------------------------


def test_a_file_is_kept_with_its_digest_and_leaves_a_trace(draft: Agreement, vmbo: Party) -> None:
    annex = attach(draft, vmbo.coordinator)
    assert (annex.board, annex.kind, annex.state) == (vmbo.board, "pdf", "clean")
    assert annex.sha256 == sha256(PDF).hexdigest()
    assert stored(annex.file) == PDF
    assert "pta" not in annex.file.name, "a path that cannot be guessed"
    event = AuditEvent.objects.get(action="agreements.file_attached")
    assert (event.actor, event.board_id) == (vmbo.coordinator.user, vmbo.board.pk)
    assert event.data == {"title": "Het PTA", "name": "pta.pdf", "sha256": annex.sha256}


def test_it_is_part_of_the_text_that_boards_agree_with(draft: Agreement, vmbo: Party, mbo: Party) -> None:
    before = text_of(draft)
    agree_text(draft, actor=mbo.coordinator, seen_sha256=before.sha256)
    annex = attach(draft, vmbo.coordinator)
    after = text_of(draft)
    assert after.sha256 != before.sha256
    assert not draft.consents.exists(), "who agreed did so with another text"
    (told,) = (clause for clause in after.rendered if clause.code == "stukken")
    assert annex.fingerprint in told.leden[0].text
    assert "Het PTA | de hele overeenkomst | pta.pdf" in told.leden[0].text
    with pytest.raises(AgreementError):
        agree_text(draft, actor=mbo.coordinator, seen_sha256=before.sha256)
    assert agree_text(draft, actor=mbo.coordinator, seen_sha256=after.sha256)


def test_other_bytes_under_the_same_name_are_another_text(draft: Agreement, vmbo: Party) -> None:
    remove_file(attach(draft, vmbo.coordinator), actor=vmbo.coordinator)
    first = text_of(draft).sha256
    attach(draft, vmbo.coordinator)
    second = text_of(draft).sha256
    remove_file(draft.annexes.get(), actor=vmbo.coordinator)
    attach(draft, vmbo.coordinator, content=PDF + b"%\n")
    assert len({first, second, text_of(draft).sha256}) == 3


def test_the_list_is_in_the_document(draft: Agreement, vmbo: Party, run_jobs: Callable[..., list[str]]) -> None:
    annex = attach(draft, vmbo.coordinator, title="PTA <b>2027</b>", part=Part(code="C"))
    document = request_draft_document(draft, actor=vmbo.coordinator)
    run_jobs("agreements.render_document")
    document.refresh_from_db()
    html = stored(document.file).decode()
    assert 'id="stukken"' in html
    assert annex.fingerprint in html
    assert "PTA &lt;b&gt;2027" in html
    assert 'id="stukken"' not in request_draft_document(agreement_in("draft"), actor=vmbo.coordinator).source


def test_it_belongs_to_an_article_or_a_route_of_this_agreement(draft: Agreement, vmbo: Party) -> None:
    route = draft.covered.get().route
    attach(draft, vmbo.coordinator, part=Part(route=route))
    (told,) = (clause for clause in text_of(draft).rendered if clause.code == "stukken")
    assert f"Het PTA | {route.name} | pta.pdf" in told.leden[0].text
    other = agreement_in("draft").covered.get().route
    for part in (Part(code="nergens"), Part(route=other)):
        with pytest.raises(AgreementError):
            attach(draft, vmbo.coordinator, content=PDF + b"%x", part=part)
    with pytest.raises(IntegrityError), transaction.atomic():
        draft.annexes.update(code="C")


def test_the_same_file_comes_in_once(draft: Agreement, vmbo: Party, mbo: Party) -> None:
    attach(draft, vmbo.coordinator)
    with pytest.raises(AgreementError):
        attach(draft, mbo.coordinator, title="Nog eens")
    with pytest.raises(IntegrityError), transaction.atomic():
        Annex.objects.create(
            agreement=draft, board=mbo.board, title="x", name="x", kind="pdf", size=1,
            sha256=sha256(PDF).hexdigest(), uploaded_by=mbo.coordinator.user,
        )  # fmt: skip


def test_the_service_looks_at_the_content_itself(draft: Agreement, vmbo: Party) -> None:
    with pytest.raises(Refused):
        attach(draft, vmbo.coordinator, content=b"MZ nee")
    assert not draft.annexes.exists()


def test_only_coordinators_of_parties_attach(
    draft: Agreement, vmbo: Party, outsider: Actor, inspector: Actor, administrator: Actor, adviser: Actor
) -> None:
    for actor in (vmbo.director, vmbo.signatory, adviser, outsider, inspector, administrator):
        with pytest.raises(PermissionDenied):
            attach(draft, actor)


@pytest.mark.parametrize("state", ["complete", "consultation", "decision", "out_for_signature", "in_force"])
def test_only_a_draft_takes_files(state: str, vmbo: Party) -> None:
    with pytest.raises(PermissionDenied):
        attach(agreement_in(state), vmbo.coordinator)


# --- Taking away ---------------------------------------------------------------------------------


def test_its_own_board_takes_it_away_bytes_and_all(
    draft: Agreement, vmbo: Party, run_jobs: Callable[..., list[str]]
) -> None:
    before = text_of(draft).sha256
    annex = attach(draft, vmbo.coordinator)
    path = annex.file.name
    remove_file(annex, actor=vmbo.coordinator)
    run_jobs("agreements.throw_away")
    assert not default_storage.exists(path)
    assert not draft.annexes.exists()
    assert text_of(draft).sha256 == before
    event = AuditEvent.objects.get(action="agreements.file_removed")
    told = {"title": "Het PTA", "name": "pta.pdf", "sha256": annex.sha256, "of": str(vmbo.board)}
    assert event.data == told


def test_nobody_else_takes_it_away(
    draft: Agreement, vmbo: Party, mbo: Party, outsider: Actor, inspector: Actor
) -> None:
    annex = attach(draft, vmbo.coordinator)
    for actor in (mbo.coordinator, mbo.director, vmbo.director, outsider, inspector):
        with pytest.raises(PermissionDenied):
            remove_file(annex, actor=actor)


def test_who_attached_a_file_wrote_in_the_text(draft: Agreement, two_hats: Actor, vmbo: Party) -> None:
    """So another director decides on it (four eyes)."""
    attach(draft, two_hats)
    Agreement.objects.filter(pk=draft.pk).update(state="decision", round=1)
    found = Agreement.objects.get(pk=draft.pk)
    assert can_decide(vmbo.director, found)
    assert not can_decide(two_hats, found)


def test_after_the_draft_it_stays(draft: Agreement, vmbo: Party, mbo: Party) -> None:
    annex = attach(draft, vmbo.coordinator)
    for party in (vmbo, mbo):
        agree_text(draft, actor=party.coordinator, seen_sha256=text_of(draft).sha256)
    assert Agreement.objects.get(pk=draft.pk).state == "complete"
    with pytest.raises(PermissionDenied):
        remove_file(annex, actor=vmbo.coordinator)


# --- Quarantine ----------------------------------------------------------------------------------


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


# --- The pages -----------------------------------------------------------------------------------


def test_a_download_is_a_download(draft: Agreement, vmbo: Party, mbo: Party, client_as: ClientAs) -> None:
    annex = attach(draft, vmbo.coordinator, name="ré\u202esumé.pdf", title="Plan")
    answer = client_as(mbo.signatory).get(reverse("agreements:annex", args=[annex.pk]))
    assert b"".join(answer) == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert "\u202e" not in answer.headers["Content-Disposition"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Type"] == "application/pdf"
    again = client_as(mbo.signatory).get(answer.request["PATH_INFO"], headers={"if-none-match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_attaching_and_taking_away_on_the_page(draft: Agreement, vmbo: Party, mbo: Party, client_as: ClientAs) -> None:
    address = reverse("agreements:annexes", args=[draft.pk])
    browser = client_as(vmbo.coordinator)
    sent = {"title": "Het PTA", "part": f"route-{draft.covered.get().route_id}", "file": upload()}
    assert browser.post(address, sent).status_code == 302
    annex = draft.annexes.get()
    assert annex.route == draft.covered.get().route
    shown = browser.get(address)
    assert annex.fingerprint in words(shown)
    assert says(shown, "No virus scanner is set up here. We do check what kind of file it is, and refuse files with "
                       "macros or scripts.")  # fmt: skip
    remove = reverse("agreements:annex_remove", args=[annex.pk])
    assert remove in words(shown)
    assert remove not in words(client_as(mbo.coordinator).get(address))
    assert client_as(mbo.coordinator).post(remove).status_code == 403
    assert browser.post(remove).status_code == 302
    assert not draft.annexes.exists()


def test_a_wrong_file_is_explained_and_what_was_typed_stays(draft: Agreement, vmbo: Party, client_as: ClientAs) -> None:
    sent = {
        "title": "Onze plannen",
        "part": "artikel-C",
        "file": upload("plan.docx", docx({"word/vbaProject.bin": b""})),
    }
    answer = client_as(vmbo.coordinator).post(reverse("agreements:annexes", args=[draft.pk]), sent)
    assert answer.status_code == 200
    assert complaint_at(
        answer, "id_file",
        "This file contains macros or other files. Save it as a plain document, or as PDF, and choose that.",
    )  # fmt: skip
    assert "Onze plannen" in words(answer)
    assert '<option value="artikel-C" selected' in words(answer)


def test_two_files_that_are_the_same_are_explained(draft: Agreement, vmbo: Party, client_as: ClientAs) -> None:
    attach(draft, vmbo.coordinator)
    sent = {"title": "Weer", "part": "", "file": upload()}
    answer = client_as(vmbo.coordinator).post(reverse("agreements:annexes", args=[draft.pk]), sent)
    assert says(answer, "Exactly this file is already attached.")


def test_many_files_cost_no_more_queries(draft: Agreement, vmbo: Party, client_as: ClientAs) -> None:
    browser = client_as(vmbo.coordinator)
    attach(draft, vmbo.coordinator)
    addresses = [reverse("agreements:annexes", args=[draft.pk]), draft.get_absolute_url()]
    few = [queries(browser, address) for address in addresses]
    for number in range(4):
        attach(draft, vmbo.coordinator, content=PDF + b"%%%d" % number)
    assert [queries(browser, address) for address in addresses] == few


# --- Strangers -----------------------------------------------------------------------------------


def test_strangers_learn_nothing_of_files_or_comparisons(
    draft: Agreement, vmbo: Party, outsider: Actor, administrator: Actor, inspector: Actor, client_as: ClientAs
) -> None:
    """One word that stands in a file, its name, its title and in both texts of a comparison; nobody else meets it."""
    request_draft_document(draft, actor=vmbo.coordinator)
    annex = attach(draft, vmbo.coordinator, title=MARKER, name=f"{MARKER}.pdf", content=PDF + f"%{MARKER}".encode())
    pages = {
        "annexes": draft.pk, "annex": annex.pk, "annex_remove": annex.pk, "comparison": draft.pk, "text": draft.pk,
        "comparison_word": draft.pk, "text_word": draft.pk, "list": None,
    }  # fmt: skip
    assert MARKER in words(client_as(vmbo.registrar).get(reverse("agreements:annexes", args=[draft.pk])))
    for actor in (outsider, administrator, inspector):
        browser = client_as(actor)
        assert not annexes_visible_to(actor).exists()
        for name, pk in pages.items():
            address = reverse(f"agreements:{name}", args=[pk] if pk else [])
            for answer in (browser.get(address), browser.post(address), browser.get(f"{address}?van=1&tot=nu")):
                assert answer.status_code in {404, 405} or name == "list"
                assert MARKER not in answer.content.decode(errors="replace")
