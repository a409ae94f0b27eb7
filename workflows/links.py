"""Where the work of a task is done. One helper spells these addresses, for pages and for mail."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from viewflow.workflow.models import Task

from agreements.models import Agreement


def address_of(task: Task) -> str:
    """The page of this task: about the thing named in its data, else about the record of the process."""
    about = task.data.get("consultation") or task.data.get("registration")
    if about is None:
        process = task.process.coerced
        about = getattr(process, "route_id", None) or getattr(process, "agreement_id", None) or process.record.pk
    return reverse(task.flow_task.page, args=[about])


def absolute(path: str) -> str:
    return f"{settings.BASE_URL}{path}"


def clause_address(agreement: Agreement, code: str, route_id: int | None) -> str:
    """The page of an article; of one route where there is one for each."""
    if route_id is None:
        return reverse("agreements:clause", args=[agreement.pk, code])
    return reverse("agreements:clause_of_route", args=[agreement.pk, code, route_id])


def then_page(case: str) -> str:
    """Where a case is shown as it was; nothing for a board or a person."""
    kind, _colon, pk = case.partition(":")
    return reverse(f"workflows:{kind}_then", args=[pk]) if kind in ("route", "agreement", "cooperation") else ""
