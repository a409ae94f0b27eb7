"""What the verbs about one article share: is it asked, and where a board stands on it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from accounts.actors import Actor
from leerroutes.models import Route

from ..clauses.shapes import Clause
from ..errors import AgreementError
from ..model_clauses import shelf_of
from ..models import Agreement, Standpoint
from ..states import Stance


def asked(agreement: Agreement, code: str, route: Route | None) -> Clause:
    """The model's clause: shared articles once, the others once for each route the agreement covers."""
    clauses = {clause.code: clause for clause in shelf_of(agreement).clauses}
    per_route = code in clauses and clauses[code].scope == "route"
    is_placed = agreement.covered.filter(route=route).exists() if route else not per_route
    if code not in clauses or per_route != (route is not None) or not is_placed:
        raise AgreementError(_("This agreement does not ask for that article."))
    return clauses[code]


def stand(
    agreement: Agreement,
    code: str,
    route_id: int | None,
    sha256: str,
    *,
    actor: Actor,
    stance: Stance = Stance.ACCEPTED,
    reason: str = "",
) -> None:
    """Put down where the actor's board stands on these words."""
    assert actor.board is not None
    Standpoint.objects.create(
        agreement=agreement,
        code=code,
        route_id=route_id,
        board=actor.board,
        sha256=sha256,
        stance=stance,
        reason=reason,
        taken_by=actor.user,
    )
