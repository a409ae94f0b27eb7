"""Two questions to the adviser of the demonstration: one that waits, one of another board in the region, answered."""

from __future__ import annotations

from accounts.actors import actor_for
from accounts.models import User
from accounts.roles import Role
from leerroutes.models import Route
from leerroutes.states import State as RouteState

from ..models import Question
from ..questions.services import answer, ask
from ..questions.states import Topic
from . import world

ADVISER = "adviseur@leerroutes.example"


def play_questions() -> list[Question]:
    """All of it example data."""
    advising = world.board("uilenhof")
    coordinator = actor_for(world.person("uilenhof", Role.COORDINATOR), advising)
    route = Route.objects.filter(state=RouteState.SUBMITTED, parties__board=advising).first()
    waits = ask(
        actor=coordinator,
        asked_of=advising,
        topic=Topic.EXECUTION,
        title="Wanneer vragen wij de ouder- en leerlinggeleding?",
        text="Het voorstel ligt bij de besturen. Mogen wij de ouders en leerlingen nu al iets laten lezen, of pas als "
        "de tekst van de overeenkomst klaar is? Bij de stap “medezeggenschap” las ik alleen hoe lang zij mogen doen "
        "over hun antwoord.",
        about=route,
    )
    elsewhere = actor_for(world.person("spinoza", Role.COORDINATOR), world.board("spinoza"))
    done = ask(
        actor=elsewhere,
        asked_of=advising,
        topic=Topic.REGION,
        title="Hoe vinden wij een mbo-instelling voor groen in de buurt?",
        text="Wij willen een route naar een opleiding in het groen. In onze regio zien wij geen aanbod. Waar kijken "
        "wij, en met wie praten wij het eerst?",
        may_share=True,
    )
    adviser = actor_for(User.objects.get(email=ADVISER), advising)
    said = (
        "Kijk eerst in RIO welke instellingen de kwalificatie aanbieden, en op welke locatie. Praat daarna met de "
        "regionale directeur van die instelling, samen met de decaan van uw school. Een leerling mag reizen, maar laat "
        "in de motivering zien dat het haalbaar is."
    )
    return [waits, answer(done, actor=adviser, seen_round=1, answer=said)]
