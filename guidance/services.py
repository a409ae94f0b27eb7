"""The verbs of the help."""

from __future__ import annotations

from django.db import transaction

from accounts.actors import Actor

from .models import Entry, Opinion


@transaction.atomic
def tell_whether_it_helped(entry: Entry, *, actor: Actor, helped: bool, words: str = "") -> Opinion:
    """About what the entry says now. Who says it again says it instead."""
    assert entry.current is not None
    said = {"helped": helped, "words": words}
    opinion, _new = Opinion.objects.update_or_create(version=entry.current, person=actor.user, defaults=said)
    return opinion
