"""Tells the ledger from where a request comes."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from .context import Origin, acting_from, fingerprint, shortened


class FromWhere:
    """Stands after the session. What is recorded during a request carries its session and network."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        place = Origin(session=fingerprint(request.session.session_key), address=shortened(address_of(request)))
        with acting_from(place):
            return self.get_response(request)


def address_of(request: HttpRequest) -> str:
    """Of the client, as our own proxies saw it; what the client says about itself does not count."""
    proxies: int = getattr(settings, "ALLAUTH_TRUSTED_PROXY_COUNT", 0)
    seen = [part for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if proxies and len(seen) >= proxies:
        return str(seen[-proxies]).strip()
    return str(request.META.get("REMOTE_ADDR", ""))
