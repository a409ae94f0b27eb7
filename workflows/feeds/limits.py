"""A calendar that asks too often waits; so does who tries addresses that open nothing."""

from __future__ import annotations

import time

from django.core.cache import cache

MOST, SECONDS = 30, 600


def is_too_often(who: str) -> bool:
    """More than thirty times in these ten minutes. A window of its own name, because counting renews a timeout."""
    key = f"calendar:{who}:{int(time.time()) // SECONDS}"
    cache.add(key, 0, SECONDS)
    try:
        return cache.incr(key) > MOST
    except ValueError:  # it was thrown out between these two lines
        return False
