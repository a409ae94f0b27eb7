"""The messages of a case: all of them on a page of their own, the last ones on the page of the case."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.forms import carried_out, is_key
from accounts.http import MemberRequest, posted
from accounts.pages import show_and_act
from accounts.verdicts import ensure
from agreements.models import Agreement
from agreements.states import Audience
from leerroutes.models import Route

from ..http import find_agreement, find_route
from ..models import Message
from .forms import MessageForm
from .policies import can_write, messages_visible_to, readers_of
from .services import write_message

ON_THE_CASE, PER_PAGE = 3, 25


@show_and_act
def of_route(request: MemberRequest, pk: int) -> HttpResponse:
    return _page(request, find_route(request, pk))


@show_and_act
def of_agreement(request: MemberRequest, pk: int) -> HttpResponse:
    return _page(request, find_agreement(request, pk))


def panel(record: Route | Agreement, actor: Actor) -> dict[str, Any]:
    """For `workflows/_messages.html` on the page of the case."""
    return {"messages_here": _said(record, actor)[:ON_THE_CASE], "messages_page": _address(record)}


def _page(request: MemberRequest, record: Route | Agreement) -> HttpResponse:
    """What was said, the last first; `tot` is where somebody was led to. Errors keep what was typed."""
    verdict = can_write(request.actor, record)
    form = _form(request, record) if verdict else None
    if request.method == "POST":
        ensure(verdict)
        if form is not None and form.is_valid() and carried_out(form, partial(_write, request, record, form)):
            messages.success(request, _("Your message is there."))
            return redirect(_address(record))
    context = {
        "record": record,
        "form": form,
        "verdict": verdict,
        "address": _address(record),
        "crumbs": [{"label": str(record), "url": record.get_absolute_url()}, {"label": _("Messages")}],
        **_some(_said(record, request.actor), request.GET.get("tot", "")),
    }
    return render(request, "workflows/case_messages.html", context)


def _form(request: MemberRequest, record: Route | Agreement) -> MessageForm:
    return MessageForm(posted(request), people=readers_of(record, request.actor, Audience.EVERYBODY))


def _write(request: MemberRequest, record: Route | Agreement, form: MessageForm) -> None:
    given = form.cleaned_data
    mentioned = list(given.get("mentioned", ()))
    audience = Audience(given["audience"])
    write_message(record, actor=request.actor, audience=audience, body=given["body"], mentioned=mentioned)


def _said(record: Route | Agreement, actor: Actor) -> QuerySet[Message]:
    return messages_visible_to(actor, record).prefetch_related("mentioned")


def _some(said: QuerySet[Message], until: str) -> dict[str, Any]:
    """From one message back; `older` is the first of those that are not shown."""
    here = said.filter(pk__lte=int(until)) if is_key(until) else said
    rows = list(here[: PER_PAGE + 1])
    return {
        "rows": rows[:PER_PAGE],
        "older": rows[PER_PAGE] if len(rows) > PER_PAGE else None,
        "is_newest": here is said,
    }


def _address(record: Route | Agreement) -> str:
    return reverse(f"workflows:{record._meta.model_name}_messages", args=[record.pk])
