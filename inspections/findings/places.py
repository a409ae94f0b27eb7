"""What a finding can be about: chosen from what the inspector may see of a route, by a key that a link can carry."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils import formats, translation
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.forms import is_key
from agreements.models import Document
from agreements.policies import documents_visible_to
from audit.models import AuditEvent
from leerroutes.models import Route
from workflows.presenting import events_for_people
from workflows.progress import TASKS_MOVED
from workflows.timeline.narrowing import cases_of

from ..checklist import checklist
from ..evidence import Dossier
from .models import Finding

Choices = list[tuple[str, list[tuple[str, str]]]]


@dataclass(frozen=True)
class Place:
    """`fields` are those of the finding; `digest` fixes what the thing was on this moment."""

    key: str
    label: str
    fields: dict[str, Any] = field(default_factory=dict)
    digest: str = ""


def places_of(route: Route, actor: Actor) -> dict[str, list[Place]]:
    """By group: everything but the events, of which there are too many for a list."""
    dossier = Dossier(route, actor)
    return {
        _("Point of the checklist"): _points(dossier),
        _("Article of the agreement"): _articles(dossier),
        _("Document"): [_document(one) for one in _documents(route, actor)],
    }


def place_of(key: str, route: Route, actor: Actor) -> Place | None:
    """What this key names, if this person may see it in this route. In Dutch: it is kept with the case."""
    kind, _colon, number = key.partition(":")
    with translation.override("nl"):
        if kind == "event":
            return _event(number, route, actor)
        return next((one for group in places_of(route, actor).values() for one in group if one.key == key), None)


def choices_for(route: Route, actor: Actor, chosen: str = "") -> Choices:
    """For a list to choose from, with the event that the link named on top."""
    groups = [(name, [(one.key, one.label) for one in group]) for name, group in places_of(route, actor).items()]
    named = _event(chosen.partition(":")[2], route, actor) if chosen.startswith("event:") else None
    first = [(_("Event"), [(named.key, named.label)])] if named else []
    return [*first, *((name, group) for name, group in groups if group)]


def address_of(finding: Finding) -> str:
    """Where the thing can be looked at."""
    if finding.event_id:
        return reverse("inspections:trail", args=[finding.route_id]) + _on_its_day(finding.event)
    if finding.document_id:
        return reverse("agreements:document", args=[finding.document_id])
    if finding.agreement_id:
        return reverse("agreements:text", args=[finding.agreement_id])
    return reverse("inspections:route", args=[finding.route_id]) + f"#{finding.point}"


def _on_its_day(event: AuditEvent | None) -> str:
    assert event is not None
    day = localtime(event.at).date().isoformat()
    tasks = "&taken=on" if event.action == TASKS_MOVED else ""
    return f"?vanaf={day}&tot={day}{tasks}#gebeurtenis-{event.pk}"


def _points(dossier: Dossier) -> list[Place]:
    return [Place(f"point:{one.code}", one.title, {"point": one.code}) for one in checklist(dossier)]


def _articles(dossier: Dossier) -> list[Place]:
    """Of the agreement on which the route rests, as it reads now."""
    if dossier.agreement is None or dossier.text is None:
        return []
    number, digests = dossier.agreement.number, dossier.text.digests
    own = [one for one in dossier.text.rendered if one.number and one.route_id in (None, dossier.route.pk)]
    return [
        Place(
            f"clause:{dossier.agreement.pk}:{one.code}",
            f"{number}, artikel {one.number}: {one.title}",
            {"agreement": dossier.agreement, "code": one.code},
            digests.get((one.code, one.route_id), ""),
        )
        for one in {one.code: one for one in own}.values()
    ]


def _documents(route: Route, actor: Actor) -> list[Document]:
    found = documents_visible_to(actor).filter(agreement__covered__route=route, stored__isnull=False)
    return list(found.order_by("-pk")[:50])


def _document(one: Document) -> Place:
    label = f"{one.agreement.number}, {one.get_kind_display()} {one.round}.{one.version}"
    return Place(f"document:{one.pk}", label, {"document": one}, one.sha256)


def _event(number: str, route: Route, actor: Actor) -> Place | None:
    """Of the route or one of its agreements; its digest is its place in the chain."""
    if not is_key(number):
        return None
    found = AuditEvent.objects.filter(pk=int(number), case__in=cases_of(route, actor)).first()
    if found is None:
        return None
    told = events_for_people([found])[0]
    moment = formats.date_format(localtime(found.at), "j F Y, H:i")
    return Place(f"event:{found.pk}", f"{told['what']}, {moment}"[:300], {"event": found}, found.hash)
