"""Files as people send them, and as nobody should."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\10\6\0\0\0"
JPG = b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0\xff\xd9"
TYPES = "<Types><Override ContentType='application/vnd.openxmlformats-officedocument.main+xml'/></Types>"


def archive(members: dict[str, str | bytes]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members.items():
            target.writestr(name, content)
    return made.getvalue()


def docx(more: dict[str, str | bytes] | None = None) -> bytes:
    return archive({"[Content_Types].xml": TYPES, "word/document.xml": "<w/>"} | (more or {}))


def xlsx() -> bytes:
    return archive({"[Content_Types].xml": TYPES, "xl/workbook.xml": "<x/>"})


def odt() -> bytes:
    return archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<o/>"})


def hidden_in_an_object_stream(said: bytes) -> bytes:
    packed = zlib.compress(said)
    return PDF + b"2 0 obj\n<< /Type /ObjStm /Filter /FlateDecode >>\nstream\n" + packed + b"\nendstream\nendobj\n"


def packed_with_a_long_description(act: str = "JavaScript") -> bytes:
    """What it does on opening is in an object stream of which the word that tells so stands far before its content."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.OpenAction = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name(f"/{act}")))
        pdf.save(made := BytesIO(), object_stream_mode=pikepdf.ObjectStreamMode.generate)
    before, start, after = made.getvalue().replace(b"/ObjStm", b"/ObjStm" + b" " * 600).rpartition(b"startxref\n")
    where, end, rest = after.partition(b"\n")
    return before + start + str(int(where) + 600).encode() + end + rest


def upload(name: str = "plan.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    made = SimpleUploadedFile("x", content)
    made._name = name  # type: ignore[attr-defined]  # as a browser may send it: Django cleans names by itself
    return made
