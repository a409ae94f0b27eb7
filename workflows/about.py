"""The tasks of a case, found by way of its processes."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from .models import AgreementProcess, EndingProcess, ProposalProcess, StartProcess, TermProcess

OF_ROUTES = (ProposalProcess, StartProcess)
OF_AGREEMENTS = (AgreementProcess, EndingProcess, TermProcess)


def of_cases(*, routes: Any = (), agreements: Any = ()) -> Q:
    """Tasks about these routes and these agreements themselves.

    One list of processes, so that an index leads from the case to its tasks: from five joins, of which four are
    empty, the database reads every task there is.
    """
    return Q(process__in=_processes(routes, agreements))


def of_few_cases(*, routes: Any = (), agreements: Any = ()) -> Q:
    """The same, with the list asked for beforehand: beside the joins of `open_board_tasks` the planner of PostgreSQL
    does not get round to it, and joins every task there is first. One query more."""
    return Q(process__in=list(_processes(routes, agreements).values_list("pk", flat=True)))


def of_route(pk: int) -> Q:
    return of_cases(routes=[pk])


def of_agreement(pk: int) -> Q:
    return of_cases(agreements=[pk])


def _processes(routes: Any, agreements: Any) -> QuerySet[Any, Any]:
    found = [kind._base_manager.filter(route__in=routes).order_by().values("pk") for kind in OF_ROUTES]
    found += [kind._base_manager.filter(agreement__in=agreements).order_by().values("pk") for kind in OF_AGREEMENTS]
    every: QuerySet[Any, Any] = found[0].union(*found[1:], all=True)
    return every
