"""What is done with data of people. The terms are those of domain.md 5.2; a board may have to keep longer."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TASK = _("A task of general interest: cooperation in a doorlopende leerroute (AVG article 6(1)(e)).")
SAFETY = _("The duty to protect what is kept (AVG articles 6(1)(c) and 32).")
WITH_THE_CASE = _("As long as the agreement lasts and seven years after its end.")
"""The whole table of terms: `leerroutes.retention`."""


@dataclass(frozen=True, eq=False)
class Activity:
    code: str
    name: Promise
    purpose: Promise
    people: Promise
    ground: Promise
    term: Promise


ACCOUNTS = Activity(
    "accounts",
    _("Accounts and roles"),
    _("Who logs in, and what that person may do for which board."),
    _("Staff of boards, inspectors and administrators"),
    TASK,
    _("As long as somebody has a role, and as long as a case names what that person did."),
)
CONTACTS = Activity(
    "contacts",
    _("Contacts"),
    _("Whom the other boards ask about a route or a cooperation."),
    _("Staff of boards"),
    TASK,
    WITH_THE_CASE,
)
DEEDS = Activity(
    "deeds",
    _("Who decided, signed, proposed or answered"),
    _("Proof of what every board agreed with, and that the person was allowed to say so."),
    _("Directors, signatories, coordinators and members of participation bodies"),
    TASK,
    WITH_THE_CASE,
)
WORDS = Activity(
    "words",
    _("What people write"),
    _("Proposals, articles, reasons, comments and files. They ask for nothing about pupils."),
    _("Whoever is named in it; by the rules of the site nobody but staff"),
    TASK,
    WITH_THE_CASE,
)
TRAIL = Activity(
    "trail",
    _("The trail"),
    _("What happened in a case, by whom and for which board, so that an inspector can check it."),
    _("Everybody who logs in"),
    TASK,
    _("As long as the case it belongs to. What names a person can be erased while the trail still proves itself."),
)
SAFE = Activity(
    "safety",
    _("Safe access"),
    _("Passwords, second factors and open sessions."),
    _("Everybody who logs in"),
    SAFETY,
    _("As long as the account exists; a session twelve hours, a line in a technical log at most twelve months."),
)

VIEWS = Activity(
    "views",
    _("Own views of lists"),
    _("A selection of a list that somebody wants to see again, under a name of their own."),
    _("Everybody who logs in"),
    TASK,
    _("Until that person removes it, or the account is erased."),
)

ACTIVITIES = (ACCOUNTS, CONTACTS, DEEDS, WORDS, TRAIL, SAFE, VIEWS)
