"""What a browser would send back: everything in a form as it stands on the page."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.forms import BaseForm
from django.forms.formsets import BaseFormSet


def sent(form: BaseForm, **typed: Any) -> dict[str, Any]:
    """The fields of a form as shown, with what somebody typed over it. `None` empties a box or a list."""
    shown = {bound.html_name: _plain(bound.value()) for bound in form}
    if isinstance(rows := getattr(form, "partners", None), BaseFormSet):
        for part in [rows.management_form, *rows.forms]:
            shown |= {bound.html_name: _plain(bound.value()) for bound in part}
    return {name: value for name, value in (shown | typed).items() if value is not None}


def _plain(value: Any) -> Any:
    if isinstance(value, bool):
        return "on" if value else None
    if isinstance(value, list | tuple | models.QuerySet):
        return [_plain(one) for one in value]
    if isinstance(value, models.Model):
        return str(value.pk)
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)
