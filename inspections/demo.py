"""Two findings in the demonstration: one that a board answered, one that waits for the other board."""

from __future__ import annotations

from datetime import timedelta

from django.utils.timezone import localdate

from accounts.actors import Actor, actor_for
from accounts.models import Board, User
from accounts.permissions import people_asked
from leerroutes.models import Route
from leerroutes.states import State

from .findings.places import places_of
from .findings.services import answer_finding, make_finding
from .models import Finding


def play_findings() -> list[Finding]:
    """In the oldest route that runs. All of it example data."""
    route = Route.objects.filter(state=State.RUNNING).earliest("pk")
    inspector = actor_for(User.objects.get(email="inspecteur@leerroutes.example"))
    one, other = [party.board for party in route.parties.select_related("board").order_by("pk")[:2]]
    hours = make_finding(
        route,
        actor=inspector,
        about="point:hours",
        board=one,
        title="Verantwoording van de uren",
        text="De uren staan in de lijnen, maar in de schoolgids vond ik er niets over. Waar staan ze, "
        "en wie ziet erop toe dat ze gehaald worden?",
        due_on=localdate() + timedelta(days=14),
    )
    answer = "Ze staan in de schoolgids van 2026-2027, hoofdstuk 3. De routecoördinator telt ze elk kwartaal."
    answer_finding(hours, actor=_director(one), seen_round=1, answer=answer)
    complaints = make_finding(
        route,
        actor=inspector,
        about=_article(route, inspector),
        board=other,
        title="Bij wie een student klaagt in de mbo-fase",
        text="Het artikel noemt de klachtenregelingen, maar niet bij wie een student na het tweede jaar terechtkan. "
        "Hoe weet een student dat?",
        due_on=localdate() + timedelta(days=21),
    )
    return list(Finding.objects.filter(pk__in=[hours.pk, complaints.pk]).order_by("pk"))


def _director(board: Board) -> Actor:
    return actor_for(people_asked("approve_routes", board)[0], board)


def _article(route: Route, inspector: Actor) -> str:
    """About complaints; the point of the checklist when there is none."""
    keys = [place.key for group in places_of(route, inspector).values() for place in group]
    return next((key for key in keys if key.startswith("clause:") and key.endswith(":klachten")), "point:complaints")
