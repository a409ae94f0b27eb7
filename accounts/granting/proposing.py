"""What is the same for everything that is granted: how it begins, what the trail says, when it begins to count."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from audit.services import record
from jobs.services import enqueue

from .. import permissions
from ..actors import Actor
from ..models import Membership
from .policies import Grant


def begun_by(actor: Actor | None) -> dict[str, Any]:
    """The first of the two people; without one it stands at once."""
    return {"proposed_by": actor.user} if actor else {"confirmed": timezone.now()}


def tell(grant: Grant, *, actor: Actor | None) -> None:
    """It was just recorded: it counts from now on, or it waits and those who may answer hear of it."""
    if not grant.is_waiting:
        begin(grant, actor=actor)
        return
    record_answer("proposed", grant, actor=actor)
    mail("proposed", grant)


def begin(grant: Grant, *, actor: Actor | None) -> None:
    """It counts. Who never had a password gets the link to choose one."""
    if isinstance(grant, Membership):
        permissions.synchronise(grant.user)
    record_answer("granted", grant, actor=actor)
    if not grant.user.has_usable_password():
        enqueue("accounts.mail_invitation", key=f"invitation:{kind_of(grant)}:{grant.pk}", person=grant.user_id)


def record_answer(answer: str, grant: Grant, *, actor: Actor | None, reason: str = "") -> None:
    """`accounts.role_granted`, `accounts.mandate_refused`, …: with everything that was granted."""
    record(
        f"accounts.{kind_of(grant)}_{answer}",
        actor=actor,
        case=grant.board or grant.user,
        subject=grant.user,
        reason=reason,
        person=str(grant.user),
        proposed_by=str(grant.proposed_by or ""),
        first=grant.valid_from.isoformat(),
        last=_day(grant.valid_until),
        **_content(grant),
    )


def kind_of(grant: Grant) -> str:
    return "role" if isinstance(grant, Membership) else "mandate"


def _content(grant: Grant) -> dict[str, Any]:
    if isinstance(grant, Membership):
        return {"role": grant.role, "institution": str(grant.institution or "")}
    document = grant.kept_document
    return {
        "function": grant.function,
        "reach": grant.reach,
        "document": grant.document_reference,
        "name": document.name if document else "",
        "sha256": document.sha256 if document else "",
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def mail(what: str, grant: Grant) -> None:
    key = f"grant:{kind_of(grant)}:{grant.pk}:{what}"
    enqueue("accounts.mail_grant", key=key, kind=kind_of(grant), grant=grant.pk, what=what)
