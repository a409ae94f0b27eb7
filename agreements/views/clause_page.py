"""One article on a page: what is asked, what was answered, how it reads, what is missing, and what comes next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import Http404
from django.urls import reverse

from accounts.forms import is_key
from accounts.http import MemberRequest
from leerroutes.models import Route

from ..clauses import attached
from ..clauses.context import AgreementFacts, RouteTextFacts
from ..clauses.render import RenderedClause, render_clause
from ..clauses.shapes import Clause
from ..clauses.stored import from_data
from ..clauses.values import Scope
from ..clauses.wording import LEFT_OUT, modelled
from ..facts import facts_of
from ..http import find_agreement
from ..model_clauses import answers_of, clauses_of, shelf_of
from ..models import Agreement, ClauseText, PrivateDraft
from ..policies_lane import drafts_visible_to
from ..rules import Finding, blocking, check
from ..selectors import AgreementText, clause_text, dossier_of, signed_text, text_of

Answers = Mapping[str, Any]
Place = tuple[str, int | None]

FIELD_PREFIX = "a"
"""Before the name of every control: one that is named “form” or “action” hides what scripts look for on a form."""


def address(agreement: Agreement, code: str, route_id: int | None, name: str = "clause") -> str:
    """The page of an article, or its preview; of the list of files, the page of the files."""
    if code == attached.CODE:
        return reverse("agreements:annexes", args=[agreement.pk])
    if route_id is None:
        return reverse(f"agreements:{name}", args=[agreement.pk, code])
    return reverse(f"agreements:{name}_of_route", args=[agreement.pk, code, route_id])


@dataclass(frozen=True)
class ClausePage:
    agreement: Agreement
    facts: AgreementFacts
    clause: Clause
    place: RouteTextFacts | None
    stored: ClauseText | None
    draft: PrivateDraft | None = None
    """What the reader's own board is writing and did not put on the table."""

    @property
    def route_id(self) -> int | None:
        return self.place.id if self.place else None

    @property
    def route(self) -> Route | None:
        return Route(pk=self.place.id) if self.place else None

    @property
    def version(self) -> int:
        """0 when nobody saved this article yet."""
        return self.stored.version if self.stored else 0

    @property
    def answers(self) -> dict[str, Any]:
        """What is on the table."""
        return dict(self.stored.data) if self.stored else {}

    @property
    def written(self) -> dict[str, Any]:
        """What the form begins with: the own board's draft, or what is on the table."""
        return dict(self.draft.data) if self.draft else self.answers

    @property
    def based_on(self) -> int:
        """The version on the table that the form began with."""
        return self.draft.based_on if self.draft else self.version

    @property
    def is_left_out(self) -> bool:
        return LEFT_OUT in self.answers

    @property
    def is_added(self) -> bool:
        """It came from a newer model than the agreement has."""
        return self.clause.code in self.agreement.added

    @property
    def key(self) -> Place:
        return (self.clause.code, self.route_id)

    @property
    def law(self) -> list[str]:
        """The articles of law behind this clause, as they are numbered on the day the agreement starts."""
        return [self.facts.law[topic] for topic in self.clause.topics if self.facts.law.get(topic)]

    @cached_property
    def signed(self) -> RenderedClause | None:
        """The article as it was signed, once it was."""
        kept = signed_text(self.agreement)
        articles = from_data(kept.articles) if kept else ()
        return next((one for one in articles if (one.code, one.route_id) == self.key), None)

    def rendered(self, answers: Answers) -> RenderedClause:
        return render_clause(self.clause, answers, self.facts, self.place, shelf_of(self.agreement))

    @cached_property
    def _all_answers(self) -> dict[Place, Answers]:
        return dict(answers_of(self.agreement))

    @cached_property
    def text(self) -> AgreementText:
        """The whole agreement as it lies on the table."""
        return text_of(self.agreement, self.facts)

    def findings(self, answers: Answers) -> list[Finding]:
        """What the rules say about this article, were these its answers; also what others cause."""
        return [finding for finding in self._found(answers) if (finding.clause, finding.route_id) == self.key]

    def _found(self, answers: Answers) -> Sequence[Finding]:
        if answers == self.answers:
            return self.text.findings
        return check(dossier_of(self.agreement, self.facts, self._all_answers | {self.key: answers}))

    def problems(self, answers: Answers) -> list[Finding]:
        """What stands in the way of completion in this article."""
        return blocking(self.findings(answers))

    @cached_property
    def _row(self) -> list[Place]:
        asked = clauses_of(self.facts, shelf_of(self.agreement))
        return [(clause.code, place.id if place else None) for clause, place in asked]

    def neighbour(self, step: int) -> str:
        """The address of the next or the previous article; nothing at either end."""
        position = self._row.index((self.clause.code, self.route_id)) + step
        return address(self.agreement, *self._row[position]) if 0 <= position < len(self._row) else ""

    @property
    def position(self) -> tuple[int, int]:
        return self._row.index((self.clause.code, self.route_id)) + 1, len(self._row)

    @property
    def own_address(self) -> str:
        return address(self.agreement, self.clause.code, self.route_id)

    @property
    def preview_address(self) -> str:
        return address(self.agreement, self.clause.code, self.route_id, "clause_preview")

    @property
    def draft_address(self) -> str:
        return self._beside("own_draft")

    @property
    def stance_address(self) -> str:
        return self._beside("stance")

    @property
    def proposals_address(self) -> str:
        return self._beside("proposals")

    @property
    def keep_address(self) -> str:
        return self._beside("keep_variant")

    @property
    def comment_address(self) -> str:
        return self._beside("comment")

    def _beside(self, name: str) -> str:
        """A page beside this article; the route, where there is one, stands in the query."""
        query = f"?route={self.route_id}" if self.route_id else ""
        return reverse(f"agreements:{name}", args=[self.agreement.pk, self.clause.code]) + query

    @property
    def has_tables(self) -> bool:
        """Tables can be filled in with a spreadsheet too."""
        scope = Scope(self.clause, {}, self.facts, self.place)
        return any(field.kind == "table" and scope.asks(field) for field in self.clause.fields)

    @property
    def sheet_address(self) -> str:
        return address(self.agreement, self.clause.code, self.route_id, "clause_sheet")

    @property
    def sheet_file_address(self) -> str:
        return address(self.agreement, self.clause.code, self.route_id, "clause_sheet_file")


