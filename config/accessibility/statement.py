"""What the statement says, worked out from the register. Model of the Dutch government: a status from A to E.

Besluit digitale toegankelijkheid overheid, article 3; EN 301 549 with WCAG 2.2 A and AA as the criteria.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Self

from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

REGISTER = Path(__file__).with_name("deviations.toml")
A_YEAR, THREE_YEARS = timedelta(days=365), timedelta(days=3 * 365)


@dataclass(frozen=True)
class Deviation:
    """Something that does not meet a criterion: since when, why, what to do meanwhile, when it will."""

    criterion: str
    since: date
    planned: date
    nl: dict[str, str]
    en: dict[str, str]
    mended: date | None = None

    @property
    def said(self) -> dict[str, str]:
        """`what`, `why`, `effect`, `instead`, `measure`, in the language of the reader."""
        return self.en if get_language() == "en" else self.nl


@dataclass(frozen=True)
class Investigation:
    """Of every criterion, by somebody who did not build it."""

    by: str
    on: date
    report: str


@dataclass(frozen=True)
class Statement:
    """One day's answer to: does this site meet the law?"""

    reviewed: date
    deviations: tuple[Deviation, ...]
    investigation: Investigation | None = None
    today: date = field(default_factory=localdate)

    @classmethod
    def read(cls, text: str, **more: Any) -> Self:
        told = tomllib.loads(text)
        found = told.get("investigation")
        return cls(
            reviewed=told["reviewed"],
            deviations=tuple(Deviation(**one) for one in told.get("deviation", [])),
            investigation=Investigation(**found) if found else None,
            **more,
        )

    @property
    def open(self) -> list[Deviation]:
        return [one for one in self.deviations if one.mended is None or one.mended > self.today]

    @property
    def mended(self) -> list[Deviation]:
        return [one for one in self.deviations if one not in self.open]

    @property
    def is_out_of_date(self) -> bool:
        """Reviewed more than a year ago, or something should have been mended by now."""
        return self.today - self.reviewed > A_YEAR or any(one.planned < self.today for one in self.open)

    @property
    def status(self) -> str:
        """A and B ask for an investigation of the last three years; A also for nothing open, and a review this year."""
        if self.investigation is None or self.today - self.investigation.on > THREE_YEARS:
            return "C"
        return "B" if self.open or self.is_out_of_date else "A"

    @property
    def sentence(self) -> str | Promise:
        return STATUSES[self.status]


STATUSES: dict[str, str | Promise] = {
    "A": _("This site meets the requirements fully."),
    "B": _("This site meets the requirements partly. What does not is below, with when it will."),
    "C": _("First measures are taken. Not every requirement was investigated independently yet."),
}

TESTED: tuple[tuple[str | Promise, str], ...] = (
    (
        _("Every page, in every state of a case: by axe in a browser, light and dark, 320 and 1280 pixels wide."),
        "tests/e2e/test_every_page.py::test_axe_finds_nothing",
    ),
    (
        _("Every page: valid HTML, by the checker of the standard."),
        "tests/e2e/test_every_page.py::test_the_html_is_valid",
    ),
    (
        _("High contrast: all text at least 7 to 1, more than the law asks."),
        "tests/e2e/test_every_page.py::test_high_contrast_is_high",
    ),
    (
        _("Submitting, negotiating, deciding, signing and inspecting with the keyboard alone."),
        "tests/e2e/test_keyboard.py",
    ),
    (
        _("What a screen reader is told on the page of a case: headings, landmarks, names and order."),
        "tests/e2e/test_spoken.py",
    ),
    (_("The whole main job without JavaScript."), "tests/e2e/test_without_javascript.py"),
    (
        _("Agreements as PDF: checked against PDF/UA, the standard for accessible documents."),
        "tests/conformance/test_conformance.py",
    ),
)
"""How it was tested: a sentence, and the test that does it. Each must be there (tests/config/test_accessibility.py)."""


def statement() -> Statement:
    return Statement.read(REGISTER.read_text())
