"""The work around a record. A process points at its record; it copies no fact and holds no rule."""

from __future__ import annotations

from django.db import models
from viewflow.workflow.models import Process

from agreements.models import Agreement
from leerroutes.models import Route


class ProposalProcess(Process):
    """From submitted proposal to an agreement that takes it in."""

    route = models.ForeignKey(Route, models.PROTECT, related_name="proposal_processes")

    class Meta:
        default_permissions = ()


class AgreementProcess(Process):
    """From draft text to an agreement in force."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="processes")

    class Meta:
        default_permissions = ()


class StartProcess(Process):
    """From an agreement in force to a running route."""

    route = models.ForeignKey(Route, models.PROTECT, related_name="start_processes")

    class Meta:
        default_permissions = ()


class TermProcess(Process):
    """From a term for signing that is over, or too short, to a longer one."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="term_processes")

    class Meta:
        default_permissions = ()


class EndingProcess(Process):
    """From the warning that the end date comes near to a change, or the end."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="ending_processes")

    class Meta:
        default_permissions = ()