def find_clause(request: MemberRequest, pk: int, code: str, route_pk: int | None) -> ClausePage:
    """404 for strangers, and for an article that this agreement does not ask."""
    agreement = find_agreement(request, pk)
    facts = facts_of(agreement)
    for clause, place in clauses_of(facts, shelf_of(agreement)):
        if clause.code == code and (place.id if place else None) == route_pk:
            stored = clause_text(agreement, code, Route(pk=route_pk) if route_pk else None)
            clause = modelled(clause, {**(stored.data if stored else {}), LEFT_OUT: None})
            return ClausePage(agreement, facts, clause, place, stored, _own_draft(request, agreement, code, route_pk))
    raise Http404


def _own_draft(request: MemberRequest, agreement: Agreement, code: str, route_pk: int | None) -> PrivateDraft | None:
    """Of the board acted for, and only for those who write there."""
    if not request.actor.may("draft_agreements"):
        return None
    drafts = drafts_visible_to(request.actor).filter(agreement=agreement, code=code, route=route_pk)
    return drafts.select_related("saved_by").first()


def find_beside(request: MemberRequest, pk: int, code: str) -> ClausePage:
    """The article of a page beside it: the route, where there is one, stands in the query."""
    given = request.GET.get("route", "")
    if given and not is_key(given):
        raise Http404
    return find_clause(request, pk, code, int(given) if given else None)
