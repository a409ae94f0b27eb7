"""Administrators publish versions of the model clauses: whole, right, once, and never changed again."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from accounts.actors import Actor
from agreements import published
from agreements.clauses import library, packing
from agreements.clauses.library import LibraryError
from agreements.errors import AgreementError
from agreements.models import LibraryVersion
from agreements.models.library import PublishedVersionsStay
from agreements.rules import Dossier
from agreements.rules.whole import PRACTICAL
from agreements.services import publish_library, start_agreement
from audit.models import AuditEvent
from leerroutes.rules import Answer
from tests.agreements.library_files import SENTENCE, newer_files
from tests.agreements.pages import queries, words
from tests.conftest import ClientAs
from tests.factories import VMBO, Party, agreement_in, play

pytestmark = pytest.mark.django_db

ADDRESS = "/beheer/modelartikelen/nieuw/"
NOTE = "Een zin over de regio."


@pytest.fixture(autouse=True)
def forget() -> Iterator[None]:
    """A version that was never really published is not remembered by the next test."""
    yield
    library.load.cache_clear()


@pytest.fixture
def admin(administrator: Actor, client_as: ClientAs) -> Client:
    return client_as(administrator)


def publish(actor: Actor, number: str = "2027.1", files: dict[str, str] | None = None) -> LibraryVersion:
    return publish_library(actor=actor, number=number, note=NOTE, files=files or newer_files())


def zipped(files: dict[str, Any], **options: Any) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return made.getvalue()


def upload(content: bytes, name: str = "model.zip") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


# --- works ----------------------------------------------------------------------------------------


def test_a_published_version_is_current_and_can_be_read(administrator: Actor) -> None:
    publish(administrator)
    assert library.current() == "2027.1"
    assert any(SENTENCE in lid.text for lid in library.load("2027.1")["kwaliteit"].leden)


def test_the_newest_is_the_one_published_last_whatever_its_number(administrator: Actor) -> None:
    publish(administrator, "2027.2")
    publish(administrator, "2027.1", newer_files(partijen=newer_files()["00-partijen.toml"] + "\n# anders\n"))
    assert library.current() == "2027.1"


def test_agreements_keep_their_version_and_new_ones_start_with_the_new(administrator: Actor, vmbo: Party) -> None:
    old = agreement_in("draft")
    publish(administrator)
    route = play("approved").route
    new = start_agreement([route], actor=vmbo.coordinator, title="Nieuw", starts_on=route.starts_on)
    old.refresh_from_db()
    assert (old.library_version, new.library_version) == (library.CURRENT, "2027.1")


def test_it_leaves_a_trace(administrator: Actor) -> None:
    version = publish(administrator)
    event = AuditEvent.objects.get(action="agreements.library_published")
    assert event.actor == administrator.user
    assert event.changes == {"library": [library.CURRENT, "2027.1"]}
    assert event.data["sha256"] == version.sha256
    assert event.reason == NOTE


# --- refuses each wrong person --------------------------------------------------------------------


@pytest.mark.parametrize("who", ["vmbo_coordinator", "vmbo_director", "mbo_signatory", "inspector", "outsider"])
def test_nobody_else_publishes(who: str, cast: dict[str, Actor]) -> None:
    with pytest.raises(PermissionDenied):
        publish(cast[who])
    assert not LibraryVersion.objects.exists()


# --- never changes again --------------------------------------------------------------------------


def test_a_published_version_cannot_be_changed_or_removed(administrator: Actor) -> None:
    version = publish(administrator)
    for attempt in (version.save, version.delete):
        with pytest.raises(PublishedVersionsStay):
            attempt()
    for sql in ("UPDATE agreements_libraryversion SET note = 'x'", "DELETE FROM agreements_libraryversion"):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            _execute(sql)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        LibraryVersion.objects.update(note="anders")
    assert LibraryVersion.objects.get().note == NOTE


def _execute(sql: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql)


def test_files_that_were_tampered_with_are_not_used(administrator: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(administrator)
    monkeypatch.setattr(packing, "digest", lambda files: "0" * 64)
    with pytest.raises(LibraryError, match="tampered"):
        library.load("2027.1")


# --- refuses each wrong state ---------------------------------------------------------------------


@pytest.mark.parametrize("number", ["2027.1", library.CURRENT])
def test_a_number_is_used_once(number: str, administrator: Actor) -> None:
    publish(administrator)
    other = newer_files(partijen=newer_files()["00-partijen.toml"] + "\n# anders\n")
    with pytest.raises(AgreementError, match=number):
        publish(administrator, number, other)
    assert LibraryVersion.objects.count() == 1


def test_the_same_articles_are_not_published_again(administrator: Actor) -> None:
    with pytest.raises(AgreementError):
        publish(administrator, files=dict(library.files_of(library.CURRENT)))


def test_files_with_mistakes_are_not_published(administrator: Actor) -> None:
    with pytest.raises(AgreementError):
        publish(administrator, files=newer_files(partijen="code = 'x'"))
    assert not LibraryVersion.objects.exists()


# --- every complaint, by file ---------------------------------------------------------------------

BROKEN_FIELD = "\n[[fields]]\nname = '{name}'\nkind = '{kind}'\n{more}\nlabel = {{ nl = 'a', en = 'b' }}\n"


def with_field(name: str = "extra", kind: str = "text", more: str = "") -> dict[str, str]:
    files = newer_files()
    files["13-kwaliteit.toml"] += BROKEN_FIELD.format(name=name, kind=kind, more=more)
    return files


@pytest.mark.parametrize(
    ("files", "file", "sentence"),
    [
        (newer_files(partijen="dit is geen toml"), "00-partijen.toml", "TOML"),
        (newer_files(partijen="code = 'x'"), "00-partijen.toml", "missing"),
        (newer_files(partijen="a = " + "[" * 9000), "00-partijen.toml", "Recursion"),
        (newer_files(partijen=newer_files()["00-partijen.toml"].replace("0", "'a'", 1)), "00-partijen.toml", "number"),
        (with_field(name="_model"), "13-kwaliteit.toml", "not allowed"),
        (with_field(name="een-rij"), "13-kwaliteit.toml", "not allowed"),
        (with_field(kind="text", more="min_rows = 1000000000"), "13-kwaliteit.toml", "rows"),
        (with_field(kind="date", more="not_before = 'fact:never'"), "13-kwaliteit.toml", "not before"),
        (with_field(more="max_length = 'veel'"), "13-kwaliteit.toml", "number"),
        (newer_files(definities="# \u202e"), "01-definities.toml", "marks that turn"),
    ],
)
def test_what_is_wrong_is_told_with_its_file(files: dict[str, str], file: str, sentence: str) -> None:
    found = published.complaints("2027.1", files)
    assert [one for one in found if one.file == file and sentence in one.sentence.en], [str(one) for one in found]


def test_every_mistake_is_told_at_once() -> None:
    files = newer_files(partijen="nee", definities="ook niet")
    assert {one.file for one in published.complaints("2027.1", files)} == {"00-partijen.toml", "01-definities.toml"}


def test_a_topic_that_no_law_has_is_refused() -> None:
    files = newer_files()
    files["13-kwaliteit.toml"] = files["13-kwaliteit.toml"].replace("topics = [", 'topics = ["sterrenkunde", ', 1)
    assert ["sterrenkunde" in one.sentence.en for one in published.complaints("2027.1", files)] == [True]


def test_an_article_that_cannot_be_used_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Found by trying, not by a page of an agreement that breaks later."""

    def breaks(dossier: Dossier) -> Iterator[Answer]:
        if dossier.scopes("definities"):
            raise KeyError("een vraag die er niet meer is")
        return iter(())

    monkeypatch.setattr("agreements.rules.RULES", (replace(PRACTICAL, check=breaks),))
    files = newer_files()
    found = [one for one in published.complaints("2027.1", files) if one.file == "definities"]
    assert [(one.file, "cannot be used" in one.sentence.en) for one in found] == [("definities", True)]


