"""Until when one dossier is kept, in a date and a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from agreements.models import Agreement
from agreements.states import UNSIGNED
from leerroutes.models import Cooperation, Route
from leerroutes.retention import YEARS, last_day
from leerroutes.states import FINAL

from .ends import OPEN, End, ends_of


@dataclass(frozen=True)
class Kept:
    """`starts` says what starts the term, as long as no day is known."""

    end: End
    starts: str

    @property
    def until(self) -> date | None:
        """The last day on which the dossier must be kept."""
        return last_day(self.end.day) if self.end.day else None

    @property
    def is_over(self) -> bool:
        return self.end.has_come and self.until is not None and self.until < localdate()

    def __str__(self) -> str:
        if self.end.day is None or self.until is None:
            return self.starts
        said = {"until": date_format(self.until, "j F Y"), "end": date_format(self.end.day, "j F Y"), "years": YEARS}
        if self.is_over:
            return _("Kept until and including %(until)s. That day has passed: an administrator can see it.") % said
        if self.end.has_come:
            return _("Keep until and including %(until)s: %(years)s years after the end on %(end)s.") % said
        return (
            _("Keep until and including %(until)s, if it ends on %(end)s as agreed; otherwise %(years)s years later.")
            % said
        )


def kept_agreement(agreement: Agreement) -> Kept:
    return Kept(ends_of([agreement])[agreement.pk], _starts(agreement))


def _starts(agreement: Agreement) -> str:
    if agreement.state in UNSIGNED:
        return _("The term of %(years)s years starts when the agreement ends, or when it is withdrawn.") % _years()
    return _("The term of %(years)s years starts when the agreement has ended. That day is not known yet.") % _years()


def kept_route(route: Route) -> Kept:
    """A route that ended is kept as long as the agreements about it, when that is longer."""
    starts = _("The term of %(years)s years starts when the route and every agreement about it have ended.") % _years()
    if route.state not in FINAL:
        return Kept(OPEN, starts)
    agreements = list(Agreement.objects.filter(covered__route=route))
    return Kept(latest([own_end(route), *ends_of(agreements).values()]), starts)


def own_end(route: Route) -> End:
    return End(localtime(route.state_since).date(), is_certain=True) if route.state in FINAL else OPEN


def kept_cooperation(cooperation: Cooperation) -> Kept:
    """One that became a route is kept as long as that."""
    own = End(cooperation.until, is_certain=cooperation.is_over)
    starts = _("The term of %(years)s years starts on the last day of the cooperation; that day is open.") % _years()
    if cooperation.became is None or not cooperation.goes_on_as_route:
        return Kept(own, starts)
    as_route = kept_route(cooperation.became)
    return Kept(latest([own, as_route.end]), as_route.starts)


def latest(ends: list[End]) -> End:
    """Open when one of them is; expected when one of them is."""
    days = [end.day for end in ends if end.day]
    if len(days) < len(ends):
        return OPEN
    return End(max(days), is_certain=all(end.is_certain for end in ends))


def _years() -> dict[str, int]:
    return {"years": YEARS}
