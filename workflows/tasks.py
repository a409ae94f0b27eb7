"""What runs above the rooms without a person: the clock, the post, and services asked for by a job."""

from __future__ import annotations

import logging
from datetime import timedelta

from celery import shared_task
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from accounts import permissions
from accounts.sessions.services import forget_expired
from agreements.models import Agreement
from agreements.notice import renews_by_itself
from agreements.services import apply_signatures, end_when_wound_down, let_time_pass, put_in_force
from agreements.states import State
from jobs.services import handles
from leerroutes.models import Route

from . import evaluating
from .anchoring import anchor_the_ledger
from .flows import EndingFlow
from .progress import tell_moved
from .signing import watch_request
from .telling import digests, terms

logger = logging.getLogger(__name__)

YEAR = timedelta(days=365)
"""How long before its end date an agreement is spoken of: a renewal takes half a year of consultation and signing."""


@shared_task(ignore_result=True)
def fire_timers() -> None:
    """Let every due timer go on. What fails is tried again in the next round."""
    due = Task.objects.filter(flow_task_type="TIMER", status=STATUS.SCHEDULED, scheduled__lte=timezone.now())
    for task in due.select_related("process").order_by("scheduled"):
        try:
            fire(task)
        except Exception:
            logger.exception("Timer %s did not fire; it is tried again.", task.pk)


@transaction.atomic
def fire(task: Task) -> None:
    """Fire one timer, once, whoever else tries."""
    route = Route.objects.select_for_update().get(pk=task.process.coerced.route_id)
    with task.activation() as activation:
        if task.status == STATUS.SCHEDULED:
            activation.start()
            activation.complete()
            activation.activate_next()
    tell_moved(route)


@shared_task(ignore_result=True)
def watch_agreements() -> None:
    """Changes and notices take effect, and end dates pass, at midnight. What fails is tried again the next hour."""
    today = timezone.localdate()
    for agreement in Agreement.objects.filter(state=State.SIGNED, replaces__isnull=False, starts_on__lte=today):
        try:
            put_in_force(agreement)
        except Exception:
            logger.exception("Agreement %s did not take effect; it is tried again.", agreement.pk)
    ending = Q(ends_on__lt=today) | Q(notices__ends_on__lt=today, notices__took_effect=None)
    for agreement in Agreement.objects.filter(ending, state__in=(State.IN_FORCE, State.TERMINATED)).distinct():
        try:
            let_time_pass(agreement)
        except Exception:
            logger.exception("The end of agreement %s was not recorded; it is tried again.", agreement.pk)


@shared_task(ignore_result=True)
def watch_requests() -> None:
    """Terms for signing end at midnight. What fails is tried again the next hour."""
    for agreement in Agreement.objects.filter(state=State.OUT_FOR_SIGNATURE):
        try:
            watch_request(agreement)
        except Exception:
            logger.exception("The request to sign agreement %s was not looked at; it is tried again.", agreement.pk)


@shared_task(ignore_result=True)
def warn_of_ends() -> None:
    """A year before the end date every board is warned, once; again when a change that was begun came to nothing."""
    today = timezone.localdate()
    soon = Agreement.objects.filter(state=State.IN_FORCE, ends_on__range=(today, today + YEAR))
    for agreement in soon.exclude(ending_processes__finished=None, ending_processes__isnull=False):
        warn_of_end(agreement)


@transaction.atomic
def warn_of_end(agreement: Agreement) -> None:
    """Looked at again under the lock, so that two clocks warn once."""
    agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    is_warned = agreement.ending_processes.filter(finished=None).exists()
    changes = agreement.successors.exclude(state=State.WITHDRAWN).exists()
    if not is_warned and not changes and not renews_by_itself(agreement):
        EndingFlow.start.run(agreement=agreement)
        tell_moved(agreement)


@shared_task(ignore_result=True)
def remind_of_evaluations() -> None:
    """Boards hear of the yearly evaluation a month ahead, and once when it is late."""
    evaluating.remind_of_evaluations()


@shared_task(ignore_result=True)
def remind_of_terms() -> None:
    """Every hour: what comes near its term, what is over it, and who should know that a board is late."""
    terms.watch_terms()


@shared_task(ignore_result=True)
def send_digests() -> None:
    """Every ten minutes: the mail of the day for whose hour has come."""
    digests.make_digests()


@shared_task(ignore_result=True)
def anchor_ledger() -> None:
    """Every night the ledger is signed, stamped and sent to who keeps it."""
    anchor_the_ledger()


@shared_task(ignore_result=True)
def forget_sessions() -> None:
    """Every night what is left of logging in, when its time is over."""
    forget_expired()


@shared_task(ignore_result=True)
def sync_permissions() -> None:
    """Memberships begin and end at midnight; guardian follows."""
    permissions.synchronise()


@shared_task(ignore_result=True)
def look_for_drift() -> None:
    """Only midnight changes who may do what without a service: just before it guardian agrees, or somebody is told."""
    found = permissions.drift()
    if found:
        numbers = len(found.missing), len(found.superfluous)
        logger.error("Guardian does not follow the memberships: %s rows missing, %s too many.", *numbers)


@handles("agreements.apply_signatures")
def put_signatures_in(agreement: int) -> None:
    """Boards signed: put it into the file; with the last signature the agreement comes in force."""
    apply_signatures(Agreement.objects.get(pk=agreement))


@handles("agreements.end_when_wound_down")
def end_agreement_when_wound_down(agreement: int) -> None:
    """The last route ended: its agreement ends with it."""
    end_when_wound_down(Agreement.objects.get(pk=agreement))
