"""The questions that somebody asked or may answer, and one of them with all that was said."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.http import MemberRequest
from accounts.verdicts import Verdict

from ...models import Question
from ...presenting import events_for_people
from .. import policies, selectors
from ..forms import AnswerForm

PER_PAGE = 25


def find(request: MemberRequest, pk: int) -> Question:
    """404 for everybody but who asked and the advisers of whom it was asked."""
    return get_object_or_404(policies.visible_to(request.actor), pk=pk)


def crumbs(*more: dict[str, str]) -> list[dict[str, str]]:
    help_page = {"label": _("Help"), "url": reverse("guidance:index")}
    return [help_page, {"label": _("Questions"), "url": reverse("questions:questions")}, *more]


@require_safe
def questions(request: MemberRequest) -> HttpResponse:
    """`?van=anderen`: what was asked of the advisers of my boards; else what I asked."""
    of_others = request.GET.get("van") == "anderen"
    page = Paginator(selectors.listed(request.actor, of_others), PER_PAGE).get_page(request.GET.get("page"))
    here = reverse("questions:questions")
    tabs = [
        {"url": here, "label": _("I asked"), "current": not of_others},
        {"url": f"{here}?van=anderen", "label": _("Asked of advisers of my boards"), "current": of_others},
    ]
    rows = [{"question": one, "badge": selectors.badge_of(one)} for one in page]
    context = {"page": page, "rows": rows, "tabs": tabs, "may_ask": bool(policies.can_ask(request.actor))}
    return render(request, "workflows/questions/list.html", context)


@require_safe
def question(request: MemberRequest, pk: int) -> HttpResponse:
    """What was asked and answered, and for an adviser the box to answer in."""
    found = find(request, pk)
    form = AnswerForm(initial={"seen_round": found.current.number})
    return question_page(request, found, form if policies.can_answer(request.actor, found) else None)


def question_page(request: MemberRequest, found: Question, form: Form | None) -> HttpResponse:
    possible, refused = _steps(request, found)
    context = {
        "question": found,
        "form": form,
        "badge": selectors.badge_of(found),
        "crumbs": crumbs({"label": found.number}),
        "facts": _facts(request, found),
        "rounds": selectors.rounds_of(found),
        "possible": possible,
        "refused": refused,
        "events": events_for_people(selectors.trail_of(found)),
    }
    return render(request, "workflows/questions/question.html", context)


def _steps(request: MemberRequest, found: Question) -> tuple[set[str], list[dict[str, Any]]]:
    """What this person can do, and of the own side why not the rest."""
    actor = request.actor
    mine: list[tuple[str, str, Verdict]] = [("answer", _("Answer"), policies.can_answer(actor, found))]
    if found.asker_id == actor.user.pk:
        mine = [
            ("ask_again", _("Ask again"), policies.can_ask_again(actor, found)),
            ("withdraw", _("Withdraw"), policies.can_withdraw(actor, found)),
        ]
    refused = [{"label": label, "reason": verdict.reason} for _name, label, verdict in mine if not verdict]
    return {name for name, _label, verdict in mine if verdict}, refused


def _facts(request: MemberRequest, found: Question) -> list[dict[str, Any]]:
    facts = [
        {"term": _("About"), "value": found.get_topic_display()},
        {"term": _("Asked by"), "value": f"{found.asker}, {found.board}"},
        {"term": _("Asked of"), "value": _("the advisers of %(board)s") % {"board": found.asked_of}},
        {"term": _("May be used in the help"), "value": _("yes, without names") if found.may_share else _("no")},
    ]
    if (case := found.case) is not None:
        reads = policies.reads_its_case(request.actor, found)
        told = {"value": f"{case} ({case.number})", "url": case.get_absolute_url()} if reads else {"value": case.number}
        facts.insert(1, {"term": _("The case"), **told})
    return facts
