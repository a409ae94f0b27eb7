"""How the flow hears of the record, and the trail of the flow."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.dispatch import Signal

from .progress import tell_moved

Receiver = Callable[..., None]


def follows(*signals: Signal) -> Callable[[Receiver], Receiver]:
    """Like Django's `receiver`; afterwards the trail of the case tells which tasks this opened and closed."""

    def follow(function: Receiver) -> Receiver:
        @wraps(function)
        def told(**kwargs: Any) -> None:
            function(**kwargs)
            for record in filter(None, (kwargs.get("route"), kwargs.get("agreement"))):
                tell_moved(record)

        for signal in signals:
            signal.connect(told)
        return told

    return follow
