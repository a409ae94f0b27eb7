"""A route with the agreement on which it rests, as far as somebody may see it; and where in it something stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.actors import Actor
from agreements.model_clauses import answers_of, clauses_of, shelf_of
from agreements.models import Agreement
from agreements.policies import visible_to as visible_agreements
from agreements.selectors import AgreementText, text_of
from agreements.states import AFTER_SIGNATURE, State
from leerroutes.models import Route
from leerroutes.rules.facts import RouteFacts
from leerroutes.selectors import facts_of


@dataclass(frozen=True)
class Evidence:
    label: str
    url: str


@dataclass(frozen=True)
class Dossier:
    """Read once, however many points of the checklist ask for the same."""

    route: Route
    actor: Actor

    @cached_property
    def agreements(self) -> list[Agreement]:
        found = visible_agreements(self.actor).filter(covered__route=self.route).exclude(state=State.WITHDRAWN)
        return list(found.order_by("pk"))

    @cached_property
    def agreement(self) -> Agreement | None:
        """The last one that every board signed; before that the one they are working on."""
        signed = [one for one in self.agreements if one.state in AFTER_SIGNATURE]
        return next(reversed(signed or self.agreements), None)

    @cached_property
    def text(self) -> AgreementText | None:
        return text_of(self.agreement) if self.agreement else None

    @cached_property
    def answers(self) -> dict[str, Any]:
        """What was filled in, by article; of this route where an article is per route."""
        if self.agreement is None:
            return {}
        given = answers_of(self.agreement)
        return {code: dict(data) for (code, route), data in given.items() if route in (None, self.route.pk)}

    @cached_property
    def facts(self) -> RouteFacts:
        return facts_of(self.route)

    def article(self, code: str) -> list[Evidence]:
        """Where an article can be read; nowhere when there is no agreement."""
        if self.agreement is None or self.text is None:
            return []
        shelf = shelf_of(self.agreement)
        asked = {(clause.code, place.id if place else None) for clause, place in clauses_of(self.text.facts, shelf)}
        own = [one for one in self.text.rendered if one.code == code and one.route_id in (None, self.route.pk)]
        shown = [one for one in own if (code, one.route_id) in asked]
        return [Evidence(self._label(one), self._address(code, one.route_id)) for one in shown]

    def _label(self, article: Any) -> str:
        return _("Article %(number)s") % {"number": article.number} if article.number else str(article.title)

    def _address(self, code: str, route: int | None) -> str:
        assert self.agreement is not None
        if route is None:
            return reverse("agreements:clause", args=[self.agreement.pk, code])
        return reverse("agreements:clause_of_route", args=[self.agreement.pk, code, route])
