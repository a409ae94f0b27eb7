"""A list as a download."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from .sheets import XLSX, Row, as_csv, as_xlsx

CSV = "text/csv; charset=utf-8"


def sheet_file(form: str, name: str, head: Row, rows: Iterable[Row]) -> HttpResponse:
    """`csv` or `xlsx`."""
    content = as_csv(head, rows) if form == "csv" else as_xlsx(name, head, rows)
    return attachment(content, f"{name}.{form}", CSV if form == "csv" else XLSX)


def attachment(content: bytes | str, name: str, kind: str) -> HttpResponse:
    disposition = str(content_disposition_header(as_attachment=True, filename=name))
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": disposition})
