"""The steps of domain.md 4.1: who does them, when they usually fall, how long they take, what they wait for.

The dates and lengths are what practice shows (confidence I), not law; the coordinators of a route plan otherwise.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from leerroutes.enums import PlanStep as Step

YearMonth = tuple[int, int]
"""The year counted from the one in which the route starts, and the month."""


@dataclass(frozen=True)
class Usual:
    """From the first day of one month until the last of another; `needs` are working days."""

    step: Step
    who: str | Promise
    begins: YearMonth
    ends: YearMonth
    needs: int
    after: tuple[Step, ...] = ()
    is_outside: bool = False
    """Nothing in this application tells whether it was done."""

    def first_day(self, start_year: int) -> date:
        return date(start_year + self.begins[0], self.begins[1], 1)

    def last_day(self, start_year: int) -> date:
        year, month = start_year + self.ends[0], self.ends[1]
        return date(year, month, monthrange(year, month)[1])


COORDINATORS, DIRECTORS = _("coordinators"), _("directors")

USUAL = (
    Usual(Step.EXPLORE, COORDINATORS, (-2, 9), (-2, 11), 20),
    Usual(Step.IDEA, COORDINATORS, (-2, 10), (-2, 12), 15, (Step.EXPLORE,)),
    Usual(Step.APPROVE, DIRECTORS, (-1, 1), (-1, 1), 10, (Step.IDEA,)),
    Usual(Step.DESIGN, _("teams of vmbo and mbo, exam offices"), (-1, 1), (-1, 6), 40, (Step.APPROVE,)),
    Usual(Step.FINANCE, _("finance and staff departments"), (-1, 3), (-1, 6), 20, (Step.APPROVE,)),
    Usual(Step.DRAFT, COORDINATORS, (-1, 4), (-1, 9), 20, (Step.DESIGN, Step.FINANCE)),
    Usual(Step.PARTICIPATION, _("participation bodies"), (-1, 9), (-1, 12), 0, (Step.DRAFT,)),
    Usual(Step.DECIDE, DIRECTORS, (-1, 12), (0, 1), 10, (Step.PARTICIPATION,)),
    Usual(Step.SIGN, _("signatories"), (0, 1), (0, 2), 10, (Step.DECIDE,)),
    Usual(Step.REGISTER, _("registrars"), (0, 2), (0, 6), 10, (Step.SIGN,)),
    Usual(Step.RECRUIT, _("mentors and school counsellors"), (0, 1), (0, 6), 0, is_outside=True),
    Usual(Step.PUBLISH, _("schools and institutions"), (0, 5), (0, 9), 0, is_outside=True),
    Usual(Step.START, _("teams"), (0, 8), (0, 8), 0, (Step.REGISTER,)),
    Usual(Step.COUNT, _("registrars"), (0, 10), (0, 10), 0, (Step.START,)),
    Usual(Step.EVALUATE, _("management of the route, boards"), (1, 5), (1, 7), 0, is_outside=True),
)
"""In the order of the practice. How long the participation bodies take is in the register of the boards."""

FIXED = {Step.START: (8, 1), Step.COUNT: (10, 1)}
"""The law sets these days (month, day)."""


def usual_days(usual: Usual, start_year: int) -> tuple[date, date]:
    """As the practice has it, before weekends and holidays are left out."""
    if usual.step in FIXED:
        day = date(start_year, *FIXED[usual.step])
        return day, day
    return usual.first_day(start_year), usual.last_day(start_year)
