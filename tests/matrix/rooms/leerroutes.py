"""Proposals, routes and lighter cooperations: who is shown each address, and who may act."""

from __future__ import annotations

from typing import Any

from accounts.actors import Actor
from accounts.models import Kind
from tests.factories import MBO, VMBO, Party

from ..company import COORDINATORS, DIRECTORS, MEMBERS, OWN_COORDINATORS, PARTNER_WRITER, PEOPLE, READERS
from ..rows import REASON, Place, cooperation, look, only, only_csv, page, placed, route, step
from ..stage import Stage


def registration(board: Party) -> Place:
    def find(stage: Stage) -> tuple[Any, ...]:
        return (stage.routes["contracted"].registrations.get(institution__board=board.board).pk,)

    return placed(board.slug, find)


def new_line(stage: Stage, actor: Actor | None) -> dict[str, Any]:
    """Like the line that is there, which the form takes over; only where it leads is not filled in yet."""
    line = stage.routes["draft"].lines.get()
    return {"qualification": str(line.qualification_id)}


def new_cooperation(stage: Stage, actor: Actor | None) -> dict[str, Any]:
    """A school of the own board and one of the other kind; the contact person is whoever sends it."""
    board = actor.board if actor and actor.board else VMBO.board
    own = board.institutions.all()[0]
    other = (VMBO if own.kind == Kind.MBO else MBO).board.institutions.all()[0]
    return {
        "name": "Gastlessen",
        "kind": "guest_lessons",
        "description": "Docenten komen over en weer.",
        "institutions": [str(own.pk), str(other.pk)],
        "contact": str(actor.user.pk) if actor else "",
    }


ENDING = REASON | {"last_day": "2027-07-31"}


NEW_ROUTE = {"name": "Nieuwe route", "route_type": "DLR", "motivation": "Voorbeeldgegevens."}


# fmt: off
ROWS = [
    # Proposal
    page("leerroutes:list", None, PEOPLE),
    page("leerroutes:list_file", only_csv, PEOPLE),
    step("leerroutes:create", None, COORDINATORS | {"outsider"}, see=PEOPLE, fill=NEW_ROUTE),
    step("leerroutes:edit", route("draft"), COORDINATORS, see=MEMBERS, fill={"name": "Andere naam"}),
    step("leerroutes:edit", route("returned"), COORDINATORS, see=READERS, fill={"name": "Andere naam"}),
    step("leerroutes:line_add", route("draft"), COORDINATORS, see=MEMBERS, fill=new_line),
    step("leerroutes:line_edit", route("draft", 1), COORDINATORS, see=MEMBERS, fill={"related_motivation": "Zo."}),
    step("leerroutes:line_remove", route("draft", 1), COORDINATORS, see=MEMBERS),
    look("leerroutes:checks", route("draft"), MEMBERS, get=MEMBERS),
    look("leerroutes:checks", route("submitted"), READERS, get=READERS),
    step("leerroutes:submit", route("draft"), OWN_COORDINATORS, see=MEMBERS),
    step("leerroutes:submit", route("returned"), OWN_COORDINATORS, see=READERS),
    step("leerroutes:decide", route("submitted"), DIRECTORS, see=READERS, fill={"verdict": "approved"}),
    step("leerroutes:withdraw", route("draft"), OWN_COORDINATORS, see=MEMBERS, fill=REASON),
    step("leerroutes:withdraw", route("submitted"), OWN_COORDINATORS, see=READERS, fill=REASON),

    # Life of a route
    step("leerroutes:suspend", route("running"), DIRECTORS, see=READERS, fill=REASON),
    step("leerroutes:resume", route("suspended"), DIRECTORS, see=READERS, fill=REASON),
    step("leerroutes:wind_down", route("running"), DIRECTORS, see=READERS, fill=REASON),
    step("leerroutes:end", route("winding_down"), DIRECTORS, see=READERS, fill=REASON),
    step("leerroutes:register", registration(VMBO), only("registrar"), see=READERS),
    step("leerroutes:register", registration(MBO), only("partner_registrar"), see=READERS),

    # Lighter cooperation: not a route
    page("leerroutes:cooperations", None, PEOPLE),
    step("leerroutes:cooperation_record", None, COORDINATORS | {"outsider"}, see=PEOPLE, fill=new_cooperation),
    step("leerroutes:cooperation_change", cooperation("asked"), OWN_COORDINATORS, see=MEMBERS, fill={"name": "Anders"}),
    step("leerroutes:cooperation_confirm", cooperation("asked"), PARTNER_WRITER, see=MEMBERS),
    step("leerroutes:cooperation_leave", cooperation("asked"), PARTNER_WRITER, see=MEMBERS, fill=REASON),
    step("leerroutes:cooperation_leave", cooperation("confirmed"), PARTNER_WRITER, see=MEMBERS, fill=REASON),
    step("leerroutes:cooperation_end", cooperation("confirmed"), OWN_COORDINATORS, see=MEMBERS, fill=ENDING),
    step("leerroutes:cooperation_upgrade", cooperation("confirmed"), COORDINATORS, see=MEMBERS),

    # Behind these the password is asked first; tests/accounts/test_step_up.py goes on from there.
    page("leerroutes:checks_json", route("draft"), MEMBERS),
    page("leerroutes:checks_json", route("submitted"), READERS),
]
# fmt: on
