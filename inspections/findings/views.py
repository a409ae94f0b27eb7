"""The pages of findings: for inspectors, and for the board that is asked."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.forms import carried_out
from accounts.http import MemberRequest, about, posted
from accounts.pages import show_and_act
from accounts.uploads.http import download
from accounts.uploads.opening import can_open
from accounts.verdicts import Verdict, ensure
from workflows.http import find_route
from workflows.presenting import events_for_people

from ..forms import ReasonForm
from . import policies, selectors, services
from .forms import AnswerForm, AskAgainForm, CloseForm, FindingForm
from .models import AnswerFile, Finding
from .places import address_of
from .states import Outcome

PER_PAGE = 25


def find(request: MemberRequest, pk: int) -> Finding:
    """404 for strangers, and for the other boards of the route."""
    return about(request, get_object_or_404(policies.visible_to(request.actor), pk=pk))


def crumbs(*more: dict[str, str]) -> list[dict[str, str]]:
    return [{"label": _("Findings"), "url": reverse("inspections:findings")}, *more]


@require_safe
def findings(request: MemberRequest) -> HttpResponse:
    """An inspector: those in the routes of today's access. A member: those for the own boards."""
    which = request.GET.get("staat", "")
    page = Paginator(selectors.narrowed(request.actor, which), PER_PAGE).get_page(request.GET.get("page"))
    numbers, here = selectors.counted(request.actor), reverse("inspections:findings")
    labels = {
        "": _("All"),
        "open": _("Open"),
        "asked": _("Waiting for the board"),
        "late": _("Too late"),
        "answered": _("Answered"),
        "over": _("Closed or withdrawn"),
    }
    tabs = [
        {"url": f"{here}?staat={key}" if key else here, "label": label, "current": key == which, "count": numbers[key]}
        for key, label in labels.items()
    ]
    rows = [{"finding": one, "badge": selectors.badge_of(one)} for one in page]
    return render(request, "inspections/findings.html", {"page": page, "rows": rows, "tabs": tabs})


@require_safe
def finding(request: MemberRequest, pk: int) -> HttpResponse:
    """What was found, what was asked and answered, and what can be done now."""
    found = find(request, pk)
    possible, refused = _steps(request, found)
    context = {
        "finding": found,
        "badge": selectors.badge_of(found),
        "crumbs": crumbs({"label": found.number}),
        "facts": _facts(found),
        "rounds": selectors.rounds_of(found),
        "possible": possible,
        "refused": refused,
        "events": events_for_people(selectors.trail_of(found)),
    }
    return render(request, "inspections/finding.html", context)


def _steps(request: MemberRequest, found: Finding) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """What this person can do, and for the own side why not the rest."""
    actor, follow_up = request.actor, policies.can_follow_up(request.actor, found)
    mine: list[tuple[str, str, Verdict]] = [(_("Answer"), "answer", policies.can_answer(actor, found))]
    if actor.is_inspector:
        mine = [
            (_("Conclude and close"), "close", follow_up),
            (_("Ask again"), "ask_again", follow_up),
            (_("Withdraw"), "withdraw", policies.can_withdraw(actor, found)),
        ]
    steps = [(label, reverse(f"inspections:finding_{name}", args=[found.pk]), verdict) for label, name, verdict in mine]
    possible = [{"label": label, "url": url} for label, url, verdict in steps if verdict]
    return possible, [{"label": label, "reason": verdict.reason} for label, _url, verdict in steps if not verdict]


def _facts(found: Finding) -> list[dict[str, Any]]:
    route = f"{found.route} ({found.route.number})"
    made = _("%(name)s, %(day)s") % {"name": found.made_by, "day": formats.date_format(found.made)}
    return [
        {"term": _("Route"), "value": route, "url": found.route.get_absolute_url()},
        {"term": _("For"), "value": str(found.board)},
        {"term": _("About"), "value": found.place, "url": address_of(found)},
        {"term": _("Made by"), "value": made},
    ]


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
        "facts": _facts(found),
        "crumbs": crumbs(here, {"label": texts["title"]}),
        "back": found.get_absolute_url(),
        **texts,
    }
    return render(request, "inspections/finding_step.html", context)


@require_safe
def answer_file(request: MemberRequest, pk: int, number: int) -> HttpResponseBase:
    """The file that came with an answer."""
    found = find(request, pk)
    file = AnswerFile.objects.filter(round__finding=found, round__number=number).first()
    if file is None:
        raise Http404
    ensure(can_open(file))
    return download(request, file)
