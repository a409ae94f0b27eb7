"""A file from outside as a download, never shown inside our own pages."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response

from .checking import CONTENT_TYPES
from .keeping import Row


def download(request: HttpRequest, row: Row) -> HttpResponseBase:
    """Not sent again to who has these bytes, but asked for every time, as rights may have ended."""
    etag = f'"{row.sha256}"'
    response = get_conditional_response(request, etag=etag) or _file(row)
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _file(row: Row) -> FileResponse:
    kind = CONTENT_TYPES[row.kind]
    return FileResponse(row.file.open("rb"), as_attachment=True, filename=row.name, content_type=kind)
