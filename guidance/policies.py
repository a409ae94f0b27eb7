"""Who reads the help: everybody, also without an account. Who writes it: the editors."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.verdicts import ALLOWED, Verdict, no

from .models import Entry
from .selectors import published

ONLY_EDITORS = _("Only an editor of the help does this. An administrator gives that role.")
DRAFT = _("Only editors see this text until it is published.")


def visible_to(actor: Actor | None) -> QuerySet[Entry]:
    """The one gate: what is published, and for an editor everything."""
    if actor is not None and actor.is_editor:
        return Entry.objects.filter(current__isnull=False).select_related("current")
    return published()


def can_edit(actor: Actor) -> Verdict:
    return ALLOWED if actor.is_editor else no(ONLY_EDITORS)
