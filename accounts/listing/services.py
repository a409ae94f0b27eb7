"""Keep, rename and remove a view of one's own. A preference: it changes no case, and is in nobody's trail."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ..actors import Actor
from ..errors import Refusal
from ..free_text import why_not
from ..models import SavedView, User
from .listing import Listing

MOST = 20


@transaction.atomic
def keep_view(listing: Listing, *, actor: Actor, key: str, name: str) -> SavedView:
    """What the list knows of what was asked; never an address. Twice is once."""
    mine = _locked(actor).filter(listing=key)
    _ensure_something_asked(listing)
    same = mine.filter(name=name).first()
    if same is not None and same.query == listing.query:
        return same
    _ensure_free(mine, name)
    if mine.count() >= MOST:
        sentence = _("You have %(most)s views of this list. More would hide the list itself: remove one first.")
        raise Refusal(sentence % {"most": MOST})
    return SavedView.objects.create(person=actor.user, listing=key, name=name, query=listing.query)


@transaction.atomic
def rename_view(pk: int, *, actor: Actor, name: str) -> None:
    """Its own name again is fine."""
    everything = _locked(actor)
    view = everything.filter(pk=pk).first()
    if view is None:
        raise Refusal(_("This view is gone. You removed it, perhaps in another window."))
    _ensure_free(everything.filter(listing=view.listing).exclude(pk=pk), name)
    view.name = name
    view.save(update_fields=["name"])


@transaction.atomic
def remove_view(pk: int, *, actor: Actor) -> None:
    """Gone is gone, however often one clicks."""
    _locked(actor).filter(pk=pk).delete()


def _locked(actor: Actor) -> QuerySet[SavedView]:
    """The views of this person, one window at a time."""
    User.objects.select_for_update(no_key=True).get(pk=actor.user.pk)
    return SavedView.objects.filter(person=actor.user)


def _ensure_free(others: QuerySet[SavedView], name: str) -> None:
    if others.filter(name=name).exists():
        sentence = _("You already have a view “%(name)s” of this list. Choose another name, or remove that one first.")
        raise Refusal(sentence % {"name": name})


def _ensure_something_asked(listing: Listing) -> None:
    """Words to look for are words that somebody typed, too."""
    if not listing.query:
        raise Refusal(_("This is the whole list, in its usual order. Narrow it down or sort it first."))
    if found := next(filter(None, map(why_not, listing.wanted.values())), ""):
        raise Refusal(found)
