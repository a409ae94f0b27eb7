"""What the page of a lighter cooperation shows: what it is, who said so, and what can be done with it."""

from __future__ import annotations

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leerroutes import cooperating
from leerroutes.models import Cooperation

from .actions import Action

ACTIONS = (
    Action(
        gettext_lazy("Confirm that you take part"),
        "leerroutes:cooperation_confirm",
        cooperating.can_confirm,
        primary=True,
    ),
    Action(gettext_lazy("Change"), "leerroutes:cooperation_change", cooperating.can_change),
    Action(gettext_lazy("Make a route of it"), "leerroutes:cooperation_upgrade", cooperating.can_upgrade),
    Action(gettext_lazy("Take your board off"), "leerroutes:cooperation_leave", cooperating.can_leave),
    Action(gettext_lazy("End the cooperation"), "leerroutes:cooperation_end", cooperating.can_end),
)
"""It has no states: all of them at any time."""


def facts_of(found: Cooperation) -> list[dict[str, str]]:
    """For `components/summary_list.html`."""
    schools = found.institutions.select_related("board")
    facts = [
        (_("Kind"), found.get_kind_display()),
        (_("Since"), date_format(found.since)),
        (_("Last day"), date_format(found.until) if found.until else ""),
        (_("Schools and institutions"), "\n".join(f"{school} ({school.board})" for school in schools)),
        (_("Recorded by"), str(found.proposed_by)),
    ]
    return [{"term": term, "value": value} for term, value in facts if value]


def parties_of(found: Cooperation) -> list[dict[str, Any]]:
    """For `components/party_list.html`: each board, whom to ask, and whether it confirmed."""
    return [
        {
            "name": party.board,
            "note": _("contact: %(name)s") % {"name": party.contact} if party.contact else _("no contact person yet"),
            "state": "approved" if party.confirmed else "waiting",
            "state_label": _("takes part") if party.confirmed else _("did not confirm yet"),
        }
        for party in found.parties.all()
    ]
