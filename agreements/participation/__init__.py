"""Which participation body has a say in what (domain.md 4.3): a table, and what an agreement makes of it. Pure."""

from .matrix import Asked, Departure, Entitlement, Place, departures, entitlements
from .topics import TOPICS, Content, Topic, known, topics_for

__all__ = [
    "TOPICS",
    "Asked",
    "Content",
    "Departure",
    "Entitlement",
    "Place",
    "Topic",
    "departures",
    "entitlements",
    "known",
    "topics_for",
]
