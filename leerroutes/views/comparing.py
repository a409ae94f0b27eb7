"""When two people write at once: what the other one saved, beside what is typed here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from django.db import models
from django.forms import BaseModelForm
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.forms import has_seen

from ..models import Cooperation, Route

Row = TypeVar("Row", bound=models.Model)
Facts = list[dict[str, str]]
"""For `components/summary_list.html`."""


def stored_instead(
    form: BaseModelForm[Row], route: Route | Cooperation, fields: Iterable[str], row: models.Model | None = None
) -> Facts:
    """Every field that is stored differently from what is typed; nothing when nobody saved meanwhile.

    From now on the form knows of that version, so that saving again is a choice and no accident.
    """
    meanwhile = form.is_bound and form.data.get("seen_version") != str(route.version)
    if not meanwhile or not form.non_field_errors():
        return []
    has_seen(form, route.version)
    return differences(form.instance, row or route, fields) if row or isinstance(form.instance, Route) else []


def differences(typed: models.Model, stored: models.Model, fields: Iterable[str]) -> Facts:
    different = [name for name in fields if getattr(typed, name) != getattr(stored, name)]
    return [{"term": label(stored, name), "value": spoken(stored, name)} for name in different]


def label(row: models.Model, name: str) -> str:
    return str(capfirst(getattr(row._meta.get_field(name), "verbose_name", name)))


def spoken(row: models.Model, name: str) -> str:
    """A value as people read it."""
    value = getattr(row, f"get_{name}_display", lambda: getattr(row, name))()
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "—" if value in (None, "") else str(value)
