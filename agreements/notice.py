"""When notice may end an agreement: the term and the renewal that its articles say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.safestring import SafeString

from accounts.text import clean_text

from .clauses.blocks import to_html
from .clauses.fill import prose
from .models import Agreement


def _answers(agreement: Agreement, code: str) -> Mapping[str, Any]:
    found = agreement.clauses.filter(code=code, route=None).first()
    return found.data if found else {}


def notice_months(agreement: Agreement) -> int:
    """The term of the article on termination; an internal regulation has none."""
    months = _answers(agreement, "I").get("notice_months")
    return months if isinstance(months, int) else 0


def care_plan(agreement: Agreement) -> str:
    return str(_answers(agreement, "I").get("care_plan", ""))


def renews_by_itself(agreement: Agreement) -> bool:
    return bool(_answers(agreement, "duur").get("renewal") == "tacit")


def as_written(answer: str) -> SafeString:
    """Somebody's answer as the document shows it: its lines, and its lists."""
    return to_html(prose(clean_text(answer)))


def last_day(agreement: Agreement) -> date | None:
    """The last day on which it surely binds every board: its end, unless it renews by itself, or that of a notice."""
    days = [one.ends_on for one in agreement.notices.filter(took_effect=None)]
    if agreement.ends_on and not renews_by_itself(agreement):
        days.append(agreement.ends_on)
    return min(days, default=None)


def earliest_end(agreement: Agreement, today: date) -> date:
    """The first 31 July that lies a whole term ahead; of a change that waits for its day, after that day."""
    years, month = divmod(today.month - 1 + notice_months(agreement), 12)
    year, month = today.year + years, month + 1
    passed = (month, today.day) > (7, 31) if month == 7 else month > 7
    first = date(year + 1 if passed else year, 7, 31)
    while first <= max(today, agreement.waits_until or today):
        first = first.replace(year=first.year + 1)
    return first


def notice_grounds(agreement: Agreement) -> str:
    return str(_answers(agreement, "I").get("notice_grounds", ""))
