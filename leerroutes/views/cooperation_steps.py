"""What a board does with a lighter cooperation: confirm it, take itself off, end it, make a route of it."""

from __future__ import annotations

from functools import partial

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.forms import carried_out
from accounts.http import MemberRequest, posted
from accounts.verdicts import ensure

from .. import cooperating as policies
from .. import services
from ..forms.cooperation import ConfirmationOfBoardForm, EndingForm, LeavingForm, UpgradeForm
from ..models import Cooperation, Route
from ..upgrading import NEXT_STEPS
from .cooperating import crumbs
from .finding import find_cooperation, show_and_act


@show_and_act
def confirm(request: MemberRequest, pk: int) -> HttpResponse:
    """Our board takes part in what stands here."""
    cooperation = find_cooperation(request, pk)
    ensure(policies.can_confirm(request.actor, cooperation))
    form = ConfirmationOfBoardForm(cooperation, request.actor.board, request.user, posted(request))
    act = partial(services.confirm_cooperation, cooperation, actor=request.actor)
    if form.is_valid() and carried_out(form, lambda: act(**form.cleaned_data)):
        messages.success(request, _("Your board confirmed that it takes part."))
        return redirect(cooperation)
    return _page(
        request,
        cooperation,
        form,
        _("Confirm that you take part"),
        _(
            "You confirm that what stands here is right. It is a record, not an agreement. "
            "When it changes, you are asked again."
        ),
        button=_("Confirm"),
    )


@show_and_act
def leave(request: MemberRequest, pk: int) -> HttpResponse:
    """Our board does not take part, or not any more."""
    cooperation = find_cooperation(request, pk)
    ensure(policies.can_leave(request.actor, cooperation))
    form = LeavingForm(posted(request))
    act = partial(services.leave_cooperation, cooperation, actor=request.actor)
    if form.is_valid() and carried_out(form, lambda: act(reason=form.cleaned_data["reason"])):
        messages.success(request, _("Your board and its schools are taken off this cooperation."))
        return redirect("leerroutes:cooperations")
    return _page(
        request,
        cooperation,
        form,
        _("Take your board off"),
        _("Your board and its schools are taken off. After that you do not see this cooperation any more."),
        button=_("Take my board off"),
        negative=True,
    )


@show_and_act
def end(request: MemberRequest, pk: int) -> HttpResponse:
    """It stops; it stays readable."""
    cooperation = find_cooperation(request, pk)
    ensure(policies.can_end(request.actor, cooperation))
    form = EndingForm(cooperation, posted(request))
    act = partial(services.end_cooperation, cooperation, actor=request.actor)
    if form.is_valid() and carried_out(form, lambda: act(**form.cleaned_data)):
        messages.success(request, _("The last day is recorded."))
        return redirect(cooperation)
    return _page(
        request,
        cooperation,
        form,
        _("End the cooperation"),
        _("It ends for all boards after the last day. What stands here stays readable."),
        button=_("End the cooperation"),
        negative=True,
    )


@show_and_act
def upgrade(request: MemberRequest, pk: int) -> HttpResponse:
    """Make a proposal for a route of it; says first what the law then asks."""
    cooperation = find_cooperation(request, pk)
    ensure(policies.can_upgrade(request.actor, cooperation))
    form, made = UpgradeForm(posted(request)), list[Route]()
    act = partial(services.upgrade_cooperation, cooperation, actor=request.actor)
    if form.is_valid() and carried_out(form, lambda: made.append(act(**form.cleaned_data))):
        messages.success(request, _("The draft is there, with the same schools and contact persons. Now add lines."))
        return redirect("leerroutes:edit", made[0].pk)
    return _page(
        request,
        cooperation,
        form,
        _("Make a route of it"),
        _("You make a draft of a proposal. Nobody is asked to decide until you submit it."),
        button=_("Make a draft and go on"),
        steps=NEXT_STEPS,
    )


def _page(
    request: MemberRequest, cooperation: Cooperation, form: forms.Form, title: str, meaning: str, **more: object
) -> HttpResponse:
    context = {
        "cooperation": cooperation,
        "form": form,
        "title": title,
        "meaning": meaning,
        "crumbs": crumbs(title, cooperation),
        **more,
    }
    return render(request, "leerroutes/cooperation_step.html", context)
