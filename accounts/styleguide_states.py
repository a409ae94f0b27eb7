"""The states of components that the main examples of the style guide do not have. Each must be shown somewhere there
(tests/e2e/test_styleguide.py)."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIteratorValue

from . import styleguide_examples as examples
from .forms import PeopleByBoard
from .styleguide_differences import NEW_ARTICLE


class NarrowForm(forms.Form):
    """How a list is narrowed down."""

    state = forms.ChoiceField(label="Stand", choices=[("", "Alle"), ("running", "Lopend")], required=False)
    order = forms.CharField(widget=forms.HiddenInput, required=False)


def person(key: str, name: str, board: object) -> tuple[ModelChoiceIteratorValue, str]:
    return ModelChoiceIteratorValue(key, SimpleNamespace(at=str(board))), name  # type: ignore[arg-type]


class WidthForm(forms.Form):
    """Fields that are narrower or wider than usual, one of each shape, and a complaint about the whole."""

    days = forms.IntegerField(label="Aantal dagen")
    bodies = forms.MultipleChoiceField(
        label="Organen",
        choices=[("mr", "Medezeggenschapsraad"), ("or", "Ondernemingsraad")],
        widget=forms.CheckboxSelectMultiple,
    )
    people = forms.MultipleChoiceField(
        label="Vraag de aandacht van",
        choices=[person("1", "Anna de Wit", examples.DAVINCI), person("2", "Bram Vos", examples.CVO)],
        widget=PeopleByBoard,
    )
    moment = forms.SplitDateTimeField(
        label="Vanaf",
        widget=forms.SplitDateTimeWidget(
            date_attrs={"type": "date", "aria-label": "Dag"}, time_attrs={"type": "time", "aria-label": "Tijd"}
        ),
    )

    agreed = forms.BooleanField(label="Ik heb dit gelezen")

    def clean(self) -> None:
        raise forms.ValidationError("De overeenkomst is intussen veranderd. Kijk opnieuw.")


def listing(*, narrowed: bool) -> SimpleNamespace:
    form = NarrowForm({"state": "running"} if narrowed else None, auto_id=f"narrow_{narrowed}_%s")
    return SimpleNamespace(address="#", form=form, is_narrowed=narrowed, query="stand=running" if narrowed else "")


def bars(*pairs: tuple[str, int]) -> SimpleNamespace:
    drawn = [
        {
            "label": label,
            "number": size,
            "y": 40 * row + 13,
            "bar_y": 40 * row + 18,
            "width": size,
            "number_x": size + 6,
        }
        for row, (label, size) in enumerate(pairs)
    ]
    return SimpleNamespace(bars=drawn, width=320, height=40 * len(pairs), bar=14)


def message(level_tag: str, text: str) -> Any:
    kind = type("Said", (str,), {"level_tag": level_tag})
    return kind(text)


MESSAGES = [
    message("success", "Het voorstel is ingediend."),
    message("debug", "U kijkt naar voorbeeldgegevens."),
    message("error", "De mail is niet verstuurd."),
]
TASKS: list[dict[str, Any]] = [
    {"title": "Beslis over de overeenkomst", "about": "TOT (SOK-00001)", "url": "#", "page": "#", "is_mine": True,
     "note": "2 van de 3 besturen keurden dit goed."},
    {"title": "Vraag de medezeggenschap", "about": "TOT (SOK-00002)", "url": "#", "page": "#",
     "holder": "Loes Akkerman"},
    {"title": "Vul de overeenkomst in", "about": "TOT (SOK-00003)", "url": "#", "page": "#"},
]  # fmt: skip
EVENTS: list[dict[str, Any]] = [
    {"when": examples.at(20), "what": "Opmerking geschreven", "who": "Sanne Huizinga", "board": str(examples.CVO),
     "pk": 1, "then": "#", "url": "#", "label": "Lees de opmerking"},
]  # fmt: skip
SAID = {"reason": "De stage is langer.", "by": "Noor van den Berg"}
FINDINGS: list[dict[str, Any]] = [
    examples.finding("warning", "De onderwijstijd haalt de norm.", "WVO 2020, artikel 2.107h lid 1")
    | {"rule": "R-010", "url": "#", "link": "Geef een reden", "said": SAID},
]
COLUMNS: list[dict[str, Any]] = [
    {"label": "Leerroute", "url": "#", "sorted": "ascending"},
    {"label": "Nummer", "url": "#", "sorted": "descending"},
    {"label": "Bestuur", "url": "#", "sorted": "none"},
]
ROWS: list[list[dict[str, Any]]] = [
    [
        {"text": "TOT met robotica", "url": "#"},
        {"text": "LR-00008", "label": "Nummer", "nowrap": True},
        {"text": str(examples.CVO), "label": "Bestuur", "url": "#"},
    ]
]
KEPT: dict[str, Any] = {
    "keep_url": "#",
    "views": [
        {"view": {"name": "Lopend"}, "url": "#", "current": True},
        {"view": {"name": "Van vorig jaar"}, "url": ""},
    ],
}


def shown() -> dict[str, Any]:
    """By the name of the component."""
    return {
        "listings": [listing(narrowed=True), listing(narrowed=False)],
        "kept": KEPT,
        "chart": bars(("Voorstel", 120), ("Medezeggenschap", 210)),
        "tasks": TASKS,
        "events": EVENTS,
        "findings": FINDINGS,
        "columns": COLUMNS,
        "rows": ROWS,
        "new_article": NEW_ARTICLE,
        "facts": [examples.item("Overeenkomst", "SOK-00004", url="#")],
        "form": WidthForm({"days": "veel"}, auto_id="width_%s"),
        "empty_form": WidthForm(auto_id="empty_%s"),
    }
