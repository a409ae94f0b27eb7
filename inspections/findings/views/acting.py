"""Make a finding, answer it, ask again, conclude, withdraw: each a form below what it is about."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _

from accounts.forms import carried_out
from accounts.http import MemberRequest, posted
from accounts.pages import show_and_act
from accounts.verdicts import ensure
from workflows.http import find_route

from ...forms import ReasonForm
from .. import policies, selectors, services
from ..forms import AnswerForm, AskAgainForm, CloseForm, FindingForm
from ..models import Finding
from ..states import Outcome
from .reading import crumbs, facts_of, find


@show_and_act
def make(request: MemberRequest, pk: int) -> HttpResponse:
    """`?over=event:12` says what it is about, so that a link beside the thing itself leads here."""
    route = find_route(request, pk)
    ensure(policies.can_make(request.actor, route))
    chosen = request.GET.get("over", "")
    form = FindingForm(posted(request), route=route, actor=request.actor, chosen=chosen)
    if form.is_valid():
        made: list[Finding] = []
        act = partial(services.make_finding, route, actor=request.actor, **form.cleaned_data)
        if carried_out(form, lambda: made.append(act())):
            messages.success(request, _("The finding is made. The directors of the board get a mail."))
            return redirect(made[0])
    back = reverse("inspections:route", args=[route.pk])
    texts = {
        "title": _("Make a finding"),
        "lead": _("What you found in “%(route)s”, put to one board, with a day to answer.") % {"route": route},
        "submit": _("Make the finding"),
        "crumbs": [{"label": str(route), "url": back}, {"label": _("Make a finding")}],
    }
    return render(request, "inspections/form.html", {"form": form, "back": back, **texts})


@show_and_act
def answer(request: MemberRequest, pk: int) -> HttpResponse:
    found = find(request, pk)
    ensure(policies.can_answer(request.actor, found))
    form = AnswerForm(posted(request), request.FILES or None, initial={"seen_round": found.current.number})
    last = formats.date_format(found.current.due_on)
    lead = _("You answer on behalf of %(board)s, no later than %(day)s.") % {"board": found.board, "day": last}
    if found.is_late:
        lead = _("The last day was %(day)s. You can still answer; it is shown as late.") % {"day": last}
    act = partial(services.answer_finding, found, actor=request.actor)
    done = _("The answer is sent. The inspector gets a mail.")
    return _step(request, found, form, act, done, title=_("Answer a finding"), lead=lead, submit=_("Send the answer"))


@show_and_act
def ask_again(request: MemberRequest, pk: int) -> HttpResponse:
    found = find(request, pk)
    ensure(policies.can_follow_up(request.actor, found))
    form = AskAgainForm(posted(request), initial={"seen_round": found.current.number})
    act = partial(services.ask_again, found, actor=request.actor)
    lead = _("The board gets this question, with a new last day. The earlier answer stays.")
    done = _("The question is asked. The directors of the board get a mail.")
    return _step(request, found, form, act, done, title=_("Ask again"), lead=lead, submit=_("Ask"))


@show_and_act
def close(request: MemberRequest, pk: int) -> HttpResponse:
    found = find(request, pk)
    ensure(policies.can_follow_up(request.actor, found))
    form = CloseForm(posted(request), initial={"seen_round": found.current.number})

    def act(*, outcome: str, **given: Any) -> object:
        return services.close_finding(found, actor=request.actor, outcome=Outcome(outcome), **given)

    lead = _("After this the board is asked nothing any more. The board reads your conclusion.")
    done = _("The finding is closed. The board gets a mail.")
    return _step(request, found, form, act, done, title=_("Conclude and close"), lead=lead, submit=_("Close"))


@show_and_act
def withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    found = find(request, pk)
    ensure(policies.can_withdraw(request.actor, found))
    form = ReasonForm(posted(request))
    act = partial(services.withdraw_finding, found, actor=request.actor)
    lead = _("The board is asked nothing any more. The finding stays readable, with your reason.")
    done = _("The finding is withdrawn. The board gets a mail.")
    return _step(request, found, form, act, done, title=_("Withdraw a finding"), lead=lead, submit=_("Withdraw"))


def _step(
    request: MemberRequest, found: Finding, form: Form, act: Callable[..., object], done: str, **texts: str
) -> HttpResponse:
    """Do it, or show the form below what it is about."""
    if form.is_valid() and carried_out(form, lambda: act(**form.cleaned_data)):
        messages.success(request, done)
        return redirect(found)
    here = {"label": found.number, "url": found.get_absolute_url()}
    context = {
        "form": form,
        "finding": found,
        "rounds": selectors.rounds_of(found),
        "facts": facts_of(found),
        "crumbs": crumbs(here, {"label": texts["title"]}),
        "back": found.get_absolute_url(),
        **texts,
    }
    return render(request, "inspections/finding_step.html", context)
