"""The pages of questions: to ask, to follow, to answer; and for editors what the help may use."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import formats
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.forms import carried_out
from accounts.http import MemberRequest, posted
from accounts.pages import show_and_act
from accounts.verdicts import Verdict, ensure
from guidance.policies import can_edit

from ..calendar.school import unknown_years
from ..models import Question
from ..presenting import events_for_people
from . import policies, selectors, services
from .advisers import administrators, who_can_be_asked
from .cases import case_named
from .forms import AnswerForm, AskAgainForm, AskForm, IntoHelpForm, said_of
from .states import Topic

PER_PAGE = 25


def find(request: MemberRequest, pk: int) -> Question:
    """404 for everybody but who asked and the advisers of whom it was asked."""
    return get_object_or_404(policies.visible_to(request.actor), pk=pk)


def crumbs(*more: dict[str, str]) -> list[dict[str, str]]:
    help_page = {"label": _("Help"), "url": reverse("guidance:index")}
    return [help_page, {"label": _("Questions"), "url": reverse("questions:questions")}, *more]


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


@require_safe
def questions(request: MemberRequest) -> HttpResponse:
    """`?van=anderen`: what was asked of the advisers of my boards; else what I asked."""
    of_others = request.GET.get("van") == "anderen"
    page = Paginator(selectors.listed(request.actor, of_others), PER_PAGE).get_page(request.GET.get("page"))
    here = reverse("questions:questions")
    tabs = [
        {"url": here, "label": _("I asked"), "current": not of_others},
        {"url": f"{here}?van=anderen", "label": _("Asked of advisers of my boards"), "current": of_others},
    ]
    rows = [{"question": one, "badge": selectors.badge_of(one)} for one in page]
    context = {"page": page, "rows": rows, "tabs": tabs, "may_ask": bool(policies.can_ask(request.actor))}
    return render(request, "workflows/questions/list.html", context)


@require_safe
def question(request: MemberRequest, pk: int) -> HttpResponse:
    """What was asked and answered, and for an adviser the box to answer in."""
    found = find(request, pk)
    form = AnswerForm(initial={"seen_round": found.current.number})
    return _page(request, found, form if policies.can_answer(request.actor, found) else None)


def _page(request: MemberRequest, found: Question, form: Form | None) -> HttpResponse:
    possible, refused = _steps(request, found)
    context = {
        "question": found,
        "form": form,
        "badge": selectors.badge_of(found),
        "crumbs": crumbs({"label": found.number}),
        "facts": _facts(request, found),
        "rounds": selectors.rounds_of(found),
        "possible": possible,
        "refused": refused,
        "events": events_for_people(selectors.trail_of(found)),
    }
    return render(request, "workflows/questions/question.html", context)


def _steps(request: MemberRequest, found: Question) -> tuple[set[str], list[dict[str, Any]]]:
    """What this person can do, and of the own side why not the rest."""
    actor = request.actor
    mine: list[tuple[str, str, Verdict]] = [("answer", _("Answer"), policies.can_answer(actor, found))]
    if found.asker_id == actor.user.pk:
        mine = [
            ("ask_again", _("Ask again"), policies.can_ask_again(actor, found)),
            ("withdraw", _("Withdraw"), policies.can_withdraw(actor, found)),
        ]
    refused = [{"label": label, "reason": verdict.reason} for _name, label, verdict in mine if not verdict]
    return {name for name, _label, verdict in mine if verdict}, refused


def _facts(request: MemberRequest, found: Question) -> list[dict[str, Any]]:
    facts = [
        {"term": _("About"), "value": found.get_topic_display()},
        {"term": _("Asked by"), "value": f"{found.asker}, {found.board}"},
        {"term": _("Asked of"), "value": _("the advisers of %(board)s") % {"board": found.asked_of}},
        {"term": _("May be used in the help"), "value": _("yes, without names") if found.may_share else _("no")},
    ]
    if (case := found.case) is not None:
        reads = policies.reads_its_case(request.actor, found)
        told = {"value": f"{case} ({case.number})", "url": case.get_absolute_url()} if reads else {"value": case.number}
        facts.insert(1, {"term": _("The case"), **told})
    return facts


@show_and_act
def answer(request: MemberRequest, pk: int) -> HttpResponse:
    found = find(request, pk)
    ensure(policies.can_answer(request.actor, found))
    form = AnswerForm(posted(request), initial={"seen_round": found.current.number})
    act = partial(services.answer, found, actor=request.actor)
    if form.is_valid() and carried_out(form, lambda: act(**form.cleaned_data)):
        messages.success(request, _("The answer is sent. Who asked gets a message."))
        return redirect(found)
    return _page(request, found, form)


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


def _editing(*more: dict[str, str]) -> list[dict[str, str]]:
    help_page = {"label": _("Help"), "url": reverse("guidance:index")}
    return [help_page, {"label": _("Editing"), "url": reverse("guidance:review")}, *more]


@require_safe
def shared(request: MemberRequest) -> HttpResponse:
    """For editors: answered questions that the help may use, without who asked and about which case."""
    ensure(can_edit(request.actor))
    found = policies.shared_with(request.actor).select_related("entry__current").order_by("-state_since", "-pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "crumbs": _editing({"label": _("Questions")})}
    return render(request, "workflows/questions/shared.html", context)


@show_and_act
def into_help(request: MemberRequest, pk: int) -> HttpResponse:
    """Question and answer, and below it a draft of a text of the help."""
    ensure(can_edit(request.actor))
    found = get_object_or_404(policies.shared_with(request.actor), pk=pk)
    ensure(policies.can_make_entry(request.actor, found))
    form = IntoHelpForm(posted(request), initial=said_of(found))
    make = partial(services.make_entry, found, actor=request.actor)
    if form.is_valid() and carried_out(form, lambda: make(**form.cleaned_data)):
        messages.success(request, _("The text is there, for editors only. Publish it when it is right."))
        return redirect("guidance:keep", slug=form.cleaned_data["slug"])
    shared_page = {"label": _("Questions"), "url": reverse("questions:shared")}
    context = {"form": form, "question": found, "rounds": found.rounds.all()}
    crumbs_here = _editing(shared_page, {"label": found.number})
    return render(request, "workflows/questions/into_help.html", {**context, "crumbs": crumbs_here})
