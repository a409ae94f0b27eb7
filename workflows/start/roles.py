"""Which parts stand on the start page of whom. Who has several roles at a board sees the parts of each, once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.roles import Role

from ..feeds.entries import STEPS_OF
from ..selectors import OpenTask
from . import answers, cases, people, questions
from .deadlines import this_month
from .parts import Part

Maker = Callable[[Actor], Part]

PARTS: Mapping[Role, tuple[Maker, ...]] = {
    Role.COORDINATOR: (cases.drafts, cases.under_way),
    Role.DIRECTOR: (cases.under_way, people.second_person),
    Role.SIGNATORY: (cases.under_way, people.mandates, people.second_person),
    Role.PARTICIPATION: (answers.answers,),
    Role.REGISTRAR: (answers.registrations,),
    Role.ADVISER: (questions.answered_last, cases.lately),
    Role.INSPECTOR: (cases.lately, people.own_access),
    Role.EDITOR: (questions.shared,),
    Role.ADMINISTRATOR: (
        people.second_person,
        lambda actor: people.ending_mandates(),
        lambda actor: people.stuck_work(),
    ),
}

NEXT: Mapping[Role, str | Promise] = {
    Role.COORDINATOR: _("Go on with a draft, or write a proposal together with the other boards."),
    Role.DIRECTOR: _("You are asked as soon as a proposal or an agreement is ready for the decision of your board."),
    Role.SIGNATORY: _("You are asked to sign when every board approved the agreement and the document is there."),
    Role.PARTICIPATION: _("You are asked when a coordinator puts a text before your participation body."),
    Role.REGISTRAR: _("You are asked to register a route in RIO when its agreement is in force."),
    Role.ADVISER: _(
        "You answer questions of schools, and read the cases of your board. Nobody waits for an answer now."
    ),
    Role.INSPECTOR: _(
        "You read what your access opens, and put findings to a board. A finding that is answered comes back here."
    ),
    Role.EDITOR: _("You keep the help. You read no case."),
    Role.ADMINISTRATOR: _("You manage roles, mandates and invitations. You change no content and sign nothing."),
}
"""When nothing waits: what the next thing will be."""

NO_ROLE = _("You have no role here today. An administrator gives roles; a second person confirms them.")

PLACES: Mapping[Role, tuple[str, str | Promise]] = {
    Role.COORDINATOR: ("leerroutes:create", _("New proposal")),
    Role.ADVISER: ("leerroutes:list", _("Look at the routes")),
    Role.INSPECTOR: ("inspections:overview", _("Overview of routes")),
    Role.EDITOR: ("guidance:review", _("To the texts of the help")),
    Role.ADMINISTRATOR: ("accounts:access", _("Manage access")),
}


def roles_of(actor: Actor) -> list[Role]:
    """In the order of the table of roles, so that the page of one person stays the same."""
    return [role for role in Role if role in actor.roles]


def parts_of(actor: Actor, asked: Sequence[OpenTask]) -> list[Part]:
    """Who plans for a board has the deadlines too, of what is asked of them among others."""
    makers = dict.fromkeys(make for role in roles_of(actor) for make in PARTS[role])
    parts = [make(actor) for make in makers]
    return [*parts, this_month(actor, asked)] if actor.roles & STEPS_OF.keys() else parts


def next_step(actor: Actor) -> dict[str, object]:
    """For `components/empty_state.html`."""
    roles = roles_of(actor)
    place = next((PLACES[role] for role in roles if role in PLACES), None)
    return {
        "text": " ".join(str(NEXT[role]) for role in roles) or NO_ROLE,
        "url": reverse(place[0]) if place else "",
        "label": place[1] if place else "",
    }
