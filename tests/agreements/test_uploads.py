"""The door for files from outside: by content, never by name; a scanner that is asked over a real socket."""

from __future__ import annotations

import socket
import struct
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from accounts.uploads import CONTENT_TYPES, Refused, received, safe_name
from accounts.uploads.scanning import ScannerUnavailable, virus_in
from agreements.paper.pdf import render_pdf
from agreements.wordfiles import text_file

from .test_wordfiles import rendered, side
from .upload_cases import (
    JPG,
    PDF,
    PNG,
    archive,
    docx,
    hidden_in_an_object_stream,
    odt,
    packed_with_a_long_description,
    upload,
    xlsx,
)

pytestmark = pytest.mark.usefixtures("in_english")

# --- What comes in -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("plan.pdf", PDF, "pdf"),
        ("PLAN.PDF", PDF, "pdf"),
        ("foto.png", PNG, "png"),
        ("foto.jpg", JPG, "jpg"),
        ("foto.JPEG", JPG, "jpg"),
        ("plan.docx", docx(), "docx"),
        ("uren.xlsx", xlsx(), "xlsx"),
        ("plan.odt", odt(), "odt"),
    ],
)
def test_what_it_is_by_its_content(name: str, content: bytes, kind: str) -> None:
    file = upload(name, content)
    known = received(file)
    assert (known.kind, known.size) == (kind, len(content))
    assert file.tell() == 0, "whoever stores it begins at the beginning"


def test_our_own_documents_may_come_back_in() -> None:
    words = text_file("SOK-1", "Samen", side(rendered()), is_draft=True)
    assert received(upload("tekst.docx", words)).kind == "docx"
    pdf = render_pdf("<html lang=nl><title>Klein</title><p>Eén bladzijde</p>")
    assert received(upload("blad.pdf", pdf)).kind == "pdf"


# --- What does not -------------------------------------------------------------------------------

JS = b"3 0 obj\n<< /S /JavaScript /JS (app.alert(1)) >>\nendobj\n"
REMOTE = '<Relationship Type="http://x/attachedTemplate" Target="http://kwaad.example/t.dotm" TargetMode="External"/>'


def locked_zip() -> bytes:
    """The bit that says "encrypted", set in both places where it stands."""
    made = bytearray(docx())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = made.find(mark)
        while at >= 0:
            made[at + offset] |= 1
            at = made.find(mark, at + 4)
    return bytes(made)


def bomb() -> bytes:
    return docx({"word/media/image1.bmp": b"\0" * 60_000_000})


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("leeg.pdf", b"", "empty"),
        ("plan.pdf", b"MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff\0\0", "Choose a PDF"),
        ("plan.pdf", b"zomaar wat woorden", "Choose a PDF"),
        ("plan.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "old Office file"),
        ("plan.html", b"<!doctype html><script>alert(1)</script>", "Choose a PDF"),
        ("plan.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Choose a PDF"),
        ("plan.zip", archive({"a.txt": "a"}), "Choose a PDF"),
        ("plan.pdf", PNG, "in fact a PNG"),
        ("plan.docx", xlsx(), "in fact a XLSX"),
        ("plan", PDF, "in fact a PDF"),
        ("plan.pdf.exe", PDF, "in fact a PDF"),
        ("plan\u202efdp.exe", PDF, "in fact a PDF"),
        ("plan.docm", docx({"word/vbaProject.bin": b"x"}), "macros"),
        ("plan.docx", docx({"word/vbaProject.bin": b"x"}), "macros"),
        ("plan.docx", docx({"word/embeddings/oleObject1.bin": b"x"}), "macros"),
        ("plan.docx", docx({"word/activeX/activeX1.xml": b"x"}), "macros"),
        ("plan.docx", docx({"[Content_Types].xml": "<Types>x.document.macroEnabled.main+xml</Types>"}), "macros"),
        ("plan.docx", docx({"word/_rels/settings.xml.rels": REMOTE}), "macros"),
        ("plan.docx", docx({"../../etc/passwd": b"x"}), "damaged"),
        ("plan.docx", docx()[:-40], "damaged"),
        ("plan.docx", locked_zip(), "password"),
        ("plan.docx", bomb(), "far too large"),
        ("plan.docx", docx({f"a{number}": b"" for number in range(5_001)}), "far too large"),
        ("plan.odt", archive({"mimetype": "application/vnd.oasis.opendocument.text", "Basic/x.xml": "x"}), "macros"),
        ("plan.pdf", PDF + JS, "scripts"),
        ("plan.pdf", PDF + JS.replace(b"/JavaScript", b"/J#61vaScript"), "scripts"),
        ("plan.pdf", PDF + b"<< /S /Launch /F (cmd.exe) >>", "scripts"),
        ("plan.pdf", PDF + b"<< /Type /EmbeddedFile >>", "scripts"),
        ("plan.pdf", hidden_in_an_object_stream(JS), "scripts"),
        ("plan.pdf", packed_with_a_long_description(), "scripts"),
        ("plan.pdf", hidden_in_an_object_stream(b"\0" * 60_000_000), "far too large"),
        ("plan.pdf", PDF + b"2 0 obj << /Type /ObjStm /Filter /FlateDecode >> stream\nxx\nendstream", "damaged"),
        ("plan.pdf", PDF.replace(b"<< /Root", b"<< /Encrypt 9 0 R /Root"), "password"),
        ("plan.pdf", PDF + docx(), "two kinds"),
        ("foto.png", PNG + docx(), "two kinds"),
    ],
    ids=lambda value: value if isinstance(value, str) and value.isascii() else "",
)
@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
def test_it_is_refused_with_a_sentence(name: str, content: bytes, said: str) -> None:
    with pytest.raises(Refused, match=said):
        received(upload(name, content))


