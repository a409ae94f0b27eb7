"""What the verbs about the current model share: which articles an agreement has, and where each stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.verdicts import ensure
from audit.services import record
from leerroutes.models import Route

from .. import policies
from ..clauses import library
from ..clauses.shapes import Clause
from ..clauses.shelving import mentioning
from ..errors import AgreementError, TextMoved
from ..model_clauses import articles_of, shelf_of
from ..models import Agreement
from ..selectors import clause_text
from .turning import locked

Versions = Mapping[int | None, int]
"""Route (or None) → the version of the text that was shown."""


def at_hand(agreement: Agreement, *, actor: Actor, version: str) -> Agreement:
    """Locked, the actor may write in it, and this is still the current model."""
    agreement = locked(agreement)
    ensure(policies.can_write(actor, agreement))
    if version != library.current():
        raise TextMoved(_("Another version of the model clauses was published meanwhile. Look at it first."))
    return agreement


def article_of(agreement: Agreement, code: str) -> Clause:
    clause = shelf_of(agreement).get(code)
    if clause is None:
        raise AgreementError(_("This agreement does not ask for that article."))
    return clause


def answers(agreement: Agreement, code: str, route: Route | None) -> dict[str, Any]:
    stored = clause_text(agreement, code, route)
    return dict(stored.data) if stored else {}


def ensure_nobody_mentions(agreement: Agreement, code: str) -> None:
    """A reference to what is no longer there would be a gap in the agreement."""
    titles = ", ".join(f"“{clause.title}”" for clause in mentioning(code, articles_of(agreement)))
    if titles:
        raise AgreementError(
            _("Other articles refer to this one: %(titles)s. Change those first, or move them to the current model.")
            % {"titles": titles}
        )


def places_of(agreement: Agreement, clause: Clause) -> list[Route | None]:
    """Once, or once for each route."""
    if clause.scope != "route":
        return [None]
    return [cover.route for cover in agreement.covered.select_related("route")]


def shelve(agreement: Agreement, *, code: str, version: str | None) -> str | None:
    """From now on the agreement has this article of that version; of no version, not any more. Consents fall away.

    Returns the version it had. The caller tells it, when everything that belongs to it is written.
    """
    before: str | None = agreement.added.get(code)
    rest = {one: origin for one, origin in agreement.added.items() if one != code}
    agreement.added = rest | ({code: version} if version else {})
    agreement.version += 1
    agreement.save(update_fields=["added", "version"])
    agreement.consents.all().delete()
    return before


def tell_shelved(agreement: Agreement, *, actor: Actor, code: str, before: str | None) -> None:
    version = agreement.added.get(code)
    action = "agreements.clause_added" if version else "agreements.clause_taken_out"
    changes = {"library": (before, version)}
    record(action, actor=actor, case=agreement, changes=changes, **actor.told("draft_agreements"), clause=code)