def test_the_shipped_files_are_right() -> None:
    assert published.complaints("2027.1", dict(library.files_of(library.CURRENT))) == ()


# --- zips -----------------------------------------------------------------------------------------


def test_what_is_packed_comes_out_the_same() -> None:
    files = newer_files()
    assert packing.unpack(io.BytesIO(packing.pack(files))) == files
    assert packing.pack(files) == packing.pack(files)
    assert packing.from_text(packing.as_text(files)) == files


BOMB = {"01-groot.toml": "a" * (packing.LARGEST_FILE + 1)}
ZIPS = {
    "no zip": b"%PDF-1.7 geen zip",
    "empty": zipped({}),
    "climbs out": zipped({"../01-a.toml": "x"}),
    "absolute": zipped({"/01-a.toml": "x"}),
    "in a folder": zipped({"map/01-a.toml": "x"}),
    "backslash": zipped({"..\\01-a.toml": "x"}),
    "no article": zipped({"01-a.py": "x"}),
    "bomb": zipped(BOMB),
    "many": zipped({f"{number:03}-a.toml": "x" for number in range(packing.MOST_FILES + 1)}),
    "no text": zipped({"01-a.toml": b"\xff\xfe\x00"}),
    "broken": zipped({"01-a.toml": "x" * 500})[:-30],
}


@pytest.mark.parametrize("name", ZIPS)
def test_a_zip_with_anything_else_is_refused(name: str) -> None:
    with pytest.raises(LibraryError):
        packing.unpack(io.BytesIO(ZIPS[name]))


