from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet

from leerroutes.models import Route


class RouteForm(forms.Form):
    """Which of these routes: chosen by pressing the button beside it."""

    route = forms.ModelChoiceField(queryset=Route.objects.none())

    def __init__(self, data: Mapping[str, Any] | None, *, routes: QuerySet[Route]) -> None:
        super().__init__(data)
        field = self.fields["route"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = routes
