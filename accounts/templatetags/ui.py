"""Inclusion tags for the components that must look inside a Django form or field.

Everything else in `templates/components/` is plain `{% include … only %}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from django import forms, template
from django.forms.boundfield import BoundField
from django.forms.formsets import BaseFormSet
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

NUMBER = r"\(?\b[A-Z]{2,3}-\d+(?:-\d+)*\b\)?"


@register.filter(expects_localtime=True)
def for_machines(when: date | None) -> str:
    """A day, or a moment to the second with its zone: what the attribute `datetime` may hold."""
    if not when:
        return ""
    return when.isoformat(timespec="seconds") if isinstance(when, datetime) else when.isoformat()


@register.filter
def unbroken(text: Any) -> SafeString:
    """Numbers of cases, such as LR-00007, are never broken at their hyphen."""
    return mark_safe(re.sub(NUMBER, r'<span class="nowrap">\g<0></span>', conditional_escape(text)))  # nosec # escaped


class Complaint(NamedTuple):
    """One line of the error summary: where to go, about what, and the sentence."""

    anchor: str
    label: str
    message: str


def kind_of(bound: BoundField) -> str:
    """The word that picks the layout of a field: how label, control and hint relate."""
    widget = bound.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    if isinstance(widget, (forms.CheckboxSelectMultiple, forms.RadioSelect)):
        return "choices"
    if widget.use_fieldset:
        return "group"
    if isinstance(widget, forms.Textarea):
        return "textarea"
    if isinstance(widget, forms.Select):
        return "select"
    if isinstance(widget, forms.FileInput):
        return "file"
    return "textbox"


def control(bound: BoundField, kind: str) -> SafeString:
    """The control itself, with the NL Design System class of its kind added to the form's own classes."""
    if kind not in {"textbox", "textarea", "select"}:
        return bound.as_widget()
    if bound.field.widget.attrs.get("placeholder") == bound.label:
        del bound.field.widget.attrs["placeholder"]  # allauth repeats the label, faintly
    name = f"utrecht-{kind}"
    classes = [str(bound.field.widget.attrs.get("class", "")), name]
    if bound.errors:
        classes.append(f"{name}--invalid")
    if bound.field.disabled:
        classes.append(f"{name}--disabled")
    return bound.as_widget(forgiving(bound), attrs={"class": " ".join(filter(None, classes))})


def forgiving(bound: BoundField) -> forms.Widget:
    """A number is typed in a text box: a browser throws away what it cannot read in a number box, and we may not."""
    widget: forms.Widget = bound.field.widget
    if type(widget) is not forms.NumberInput:
        return widget
    kept = {key: value for key, value in widget.attrs.items() if key not in {"min", "max", "step"}}
    mode = "numeric" if type(bound.field) is forms.IntegerField else "decimal"
    return forms.TextInput(attrs={"inputmode": mode, **kept})


def anchor_of(bound: BoundField) -> str:
    """The id of the first thing in this field that can take focus."""
    if bound.id_for_label:
        return bound.id_for_label
    return f"{bound.auto_id}_0" if bound.auto_id else ""


@register.inclusion_tag("components/field.html")
def field(bound: BoundField, mark: str = "optional", width: str = "") -> dict[str, Any]:
    """One field with label, hint and error. `mark`: optional|required|none; `width`: short|medium|wide."""
    kind = kind_of(bound)
    if kind == "checkbox" and mark == "optional":
        mark = "none"  # a box that may stay empty says so by being a box
    marked = {"optional": not bound.field.required, "required": bound.field.required}.get(mark, False)
    return {
        "field": bound,
        "kind": kind,
        "control": control(bound, kind),
        "mark": mark if marked else "",
        "width": width,
        "described_by": (bound.aria_describedby or "") if kind in {"choices", "group"} else "",
    }


@register.inclusion_tag("components/form.html")
def form_fields(form: forms.BaseForm, mark: str = "optional") -> dict[str, Any]:
    """Every field of a form in order; the page writes `<form>` and its buttons."""
    return {"form": form, "mark": mark}


@register.inclusion_tag("components/form_errors.html")
def form_errors(*bound_forms: forms.BaseForm | BaseFormSet[Any] | None) -> dict[str, Any]:
    """The summary above a refused page: all complaints of these forms and formsets, linked to their fields."""
    complaints: list[Complaint] = []
    for item in bound_forms:
        if isinstance(item, BaseFormSet):
            complaints += [Complaint("", "", str(error)) for error in item.non_form_errors()]
            complaints += [complaint for row in item.forms for complaint in complaints_of(row)]
        elif isinstance(item, forms.BaseForm):
            complaints += complaints_of(item)
    return {"complaints": complaints}


def complaints_of(form: forms.BaseForm) -> Iterable[Complaint]:
    """All complaints of one form: first those about the whole, then field by field."""
    if not form.is_bound:
        return
    for error in form.non_field_errors():
        yield Complaint("", "", str(error))
    for bound in form:
        for error in bound.errors:
            yield Complaint("" if bound.is_hidden else anchor_of(bound), str(bound.label), str(error))


@register.inclusion_tag("components/badge.html")
def badge(kind: str, label: str) -> dict[str, str]:
    """A state in a word: `{% badge route.state route.get_state_display %}`."""
    return {"kind": kind, "label": label}


@register.inclusion_tag("components/icon.html")
def icon(name: str) -> dict[str, str]:
    """A decorative icon from static/img/icons.svg."""
    return {"name": name}


@register.filter
def in_groups(digest: str) -> str:
    """Eight groups of eight, so that two people can compare it aloud."""
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))
