"""The one table that says what each role may do. Guardian rows are derived from it, per board.

A right is a codename on `accounts.Board`. Adding a right is adding a line here and running `rebuild_permissions`.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    COORDINATOR = "coordinator", _("coordinator")
    DIRECTOR = "director", _("director")
    SIGNATORY = "signatory", _("signatory")
    PARTICIPATION = "participation", _("participation member")
    REGISTRAR = "registrar", _("registrar")
    ADVISER = "adviser", _("adviser")
    INSPECTOR = "inspector", _("inspector")
    ADMINISTRATOR = "administrator", _("administrator")
    EDITOR = "editor", _("editor of the help")


PLATFORM_ROLES = frozenset({Role.INSPECTOR, Role.ADMINISTRATOR, Role.EDITOR})
"""Roles that are not held at a board: nobody acts for a board by them."""

PROVEN_ROLES = frozenset({Role.DIRECTOR, Role.SIGNATORY, Role.INSPECTOR, Role.ADMINISTRATOR})
"""Roles that a password alone is too little for: who holds one has a second factor, or gets one first."""

PERMISSIONS = {
    "view_cases": "May read the cases of this board",
    "draft_routes": "May propose routes for this board",
    "approve_routes": "May approve proposals for this board",
    "draft_agreements": "May fill in agreements for this board",
    "advise_agreements": "May give advice or consent for a participation body of this board",
    "decide_agreements": "May take the decision of this board on an agreement",
    "sign_agreements": "May sign for this board, with a mandate",
    "register_routes": "May record RIO registrations of this board's institutions",
    "answer_questions": "May answer, as adviser, what schools ask about routes and agreements",
    "confirm_access": "May confirm who gets a role or a mandate at this board, as the second person",
}

RIGHTS_IN_WORDS = {
    "view_cases": _("read the routes and agreements of the board"),
    "draft_routes": _("write and submit proposals for routes, and record lighter cooperation"),
    "approve_routes": _(
        "decide on proposals, and suspend, resume, wind down and end routes; answer findings of the inspectorate"
    ),
    "draft_agreements": _("write the agreement, article by article, and ask the participation bodies"),
    "advise_agreements": _("record the answers of the participation bodies"),
    "decide_agreements": _("decide on agreements, give notice, break off, end"),
    "sign_agreements": _("sign or decline to sign, with a mandate"),
    "register_routes": _("record the registrations in RIO"),
    "answer_questions": _("answer questions of the own board, and of boards in the region without an adviser"),
    "confirm_access": _("confirm as second person who gets a role or a mandate at the board"),
}
"""For the page that shows this table (`/rechten/`)."""

PLATFORM_IN_WORDS = {
    Role.INSPECTOR: _(
        "read what an access of today opens, as long as it lasts, and put findings to a board; "
        "change, decide and sign nothing in a case"
    ),
    Role.ADMINISTRATOR: _(
        "propose who gets a role or a mandate, and end those; read no case, change no content, sign nothing"
    ),
    Role.EDITOR: _("write and review the help: guidance, questions and terms; read no case"),
}
"""What the roles do that are not held at a board."""

RIGHTS: dict[Role, frozenset[str]] = {
    Role.COORDINATOR: frozenset({"view_cases", "draft_routes", "draft_agreements"}),
    Role.DIRECTOR: frozenset({"view_cases", "approve_routes", "decide_agreements", "confirm_access"}),
    Role.SIGNATORY: frozenset({"view_cases", "sign_agreements", "confirm_access"}),
    Role.PARTICIPATION: frozenset({"view_cases", "advise_agreements"}),
    Role.REGISTRAR: frozenset({"view_cases", "register_routes"}),
    Role.ADVISER: frozenset({"view_cases", "answer_questions"}),
    Role.INSPECTOR: frozenset(),
    Role.ADMINISTRATOR: frozenset(),
    Role.EDITOR: frozenset(),
}


def rights_of(roles: frozenset[Role]) -> frozenset[str]:
    """Everything these roles may do together at one board."""
    return frozenset(right for role in roles for right in RIGHTS[role])
