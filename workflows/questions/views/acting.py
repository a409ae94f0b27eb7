"""Ask a question, answer it, ask again, withdraw it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import formats
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from accounts.forms import carried_out
from accounts.http import MemberRequest, posted
from accounts.pages import show_and_act
from accounts.verdicts import ensure

from ...calendar.school import unknown_years
from ...models import Question
from .. import policies, selectors, services
from ..advisers import administrators, who_can_be_asked
from ..cases import case_named
from ..forms import AnswerForm, AskAgainForm, AskForm
from ..states import Topic
from .reading import crumbs, find, question_page


@show_and_act
def ask(request: MemberRequest) -> HttpResponse:
    """`?over=route:12` says about which case. When nobody can be asked the page says so, before anybody writes."""
    actor = request.actor
    ensure(policies.can_ask(actor))
    boards = who_can_be_asked(actor)
    context: dict[str, Any] = {"crumbs": crumbs({"label": _("Ask a question")})}
    if not boards:
        return render(request, "workflows/questions/nobody.html", context | {"administrators": administrators()})
    form = AskForm(posted(request), actor=actor, boards=boards, chosen=request.GET.get("over", ""))
    if form.is_valid():
        asked: list[Question] = []
        given = form.cleaned_data | {"about": case_named(form.cleaned_data["about"], actor)}
        given["topic"] = Topic(given["topic"])
        if carried_out(form, lambda: asked.append(services.ask(actor=actor, **given))):
            messages.success(request, _("The question is asked. The advisers have it as a task; you get a message."))
            return redirect(asked[0])
    due_on = services.promised_on([boards[0].board])
    context |= {"form": form, "due_on": due_on, "unknown": unknown_years(localdate(), due_on)}
    return render(request, "workflows/questions/ask.html", context)


@show_and_act
def answer(request: MemberRequest, pk: int) -> HttpResponse:
    found = find(request, pk)
    ensure(policies.can_answer(request.actor, found))
    form = AnswerForm(posted(request), initial={"seen_round": found.current.number})
    act = partial(services.answer, found, actor=request.actor)
    if form.is_valid() and carried_out(form, lambda: act(**form.cleaned_data)):
        messages.success(request, _("The answer is sent. Who asked gets a message."))
        return redirect(found)
    return question_page(request, found, form)


@show_and_act
def ask_again(request: MemberRequest, pk: int) -> HttpResponse:
    found = find(request, pk)
    ensure(policies.can_ask_again(request.actor, found))
    form = AskAgainForm(posted(request), initial={"seen_round": found.current.number})
    last = formats.date_format(services.promised_on([found.board, found.asked_of]))
    lead = _("The same advisers get it. You get an answer no later than %(day)s.") % {"day": last}
    done = _("The question is asked again.")
    act = partial(services.ask_again, found, actor=request.actor)
    return _step(request, found, form, act, done, title=_("Ask again"), lead=lead, submit=_("Ask"))


@show_and_act
def withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    found = find(request, pk)
    ensure(policies.can_withdraw(request.actor, found))
    form = Form(posted(request))
    lead = _("The advisers are asked nothing any more. The question stays readable for you and for them.")
    act = partial(services.withdraw, found, actor=request.actor)
    done = _("The question is withdrawn.")
    return _step(request, found, form, act, done, title=_("Withdraw a question"), lead=lead, submit=_("Withdraw"))


def _step(
    request: MemberRequest, found: Question, form: Form, act: Callable[..., object], done: str, **texts: str
) -> HttpResponse:
    """Do it, or show the form below what it is about."""
    if form.is_valid() and carried_out(form, lambda: act(**form.cleaned_data)):
        messages.success(request, done)
        return redirect(found)
    here = {"label": found.number, "url": found.get_absolute_url()}
    more = {"crumbs": crumbs(here, {"label": texts["title"]}), "rounds": selectors.rounds_of(found)}
    return render(request, "workflows/questions/step.html", {"form": form, "question": found, **more, **texts})
