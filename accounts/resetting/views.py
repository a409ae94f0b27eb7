from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from ..forms import carried_out
from ..http import MemberRequest, posted
from ..models import User
from ..pages import done, show_and_act
from ..policies import can_manage_access
from ..stepup.factors import factors_of
from ..verdicts import ensure
from .forms import ResetForm
from .policies import can_reset
from .services import reset_second_factor


@sensitive_post_parameters("password", "code", "credential")
@show_and_act
def reset(request: MemberRequest, pk: int) -> HttpResponse:
    """What this person has, and taking it away."""
    ensure(can_manage_access(request.actor))
    person = get_object_or_404(User, pk=pk)
    ensure(can_reset(request.actor, person))
    if request.method == "POST" and not _has_any(person):  # a second click: no proof is asked, so none is counted
        messages.info(request, _("%(name)s has no second factor, so there is nothing to reset.") % {"name": person})
        return redirect("accounts:access")
    form = ResetForm(posted(request), user=request.user)
    if form.is_valid() and carried_out(
        form,
        partial(
            reset_second_factor,
            person,
            actor=request.actor,
            reason=form.cleaned_data["reason"],
            proof=form.proven(),
        ),
    ):
        return done(request, _("The second factor of %(name)s is taken away. A mail tells it.") % {"name": person})
    crumbs = [{"label": _("Access"), "url": reverse("accounts:access")}, {"label": _("Reset a second factor")}]
    context = {"person": person, "form": form, "facts": _facts(person), "has_any": _has_any(person), "crumbs": crumbs}
    return render(request, "accounts/reset_second_factor.html", context)


def _has_any(person: User) -> bool:
    factors = factors_of(person)
    return bool(factors or factors.recovery_codes)


def _facts(person: User) -> list[dict[str, str]]:
    """For `components/summary_list.html`: who it is, and what that person has."""
    factors = factors_of(person)
    app = _("since %(day)s") % {"day": formats.date_format(factors.app.created_at)} if factors.app else _("none")
    passkeys = ", ".join(str(one.wrap().name) for one in factors.passkeys) or _("none")
    return [
        {"term": _("Person"), "value": str(person), "note": person.email},
        {"term": _("App"), "value": app},
        {"term": _("Passkeys"), "value": passkeys},
    ]
