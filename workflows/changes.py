"""What an event of the trail changed, in the words of the interface: never a code, True or False."""

from __future__ import annotations

from typing import Any, TypeAlias

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from agreements.clauses.shapes import Library
from agreements.states import State as AgreementState
from audit.models import AuditEvent
from audit.wording import field_label
from leerroutes.models import Cooperation, CooperationKind, Route, RouteLine
from leerroutes.states import RegistrationState
from leerroutes.states import State as RouteState

Field: TypeAlias = "models.Field[Any, Any]"

MODELS: dict[str, type[models.Model]] = {
    "leerroutes.line": RouteLine,
    "leerroutes.cooperation": Cooperation,
    "leerroutes.": Route,
}
"""Whose fields the events change whose code begins so; the first that fits."""

STATES: dict[str, str | Promise] = {
    **dict(CooperationKind.choices),
    **dict(RegistrationState.choices),
    **dict(RouteState.choices),
    **dict(AgreementState.choices),
}


def changes_of(event: AuditEvent, shelf: Library) -> list[dict[str, str]]:
    """For `components/timeline.html`: label, before and after; the shelf has the questions of articles."""
    return [_change(event, name, before, after, shelf) for name, (before, after) in event.changes.items()]


def _change(event: AuditEvent, name: str, before: Any, after: Any, shelf: Library) -> dict[str, str]:
    field = _field(event, name)
    return {
        "label": _label(event, name, field, shelf),
        "before": in_words(before, field),
        "after": in_words(after, field),
    }


def _field(event: AuditEvent, name: str) -> Field | None:
    """Of the model whose fields this event changed, where the trail calls it as the model does."""
    found = next((model for action, model in MODELS.items() if event.action.startswith(action)), None)
    named = found._meta.concrete_fields if found and name != "state" else ()
    return next((field for field in named if field.name == name), None)


def _label(event: AuditEvent, name: str, field: Field | None, shelf: Library) -> str:
    code = event.data.get("clause")
    if code:
        asked = [one for one in shelf[code].fields if one.name == name] if code in shelf else []
        return str(asked[0].label) if asked else field_label(name)
    return str(field.verbose_name) if field else field_label(name)


def in_words(value: Any, field: Field | None = None) -> str:
    """A value as a person reads it; states, verdicts and choices by their names."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field is not None and isinstance(value, str) and value in (choices := dict(field.flatchoices)):
        return str(choices[value])
    if isinstance(value, list):
        return "; ".join(in_words(one) for one in value)
    if isinstance(value, dict):
        return ", ".join(in_words(one) for one in value.values() if one not in ("", None))
    return str(STATES.get(value, value)) if isinstance(value, str) else "" if value is None else str(value)
