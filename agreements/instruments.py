"""Which kind of agreement fits which boards (domain.md 3.3)."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .states import Instrument

WHY: dict[Instrument, str | Promise] = {
    Instrument.SAMENWERKINGSOVEREENKOMST: _(
        "The usual choice: the same boards offer one or more routes together. All ten topics of the law are in it."
    ),
    Instrument.INTERNAL: _(
        "One board has both the school and the mbo institution, so it makes a regulation with itself. "
        "Disputes and accession drop out; participation stays."
    ),
    Instrument.FRAMEWORK: _(
        "For several routes that not all boards take part in: shared articles once, and an annex for each route. "
        "Routes and boards can be added later."
    ),
}
"""Why each of them, in a sentence for whoever chooses."""


def fitting(boards_of_routes: Sequence[frozenset[int]]) -> tuple[Instrument, ...]:
    """The instruments that fit these routes, the usual one first. Nobody makes an agreement with only itself."""
    everybody = frozenset[int]().union(*boards_of_routes)
    if len(everybody) < 2:
        return (Instrument.INTERNAL,)
    if any(boards != everybody for boards in boards_of_routes):
        return (Instrument.FRAMEWORK,)
    return (Instrument.SAMENWERKINGSOVEREENKOMST, Instrument.FRAMEWORK)
