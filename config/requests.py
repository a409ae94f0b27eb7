"""Around every request: its number, a line in the log, and what is counted of it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from jobs.tracing import numbered, well_formed

from . import metrics

logger = logging.getLogger(__name__)

HEADER = "X-Request-ID"


class Watched:
    """Numbers the request (the proxy's number, when it is well formed), and says how it went.

    By the name of the view: an address can hold a secret, or what somebody looked for.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given, began = well_formed(request.headers.get(HEADER, "")), time.perf_counter()
        with numbered(given):
            response = self.get_response(request)
            took, view = time.perf_counter() - began, view_of(request)
            metrics.answered(request.method or "", view, response.status_code, took)
            said = {"method": request.method, "view": view, "status": response.status_code}
            logger.info("Answered", extra=said | {"milliseconds": round(took * 1000)})
        response.headers[HEADER] = given
        return response


def view_of(request: HttpRequest) -> str:
    """`workflows:route`; a dash for an address that is not there."""
    return request.resolver_match.view_name if request.resolver_match else "-"
