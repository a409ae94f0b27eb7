"""The button beside what cannot be done."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.errors import Refusal
from accounts.http import MemberRequest
from agreements.models import Agreement
from leerroutes.models import Route

from ..http import find_agreement, find_route
from .services import ask


@require_POST
def of_route(request: MemberRequest, pk: int, action: str) -> HttpResponse:
    return _ask(request, find_route(request, pk), action)


@require_POST
def of_agreement(request: MemberRequest, pk: int, action: str) -> HttpResponse:
    return _ask(request, find_agreement(request, pk), action)


def _ask(request: MemberRequest, record: Route | Agreement, action: str) -> HttpResponse:
    """Back to the case, with whom it was asked or why not."""
    try:
        told = ask(record, actor=request.actor, action=action, lift=request.POST.get("lift", ""))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        _say(request, ", ".join(str(person) for person in told))
    return redirect(record)


def _say(request: MemberRequest, names: str) -> None:
    if names:
        messages.success(request, _("Asked, by mail: %(names)s. It stands in the timeline.") % {"names": names})
    else:
        messages.info(request, _("This was asked today already. Tomorrow you can ask again."))