def test_a_quiet_object_stream_is_fine() -> None:
    assert received(upload("plan.pdf", packed_with_a_long_description(act="GoTo"))).kind == "pdf"


def test_the_limit_is_a_setting(settings: Settings) -> None:
    settings.UPLOAD_MAX_BYTES = len(PDF)
    assert received(upload())
    settings.UPLOAD_MAX_BYTES = len(PDF) - 1
    with pytest.raises(Refused, match="at most"):
        received(upload())


@given(st.binary(max_size=200), st.sampled_from([b"", PDF, b"PK\x03\x04", docx()]))
def test_any_bytes_get_an_answer(noise: bytes, start: bytes) -> None:
    """A file, or a sentence; never a failure of ours."""
    with suppress(Refused):
        assert received(upload("x.pdf", start + noise)).kind in CONTENT_TYPES


# --- Names ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given_name", "safe"),
    [
        ("Plan 2027.pdf", "Plan 2027.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\noor\\plan.PDF", "plan.pdf"),
        ("gnp\u202efdp.exe", "gnpfdp.exe"),
        ("een\0naam\r\nX: y.pdf", "eennaam_X_ y.pdf"),
        (".pdf", "pdf"),
        ("...", "bestand"),
        ("", "bestand"),
        ("   .  ", "bestand"),
        ("x" * 5000 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_a_name_that_nothing_trips_over(given_name: str, safe: str) -> None:
    assert safe_name(given_name) == safe


@given(st.text(max_size=300))
def test_any_name_becomes_a_safe_one(name: str) -> None:
    safe = safe_name(name)
    assert safe == safe_name(safe)
    assert 0 < len(safe) <= 120
    assert not set(safe) & set('/\\\0\n\r\t<>:"|?*\u202e')


# --- The scanner ---------------------------------------------------------------------------------

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
Behaviour = Callable[[socket.socket, bytes], None]


def honest(connection: socket.socket, content: bytes) -> None:
    connection.sendall(b"stream: Eicar-Test-Signature FOUND\0" if EICAR in content else b"stream: OK\0")


def full(connection: socket.socket, content: bytes) -> None:
    connection.sendall(b"INSTREAM size limit exceeded. ERROR\0")


def mute(connection: socket.socket, content: bytes) -> None:
    threading.Event().wait(1.5)


def gone(connection: socket.socket, content: bytes) -> None:
    """Hangs up without a word."""


@contextmanager
def scanner(settings: Settings, behaves: Behaviour = honest) -> Iterator[list[bytes]]:
    """A real server that speaks INSTREAM, on a port of its own; yields what it was sent."""
    heard: list[bytes] = []
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _address = server.accept()
            except OSError:
                return
            with connection:
                content = _instream(connection)
                heard.append(content)
                behaves(connection, content)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    settings.CLAMAV_ADDRESS = f"127.0.0.1:{server.getsockname()[1]}"
    try:
        yield heard
    finally:
        server.shutdown(socket.SHUT_RDWR)
        server.close()
        thread.join(5)


def _instream(connection: socket.socket) -> bytes:
    command = _exactly(connection, 10)
    assert command == b"zINSTREAM\0"
    content = b""
    while length := struct.unpack("!I", _exactly(connection, 4))[0]:
        content += _exactly(connection, length)
    return content


def _exactly(connection: socket.socket, length: int) -> bytes:
    read = b""
    while len(read) < length:
        piece = connection.recv(length - len(read))
        if not piece:
            raise ConnectionError("the client hung up")
        read += piece
    return read


def test_it_sends_every_byte_and_understands_the_answer(settings: Settings) -> None:
    large = bytes(range(256)) * 1000
    with scanner(settings) as heard:
        assert virus_in([large[:70_000], b"", large[70_000:]]) == ""
        assert virus_in([EICAR]) == "Eicar-Test-Signature"
        assert virus_in([]) == ""
    assert heard == [large, EICAR, b""]


@pytest.mark.parametrize("behaves", [full, mute, gone])
def test_silence_is_not_clean(settings: Settings, behaves: Behaviour) -> None:
    settings.CLAMAV_TIMEOUT_SECONDS = 1
    with scanner(settings, behaves), pytest.raises(ScannerUnavailable):
        virus_in([b"iets"])


def test_nobody_there(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        settings.CLAMAV_ADDRESS = f"127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(ScannerUnavailable):
        virus_in(ContentFile(b"iets").chunks())


def test_a_zip_that_lies_about_its_size_is_no_way_in() -> None:
    """The declared sizes are what we judge; reading stops there."""
    made = bytearray(docx({"word/media/x.bin": b"\0" * 6_000_000}))
    with zipfile.ZipFile(BytesIO(bytes(made))) as whole:
        real = whole.getinfo("word/media/x.bin").file_size
    lied = bytes(made).replace(struct.pack("<I", real), struct.pack("<I", 10))
    assert received(upload("plan.docx", lied)).kind == "docx", "nothing of it is unpacked"
