"""How much I did not read yet, for the head of every page: one question to an index of what is unread."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from ..models import Notice

MOST = 100


def unread(request: HttpRequest) -> dict[str, Any]:
    """`unread`, counted no further than a hundred, and only when a page shows it."""
    actor = getattr(request, "actor", None)
    if actor is None:
        return {"unread": 0}
    return {"unread": SimpleLazyObject(lambda: Notice.objects.unread_by(actor.user.pk, MOST))}
