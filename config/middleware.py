"""The one place that turns "someone was quicker" into a page."""

from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django_fsm import ConcurrentTransition

from accounts.errors import SomeoneWasQuicker


class Conflict:
    """Answer 409 when two people changed the same thing; the first one's work stands."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, (SomeoneWasQuicker, ConcurrentTransition)):
            return render(request, "409.html", {"reason": str(exception)}, status=409)
        if waited_for_each_other(exception):
            return render(
                request, "409.html", {"reason": _("Somebody else changed this in the same second.")}, status=409
            )
        return None


def waited_for_each_other(exception: Exception) -> bool:
    """Two transactions wanted what the other held; PostgreSQL undid this one (deadlock_detected)."""
    return isinstance(exception, OperationalError) and getattr(exception.__cause__, "sqlstate", "") == "40P01"
