"""The page of a task: what it is, who has it, what colleagues wrote, and taking it up or giving it away."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from viewflow.workflow.models import Task

from accounts.errors import Refusal
from accounts.forms import carried_out
from accounts.http import MemberRequest, about
from accounts.verdicts import ensure
from agreements.policies import visible_to as visible_agreements
from leerroutes.policies import visible_to as visible_routes

from .. import kinds, selectors
from ..models import HandOver
from ..reached import record_of
from . import services
from .forms import HandOverForm, TakeOverForm
from .holding import holder_of, taken_by
from .policies import can_take_up, colleagues


@require_http_methods(["GET", "HEAD", "POST"])
def task(request: MemberRequest, pk: int) -> HttpResponse:
    """Whoever reads the case and is not asked is told so; strangers learn nothing."""
    found = find_task(request, pk)
    ensure(can_take_up(request.actor, found))
    holder, people = holder_of(found), colleagues(request.actor, found)
    asked = request.POST.get("do", "")
    give = HandOverForm(request.POST if asked == "hand_over" else None, people=people)
    take = TakeOverForm(request.POST if asked == "take_over" else None)
    if request.method == "POST" and _acted(request, found, asked, give, take):
        return redirect("workflows:inbox")
    context = {
        "task": selectors.described([found])[0],
        "holder": holder,
        "is_mine": holder == request.user,
        "taken": taken_by(found, holder) if holder else "",
        "together": found.flow_task.together,
        "give": give if people else None,
        "take": take,
        "notes": HandOver.objects.filter(task=found).select_related("before", "after", "by"),
    }
    return render(request, "workflows/task.html", context)


def find_task(request: MemberRequest, pk: int) -> Task:
    found = get_object_or_404(selectors.open_board_tasks().filter(_readable(request)), pk=pk)
    about(request, record_of(found.process.coerced))
    return found


def _readable(request: MemberRequest) -> Q:
    routes, agreements = visible_routes(request.actor).values("pk"), visible_agreements(request.actor).values("pk")
    return (
        Q(process__proposalprocess__route__in=routes)
        | Q(process__startprocess__route__in=routes)
        | Q(process__agreementprocess__agreement__in=agreements)
        | Q(process__endingprocess__agreement__in=agreements)
        | Q(process__termprocess__agreement__in=agreements)
        | kinds.reaching(request.actor)
    )


def _acted(request: MemberRequest, task: Task, asked: str, give: HandOverForm, take: TakeOverForm) -> bool:
    """A refusal stays on the page, with what was typed."""
    plain: dict[str, Callable[..., None]] = {"take_up": services.take_up, "put_back": services.put_back}
    if asked in plain:
        try:
            plain[asked](task, actor=request.actor)
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return False
    elif asked == "hand_over":
        if not _sent(give, partial(services.hand_over, task, actor=request.actor)):
            return False
    elif asked != "take_over" or not _sent(take, partial(services.take_over, task, actor=request.actor)):
        return False
    messages.success(request, _done()[asked])
    return True


def _sent(form: Any, act: Callable[..., None]) -> bool:
    return form.is_valid() and carried_out(form, lambda: act(**form.cleaned_data))


def _done() -> dict[str, str]:
    return {
        "take_up": _("You took the task up. Your colleagues see that."),
        "put_back": _("The task waits for everybody again."),
        "hand_over": _("The task is handed over. Your colleague gets a message."),
        "take_over": _("You have the task now. Your colleague gets a message."),
    }
