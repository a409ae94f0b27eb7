"""What a person sends for one article: answers and own words, read together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from audit.wording import field_label

from ..clauses.forms import ClauseForm
from ..clauses.merging import Merged, merge
from ..clauses.wording import LEFT_OUT, WORDING
from ..clauses.wording_form import WordingForm
from ..models import Proposal
from .clause_page import FIELD_PREFIX, ClausePage

Answers = Mapping[str, Any]


@dataclass(frozen=True)
class ArticleInput:
    page: ClausePage
    form: ClauseForm
    wording: WordingForm

    @property
    def is_bound(self) -> bool:
        return self.form.is_bound

    def is_valid(self) -> bool:
        """Both halves are read, so that every mistake is told at once."""
        words_are_right = not self.wording.is_bound or self.wording.is_valid()
        return self.form.is_valid() and words_are_right

    def full_clean(self) -> None:
        self.form.full_clean()
        self.wording.full_clean()

    @property
    def add_requested(self) -> bool:
        return self.form.add_requested

    def answers(self) -> dict[str, Any]:
        """What would be saved, on its own model. An article that was left out is back when somebody proposes it."""
        kept = {name: value for name, value in self.page.answers.items() if name.startswith("_")}
        beside = {name: value for name, value in kept.items() if name not in (WORDING, LEFT_OUT)}
        return beside | self.form.to_data() | self.wording.to_data()


def article_input(page: ClausePage, data: QueryDict | None, initial: Answers | None = None) -> ArticleInput:
    """The form as it was sent, or as it begins: with what the own board wrote, or what is on the table."""
    begins = page.written if initial is None else initial
    form = ClauseForm(page.clause, page.facts, data, initial=begins, route=page.place, prefix=FIELD_PREFIX)
    return ArticleInput(page, form, WordingForm(page.clause, data, stored=begins, scope=form.scope))


def merged(page: ClausePage, mine: Answers, seen_version: int) -> Merged:
    """What was typed, put together with what others put on the table since it was seen."""
    return merge(_base(page, seen_version), page.answers, mine)


def _base(page: ClausePage, seen_version: int) -> Answers:
    proposals = Proposal.objects.filter(agreement=page.agreement, code=page.clause.code, route=page.route_id)
    found = proposals.filter(number=seen_version).first()
    return found.data if found else {}


def labels(page: ClausePage, names: tuple[str, ...]) -> list[dict[str, str]]:
    """Fields by the names people know."""
    known = {field.name: str(field.label) for field in page.clause.fields}
    return [{"name": name, "label": known.get(name) or field_label(name)} for name in names]
