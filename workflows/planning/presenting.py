"""What the planning says to people: what a delay means, and with which holidays it was counted."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leerroutes.enums import PlanStep

from ..calendar.regions import Region, region_of
from ..calendar.school import Holiday, school_holidays
from .plan import Plan


class Meaning(NamedTuple):
    """For `components/alert.html`."""

    kind: str
    title: str
    text: str


def meaning_of(plan: Plan) -> Meaning | None:
    """Does 1 August still hold? Nothing to say once the route runs, or stopped."""
    if plan.facts.is_over:
        state = plan.route.get_state_display()
        return Meaning("info", _("Nothing is planned any more"), _("This route is: %(state)s.") % {"state": state})
    if not plan.at(PlanStep.START).is_open:
        return None
    first_day = date_format(plan.route.starts_on, "j F Y")
    if not plan.holds:
        ready = _("Registration in RIO can be confirmed on %(day)s at the earliest, and a route starts on 1 August.")
        help_ = _("Move steps closer together with the other boards, or plan the start a year later.")
        text = f"{ready % {'day': date_format(plan.ready_on, 'j F Y')}} {help_}"
        return Meaning("error", _("%(day)s does not hold") % {"day": first_day}, text)
    if plan.slipping:
        names = ", ".join(str(one.step.label) for one in plan.slipping)
        text = _("These steps lose their room: %(steps)s.") % {"steps": names}
        return Meaning("warning", _("%(day)s still holds") % {"day": first_day}, f"{text} {_room(plan)}")
    return Meaning("success", _("%(day)s holds") % {"day": first_day}, _room(plan))


def _room(plan: Plan) -> str:
    if plan.room <= 0:
        return _("There is no room left after that.")
    sentence = ngettext(
        "After the registration %(number)s working day is left.",
        "After the registration %(number)s working days are left.",
        plan.room,
    )
    return sentence % {"number": plan.room}


def regions_of(plan: Plan) -> list[str]:
    """Each region with the schools that lie in it; and those of which it is not known."""
    found: dict[str, list[str]] = defaultdict(list)
    for institution in plan.route.institutions.all():
        region = region_of(institution)
        found[str(region.label) if region else _("region not known")].append(str(institution))
    return [f"{region}: {', '.join(sorted(names))}" for region, names in sorted(found.items())]


class HolidayRow(NamedTuple):
    what: str
    regions: str
    days: str
    note: str


def holidays_of(plan: Plan) -> list[HolidayRow]:
    """The school holidays within the planning, of its regions, with where the dates come from."""
    first, last = plan.steps[0].begins_on, plan.steps[-1].ends_on
    rows: dict[tuple[str, str, str, str], list[Region]] = defaultdict(list)
    for one in school_holidays():
        if one.region in plan.facts.regions and one.last >= first and one.first <= last:
            days = f"{date_format(one.first, 'j F Y')} – {date_format(one.last, 'j F Y')}"
            rows[one.school_year, str(one.kind.label), days, _origin(one)].append(one.region)
    return [
        HolidayRow(f"{capfirst(kind)} {year}", ", ".join(str(region.label) for region in regions), days, origin)
        for (year, kind, days, origin), regions in rows.items()
    ]


def _origin(one: Holiday) -> str:
    """Where it stands; and that a school may depart from it, or that nobody read it at its source yet."""
    notes = [one.source]
    if one.is_advice:
        notes.append(_("advice; a school may choose another week"))
    if one.confidence != "O":
        notes.append(_("not yet compared with the source"))
    return "; ".join(notes)
