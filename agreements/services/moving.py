"""Moving an article to the current model, leaving out one that it no longer has: proposals like any other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from leerroutes.models import Route

from ..clauses import library
from ..clauses.moving import asks_for_the_first_time, moved, obstacle
from ..clauses.wording import LEFT_OUT, modelled
from ..errors import AgreementError
from ..models import Agreement
from .negotiation import save_clause
from .shelving import (
    Versions,
    answers,
    article_of,
    at_hand,
    ensure_nobody_mentions,
    places_of,
    shelve,
    tell_shelved,
)


@transaction.atomic
def move_clause(agreement: Agreement, *, actor: Actor, code: str, version: str, seen_versions: Versions) -> Agreement:
    """Propose this article as the current model has it; of an article per route, the part of every route.

    Answers that the model no longer asks stay behind: the page says which, before anybody proposes this.
    """
    agreement = at_hand(agreement, actor=actor, version=version)
    new, clause = library.load(version).get(code), article_of(agreement, code)
    if new and asks_for_the_first_time(clause, new):
        before = shelve(agreement, code=code, version=version)
        tell_shelved(agreement, actor=actor, code=code, before=before)
        clause = new
    note = _("Moved to model %(version)s") % {"version": version}
    for route in places_of(agreement, clause):
        data = answers(agreement, code, route)
        old = modelled(clause, data)
        reason = obstacle(old, new)
        if new is None or reason:
            raise AgreementError(str(reason))
        kept = moved(old, new, data, clause.version).data
        _propose(agreement, actor=actor, code=code, route=route, seen=seen_versions, data=kept, note=note)
    return agreement


@transaction.atomic
def leave_out_clause(
    agreement: Agreement, *, actor: Actor, code: str, version: str, seen_versions: Versions
) -> Agreement:
    """Propose to leave out what the current model no longer has. The article keeps its number, and its answers."""
    agreement = at_hand(agreement, actor=actor, version=version)
    clause = article_of(agreement, code)
    if code in library.load(version) or clause.is_mandatory:
        raise AgreementError(_("The current model still has this article. Propose other words in its place."))
    ensure_nobody_mentions(agreement, code)
    note = _("Left out: model %(version)s no longer has this article") % {"version": version}
    for route in places_of(agreement, clause):
        data = answers(agreement, code, route) | {LEFT_OUT: version}
        _propose(agreement, actor=actor, code=code, route=route, seen=seen_versions, data=data, note=note)
    return agreement


@transaction.atomic
def put_back_clause(
    agreement: Agreement, *, actor: Actor, code: str, version: str, seen_versions: Versions
) -> Agreement:
    """Propose the article again as it was before somebody proposed to leave it out."""
    agreement = at_hand(agreement, actor=actor, version=version)
    note = _("Put back")
    for route in places_of(agreement, article_of(agreement, code)):
        data = answers(agreement, code, route)
        if not data.pop(LEFT_OUT, None):
            raise AgreementError(_("Nobody proposed to leave out this article."))
        _propose(agreement, actor=actor, code=code, route=route, seen=seen_versions, data=data, note=note)
    return agreement


def _propose(
    agreement: Agreement,
    *,
    actor: Actor,
    code: str,
    route: Route | None,
    seen: Versions,
    data: Mapping[str, Any],
    note: str,
) -> None:
    version = seen.get(route.pk if route else None, -1)
    save_clause(agreement, actor=actor, code=code, route=route, seen_version=version, data=data, note=note)