def test_a_zip_that_lies_about_its_sizes_is_read_no_further() -> None:
    """The limit is on what comes out, not on what the table of contents says."""
    content = bytearray(zipped(BOMB))
    place = content.rindex(b"PK\x01\x02")
    content[place + 24 : place + 28] = (10).to_bytes(4, "little")
    with pytest.raises(LibraryError):
        packing.unpack(io.BytesIO(bytes(content)))


@pytest.mark.parametrize("text", ["", "²", "[]", "null", '{"a": 1}', "[" * 100_000, '{"01-a.toml": "\\ud800"}'])
def test_what_travelled_along_is_judged_again(text: str) -> None:
    with pytest.raises(LibraryError):
        packing.from_text(text)


# --- pages ----------------------------------------------------------------------------------------


def test_from_upload_to_published(admin: Client) -> None:
    looked = admin.post(ADDRESS, {"number": "2027.1", "note": NOTE, "archive": upload(packing.pack(newer_files()))})
    assert SENTENCE in words(looked).replace("<bdi>", "").replace("</bdi>", "")
    assert not LibraryVersion.objects.exists()
    sent = {"number": "2027.1", "note": NOTE, "packed": looked.context["packed"], "publish": "1"}
    assert admin.post(ADDRESS, sent).status_code == 302
    assert LibraryVersion.objects.get().files == newer_files()
    page = admin.get(reverse("agreements:library_version", args=["2027.1"]))
    assert SENTENCE in words(page)
    assert NOTE in words(admin.get(reverse("agreements:library")))


def test_a_new_upload_is_first_looked_at(admin: Client) -> None:
    """Publishing what was never shown is not possible, also with the right button."""
    archive = upload(packing.pack(newer_files()))
    assert (
        admin.post(ADDRESS, {"number": "2027.1", "note": NOTE, "archive": archive, "publish": "1"}).status_code == 200
    )
    assert not LibraryVersion.objects.exists()


def test_mistakes_are_listed_with_their_file(admin: Client) -> None:
    content = packing.pack(newer_files(partijen="nee", definities="ook niet"))
    page = words(admin.post(ADDRESS, {"number": "2027.1", "note": NOTE, "archive": upload(content)}))
    assert "00-partijen.toml" in page
    assert "01-definities.toml" in page
    assert 'name="publish"' not in page
    assert NOTE in page


def test_a_wrong_number_keeps_the_file(admin: Client) -> None:
    content = packing.pack(newer_files())
    page = admin.post(ADDRESS, {"number": "zomer", "note": NOTE, "archive": upload(content)})
    assert page.context["packed"] == packing.as_text(newer_files())
    assert 'name="publish"' not in words(page)


@pytest.mark.parametrize("name", ZIPS)
def test_a_wrong_zip_is_a_sentence(name: str, admin: Client) -> None:
    page = admin.post(ADDRESS, {"number": "2027.1", "note": NOTE, "archive": upload(ZIPS[name])})
    assert page.status_code == 200
    assert "error-summary" in words(page)


def test_a_zip_that_is_too_large_is_not_opened(admin: Client) -> None:
    page = admin.post(ADDRESS, {"number": "2027.1", "note": NOTE, "archive": upload(b"PK" * packing.LARGEST)})
    assert page.status_code == 200
    assert "2 MB" in words(page)


def test_a_version_can_be_downloaded_and_uploaded_again(admin: Client, administrator: Actor) -> None:
    publish(administrator)
    answer = admin.get(reverse("agreements:library_file", args=["2027.1"]))
    assert answer["Content-Type"] == "application/zip"
    assert packing.unpack(io.BytesIO(answer.content)) == newer_files()


def test_versions_are_compared(admin: Client, administrator: Actor) -> None:
    publish(administrator)
    page = words(admin.get(reverse("agreements:library_changes", args=["2027.1", library.CURRENT])))
    assert "Partijen bespreken dit" in page
    assert 'id="verschil-kwaliteit"' in page
    assert 'id="verschil-partijen"' not in page


@pytest.mark.parametrize("number", ["1999.1", "..", "2026.1'", "²"])
def test_a_version_that_is_not_there_is_not_found(number: str, admin: Client) -> None:
    assert admin.get(f"/beheer/modelartikelen/{number}/").status_code == 404


def test_the_list_costs_the_same_for_more_versions(admin: Client, administrator: Actor) -> None:
    counts = []
    for number in range(1, 9):
        publish(administrator, f"2027.{number}", newer_files(slot=newer_files()["19-slot.toml"] + f"\n# {number}\n"))
        counts.append(queries(admin, reverse("agreements:library")))
    assert len(set(counts)) == 1


def test_other_people_do_not_see_the_pages(client_as: ClientAs) -> None:
    assert client_as(VMBO.coordinator).get(reverse("agreements:library")).status_code == 403
