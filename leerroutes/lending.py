"""What this room lends to the one below: the articles of today, for the help (`guidance.law`)."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.timezone import localdate

from guidance.law import Article

from .reference_data import references_on


def articles_of_today(topics: Sequence[str]) -> list[Article]:
    """One query."""
    references = references_on(localdate())
    return [Article(one.law, str(one)) for topic in topics for one in references.get(topic, ())]
