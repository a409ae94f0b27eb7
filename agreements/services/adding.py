"""An article of the current model that an agreement does not have: proposed, and taken out again."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor

from ..clauses import library
from ..clauses.numbering import applies
from ..clauses.render import clause_sha256
from ..clauses.shapes import Clause, Library
from ..clauses.shelving import mentioned
from ..errors import AgreementError
from ..facts import facts_of
from ..model_clauses import first_shelf_of, shelf_of
from ..models import Agreement
from ..standing import rendered_article
from .articles import stand
from .negotiation import ensure_seen, put_on_the_table
from .shelving import Versions, article_of, at_hand, ensure_nobody_mentions, places_of, shelve, tell_shelved


@transaction.atomic
def add_clause(agreement: Agreement, *, actor: Actor, code: str, version: str, seen_versions: Versions) -> Agreement:
    """Propose an article that the agreement does not have, where the current model has it.

    Articles that mention the number of a later one read otherwise then, and are accepted anew.
    """
    agreement = at_hand(agreement, actor=actor, version=version)
    shelf, current = shelf_of(agreement), library.load(version)
    clause = current.get(code)
    if code in shelf or clause is None or not applies(clause, facts_of(agreement)):
        raise AgreementError(_("This article cannot be added: the agreement has it already, or has no use for it."))
    _ensure_arrives(clause, shelf, current)
    before = shelve(agreement, code=code, version=version)
    note = _("Added from model %(version)s") % {"version": version}
    for route in places_of(agreement, clause):
        seen = seen_versions.get(route.pk if route else None, -1)
        put_on_the_table(agreement, actor=actor, code=code, route=route, seen_version=seen, note=note)
    body = rendered_article(agreement, code, None)
    if clause.scope == "route" and not body.gaps:
        stand(agreement, code, None, clause_sha256(body), actor=actor)
    tell_shelved(agreement, actor=actor, code=code, before=before)
    return agreement


@transaction.atomic
def take_out_clause(
    agreement: Agreement, *, actor: Actor, code: str, version: str, seen_versions: Versions
) -> Agreement:
    """Take an article that was added to this draft out again: every board agrees with the text without it."""
    agreement = at_hand(agreement, actor=actor, version=version)
    if not was_added_here(agreement, code):
        raise AgreementError(_("This article was not added to this draft."))
    for route in places_of(agreement, article_of(agreement, code)):
        ensure_seen(agreement, code, route, seen_versions.get(route.pk if route else None, -1))
    ensure_nobody_mentions(agreement, code)
    before = shelve(agreement, code=code, version=None)
    tell_shelved(agreement, actor=actor, code=code, before=before)
    return agreement


def was_added_here(agreement: Agreement, code: str) -> bool:
    """Not in what the agreement started with, nor in the signed one that it changes."""
    signed = agreement.replaces.added if agreement.replaces else {}
    return code in agreement.added and code not in first_shelf_of(agreement) and code not in signed


def _ensure_arrives(clause: Clause, shelf: Library, current: Library) -> None:
    """What it refers to is there."""
    lacking = sorted(mentioned(clause) - {clause.code, *(one.code for one in shelf.clauses)})
    if lacking:
        titles = ", ".join(f"“{current[code].title}”" for code in lacking)
        raise AgreementError(_("This article refers to %(titles)s. Add that first.") % {"titles": titles})
