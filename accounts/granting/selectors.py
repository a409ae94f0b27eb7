from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from ..actors import Actor
from ..models import Mandate, Membership, User
from ..permissions import people_asked
from ..roles import Role
from ..verdicts import Verdict
from .policies import Grant, can_confirm, can_refuse, visible_to


@dataclass(frozen=True)
class Waiting:
    """A proposal, and what the person who looks may do with it."""

    grant: Any
    confirm: Verdict
    refuse: Verdict


def waiting_for(actor: Actor) -> tuple[list[Waiting], list[Waiting]]:
    """Roles and mandates that wait for a second person, as far as this person may see them; the oldest first."""
    roles = visible_to(actor, Membership).waiting().select_related("institution").order_by("proposed")
    mandates = visible_to(actor, Mandate).waiting().select_related("document").prefetch_related("institutions")
    return _answerable(roles, actor), _answerable(mandates.order_by("proposed"), actor)


def _answerable(grants: QuerySet[Any], actor: Actor) -> list[Waiting]:
    return [Waiting(grant, can_confirm(actor, grant), can_refuse(actor, grant)) for grant in grants]


def second_people(grant: Grant) -> list[User]:
    """Who is asked to answer: people of the board; where there are none (but those of the proposal), administrators."""
    involved = {grant.user_id, grant.proposed_by_id}
    here = people_asked("confirm_access", grant.board) if grant.board else User.objects.none()
    managers = User.objects.filter(
        pk__in=Membership.objects.valid_on().filter(role=Role.ADMINISTRATOR).values("user"), is_active=True
    )
    asked = [person for person in here if person.pk not in involved]
    return asked or [person for person in managers.order_by("name") if person.pk not in involved]
