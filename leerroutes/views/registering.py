"""RIO: every institution registers the route itself, in two steps."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import formats
from django.utils.translation import gettext as _

from accounts.forms import carried_out
from accounts.http import MemberRequest, posted
from accounts.verdicts import ensure

from .. import policies, services
from ..forms.steps import ConfirmationForm, SubmissionForm
from ..models import RioRegistration
from ..states import RegistrationState
from .finding import find_registration, show_and_act
from .proposing import crumbs


@show_and_act
def register(request: MemberRequest, pk: int) -> HttpResponse:
    """First the day it was sent; then the day and the identifier of the confirmation."""
    registration = find_registration(request, pk)
    ensure(policies.can_register(request.actor, registration))
    form = _form_for(registration)(registration, posted(request))
    if form.is_valid() and carried_out(form, _service_for(request, registration, form)):
        messages.success(request, _done(registration))
        return redirect("leerroutes:register", registration.pk)
    return render(request, "leerroutes/register.html", _context(registration, form))


def _form_for(registration: RioRegistration) -> type[SubmissionForm] | type[ConfirmationForm]:
    return SubmissionForm if registration.state == RegistrationState.PLANNED else ConfirmationForm


def _service_for(
    request: MemberRequest, registration: RioRegistration, form: SubmissionForm | ConfirmationForm
) -> Callable[[], object]:
    """The service that goes with the step."""
    planned = registration.state == RegistrationState.PLANNED
    verb: Callable[..., object] = services.submit_registration if planned else services.confirm_registration
    return partial(verb, registration, actor=request.actor, **form.cleaned_data)


def _done(registration: RioRegistration) -> str:
    if registration.state == RegistrationState.PLANNED:
        return _("It is recorded that the registration was sent to RIO.")
    return _("The confirmation is recorded.")


def _context(registration: RioRegistration, form: SubmissionForm | ConfirmationForm) -> dict[str, Any]:
    route = registration.route
    return {
        "registration": registration,
        "route": route,
        "form": form,
        "facts": _facts(registration),
        "others": [_row(other) for other in route.registrations.select_related("institution")],
        "crumbs": crumbs(route, _("Registration in RIO")),
    }


def _facts(registration: RioRegistration) -> list[dict[str, str]]:
    """What the registrar needs to find the route in RIO, and what is recorded so far."""
    facts = [
        (_("School or institution"), f"{registration.institution} ({registration.institution.brin})"),
        (_("Start"), formats.date_format(registration.route.starts_on)),
        (_("Kind"), registration.route.get_route_type_display()),
        (_("Sent to RIO on"), registration.submitted_on and formats.date_format(registration.submitted_on)),
        (_("Confirmed by RIO on"), registration.confirmed_on and formats.date_format(registration.confirmed_on)),
        (_("Identifier in RIO"), registration.register_id),
    ]
    return [{"term": term, "value": value} for term, value in facts if value]


def _row(registration: RioRegistration) -> dict[str, Any]:
    """For `components/party_list.html`."""
    return {
        "name": registration.institution,
        "note": registration.register_id,
        "state": registration.state,
        "state_label": registration.get_state_display(),
    }
