"""Files in a bucket: the whole way of a file against a server that speaks S3, and back out of a backup.

The server is a real one (moto's), asked by the real client; nothing of ours is replaced.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import boto3
import pytest
from django.conf import settings as ours
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import HttpResponse
from django.urls import reverse
from moto.server import ThreadedMotoServer
from pytest_django import Settings

from agreements.models import Annex
from agreements.services import request_draft_document
from config.backup.errors import BackupRefused
from config.backup.files import put_back
from config.files import files
from config.files.checks import bucket_can_be_reached
from config.readiness import answers
from tests.agreements.test_uploads import EICAR, scanner
from tests.agreements.upload_cases import PDF, upload
from tests.conftest import ClientAs
from tests.factories import Party, agreement_in, run_jobs

BUCKET, SCAN = "leerroutes", "agreements.scan_annex"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(address: str, settings: Settings) -> Iterator[Any]:
    """An empty bucket, and the site with FILES_URL set to it."""
    keys = {"aws_access_key_id": "sleutel", "aws_secret_access_key": "geheim"}
    client = boto3.resource("s3", endpoint_url=address, region_name="us-east-1", **keys)
    made = client.create_bucket(Bucket=BUCKET)
    url = f"s3://{BUCKET}/bestanden?endpoint={address}&region=us-east-1"
    settings.STORAGES = ours.STORAGES | {"default": files(url, key="sleutel", secret="geheim")}
    yield made
    made.objects.all().delete()
    made.delete()


def names_in(bucket: Any) -> set[str]:
    return {str(one.key) for one in bucket.objects.all()}


def sent(response: Any) -> bytes:
    assert response.status_code == 200
    return b"".join(response.streaming_content)


# --- the whole way --------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.usefixtures("blank_paper")
def test_a_file_goes_in_by_quarantine_and_out_by_the_policy(
    bucket: Any, settings: Settings, client_as: ClientAs, vmbo: Party, mbo: Party, outsider: Any, tmp_path: Path
) -> None:
    draft = agreement_in("filled")
    attach = reverse("agreements:annexes", args=[draft.pk])
    client = client_as(vmbo.coordinator)
    with scanner(settings):
        form = {"title": "Het PTA", "part": "", "file": upload("pta.pdf")}
        assert client.post(attach, form).status_code == 302
        annex = Annex.objects.get()
        download = reverse("agreements:annex", args=[annex.pk])
        assert annex.state == "quarantine"
        assert client_as(mbo.coordinator).get(download).status_code != 200, "in quarantine"
        run_jobs(SCAN)
    answer: HttpResponse = client.get(download)
    assert sent(answer) == PDF
    assert client_as(outsider).get(download).status_code == 404
    [name] = names_in(bucket)
    assert name == f"bestanden/{annex.file.name}"
    assert "pta" not in name
    assert not (Path(ours.MEDIA_ROOT) / annex.file.name).exists()

    document = request_draft_document(draft, actor=vmbo.coordinator)
    run_jobs("agreements.render_document")
    document.refresh_from_db()
    pdf = sent(client.get(reverse("agreements:document", args=[document.pk])))
    assert sha256(pdf).hexdigest() == document.sha256
    assert client.get(reverse("agreements:verify_found", args=[document.sha256])).status_code == 200

    _is_in_the_backup(bucket, tmp_path / "copy")


def _is_in_the_backup(bucket: Any, folder: Path) -> None:
    """What `backup` copied out of the bucket is what `restore` puts into an empty one, under the same names."""
    before = {one.key: one.get()["Body"].read() for one in bucket.objects.all()}
    kept = copied(folder)
    assert {f"bestanden/{name}" for name in kept} <= set(before)
    bucket.objects.all().delete()
    for name, digest in kept.items():
        put_back(name, digest, folder)
        put_back(name, digest, folder)  # broken off, and begun again
    assert {one.key: one.get()["Body"].read() for one in bucket.objects.all()} == {
        key: body for key, body in before.items() if key.removeprefix("bestanden/") in kept
    }
    (first, digest) = next(iter(kept.items()))
    default_storage.delete(first)
    default_storage.save(first, ContentFile(b"iets anders"))
    with pytest.raises(BackupRefused):
        put_back(first, digest, folder)


def copied(folder: Path) -> dict[str, str]:
    from django.db import connection

    from config.backup.files import fetch, named

    def rows(query: str) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(query)
            return list(cursor.fetchall())

    return fetch({*named(rows), "weg/weggegooid.pdf"}, folder)


@pytest.mark.django_db
def test_a_virus_leaves_the_bucket(bucket: Any, settings: Settings, client_as: ClientAs, vmbo: Party) -> None:
    draft = agreement_in("filled")
    with scanner(settings):
        form = {"title": "Virus", "part": "", "file": upload("plan.pdf", PDF + EICAR)}
        client_as(vmbo.coordinator).post(reverse("agreements:annexes", args=[draft.pk]), form)
        assert len(names_in(bucket)) == 1
        run_jobs(SCAN)
    assert Annex.objects.get().state == "refused"
    run_jobs("agreements.throw_away")
    assert names_in(bucket) == set()


# --- the storage itself ---------------------------------------------------------------------------


def test_nothing_is_written_over_and_nothing_is_public(bucket: Any) -> None:
    first = default_storage.save("stukken/1/een.pdf", ContentFile(b"een"))
    second = default_storage.save("stukken/1/een.pdf", ContentFile(b"twee"))
    assert first != second
    assert default_storage.open(first).read() == b"een"
    grants = bucket.Object(f"bestanden/{first}").Acl().grants
    assert not [one for one in grants if "AllUsers" in str(one)]
    with pytest.raises(NotImplementedError):
        default_storage.url(first)
    with pytest.raises(FileNotFoundError):
        default_storage.open("stukken/1/nergens.pdf")


@pytest.mark.django_db
def test_readiness_asks_the_bucket(bucket: Any, address: str, settings: Settings) -> None:
    assert answers()["storage"]
    assert names_in(bucket) == set()
    elsewhere = files(f"s3://bestaat-niet?endpoint={address}&region=us-east-1", key="sleutel", secret="geheim")
    settings.STORAGES = ours.STORAGES | {"default": elsewhere}
    assert not answers()["storage"]


# --- the setting ----------------------------------------------------------------------------------


def test_one_setting() -> None:
    assert files("", key="", secret="") == {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    told = files("s3://emmer/pad/diep/?endpoint=https://s3.example&style=virtual", key="k", secret="s")
    assert told["OPTIONS"] == {
        "bucket_name": "emmer",
        "location": "pad/diep",
        "access_key": "k",
        "secret_key": "s",
        "endpoint_url": "https://s3.example",
        "style": "virtual",
    }


@pytest.mark.parametrize(
    "wrong",
    [
        "https://emmer",
        "s3://",
        "s3://emmer?acl=public-read",
        "s3://emmer?style=cdn",
        "s3://sleutel:geheim@emmer",
        "/map",
    ],
)
def test_a_wrong_address_stops_the_start(wrong: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        files(wrong, key="k", secret="s")
    assert "geheim" not in str(refused.value)


def test_what_lacks_is_said(settings: Settings) -> None:
    def said(url: str, key: str = "") -> set[str]:
        settings.STORAGES = ours.STORAGES | {"default": files(url, key=key, secret=key)}
        return {str(one.id) for one in bucket_can_be_reached()}

    assert said("") == set()
    assert said("s3://emmer") == {"files.E001"}
    assert said("s3://emmer?endpoint=http://s3.example", "k") == {"files.W001"}
    assert said("s3://emmer?endpoint=https://s3.example", "k") == set()
