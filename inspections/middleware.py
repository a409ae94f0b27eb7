"""Tells what was looked at before the answer goes out: what cannot be told is not shown."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote

from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from . import services


class ReadingIsKnown:
    """After a view that answered: a file is told for everybody, a page of a case for inspectors.

    Finders say which case a request is about (`accounts.http.about`). What a browser has already (304) is not sent.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        actor = getattr(request, "actor", None)
        if request.method == "GET" and response.status_code == 200 and actor is not None:
            cases = distinct(getattr(request, "looked_at", []))
            if "Content-Disposition" in response.headers:
                name, digest = file_name(response), response.headers.get("ETag", "").strip('"')
                services.note_download(cases, actor=actor, file=name, sha256=digest if len(digest) == 64 else "")
            elif actor.is_inspector:
                for case in cases:
                    services.note_reading(case, actor=actor)
        return response


def distinct(records: list[models.Model]) -> list[models.Model]:
    return list({(type(record), record.pk): record for record in records}.values())


def file_name(response: HttpResponseBase) -> str:
    """As the browser is told it."""
    said = response.headers["Content-Disposition"]
    found = re.search(r"filename\*=utf-8''([^;]+)", said) or re.search(r'filename="((?:[^"\\]|\\.)*)"', said)
    return unquote(found[1])[:200] if found else ""
