"""The form in which boards write the members of an article in their own words: one box for each member."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from .form_fields import ContractText
from .shapes import Clause
from .values import Scope
from .wording import MAX_LENGTH, MAX_LIDEN, WORDING, OwnLid, members, stored_wording, wording_complaints, wording_of

PREFIX = "w"


class WordingForm(forms.Form):
    """An emptied box leaves a member out; the last box, which begins empty, adds one.

    Not sent along (a page that does not show it) means: the wording stays as it is.
    """

    def __init__(
        self,
        clause: Clause,
        data: Mapping[str, Any] | None = None,
        *,
        stored: Mapping[str, Any],
        scope: Scope | None = None,
    ) -> None:
        shown = data is not None and f"{PREFIX}-shown" in data
        super().__init__(data=data if shown else None, prefix=PREFIX, use_required_attribute=False)
        self.clause, self.stored = clause, wording_of(stored)
        self.model = tuple(OwnLid(lid.text.strip(), place) for place, lid in enumerate(members(clause)))
        now = self.stored or self.model
        self.boxes = [*now, OwnLid("")] if len(now) < MAX_LIDEN else list(now)
        counts = [scope is None or scope.holds(self._when(lid)) for lid in self.boxes]
        for place, lid in enumerate(self.boxes):
            number = sum(counts[: place + 1]) if counts[place] else 0
            self.fields[f"lid-{place}"] = self._box(number, lid)
        if self.stored:
            self.fields["model"] = forms.BooleanField(required=False, label=_("Use the words of the model again"))

    @property
    def in_own_words(self) -> bool:
        return bool(self.wording())

    def wording(self) -> tuple[OwnLid, ...]:
        """The own words; empty when they are those of the model."""
        if not self.is_bound:
            return self.stored
        if self.cleaned_data.get("model"):
            return ()
        texts = (self.cleaned_data.get(f"lid-{place}", "") for place in range(len(self.boxes)))
        own = tuple(OwnLid(text, lid.origin) for text, lid in zip(texts, self.boxes, strict=True) if text)
        return () if own == self.model else own

    def to_data(self) -> dict[str, Any]:
        """As it is kept among the answers of the article."""
        own = self.wording()
        return {WORDING: stored_wording(own)} if own else {}

    def clean(self) -> dict[str, Any]:
        if not self.errors:
            own = self.wording()
            for complaint in wording_complaints(self.clause, own) if own else ():
                self.add_error(None, str(complaint))
        return self.cleaned_data

    def lids(self) -> Iterator[BoundField]:
        return (self[f"lid-{place}"] for place in range(len(self.boxes)))

    def _when(self, lid: OwnLid) -> str:
        """On what a member of the model depends; own members always count."""
        found = members(self.clause)
        return found[lid.origin].when if lid.origin is not None and lid.origin < len(found) else ""

    def _box(self, number: int, lid: OwnLid) -> forms.Field:
        """Numbered as in the text beside it; the model also has members for other answers and other agreements."""
        label = _("Member %(number)s") % {"number": number} if number else _("Member that does not count here")
        label = label if lid.text else _("One more member")
        rows = max(3, min(12, len(lid.text) // 90 + 1))
        return ContractText(
            label=label,
            required=False,
            max_length=MAX_LENGTH,
            initial=lid.text,
            widget=forms.Textarea(attrs={"rows": rows, "lang": "nl"}),
        )
