"""Lighter cooperation, as boards record, change and confirm it; for tests."""

from __future__ import annotations

from typing import Any

from accounts.actors import Actor
from accounts.models import Institution
from audit.models import AuditEvent
from audit.services import case_of
from leerroutes import services
from leerroutes.models import Cooperation, CooperationParty
from tests.factories import Party


def schools(*brins: str) -> list[Institution]:
    return list(Institution.objects.filter(brin__in=brins or ("99ZF", "99ZG")).select_related("board"))


def fresh(cooperation: Cooperation) -> Cooperation:
    return Cooperation.objects.get(pk=cooperation.pk)


def party_of(cooperation: Cooperation, party: Party) -> CooperationParty:
    return cooperation.parties.get(board=party.board)


def told(cooperation: Cooperation) -> list[str]:
    events = AuditEvent.objects.filter(case=case_of(cooperation)).order_by("pk")
    return [event.action.removeprefix("leerroutes.cooperation_") for event in events]


def change(cooperation: Cooperation, actor: Actor, *institutions: Institution, **content: Any) -> Cooperation:
    return services.change_cooperation(
        cooperation,
        actor=actor,
        seen_version=cooperation.version,
        content=content,
        institutions=list(institutions) or list(cooperation.institutions.select_related("board")),
        contact=actor.user,
    )


def confirm(cooperation: Cooperation, actor: Actor) -> CooperationParty:
    return services.confirm_cooperation(cooperation, actor=actor, seen_version=cooperation.version, contact=actor.user)
