"""The one place that turns "someone was quicker" into a page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
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
        return None
