"""A sentence of ours once took the place of a month of Django's: "May", as in who may do what."""

from datetime import date

from django.utils import translation
from django.utils.formats import date_format

MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()
DAYS = "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag".split()


def test_months_and_days_keep_their_dutch_names() -> None:
    with translation.override("nl"):
        assert [date_format(date(2026, month, 1), "F") for month in range(1, 13)] == MONTHS
        assert [date_format(date(2026, 6, day), "l") for day in range(1, 8)] == DAYS
