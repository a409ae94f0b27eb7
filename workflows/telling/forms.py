"""How I want to be told."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User

from .kinds import Kind, Mail
from .preferences import Way, times_of, ways_of

WAYS = {
    "now": Way(in_app=True, mail=Mail.NOW),
    "digest": Way(in_app=True, mail=Mail.DIGEST),
    "here": Way(in_app=True, mail=Mail.OFF),
    "off": Way(in_app=False, mail=Mail.OFF),
}
LABELS = [
    ("now", _("here, and by mail at once")),
    ("digest", _("here, and in the mail of the day")),
    ("here", _("only here")),
    ("off", _("not at all")),
]
HOURS = [(hour, f"{hour}.00") for hour in range(24)]


def _clock(**options: Any) -> forms.TimeField:
    return forms.TimeField(required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), **options)


class TellingForm(forms.Form):
    """A way for each kind; and when mail may come."""

    digest_hour = forms.TypedChoiceField(
        label=_("The mail of the day comes at"),
        choices=HOURS,
        coerce=int,
        help_text=_("One mail with everything that came in. No mail when nothing did."),
    )
    quiet_from = _clock(label=_("Quiet from"), help_text=_("In quiet hours no mail goes out; it waits until they end."))
    quiet_until = _clock(label=_("Quiet until"))

    def __init__(self, data: Any = None, *, person: User) -> None:
        times = times_of(person)
        initial: dict[str, Any] = {
            "digest_hour": times.digest_hour,
            "quiet_from": times.quiet_from,
            "quiet_until": times.quiet_until,
        }
        initial |= {f"way_{kind}": _name_of(way) for kind, way in ways_of(person).items()}
        super().__init__(data, initial=initial)
        for kind in Kind:
            self.fields[f"way_{kind}"] = forms.ChoiceField(label=kind.label, choices=LABELS)
        self.order_fields([f"way_{kind}" for kind in Kind])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        begins, ends = data.get("quiet_from"), data.get("quiet_until")
        if not self.errors and ((begins is None) != (ends is None) or (begins is not None and begins == ends)):
            self.add_error("quiet_until", _("Give two different times, or leave both open."))
        return data

    def ways(self) -> dict[Kind, Way]:
        return {kind: WAYS[self.cleaned_data[f"way_{kind}"]] for kind in Kind}

    def times(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("digest_hour", "quiet_from", "quiet_until")}


def _name_of(way: Way) -> str:
    return next((name for name, one in WAYS.items() if one == way), "now")
