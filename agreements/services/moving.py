"""Moving an article to the current model: a proposal like any other."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.verdicts import ensure
from leerroutes.models import Route

from .. import policies
from ..clauses import library
from ..clauses.moving import moved, obstacle
from ..clauses.wording import modelled
from ..errors import AgreementError, TextMoved
from ..models import Agreement
from ..selectors import clause_text, shelf_of
from .negotiation import save_clause
from .turning import locked

Versions = Mapping[int | None, int]
"""Route (or None) → the version of the text that was shown."""


@transaction.atomic
def move_clause(agreement: Agreement, *, actor: Actor, code: str, version: str, seen_versions: Versions) -> Agreement:
    """Propose this article as the current model has it; of an article per route, the part of every route.

    Answers that the model no longer asks stay behind: the page says which, before anybody proposes this.
    """
    agreement = locked(agreement)
    ensure(policies.can_write(actor, agreement))
    if version != library.current():
        raise TextMoved(_("Another version of the model clauses was published meanwhile. Look at it first."))
    shelf, current = shelf_of(agreement), library.load(version)
    if code not in shelf:
        raise AgreementError(_("This agreement does not ask for that article."))
    places: list[Route | None] = [None]
    if shelf[code].scope == "route":
        places = [cover.route for cover in agreement.covered.select_related("route")]
    for route in places:
        stored = clause_text(agreement, code, route)
        data = dict(stored.data) if stored else {}
        old, new = modelled(shelf[code], data), current.get(code)
        reason = obstacle(old, new)
        if new is None or reason:
            raise AgreementError(str(reason))
        save_clause(
            agreement,
            actor=actor,
            code=code,
            route=route,
            seen_version=seen_versions.get(route.pk if route else None, -1),
            data=moved(old, new, data, agreement.library_version).data,
            note=_("Moved to model %(version)s") % {"version": version},
        )
    return agreement
