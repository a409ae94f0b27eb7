"""An agreement in a few lines, for a director with a phone: who, what, when, hours, money, and how it ends."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..clauses.context import AgreementFacts, RouteTextFacts
from ..model_clauses import answers_of
from ..models import Agreement
from ..selectors import AgreementText
from .clause_page import address

Item = dict[str, Any]


def in_short(agreement: Agreement, text: AgreementText) -> list[Item]:
    """For `components/summary_list.html`."""
    facts, answers = text.facts, answers_of(agreement)
    return [
        {"term": _("Between"), "value": "\n".join(party.name for party in facts.parties)},
        {"term": _("About"), "value": "\n".join(_route(route) for route in facts.routes)},
        {"term": _("Hours"), "value": "\n".join(_hours(route) for route in facts.routes)},
        {"term": _("Term"), "value": _term(facts)},
        {"term": _("Money"), "value": _money(facts, answers.get(("E", None), {}))},
        {
            "term": _("Leaving the agreement"),
            "value": _notice(answers.get(("I", None), {})),
            "url": address(agreement, "I", None),
        },
    ]


def _route(route: RouteTextFacts) -> str:
    learners_get = ngettext("%(number)s line", "%(number)s lines", len(route.lines)) % {"number": len(route.lines)}
    return f"{route.name} ({learners_get})"


def _hours(route: RouteTextFacts) -> str:
    def spread(*hours: int) -> str:
        low, high = min(hours, default=0), max(hours, default=0)
        return str(low) if low == high else f"{low}–{high}"

    return _("%(total)s clock hours, of which %(guided)s guided and %(bpv)s in placements") % {
        "total": spread(*(line.total for line in route.lines)),
        "guided": spread(*(line.guided for line in route.lines)),
        "bpv": spread(*(line.bpv for line in route.lines)),
    }


def _term(facts: AgreementFacts) -> str:
    first, last = date_format(facts.starts_on) if facts.starts_on else "", facts.ends_on
    if last is None:
        return _("From %(first)s, for an indefinite time") % {"first": first}
    return _("From %(first)s until %(last)s") % {"first": first, "last": date_format(last)}


def _money(facts: AgreementFacts, answers: Mapping[str, Any]) -> str:
    if not facts.funded:
        return _("No school in this agreement is funded.")
    if answers.get("transfer") != "yes":
        return _("The boards transfer no funding to each other.")
    rows = answers.get("transfers") or []
    return "\n".join(_transfer(facts, row) for row in rows if isinstance(row, dict))


def _transfer(facts: AgreementFacts, row: Mapping[str, Any]) -> str:
    payer, payee = facts.party(str(row.get("from_board"))), facts.party(str(row.get("to_board")))
    names = {"from": payer.name if payer else "?", "to": payee.name if payee else "?"}
    return _("From %(from)s to %(to)s: %(amount)s") % (names | {"amount": row.get("amount", "")})


def _notice(answers: Mapping[str, Any]) -> str:
    months = answers.get("notice_months")
    if not isinstance(months, int):
        return _("Not laid down.")
    return ngettext(
        "Notice of %(number)s month, always ending on 31 July",
        "Notice of %(number)s months, always ending on 31 July",
        months,
    ) % {"number": months}
