"""Request types, so that views need no casts."""

from __future__ import annotations

from django.http import HttpRequest

from .actors import Actor
from .models import User


class MemberRequest(HttpRequest):
    """A request of somebody who is logged in; the middleware has put the actor on it."""

    user: User
    actor: Actor
    capacities: list[Actor]
