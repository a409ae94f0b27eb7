"""Cooperation that is no route (R-016): one that both boards confirmed, and one that waits (domain.md 8.4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from accounts.actors import Actor, actor_for
from accounts.models import Institution
from accounts.roles import Role
from leerroutes import services as subject
from leerroutes.models import Cooperation, CooperationKind

from . import world
from .cases import MOTIVATION

TECHNOLOGY = {
    "name": "Technologie & Toepassing met ROC Ter Aa",
    "kind": CooperationKind.ASSESSMENT,
    "description": MOTIVATION
    + "Leerlingen van TL doen schoolexamen in Technologie & Toepassing. Zij lopen een dag mee bij een mbo-opleiding "
    "of een bedrijf. Bij de eindopdracht zit een docent van ROC Ter Aa in het beoordelingspanel; dat gesprek kan "
    "meetellen als intake voor het mbo.",
    "since": date(2015, 8, 1),
    "until": None,
}
ELECTIVE = {
    "name": "Keuzedeel Gastvrijheid voor vierdeklassers",
    "kind": CooperationKind.KEUZEDEEL,
    "description": MOTIVATION + "Leerlingen van leerjaar 4 volgen op woensdag een keuzedeel van het mbo als keuzevak.",
    "since": date(2026, 8, 1),
    "until": date(2028, 7, 31),
}


def play_lighter() -> Iterator[Cooperation]:
    confirmed = recorded(TECHNOLOGY, by="knippenberg", schools=("99ZH", "99ZJ"))
    other = _coordinator("teraa")
    subject.confirm_cooperation(confirmed, actor=other, seen_version=confirmed.version, contact=other.user)
    yield confirmed
    yield recorded(ELECTIVE, by="perron", schools=("99ZD", "99ZE"))


def recorded(content: dict[str, object], *, by: str, schools: tuple[str, ...]) -> Cooperation:
    """Written down by the coordinator of a board, who is also its contact person."""
    writer = _coordinator(by)
    institutions = list(Institution.objects.filter(brin__in=schools).select_related("board"))
    return subject.record_cooperation(actor=writer, content=content, institutions=institutions, contact=writer.user)


def _coordinator(slug: str) -> Actor:
    return actor_for(world.person(slug, Role.COORDINATOR), world.board(slug))
