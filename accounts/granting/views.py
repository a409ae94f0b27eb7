"""The pages of the second person."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from ..forms import carried_out
from ..http import MemberRequest, posted
from ..models import Mandate, MandateDocument, Membership
from ..pages import about, show_and_act
from ..uploads.http import download
from ..uploads.opening import can_open
from ..verdicts import ensure
from . import services
from .forms import ConfirmForm, RefuseForm
from .policies import Grant, can_confirm, can_refuse, visible_to
from .selectors import waiting_for


@require_safe
def waiting(request: MemberRequest) -> HttpResponse:
    """What was proposed for the own boards, and who may answer it."""
    roles, mandates = waiting_for(request.actor)
    return render(request, "accounts/waiting.html", {"roles": roles, "mandates": mandates})


@sensitive_post_parameters("password", "code", "credential")
@show_and_act
def confirm(request: MemberRequest, pk: int, kind: type[Grant]) -> HttpResponse:
    """Confirm it, with the password and a second factor."""
    grant = _find(request, pk, kind)
    ensure(can_confirm(request.actor, grant))
    form = ConfirmForm(posted(request), user=request.user)
    if form.is_valid() and carried_out(
        form, lambda: services.confirm_grant(grant, actor=request.actor, proof=form.proven())
    ):
        return _done(request, _("Confirmed: %(what)s.") % {"what": grant})
    lead = _("Confirm it only when you know that it is right. Your name stands beside that of who proposed it.")
    return _page(request, grant, form, "confirm", title=_("Confirm as the second person"), lead=lead)


@show_and_act
def refuse(request: MemberRequest, pk: int, kind: type[Grant]) -> HttpResponse:
    """Refuse it, or take back what one proposed."""
    grant = _find(request, pk, kind)
    ensure(can_refuse(request.actor, grant))
    form = RefuseForm(posted(request))
    if form.is_valid() and carried_out(
        form, lambda: services.refuse_grant(grant, actor=request.actor, reason=form.cleaned_data["reason"])
    ):
        return _done(request, _("Refused: %(what)s.") % {"what": grant})
    lead = _("It gives no rights, and stays in the trail as refused.")
    return _page(request, grant, form, "refuse", title=_("Refuse what was proposed"), lead=lead)


@require_safe
def document(request: MemberRequest, pk: int) -> HttpResponseBase:
    """The paper of a mandate that waits: who confirms it must be able to read it."""
    mandate = _find(request, pk, Mandate)
    ensure(can_confirm(request.actor, mandate))
    found = get_object_or_404(MandateDocument, mandate=mandate)
    ensure(can_open(found))
    return download(request, found)


def _find(request: MemberRequest, pk: int, kind: type[Any]) -> Any:
    return get_object_or_404(visible_to(request.actor, kind), pk=pk)


def _done(request: MemberRequest, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("accounts:waiting")


def _page(request: MemberRequest, grant: Grant, form: Any, act: str, **texts: Any) -> HttpResponse:
    crumbs = [
        {"label": _("Waiting for a second person"), "url": reverse("accounts:waiting")},
        {"label": texts["title"]},
    ]
    context = {"grant": grant, "form": form, "act": act, "crumbs": crumbs, "facts": _facts(grant), **texts}
    return render(request, "accounts/answer.html", context)


def _facts(grant: Grant) -> list[dict[str, str]]:
    if isinstance(grant, Membership):
        facts = about(grant, _("Role"), grant.get_role_display())
        reach = str(grant.institution or _("the whole board")) if grant.board else _("The whole platform")
    else:
        facts = about(grant, _("Mandate to sign, as"), grant.function)
        facts.append({"term": _("Document"), "value": grant.document_reference})
        reach = grant.reach
    facts += [{"term": _("Reach"), "value": reach}, {"term": _("Proposed by"), "value": str(grant.proposed_by)}]
    facts[0]["note"] = grant.user.email
    return facts
