"""One clause field as one Django form field. Nothing is required here: what lacks in a draft is a gap, not an error."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.free_text import FreeText
from accounts.letters import validate_letters
from accounts.text import clean_text

from .shapes import MAX_LENGTH, Clause, Field
from .values import GROUPS, TOGETHER, Scope

Options = list[tuple[str, str]]
YES_NO = (("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No")))


class ContractText(FreeText):
    """Text as it will stand in the contract, so that what is stored is what was counted and will be hashed."""

    default_validators = [*FreeText.default_validators, validate_letters]
    warns = False  # an article has many of these; its page says it once

    def to_python(self, value: object) -> str:
        return clean_text(value) if value not in self.empty_values else ""


def hint_of(field: Field, clause: Clause) -> str:
    """The help of a field; first of all with which answer it is asked."""
    name, equals, value = field.required_when.partition("=")
    asked = next((one for one in clause.fields if one.name == name), None)
    if not (equals and asked):
        return str(field.help)
    choice = asked.choice(value)
    words = {"answer": choice.label if choice else dict(YES_NO).get(value, value), "question": asked.label}
    when = _("Only with the answer “%(answer)s” to “%(question)s”.") % words
    return f"{when} {field.help}".strip()


def form_field(field: Field, scope: Scope, *, in_row: bool = False, label: str = "") -> forms.Field:
    """A form field of the right kind; in a row choices become a list, because space is short."""
    label, hint = label or str(field.label), "" if label or in_row else str(field.help)
    if field.kind == "int":
        return forms.IntegerField(
            label=label, help_text=hint, required=False, min_value=field.minimum, max_value=field.maximum
        )
    if field.kind == "date":
        return _date(label, hint)
    if field.kind == "multi":
        return forms.MultipleChoiceField(
            label=label,
            help_text=hint,
            required=False,
            choices=options(field, scope),
            widget=forms.CheckboxSelectMultiple,
        )
    if field.kind in {"choice", "yesno", "board", "line", "year"}:
        return _one_of(options(field, scope), label, hint, in_row)
    return _text(field, label, hint)


def _date(label: str, hint: str) -> forms.Field:
    return forms.DateField(
        label=label,
        help_text=hint,
        required=False,
        input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def _one_of(offered: Options, label: str, hint: str, in_row: bool) -> forms.Field:
    if in_row:
        choices = [("", _("Choose"))] + offered
        return forms.ChoiceField(label=label, help_text=hint, required=False, choices=choices)
    return forms.ChoiceField(label=label, help_text=hint, required=False, choices=offered, widget=forms.RadioSelect)


def _text(field: Field, label: str, hint: str) -> forms.Field:
    is_long = field.kind in {"long", "per_board"}
    longest = field.max_length or MAX_LENGTH["text"]
    widget = forms.Textarea(attrs={"rows": 6 if longest > 1000 else 3}) if is_long else forms.TextInput()
    return ContractText(label=label, help_text=hint, required=False, max_length=longest, widget=widget)


def options(field: Field, scope: Scope) -> Options:
    """What can be chosen, in the language of the reader."""
    if field.kind == "yesno":
        return [(value, str(words)) for value, words in YES_NO]
    if field.kind == "board":
        return _boards(field, scope)
    if field.kind == "line":
        lines = scope.route.line_refs() if scope.route else {}
        named = [
            (ref, f"{place}: {line.qualification or line.domain}") for place, (ref, line) in enumerate(lines.items(), 1)
        ]
        return [(TOGETHER, _("All lines")), *named]
    if field.kind == "year":
        years = range(1, (scope.route.years if scope.route else 0) + 1)
        return [(TOGETHER, _("Every year")), *((str(year), str(year)) for year in years)]
    return [(choice.value, str(choice.label)) for choice in field.choices]


def _boards(field: Field, scope: Scope) -> Options:
    parties = [(str(party.board_id), party.name) for party in scope.facts.parties_of(scope.route)]
    return parties + ([(name, str(words)) for name, words in GROUPS.items()] if field.together else [])
