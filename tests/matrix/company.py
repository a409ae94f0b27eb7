"""Who tries everything: the cast as they are named in the matrix, and the groups of it that its rows name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.utils.timezone import localdate

from accounts.actors import Actor, actor_for
from accounts.models import User
from accounts.roles import PLATFORM_ROLES, Role
from accounts.services import grant_membership
from accounts.stepup.factors import give_app
from tests.factories import MBO, VMBO, person_with
from tests.kept import played_once
from workflows.demo import world

ANONYMOUS = "anonymous"

PROPOSER = frozenset({"coordinator", "director", "signatory", "participation", "registrar"})
"""The people of the board that proposes, one per role."""

PARTNER = frozenset(f"partner_{name}" for name in PROPOSER)
"""The same at the other board of the case."""

BOTH = frozenset({"both_as_coordinator", "both_as_director"})
"""One person: coordinator at the proposing board, director at the other; acting for the one or for the other."""

MEMBERS = PROPOSER | PARTNER | BOTH | {"adviser"}
"""Everybody with a role today at a board that takes part."""

READERS = MEMBERS | {"inspector"}

STRANGERS = frozenset({"administrator", "editor", "outsider", "former"})
"""An administrator, an editor of the help, somebody with every role and a mandate elsewhere, and somebody whose roles
ended yesterday."""

MANAGERS = frozenset({"administrator"})
EDITORS = frozenset({"editor"})
PEOPLE = READERS | STRANGERS
EVERYBODY = PEOPLE | {ANONYMOUS}

OWN_COORDINATORS = frozenset({"coordinator", "both_as_coordinator"})
COORDINATORS = OWN_COORDINATORS | {"partner_coordinator"}
DIRECTORS = frozenset({"director", "partner_director", "both_as_director"})
SIGNATORIES = frozenset({"signatory", "partner_signatory"})
SECOND = frozenset({"director", "signatory"})
"""Who answers, as second person, what is proposed for the proposing board; both have an app."""
BOARD_ROLES = tuple(role for role in Role if role not in PLATFORM_ROLES)


def assemble() -> dict[str, Actor]:
    """Everybody but the anonymous visitor, by name. Made once per module."""
    mine, partner = VMBO.board, MBO.board
    both = person_with("Robin Beide", (Role.COORDINATOR, mine), (Role.DIRECTOR, partner))
    reader = person_with("Advies Lezer", (Role.ADVISER, mine))
    elsewhere = world.board("a12")
    outsider = person_with("Bas Buitenstaander", *((role, elsewhere) for role in BOARD_ROLES), mandates=(elsewhere,))
    company = {str(role): actor for role, actor in VMBO.people.items()}
    company |= {f"partner_{role}": actor for role, actor in MBO.people.items()}
    company |= {
        "both_as_coordinator": actor_for(both, mine),
        "both_as_director": actor_for(both, partner),
        "adviser": actor_for(reader, mine),
        "inspector": actor_for(User.objects.get(email="inspecteur@leerroutes.example")),
        "administrator": actor_for(User.objects.get(email="beheerder@leerroutes.example")),
        "editor": actor_for(User.objects.get(email="redacteur@leerroutes.example")),
        "outsider": actor_for(outsider, elsewhere),
        "former": actor_for(_whose_roles_ended("Oud Collega", BOARD_ROLES), None),
    }
    _with_app(company["director"].user)
    assert set(company) == PEOPLE
    return company


@played_once
def _with_app(person: User) -> User:
    give_app(person, world.TOTP_SECRET)
    return person


@played_once
def _whose_roles_ended(name: str, roles: Iterable[Role]) -> User:
    """Held these roles at the proposing board until yesterday."""
    person = person_with(name)
    for role in roles:
        grant_membership(
            person,
            actor=None,
            role=role,
            board=VMBO.board,
            valid_from=world.SINCE,
            valid_until=localdate() - timedelta(days=1),
        )
    return person


VISITOR = frozenset({ANONYMOUS})
VMBO_PEOPLE = PROPOSER | BOTH | {"adviser"}
WITH_APP = SIGNATORIES | SECOND
PARTNER_WRITER = frozenset({"partner_coordinator"})
OWN_BODY, PARTNER_BODY = frozenset({"participation"}), frozenset({"partner_participation"})

AT_A_BOARD = MEMBERS | {"outsider"}
INSPECTOR, DIRECTOR = frozenset({"inspector"}), frozenset({"director"})
FINDING_READERS = PROPOSER | BOTH | {"adviser", "inspector"}
"""Of the board it is addressed to, for whichever board they act; not the other board of the route."""

ABSENTABLE = COORDINATORS | DIRECTORS | SIGNATORIES | {"outsider"}
