"""Request types, so that views need no casts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from csp.decorators import csp_replace
from django.db.models import Model
from django.http import HttpRequest, QueryDict
from django.utils.http import url_has_allowed_host_and_scheme

from .actors import Actor
from .models import User

View = TypeVar("View", bound=Callable[..., Any])
Row = TypeVar("Row", bound=Model)


class MemberRequest(HttpRequest):
    """A request of somebody who is logged in; the middleware has put the actor on it."""

    user: User
    actor: Actor
    capacities: list[Actor]


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, also when it was nothing; None on a GET."""
    return request.POST if request.method == "POST" else None


def sent_from(request: HttpRequest) -> str:
    """The page, as it was shown this once, that somebody sends: two clicks on its button say the same. Or nothing."""
    shown = request.POST.get("csrfmiddlewaretoken", "")
    return f"{request.path} {shown}" if shown else ""


def safe_address(request: HttpRequest, address: str) -> str:
    """Where to go on, when that is on this site; else nothing."""
    safe = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if safe else ""


def loosened(*rules: str) -> Callable[[View], View]:
    """This page may do with our own pages what the policy of config/headers.py forbids the others."""
    decorate: Any = csp_replace(dict.fromkeys(rules, ["'self'"]))
    return lambda view: decorate(view)


def about(request: HttpRequest, record: Row) -> Row:
    """Remember which case this request looks at, so that reading it can be told (`inspections.middleware`)."""
    looked_at: list[Model] = getattr(request, "looked_at", [])
    request.looked_at = [*looked_at, record]  # type: ignore[attr-defined]
    return record
