"""What leaves the site with words of people: documents fetch nothing, mail has one header, files have no address."""

from __future__ import annotations

import base64
import contextlib
import socketserver
import threading
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.conf import settings
from django.core import mail
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.test import Client

from agreements.models import Document
from agreements.paper.pdf import ReachesOutside, render_pdf
from agreements.services import Part, attach_file
from jobs.services import enqueue
from leerroutes.services import submit_route
from tests.agreements.upload_cases import PDF
from tests.conftest import ClientAs
from tests.factories import VMBO, agreement_in, person_with, route_in, run_jobs, with_document
from tests.matrix.pages import body

ATTACK = "<script>alert(1)</script><img src='file:///etc/passwd'>"


class Listening(socketserver.TCPServer):
    allow_reuse_address = True
    heard = 0


@pytest.fixture
def listening() -> Iterator[Listening]:
    """A server on this machine that a document could be made to call."""

    class Heard(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            server.heard += 1

    with Listening(("127.0.0.1", 0), Heard) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()


FETCHING = (
    "<img src='{}'>",
    "<link rel='stylesheet' href='{}'>",
    "<link rel='attachment' href='{}'>",
    "<a rel='attachment' href='{}'>x</a>",
    "<object data='{}'></object>",
    "<embed src='{}'>",
    "<style>@import url({});</style>",
    "<style>body {{ background: url({}) }}</style>",
    "<style>@font-face {{ font-family: X; src: url({}) }} body {{ font-family: X }}</style>",
    "<p style='background: url({})'>x</p>",
)


@pytest.mark.parametrize("how", FETCHING)
def test_a_document_reads_no_file_and_calls_no_server(how: str, listening: Listening, tmp_path: Path) -> None:
    secret = tmp_path / "geheim.txt"
    secret.write_text("GEHEIM7Q")
    for address in (secret.as_uri(), str(secret), f"http://127.0.0.1:{listening.server_address[1]}/x"):
        html = f"<html lang='nl'><head><title>x</title></head><body>{how.format(address)}<p>Zo.</p></body></html>"
        try:
            made = render_pdf(html)
        except ReachesOutside:
            continue
        with pikepdf.open(BytesIO(made)) as pdf:
            assert not list(pdf.attachments)
            assert not [
                one for one in pdf.objects if isinstance(one, pikepdf.Stream) and b"GEHEIM7Q" in one.read_bytes()
            ]
    assert listening.heard == 0


def test_a_picture_in_the_words_brings_no_other_picture(listening: Listening) -> None:
    """An SVG is a document itself, and can point outside."""
    outside = f"http://127.0.0.1:{listening.server_address[1]}/x"
    inner = f"<svg xmlns='http://www.w3.org/2000/svg'><image href='{outside}'/></svg>"
    data = f"data:image/svg+xml;base64,{base64.b64encode(inner.encode()).decode()}"
    with contextlib.suppress(ReachesOutside):
        render_pdf(
            f"<html lang='nl'><head><title>x</title></head><body><img alt='' src='{data}'><p>Zo.</p></body></html>"
        )
    assert listening.heard == 0


# --- Mail ------------------------------------------------------------------------------------------


def test_a_name_on_two_lines_makes_no_second_header(db: None, client_as: ClientAs) -> None:
    """Mail is plain text, to one person, with the subject we wrote."""
    route = route_in("draft")
    sneaky = f"Route\r\nBcc: evil@evil.example\r\n\r\n{ATTACK}"
    type(route).objects.filter(pk=route.pk).update(name=sneaky)
    route.refresh_from_db()
    submit_route(route, actor=VMBO.coordinator)
    person_with("Kwaad\r\nBcc: evil@evil.example")
    with transaction.atomic():
        enqueue(
            "workflows.mail_news",
            key="kwaad",
            record=f"route:{route.pk}",
            state="submitted",
            person=VMBO.director.user.pk,
        )
    run_jobs("workflows.mail_task", "workflows.mail_news", "accounts.mail_invitation")
    assert mail.outbox
    for one in mail.outbox:
        message = one.message()
        assert message.get_content_type() == "text/plain"
        assert message["Bcc"] is None
        assert len(one.recipients()) == 1
        assert "evil@" not in one.recipients()[0]
        assert "\n" not in one.subject


def test_what_was_typed_on_two_lines_in_a_field_of_one_line_becomes_one(db: None, client_as: ClientAs) -> None:
    from leerroutes.forms.proposal import NewRouteForm

    form = NewRouteForm({"name": "Een\r\nBcc: x", "route_type": "DLR", "start_year": "2027"}, board=VMBO.board)
    form.is_valid()
    assert form.cleaned_data["name"] == "Een Bcc: x"


# --- Files -----------------------------------------------------------------------------------------


def test_a_stored_file_has_no_address_of_its_own_and_no_name_to_guess(db: None, client_as: ClientAs) -> None:
    agreement = agreement_in("filled")
    annex = attach_file(
        agreement, actor=VMBO.coordinator, title="Stuk", file=ContentFile(PDF, "Vertrouwelijk.pdf"), part=Part()
    )
    document = with_document(agreement_in("out_for_signature"))
    stored = [str(annex.file.name)] + [str(one.file.name) for one in Document.objects.exclude(file="")]
    assert document is None or stored
    for name in stored:
        last = Path(name).stem
        assert len(last) == 32, name
        assert int(last, 16) > 0
        assert "Vertrouwelijk" not in name
        for browser in (Client(), client_as(VMBO.coordinator)):
            for address in (
                f"/{name}",
                f"/media/{name}",
                f"/files/{name}",
                f"/static/{name}",
                f"/static/../files/{name}",
            ):
                answer = browser.get(address)
                assert answer.status_code in {302, 404}, address
                assert PDF not in body(answer)
    assert not settings.MEDIA_URL.strip("/")
    assert default_storage.exists(stored[0])
