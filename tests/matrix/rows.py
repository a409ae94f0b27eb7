"""What a row of the matrix says, where its record is found, and what its form is filled in with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from accounts.actors import Actor
from accounts.models import Mandate
from accounts.stepup.factors import factors_of
from tests.factories import VMBO, code_of
from workflows.demo import world

from .company import ANONYMOUS
from .stage import Stage

People = frozenset[str]
Place = Callable[[Stage], tuple[Any, ...]]
Fill = dict[str, Any] | Callable[[Stage, Actor | None], dict[str, Any]]
NOBODY: People = frozenset()
REASON = {"reason": "Omdat het zo beter is."}


@dataclass(frozen=True)
class Row:
    name: str
    place: Place | None = None
    get: People = NOBODY
    post: People = NOBODY
    see: People = NOBODY
    fill: Fill | None = None
    """What to fill in, on top of what the form holds already."""
    form: bool = True
    """False: there is no form at this address; only `fill` is sent."""
    shows: int = 200
    answer: int = 302
    otherwise: int = 404
    trace: bool = True
    """False: acting leaves no trace in the ledger (nothing changes, or nothing but a session)."""

    @property
    def is_open(self) -> bool:
        """Needs no login."""
        return ANONYMOUS in self.get | self.post

    def __str__(self) -> str:
        where = getattr(self.place, "__name__", "")
        return f"{self.name}[{where}]" if where else self.name


def only(*names: str) -> People:
    return frozenset(names)


def placed(label: str, find: Place) -> Place:
    find.__name__ = label
    return find


def route(state: str, *more: Any) -> Place:
    return placed(state, lambda stage: (stage.routes[state].pk, *more))


def agreement(state: str, *more: Any) -> Place:
    return placed(state, lambda stage: (stage.agreements[state].pk, *more))


def cooperation(state: str, *more: str) -> Place:
    return placed(state, lambda stage: (stage.cooperations[state].pk, *more))


def nowhere(label: str) -> Place:
    """For an address without a record, tried in more than one way."""
    return placed(label, lambda stage: ())


def mandate(stage: Stage) -> tuple[Any, ...]:
    return (Mandate.objects.get(user=VMBO.signatory.user).pk,)


def signing(stage: Stage, actor: Actor | None) -> dict[str, Any]:
    """The consent, with what a signatory has: a password and an app. Others guess."""
    has_app = actor is not None and factors_of(actor.user).app is not None
    return {"read": "on", "password": world.PASSWORD, "code": code_of(actor.user) if actor and has_app else "123456"}


def page(name: str, place: Place | None, get: People) -> Row:
    """Something to read."""
    return Row(name, place, get=get)


def step(name: str, place: Place | None, who: People, *, see: People, fill: Fill | None = None) -> Row:
    """A page with a form: whoever is shown it may send it."""
    return Row(name, place, get=who, post=who, see=see, fill=fill)


def look(name: str, place: Place, who: People, *, see: People = NOBODY, get: People = NOBODY) -> Row:
    """Shows what is typed and saves nothing."""
    return Row(name, place, get=get, post=who, see=see, form=False, answer=200, trace=False)


def button(name: str, place: Place | None, who: People, *, see: People = NOBODY, fill: Fill | None = None) -> Row:
    """Only an address to post to."""
    return Row(name, place, post=who, see=see, fill=fill, form=False, trace=name.startswith("agreements:"))


# --- Trying a row -----------------------------------------------------------------------------------


def address_of(row: Row, stage: Stage) -> str:
    return reverse(row.name, args=row.place(stage) if row.place else ())


def filled(row: Row, stage: Stage, name: str) -> dict[str, Any]:
    values = row.fill(stage, stage.company.get(name)) if callable(row.fill) else row.fill or {}
    return {field: value for field, value in values.items() if value is not None}


def sent_by(row: Row, stage: Stage, name: str, address: str) -> dict[str, Any]:
    """What this person's own form would send, hidden fields included."""
    given = filled(row, stage, name)
    if not row.form or not name:
        return given
    forms = stage.first_page(name, address).forms_to(address)
    assert forms, f"{address} has no form for {name}"
    form = next((form for form in forms if set(given) & set(form.names)), forms[0])
    return form.filled(**given)


def only_csv(stage: Stage) -> tuple[Any, ...]:
    return ("csv",)
