"""Dossiers whose term is over, for administrators: by number, because they read no content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from agreements.models import Agreement, AgreementRoute
from agreements.states import State
from leerroutes.models import Cooperation, Route
from leerroutes.retention import YEARS, last_day
from leerroutes.states import FINAL

from .ends import OPEN, End, ends_of
from .terms import latest, own_end

OVER = (State.ENDED, State.WITHDRAWN, State.REPLACED)


@dataclass(frozen=True)
class Overdue:
    number: str
    kind: str
    boards: tuple[str, ...]
    ended: date
    until: date


def overdue() -> list[Overdue]:
    """The longest past first. As many queries for a thousand as for one."""
    found = [*_agreements(), *_routes(), *_cooperations()]
    return sorted(found, key=lambda one: (one.until, one.number))


def _agreements() -> Iterator[Overdue]:
    old = Agreement.objects.filter(state__in=OVER, state_since__lt=_long_ago()).prefetch_related("parties__board")
    agreements = list(old)
    ends = ends_of(agreements)
    for one in agreements:
        yield from _when_over(one.number, str(one.get_instrument_display()), one, ends[one.pk])


def _routes() -> Iterator[Overdue]:
    old = Route.objects.filter(state__in=FINAL, state_since__lt=_long_ago()).select_related("cooperation")
    routes = list(old.prefetch_related("parties__board"))
    covered = list(AgreementRoute.objects.filter(route__in=routes).select_related("agreement"))
    ends = ends_of({row.agreement_id: row.agreement for row in covered}.values())
    for one in routes:
        about = [ends[row.agreement_id] for row in covered if row.route_id == one.pk]
        kind = _("Route, with the cooperation it began as") if hasattr(one, "cooperation") else _("Route")
        yield from _when_over(one.number, kind, one, latest([own_end(one), *about]))


def _cooperations() -> Iterator[Overdue]:
    """One that became a route goes with that."""
    old = Cooperation.objects.filter(until__lt=localdate(_long_ago())).select_related("became")
    for one in old.prefetch_related("parties__board"):
        end = OPEN if one.goes_on_as_route else End(one.until, is_certain=True)
        yield from _when_over(_("number %(number)s") % {"number": one.pk}, _("Lighter cooperation"), one, end)


def _when_over(number: str, kind: str, case: Agreement | Route | Cooperation, end: End) -> Iterator[Overdue]:
    if end.day is not None and end.is_certain and last_day(end.day) < localdate():
        boards = tuple(str(party.board) for party in case.parties.all())
        yield Overdue(number, kind, boards, end.day, last_day(end.day))


def _long_ago() -> datetime:
    """What ended later than this is kept in any case. A day or two too late, because of leap years: judged above."""
    return now() - timedelta(days=365 * YEARS)
