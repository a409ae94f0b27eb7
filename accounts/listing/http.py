"""A list as a download."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header

from ..errors import Refusal
from .listing import Listing
from .sheets import XLSX, Row, as_csv, as_xlsx

CSV = "text/csv; charset=utf-8"


FORMS = ("csv", "xlsx")


def list_file(request: HttpRequest, listing: Listing, form: str, name: str) -> HttpResponse:
    """Exactly what the list shows with the same words in the address, on all its pages."""
    if form not in FORMS:
        raise Http404
    try:
        return sheet_file(form, name, listing.titles, listing.lines())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(listing.address_with())


def sheet_file(form: str, name: str, head: Row, rows: Iterable[Row]) -> HttpResponse:
    """`csv` or `xlsx`."""
    content = as_csv(head, rows) if form == "csv" else as_xlsx(name, head, rows)
    return attachment(content, f"{name}.{form}", CSV if form == "csv" else XLSX)


def attachment(content: bytes | str, name: str, kind: str) -> HttpResponse:
    disposition = str(content_disposition_header(as_attachment=True, filename=name))
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": disposition})
