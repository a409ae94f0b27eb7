"""An agreement beside the current model: what differs in each article, and proposing to move one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import MemberRequest
from accounts.verdicts import ensure

from .. import policies, services
from ..clauses import library
from ..clauses.moving import moved, obstacle
from ..clauses.numbering import applicable
from ..clauses.shapes import Clause, Library
from ..clauses.wording import modelled
from ..clauses.words import Words
from ..comparing.versions import ClauseChange, compare_models
from ..forms.moving import MoveForm
from ..http import explained_in, find_agreement, posted
from ..models import Agreement
from ..selectors import facts_of, shelf_of
from . import presenting


@dataclass(frozen=True)
class ArticleBeside:
    """One article of the agreement beside that of the current model."""

    change: ClauseChange
    obstacle: Words | None
    lost: tuple[Words, ...]
    seen: str
    """The version of each text it was made from, to send along."""


@require_http_methods(["GET", "POST"])
def model(request: MemberRequest, pk: int) -> HttpResponse:
    """Everybody who may see the agreement compares; a coordinator of a party proposes to move an article."""
    agreement = find_agreement(request, pk)
    may_write = policies.can_write(request.actor, agreement)
    form = MoveForm(posted(request))
    if form.is_bound:
        ensure(may_write)
    if form.is_valid():
        with explained_in(form):
            services.move_clause(agreement, actor=request.actor, **form.cleaned_data)
            messages.success(request, _("The article is proposed as the current model has it."))
            return redirect("agreements:model", agreement.pk)
    current = library.load(library.current())
    shown = presenting.about(agreement, _("Compare with the current model")) | _beside(agreement, current)
    return render(request, "agreements/model.html", shown | {"form": form, "may_write": may_write})


def _beside(agreement: Agreement, current: Library) -> dict[str, Any]:
    facts, shelf = facts_of(agreement), shelf_of(agreement)
    texts = {(text.code, text.route_id): text for text in agreement.clauses.all()}
    articles = []
    for clause in applicable(shelf, facts):
        routes = [route.id for route in facts.routes] if clause.scope == "route" else [None]
        found = [texts.get((clause.code, route)) for route in routes]
        seen = ",".join(f"{route or 0}:{one.version if one else 0}" for route, one in zip(routes, found, strict=True))
        answers = [dict(one.data) if one else {} for one in found]
        articles.append(_article(clause, answers, current, seen, facts.law, agreement.library_version))
    codes = {clause.code for clause in library.load(agreement.library_version).clauses}
    return {
        "current": current.version,
        "articles": [one for one in articles if one.change.state != "unchanged"],
        "same": [one.change.clause for one in articles if one.change.state == "unchanged"],
        "added": [clause for clause in applicable(current, facts) if clause.code not in codes],
    }


def _article(
    clause: Clause, answers: list[dict[str, Any]], current: Library, seen: str, law: Any, home: str
) -> ArticleBeside:
    """Of an article per route the part that is furthest behind is compared; all of them would move."""
    new = current.get(clause.code)
    olds = [modelled(clause, data) for data in answers]
    old = next((one for one in olds if one.version != current.version), olds[0] if olds else clause)
    reason = obstacle(old, new)
    lost: tuple[Words, ...] = ()
    if new and not reason:
        moves = [moved(one, new, data, home) for one, data in zip(olds, answers, strict=True)]
        lost = tuple(dict.fromkeys(label for move in moves for label in move.lost))
    return ArticleBeside(compare_models(old, new, law), reason, lost, seen)
