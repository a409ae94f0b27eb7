"""The hours of the programme beside its form: per line what is planned, promised and wanted, and every gap in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from leerroutes.reference_data import norms_on

from ..clauses.totals import Hours, LineTotals, Norms, totals
from ..clauses.values import Scope
from .clause_page import ClausePage

PROGRAMME = "programme"
Cells = list[str]
Shown = list[dict[str, Any]]


def hours_beside(page: ClausePage, answers: Mapping[str, Any]) -> Shown:
    """For `agreements/programme/_hours.html`: a table per line; nothing for an article without a programme."""
    if page.place is None or PROGRAMME not in {field.name for field in page.clause.fields}:
        return []
    rows = Scope(page.clause, answers, page.facts, page.place).rows(PROGRAMME)
    return [_shown(line) for line in totals(rows, page.place, _norms(page))]


def _norms(page: ClausePage) -> Norms:
    """Those of the day the route starts; schools without state funding have none (R-013)."""
    starts_on = page.place.starts_on if page.place else None
    return norms_on(starts_on) if starts_on and page.facts.funded else {}


def _shown(line: LineTotals) -> dict[str, Any]:
    rows: Shown = [
        {"label": _("Year %(year)s") % {"year": year}, "cells": _numbers(hours)} for year, hours in line.years
    ]
    if line.without_year.total:
        rows.append({"label": _("No year yet"), "cells": _numbers(line.without_year)})
    rows += [
        {"label": _("Together"), "cells": _numbers(line.whole), "sum": True},
        {"label": _("In the proposal"), "cells": _numbers(line.promised)},
        {"label": _("Difference"), "cells": _differences(line), "words": True},
        *_against_norm(line),
    ]
    return {"caption": _caption(line), "rows": rows, "has_norm": line.norm is not None}


def _caption(line: LineTotals) -> str:
    names = {
        "place": line.place,
        "name": line.line.qualification or line.line.domain,
        "years": line.line.duration_years,
        "mode": line.line.learning_mode,
    }
    return _("Line %(place)s: %(name)s (%(years)s years, %(mode)s)") % names


def _numbers(hours: Hours) -> Cells:
    return [_number(each) for each in (hours.guided, hours.bpv, hours.other, hours.total)]


def _number(hours: int) -> str:
    return number_format(hours, force_grouping=True)


def _differences(line: LineTotals) -> Cells:
    """The parts together must be exactly the hours of the line."""
    planned, promised = line.whole, line.promised
    return [
        _difference(getattr(planned, kind) - getattr(promised, kind)) for kind in ("guided", "bpv", "other", "total")
    ]


def _difference(hours: int) -> str:
    if not hours:
        return _("equal")
    words = _("%(hours)s too few") if hours < 0 else _("%(hours)s too many")
    return words % {"hours": _number(abs(hours))}


def _against_norm(line: LineTotals) -> Shown:
    """R-030: for each kind at least so many; for the other hours the law has no norm of its own."""
    if line.norm is None:
        return []
    wanted, planned = line.norm, line.whole
    least = [wanted.guided, wanted.bpv, None, wanted.total]
    found = [planned.guided, planned.bpv, planned.other, planned.total]
    norm = [_("no norm") if each is None else _number(each) for each in least]
    reached = [_reaches(*pair) for pair in zip(found, least, strict=True)]
    return [
        {"label": _("Norm, at least"), "cells": norm},
        {"label": _("Against the norm"), "cells": reached, "words": True},
    ]


def _reaches(planned: int, least: int | None) -> str:
    if least is None:
        return "–"
    return _("reached") if planned >= least else _("%(hours)s too few") % {"hours": _number(least - planned)}
