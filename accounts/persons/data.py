"""Everything that is kept about one person, as data (AVG, art. 15 and 20). No secrets, and nothing of others."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Model

from audit.models import AuditEvent

from ..models import Absence, Mandate, Membership, SavedView, User

Row = dict[str, Any]

TOLD = (AuditEvent, Absence, Mandate, Membership, SavedView, Authenticator, UserSession)
"""Told in full; of everything else that names the person, which records it are."""


def data_of(user: User) -> Row:
    """For a JSON file; words as they are stored, days and moments as ISO 8601."""
    return {
        "person": _fields(user, "name", "email", "date_joined", "last_login", "is_active"),
        "roles": [
            _fields(
                one, "board", "role", "institution", "valid_from", "valid_until", "proposed", "confirmed", "refused"
            )
            for one in Membership.proposals.filter(user=user).select_related("board", "institution")
        ],
        "mandates": [
            _fields(one, "board", "function", "scope", "document_reference", "valid_from", "valid_until", "confirmed")
            for one in Mandate.proposals.filter(user=user).select_related("board")
        ],
        "absences": [
            _fields(one, "board", "role", "valid_from", "valid_until", "refused", "ended")
            for one in Absence.objects.filter(user=user).select_related("board")
        ],
        "second_factors": [
            _fields(one, "type", "created_at", "last_used_at") for one in Authenticator.objects.filter(user=user)
        ],
        "sessions": [_fields(one, "created_at", "ip", "user_agent") for one in UserSession.objects.filter(user=user)],
        "views": [_fields(one, "listing", "name", "query", "saved") for one in SavedView.objects.filter(person=user)],
        "named_in": _named_in(user),
        "did": [_event(event) for event in AuditEvent.objects.filter(actor=user).order_by("pk").iterator()],
    }


def _fields(row: Model, *names: str) -> Row:
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value if value is None or isinstance(value, bool | int) else str(value)


def _event(event: AuditEvent) -> Row:
    where = {name: event.origin.get(name, "") for name in ("name", "role", "address")}
    return {"at": event.at.isoformat(), "action": event.action, "case": event.case, "board": event.board_name} | where


def _named_in(user: User) -> list[Row]:
    """Of every other table that refers to people: which records name this person, and as what."""
    found = []
    for relation in User._meta.get_fields(include_hidden=True):
        if not (relation.auto_created and (relation.one_to_many or relation.one_to_one)):
            continue
        model, name = relation.related_model, relation.field.name  # type: ignore[union-attr]
        if model is None or isinstance(model, str) or model in TOLD or model._meta.auto_created:
            continue
        keys = model._base_manager.filter(**{name: user}).order_by("pk").values_list("pk", flat=True)
        if numbers := [str(key) for key in keys]:
            found.append({"kind": model._meta.label_lower, "as": name, "records": numbers})
    return sorted(found, key=lambda one: (one["kind"], one["as"]))
