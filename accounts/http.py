"""Request types, so that views need no casts."""

from __future__ import annotations

from django.http import HttpRequest, QueryDict

from .actors import Actor
from .models import User


class MemberRequest(HttpRequest):
    """A request of somebody who is logged in; the middleware has put the actor on it."""

    user: User
    actor: Actor
    capacities: list[Actor]


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, also when it was nothing; None on a GET."""
    return request.POST if request.method == "POST" else None
