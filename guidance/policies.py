"""Who reads the help: everybody, also without an account. Who says whether it helped: whoever is logged in."""

from __future__ import annotations

from django.db.models import QuerySet

from .models import Entry
from .selectors import published


def visible_to(actor: object) -> QuerySet[Entry]:
    """The one gate."""
    return published()
