"""What a case waits for that no person can do: documents being made or sealed, registrations, the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from agreements.models import Agreement, Document
from agreements.paper.profile import UnfitDocument
from agreements.selectors import waiting_signatures
from jobs.models import Job, State
from jobs.sentences import worded
from leerroutes.models import Route
from leerroutes.states import State as RouteState

HELD_BACK = f"{UnfitDocument.__name__}: "


@dataclass(frozen=True)
class Waiting:
    """A job of this case that is not done: which attempt, when the next, and what went wrong."""

    what: str
    attempt: int
    next_try: datetime | None
    taken_over: datetime | None
    """A worker has it; should that one have died, another begins at this moment."""
    error: str
    is_held_back: bool
    """A finished file is not released; `error` says why, in sentences for the people of the case."""


def document_status(agreement: Agreement) -> list[Waiting]:
    """Everything the workers still have to do for this agreement; nothing is ever given up."""
    keys = {f"document:{document.pk}": _("The document is being made") for document in _promised(agreement)}
    for signature in waiting_signatures(agreement):
        keys[f"apply:{signature.pk}"] = _("Being sealed: the signature of %(board)s") % {"board": signature.board}
    return [_waiting(keys[job.key], job) for job in Job.objects.filter(key__in=keys).exclude(state=State.DONE)]


def _waiting(what: str, job: Job) -> Waiting:
    """Of an error that nobody foresaw the kind is told too."""
    return Waiting(
        what=what,
        attempt=job.attempts,
        next_try=job.run_after if job.state == State.WAITING and job.attempts else None,
        taken_over=job.lease_until if job.state == State.RUNNING else None,
        error=worded(job.reasons) or job.error,
        is_held_back=job.error.startswith(HELD_BACK),
    )


def _promised(agreement: Agreement) -> list[Document]:
    return list(agreement.documents.filter(stored__isnull=True).only("pk"))


def obstacles_of_route(route: Route) -> list[str]:
    """What stands between this route and running, beyond the rules: in sentences."""
    if route.state == RouteState.APPROVED:
        if route.agreement_number:
            return [_("Agreement %(number)s is not in force yet.") % {"number": route.agreement_number}]
        return [_("There is no agreement yet: a route rests on an agreement of all boards.")]
    if route.state == RouteState.REPORTED:
        return [_("The route starts by itself on 1 August %(year)s.") % {"year": route.start_year}]
    return []
