"""The verbs of the help."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actors import Actor
from accounts.errors import Refusal
from accounts.models import User
from accounts.verdicts import ensure
from audit.services import record

from . import policies
from .models import Entry, EntryVersion, Kind, Opinion

OVERTAKEN = gettext_lazy(
    "Somebody else wrote version %(number)s meanwhile. Your words are still here. Read that version first, then send "
    "again."
)


@transaction.atomic
def tell_whether_it_helped(entry: Entry, *, actor: Actor, helped: bool, words: str = "") -> Opinion:
    """About what the entry says now. Who says it again says it instead."""
    assert entry.current is not None
    said = {"helped": helped, "words": words}
    opinion, _new = Opinion.objects.update_or_create(version=entry.current, person=actor.user, defaults=said)
    return opinion


@transaction.atomic
def add_entry(*, actor: Actor, slug: str, kind: Kind, review_on: date, **said: Any) -> Entry:
    """A new text, not published yet: an editor looks at it once more first."""
    ensure(policies.can_edit(actor))
    if Entry.objects.filter(slug=slug).exists():
        raise Refusal(_("There is a text at this address already. Choose another address, or change that text."))
    entry: Entry = Entry.objects.create(slug=slug, kind=kind, review_on=review_on, is_published=False, owner=actor.user)
    _say(entry, actor, said)
    record("guidance.entry_added", actor=actor, case=entry, slug=slug)
    return entry


@transaction.atomic
def write_version(entry: Entry, *, actor: Actor, seen_version: int, **said: Any) -> EntryVersion:
    """What it says from now on; what it said stays. The next one after the version that was read, and no other."""
    ensure(policies.can_edit(actor))
    entry = _locked(entry)
    assert entry.current is not None
    if entry.current.number != seen_version:
        raise Refusal(OVERTAKEN % {"number": entry.current.number})
    if all(getattr(entry.current, name) == value for name, value in said.items() if name != "note"):
        raise Refusal(_("Nothing changed: the text says this already."))
    version = _say(entry, actor, said)
    record("guidance.entry_written", actor=actor, case=entry, reason=version.note, version=version.number)
    return version


@transaction.atomic
def keep(
    entry: Entry, *, actor: Actor, is_published: bool, owner: User | None, review_on: date, month: date | None
) -> Entry:
    """Who looks after it, until when, whether people see it, and in which month it stands in front."""
    ensure(policies.can_edit(actor))
    entry = _locked(entry)
    if month is not None:
        _ensure_month(entry, month)
    wanted = {"is_published": is_published, "owner": owner, "review_on": review_on, "month": month}
    changes = {name: (_plain(getattr(entry, name)), _plain(value)) for name, value in wanted.items()}
    told = {name: change for name, change in changes.items() if change[0] != change[1]}
    if not told:
        return entry
    for name, value in wanted.items():
        setattr(entry, name, value)
    entry.save(update_fields=list(wanted))
    record("guidance.entry_kept", actor=actor, case=entry, changes=told)
    return entry


def _ensure_month(entry: Entry, month: date) -> None:
    if entry.kind != Kind.QUESTION:
        raise Refusal(_("Only a question can be the question of a month."))
    if other := Entry.objects.filter(month=month).exclude(pk=entry.pk).first():
        raise Refusal(_("“%(title)s” is the question of that month already.") % {"title": other})


def _locked(entry: Entry) -> Entry:
    """The row as it is now, ours until the transaction ends."""
    fresh: Entry = Entry.objects.select_for_update(of=("self",)).select_related("current", "owner").get(pk=entry.pk)
    return fresh


def _say(entry: Entry, actor: Actor, said: dict[str, Any]) -> EntryVersion:
    number = entry.current.number + 1 if entry.current else 1
    before = {"topics": entry.current.topics} if entry.current else {}
    version: EntryVersion = EntryVersion.objects.create(
        entry=entry, number=number, made_by=actor.user, **(before | said)
    )
    entry.current = version
    entry.save(update_fields=["current"])
    return version


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, bool) else str(value)
