"""What a start page says of roles, mandates and access: who may act, until when, and what waits for a second person."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.granting.policies import visible_to
from accounts.models import Mandate, Membership
from jobs.models import Job
from jobs.models import State as JobState
from leerroutes.models import InspectionAccess

from .parts import Part, Row, first_of

SOON = timedelta(days=60)
OFTEN = 3
"""After so many attempts that failed, somebody should look."""


def second_person(actor: Actor) -> Part:
    """Roles and mandates that give nothing before somebody else confirms them."""
    rows: list[Row] = []
    number = 0
    for kind in (Membership, Mandate):
        waiting = visible_to(actor, kind).waiting().exclude(proposed_by=actor.user).exclude(user=actor.user)
        if actor.board:
            waiting = waiting.filter(board=actor.board)
        some, all_of_them = first_of(waiting.order_by("proposed"), _proposed)
        rows, number = rows + some, number + all_of_them
    return Part(
        key="second-person",
        title=_("Roles and mandates to confirm"),
        rows=rows,
        number=number,
        empty=_("No role or mandate waits for a second person."),
        url=reverse("accounts:waiting"),
        url_label=_("Roles and mandates that wait"),
        is_aside=True,
    )


def _proposed(grant: Membership | Mandate) -> Row:
    by = _("proposed by %(name)s") % {"name": grant.proposed_by}
    return Row(str(grant), reverse("accounts:waiting"), by, "waiting", _("not confirmed"))


def mandates(actor: Actor) -> Part:
    """Who signs has a mandate; without one of today nobody can sign, whatever the role says."""
    found = Mandate.objects.valid_on().filter(user=actor.user, board=actor.board).order_by("valid_until", "pk")
    rows, number = first_of(found, _mandate)
    return Part(
        key="mandates",
        title=_("Your mandates"),
        rows=rows,
        number=number,
        empty=_(
            "You hold no mandate of today, so you cannot sign. An administrator records the mandate of your board."
        ),
        url=reverse("agreements:mandates"),
        url_label=_("The register of mandates"),
        is_aside=True,
    )


def _mandate(mandate: Mandate) -> Row:
    last = mandate.valid_until
    if last is None:
        until = _("without an end date")
    else:
        until = _("until and including %(day)s") % {"day": date_format(last, "j F Y")}
    ends = last is not None and last <= localdate() + SOON
    label = _("ends soon") if ends else _("valid")
    return Row(mandate.function, note=until, state="waiting" if ends else "done", state_label=label)


def ending_mandates() -> Part:
    """For an administrator: who will not be able to sign within two months unless the board renews it."""
    last = localdate() + SOON
    found = Mandate.objects.valid_on().filter(valid_until__lte=last).select_related("user", "board")
    rows, number = first_of(found.order_by("valid_until", "pk"), _ending)
    return Part(
        key="ending",
        title=_("Mandates that end within two months"),
        rows=rows,
        number=number,
        empty=_("No mandate ends within two months."),
        url=reverse("accounts:access"),
        url_label=_("Manage access"),
    )


def _ending(mandate: Mandate) -> Row:
    return Row(str(mandate.board), note=f"{mandate.holder}, {mandate.function}", due=mandate.valid_until)


def own_access(actor: Actor) -> Part:
    """What an inspector may read, why and until when."""
    found = InspectionAccess.objects.on().filter(inspector=actor.user).select_related("board", "route")
    rows, number = first_of(found.order_by("valid_until", "pk"), _access)
    return Part(
        key="access",
        title=_("What you may read"),
        rows=rows,
        number=number,
        empty=_("No access is open for you now. Ask an administrator, and say for which purpose and until when."),
        url=reverse("inspections:accesses"),
        url_label=_("Inspection access"),
        is_aside=True,
    )


def _access(access: InspectionAccess) -> Row:
    return Row(access.reach, note=access.purpose, due=access.valid_until)


def stuck_work() -> Part:
    """What the workers tried and could not do, such as a mail that nobody received."""
    found = Job.objects.exclude(state=JobState.DONE).filter(attempts__gte=OFTEN).order_by("created", "pk")
    rows, number = first_of(found, _stuck)
    return Part(
        key="stuck",
        title=_("Work that failed again and again"),
        rows=rows,
        number=number,
        empty=_("Everything that was promised is done, or still has its first attempts."),
        is_aside=True,
    )


def _stuck(job: Job) -> Row:
    tried = _("%(number)s attempts") % {"number": job.attempts}
    return Row(f"{job.name} {job.pk}", note=tried, state="error", state_label=_("fails"))
