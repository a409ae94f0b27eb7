"""What a case waits for that no person can do: documents being made or sealed, registrations, the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from agreements.models import Agreement, Document
from agreements.paper.profile import UnfitDocument
from agreements.selectors import waiting_signatures
from jobs.models import Job
from leerroutes.models import Route
from leerroutes.states import State as RouteState

HELD_BACK = f"{UnfitDocument.__name__}: "


@dataclass(frozen=True)
class Waiting:
    """A job of this case that is not done: which attempt, when the next, and what went wrong."""

    what: str
    attempt: int
    next_try: datetime | None
    error: str

    @property
    def not_released(self) -> str:
        """Why a finished file was held back, in sentences for the people of the case."""
        return self.error.removeprefix(HELD_BACK) if self.error.startswith(HELD_BACK) else ""


def document_status(agreement: Agreement) -> list[Waiting]:
    """Everything the workers still have to do for this agreement; nothing is ever given up."""
    keys = {f"document:{document.pk}": _("The document is being made") for document in _promised(agreement)}
    for signature in waiting_signatures(agreement):
        keys[f"apply:{signature.pk}"] = _("Being sealed: the signature of %(board)s") % {"board": signature.board}
    jobs = Job.objects.filter(key__in=keys).exclude(state="done")
    return [
        Waiting(
            keys[job.key], job.attempts, job.run_after if job.state == "waiting" and job.attempts else None, _why(job)
        )
        for job in jobs
    ]


def _why(job: Job) -> str:
    """Our own refusals are sentences; of other errors the kind is worth knowing too."""
    kind, _colon, sentence = job.error.partition(": ")
    return sentence if kind in ("NoKey", "SealingError") else job.error


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
