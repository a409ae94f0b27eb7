"""The pages of files of an agreement."""

from __future__ import annotations

import pytest
from django.urls import reverse

from accounts.actors import Actor
from agreements.models import Agreement
from agreements.policies_files import annexes_visible_to
from agreements.services import request_draft_document
from tests.agreements.annex_cases import attach
from tests.conftest import ClientAs
from tests.factories import Party, play

from .pages import complaint_at, queries, says, words
from .upload_cases import PDF, docx, upload

pytestmark = pytest.mark.django_db

MARKER = "GEHEIM8K"


@pytest.fixture
def draft(db: None) -> Agreement:
    return play("agreement_filled").agreement


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
