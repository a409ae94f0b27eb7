"""Records with a flow and a dossier of their own (findings, questions), so that inbox and timeline know them.

Nothing here knows which they are. Such a record has a `route`, perhaps an `agreement`, and its process has it as
`record`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet
from viewflow.workflow.models import Task

from accounts.actors import Actor


@dataclass(frozen=True)
class Kind:
    """`path` leads from a task to the record; `needs` from the record to what its page in the inbox asks.

    `limited`: who reads it reads its route, and a role limited to institutions is only asked about theirs. `of`: its
    fields for a case.
    """

    path: str
    visible_to: Callable[[Actor], QuerySet[Any]]
    needs: str
    limited: bool = True
    of: tuple[str, ...] = ("route",)
    with_words: Callable[[str], QuerySet[Any]] | None = None
    """Those that have these words themselves; whoever is asked about one reads it."""

    @property
    def model(self) -> str:
        """The last step of the path: the name of the model."""
        return self.path.rpartition("__")[2]


_kinds: list[Kind] = []


def register(kind: Kind) -> None:
    _kinds.append(kind)


def with_records(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """Fetched along: no query more for each task."""
    for kind in _kinds:
        tasks = tasks.select_related(f"{kind.path}__route").prefetch_related(f"{kind.path}__{kind.needs}")
    return tasks


def reaching(actor: Actor) -> Q:
    """Tasks about a record that this person may read."""
    found = Q(pk__in=[])
    for kind in _kinds:
        found |= Q(**{f"{kind.path}__in": kind.visible_to(actor).values("pk")})
    return found


def outside(routes: QuerySet[Any, Any]) -> Q:
    """Tasks about a record of another route than these."""
    found = Q(pk__in=[])
    for kind in (one for one in _kinds if one.limited):
        found |= Q(**{f"{kind.path}__isnull": False}) & ~Q(**{f"{kind.path}__route__in": routes})
    return found


def about(routes: QuerySet[Any, Any]) -> Q:
    """Tasks about a record of one of these routes, of kinds whose readers read the route: words of it tell nothing."""
    found = Q(pk__in=[])
    for kind in (one for one in _kinds if one.limited):
        found |= Q(**{f"{kind.path}__route__in": routes})
    return found


def with_words(words: str) -> Q:
    """Tasks about a record that has these words itself."""
    found = Q(pk__in=[])
    for kind in _kinds:
        if kind.with_words is not None:
            found |= Q(**{f"{kind.path}__in": kind.with_words(words).values("pk")})
    return found


def cases_in(record: Model, actor: Actor) -> list[str]:
    """The dossiers of such records in a case, as far as this person reads them."""
    case = str(record._meta.model_name)
    return [
        f"{kind.model}:{pk}"
        for kind in _kinds
        if case in kind.of
        for pk in kind.visible_to(actor).filter(**{case: record}).values_list("pk", flat=True)
    ]


def gates() -> dict[str, Callable[[Actor], QuerySet[Any]]]:
    """What a reader may see of such records, by the name of the model."""
    return {kind.model: kind.visible_to for kind in _kinds}
