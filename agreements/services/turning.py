"""Turn the state of an agreement and tell the trail, in the caller's transaction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor
from audit.services import record

from ..errors import AgreementError
from ..models import Agreement


def locked(agreement: Agreement) -> Agreement:
    """The row as it is now, ours until the transaction ends. Use the result, not the argument."""
    fresh: Agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    return fresh


def turn(
    agreement: Agreement,
    transition: Callable[[], Any],
    *,
    code: str,
    actor: Actor | None,
    reason: str = "",
    **data: Any,
) -> None:
    """Run one FSM transition, save just that, and record it."""
    before = agreement.state
    transition()
    agreement.state_reason, agreement.state_since = reason, timezone.now()
    agreement.save(update_fields=["state", "state_reason", "state_since", "round"])
    record(code, actor=actor, case=agreement, reason=reason, changes={"state": (before, agreement.state)}, **data)


def need_reason(reason: str) -> str:
    """A no or a return: always with a reason people can read back."""
    if not reason.strip():
        raise AgreementError(_("Please give a reason; the others will read it."))
    return reason.strip()
