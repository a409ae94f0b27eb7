"""A gentle mail about the yearly evaluation: a month before its day, and once when that has passed."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.models import Board, User
from accounts.permissions import people_asked
from agreements.evaluations import NOTHING, Due, Standing, standings
from agreements.models import Agreement
from agreements.states import BINDING
from jobs.sentences import Sentence
from jobs.sentences import sentence as _
from jobs.services import handles

from .links import absolute
from .mail import send
from .telling.kinds import Kind
from .telling.services import tell

AHEAD = timedelta(days=30)


def remind_of_evaluations() -> None:
    """Every day; each mail is promised under a key of its own, so nobody gets it twice."""
    agreements = list(Agreement.objects.filter(state__in=BINDING).prefetch_related("covered").order_by("pk"))
    found = standings([covered.route_id for agreement in agreements for covered in agreement.covered.all()])
    for agreement in agreements:
        of_routes = [found.get(covered.route_id, NOTHING) for covered in agreement.covered.all()]
        for due in {due for standing in of_routes if (due := asked_for(standing))}:
            remind(agreement, due)


def asked_for(standing: Standing) -> Due | None:
    """The last one that is late, or the coming one when its day is near."""
    if standing.late:
        return standing.late[-1]
    coming = standing.coming
    return coming if coming and coming.day <= localdate() + AHEAD else None


@transaction.atomic
def remind(agreement: Agreement, due: Due) -> None:
    """The coordinators of every board: each of them may record it."""
    when = "late" if due.day < localdate() else "soon"
    boards = Board.objects.filter(agreement_parties__agreement=agreement, agreement_parties__left_on=None)
    tell(
        {person for board in boards for person in people_asked("draft_agreements", board)},
        Kind.EVALUATION,
        key=f"evaluation:{agreement.pk}:{due.start_year}:{when}",
        about=agreement,
        sentence=_told(due, when),
        address=reverse("agreements:evaluations", args=[agreement.pk]),
        job="workflows.mail_evaluation",
        arguments={"agreement": agreement.pk, "start_year": due.start_year},
    )


def _told(due: Due, when: str) -> Sentence:
    if when == "late":
        return _("Nobody recorded the evaluation of school year %(year)s yet.", year=due.school_year)
    return _("The evaluation of school year %(year)s is due soon.", year=due.school_year)


@handles("workflows.mail_evaluation")
def mail_evaluation(agreement: int, start_year: int, person: int) -> None:
    """Unless somebody recorded it meanwhile."""
    found = Agreement.objects.get(pk=agreement)
    states = standings(list(found.covered.values_list("route", flat=True))).values()
    due = next((due for one in states if (due := asked_for(one)) and due.start_year == start_year), None)
    if due is not None and found.state in BINDING:
        link = absolute(reverse("agreements:evaluations", args=[found.pk]))
        words = {"agreement": found, "due": due, "is_late": due.day < localdate(), "link": link}
        send("workflows/mail/evaluation.txt", User.objects.get(pk=person), words, about=found)
