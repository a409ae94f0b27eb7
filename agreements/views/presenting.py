"""What the pages show, in the shapes that the templates expect."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.actors import Actor
from leerroutes.models import Route

from ..clauses.context import AgreementFacts
from ..clauses.render import RenderedClause
from ..facts import boards_of
from ..models import Agreement
from ..rules import Finding, blocking
from ..selectors import AgreementText, agreed_boards
from ..standing import accepted_by, key, standing
from ..states import State
from .article_input import ArticleInput
from .clause_page import FIELD_PREFIX, ClausePage, address
from .passages import with_comments
from .programme import hours_beside

Context = dict[str, Any]


def digest(sha256: str) -> str:
    """In groups of eight, so that two people can compare it aloud."""
    return " ".join(sha256[start : start + 8] for start in range(0, len(sha256), 8))


def crumbs(agreement: Agreement, here: str) -> list[dict[str, Any]]:
    return [
        {"label": _("Agreements"), "url": reverse("agreements:list")},
        {"label": agreement.title, "url": agreement.get_absolute_url()},
        {"label": here},
    ]


def crumbs_of_start(route: Route) -> list[dict[str, Any]]:
    return [
        {"label": _("Routes"), "url": reverse("leerroutes:list")},
        {"label": route.name, "url": route.get_absolute_url()},
        {"label": _("Start the agreement")},
    ]


def about(agreement: Agreement, here: str) -> Context:
    return {"agreement": agreement, "crumbs": crumbs(agreement, here)}


# --- one article --------------------------------------------------------------------------------


def clause_context(page: ClausePage, given: ArticleInput) -> Context:
    place, total = page.position
    answers = given.answers() if given.is_bound else given.form.stored
    return {
        "page": page,
        "agreement": page.agreement,
        "form": given.form,
        "wording": given.wording,
        "crumbs": crumbs(page.agreement, str(page.clause.title)),
        "guidance": str(page.clause.guidance),
        "previous": page.neighbour(-1),
        "next": page.neighbour(1),
        "place": place,
        "total": total,
        "saved": page.rendered(page.answers),
    } | article(page, answers)


def article(page: ClausePage, answers: Mapping[str, Any]) -> Context:
    """For `agreements/_article.html`."""
    findings = page.findings(answers)
    return {
        "article": page.signed or page.rendered(answers),
        "problems": [beside(page, one) for one in blocking(findings)],
        "warnings": [beside(page, one) for one in findings if one.warns],
        "hours": hours_beside(page, answers),
    }


def beside(page: ClausePage, finding: Finding) -> dict[str, Any]:
    """What a rule says about this article, where to mend it, and which rule says why."""
    return {"message": finding.message, "anchor": anchor(page, finding.field), "rule": finding.rule.id}


def anchor(page: ClausePage, name: str) -> str:
    """Where this field begins in the form; nothing for what the article does not ask itself."""
    kind = next((field.kind for field in page.clause.fields if field.name == name), "")
    if kind in {"table", "per_board"}:
        return f"part-{name}"
    first = "_0" if kind in {"choice", "yesno", "multi", "board", "line", "year"} else ""
    return f"id_{FIELD_PREFIX}-{name}{first}" if kind else ""


# --- the whole text -----------------------------------------------------------------------------


def text_page(agreement: Agreement, text: AgreementText, actor: Actor) -> Context:
    consents = boards_and_consents(agreement, text.sha256)
    shown = with_comments(agreement, text.rendered, actor)
    return {
        "agreement": agreement,
        "text": text,
        "crumbs": crumbs(agreement, _("Text")),
        "articles": [clause for clause in shown if clause.route_id is None],
        "annexes": annexes(text.facts, shown),
        "digest": digest(text.sha256),
        "problems": problem_groups(agreement, text),
        "consents": consents,
        "open_articles": open_articles(agreement, text, actor),
        "own_consent": any(row["board"] == actor.board and row["agreed"] for row in consents),
    }


def open_articles(agreement: Agreement, text: AgreementText, actor: Actor) -> list[RenderedClause]:
    """What the board acted for did not accept as it reads now; agreeing with the whole text accepts it."""
    if actor.board is None or agreement.state != State.DRAFT:
        return []
    stand = standing(agreement, text)
    return [one for one in text.rendered if actor.board.pk not in accepted_by(stand[key(one)])]


def annexes(facts: AgreementFacts, rendered: Sequence[RenderedClause]) -> list[dict[str, Any]]:
    return [
        {"number": number, "route": route, "sections": [one for one in rendered if one.route_id == route.id]}
        for number, route in enumerate(facts.routes, start=1)
    ]


def problem_groups(agreement: Agreement, text: AgreementText) -> list[dict[str, Any]]:
    """What is missing, article by article, each with the page where it can be mended."""
    titles = {(clause.code, clause.route_id): clause for clause in text.rendered}
    groups: dict[tuple[str, int | None], dict[str, Any]] = {}
    for problem in text.problems:
        place = (problem.clause, problem.route_id)
        group = groups.setdefault(place, _group(agreement, titles.get(place), place))
        group["messages"].append(str(problem.message))
    return list(groups.values())


def _group(agreement: Agreement, clause: RenderedClause | None, place: tuple[str, int | None]) -> dict[str, Any]:
    """Some rules look at the whole agreement, and lead to its own page."""
    label = f"{clause.number} {clause.title}".strip() if clause else place[0] or _("The whole agreement")
    return {
        "label": label,
        "url": address(agreement, *place) if place[0] else agreement.get_absolute_url(),
        "messages": [],
    }


def boards_and_consents(agreement: Agreement, sha256: str) -> list[dict[str, Any]]:
    """For `components/party_list.html`: who agreed with exactly this text."""
    agreed = agreed_boards(agreement, sha256)
    return [
        {"name": board, "board": board, "agreed": board.pk in agreed} | _consent(board.pk in agreed)
        for board in boards_of(agreement)
    ]


def _consent(agreed: bool) -> dict[str, str]:
    if agreed:
        return {"state": "approved", "state_label": _("agrees with this text")}
    return {"state": "waiting", "state_label": _("does not agree yet")}
