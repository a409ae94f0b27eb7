"""Papers of the demonstration: real PDF files of one page, made from a few lines."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.files.base import ContentFile


def paper(name: str, lines: Sequence[str]) -> ContentFile[bytes]:
    """A file as somebody would choose it in a browser. Western European letters only."""
    return ContentFile(_pdf(lines), name=name)


def _pdf(lines: Sequence[str]) -> bytes:
    words = b"\n".join(b"(%s) Tj T*" % _escaped(line) for line in lines)
    content = b"BT /F1 12 Tf 18 TL 72 760 Td\n%s\nET" % words
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    return _written(objects)


def _escaped(line: str) -> bytes:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252")


def _written(objects: Sequence[bytes]) -> bytes:
    """The objects, and the table of where each begins."""
    made, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start, size = len(made), len(objects) + 1
    made += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return made + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
