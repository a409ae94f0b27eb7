"""What the page of a lighter cooperation shows: what it is, who said so, and what can be done with it."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.verdicts import Verdict
from leerroutes import cooperating
from leerroutes.models import Cooperation


class Step(NamedTuple):
    label: str
    url: str
    verdict: Verdict
    kind: str = "secondary"


def steps_for(actor: Actor, found: Cooperation) -> list[Step]:
    """Everything that can be done, each with whether this person may, and why not."""

    def step(label: str, name: str, verdict: Verdict, kind: str = "secondary") -> Step:
        return Step(label, reverse(f"leerroutes:cooperation_{name}", args=[found.pk]), verdict, kind)

    return [
        step(_("Confirm that you take part"), "confirm", cooperating.can_confirm(actor, found), "primary"),
        step(_("Change"), "change", cooperating.can_change(actor, found)),
        step(_("Make a route of it"), "upgrade", cooperating.can_upgrade(actor, found)),
        step(_("Take your board off"), "leave", cooperating.can_leave(actor, found)),
        step(_("End the cooperation"), "end", cooperating.can_end(actor, found)),
    ]


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
