"""What members of participation bodies and registrars did, and what came of it."""

from __future__ import annotations

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.actors import Actor
from agreements.models import Consultation
from agreements.policies import consultations_visible_to
from leerroutes.models import RioRegistration
from leerroutes.states import RegistrationState

from .parts import Part, Row, first_of


def answers(actor: Actor) -> Part:
    """What the bodies of this board answered last."""
    found = consultations_visible_to(actor).filter(board=actor.board).exclude(outcome="")
    rows, number = first_of(found.order_by("-answered_on", "-pk"), _answer)
    return Part(
        key="answers",
        title=_("Answered last"),
        rows=rows,
        number=number,
        empty=_("No body of your board answered here yet."),
        url=reverse("agreements:list"),
        url_label=_("All agreements"),
    )


def _answer(one: Consultation) -> Row:
    day = date_format(one.answered_on, "j F Y") if one.answered_on else ""
    note = _("%(body)s, answered on %(day)s") % {"body": one.body, "day": day}
    return Row(str(one.agreement), reverse("agreements:answer", args=[one.pk]), note, "done", one.get_outcome_display())


def registrations(actor: Actor) -> Part:
    """Sent to RIO and not confirmed: without the confirmation the route does not start."""
    found = RioRegistration.objects.filter(institution__board=actor.board, state=RegistrationState.SUBMITTED)
    some = found.select_related("route", "institution").order_by("submitted_on", "pk")
    rows, number = first_of(some, _registration)
    return Part(
        key="registrations",
        title=_("Submitted to RIO, not confirmed yet"),
        rows=rows,
        number=number,
        empty=_("Every registration that was submitted is confirmed."),
    )


def _registration(one: RioRegistration) -> Row:
    day = date_format(one.submitted_on, "j F Y") if one.submitted_on else ""
    note = _("%(school)s, submitted on %(day)s") % {"school": one.institution, "day": day}
    address = reverse("leerroutes:register", args=[one.pk])
    return Row(str(one.route), address, note, one.state, one.get_state_display())
