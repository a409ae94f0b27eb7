"""Findings, read by inspectors and by the board that is asked: the list, a finding, the file with an answer."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.http import MemberRequest, about
from accounts.uploads.http import download
from accounts.uploads.opening import can_open
from accounts.verdicts import Verdict, ensure
from workflows.presenting import events_for_people

from .. import policies, selectors
from ..models import AnswerFile, Finding
from ..places import address_of

PER_PAGE = 25


def find(request: MemberRequest, pk: int) -> Finding:
    """404 for strangers, and for the other boards of the route."""
    return about(request, get_object_or_404(policies.visible_to(request.actor), pk=pk))


def crumbs(*more: dict[str, str]) -> list[dict[str, str]]:
    return [{"label": _("Findings"), "url": reverse("inspections:findings")}, *more]


@require_safe
def findings(request: MemberRequest) -> HttpResponse:
    """An inspector: those in the routes of today's access. A member: those for the own boards."""
    which = request.GET.get("staat") or "all"
    page = Paginator(selectors.narrowed(request.actor, which), PER_PAGE).get_page(request.GET.get("page"))
    rows = [{"finding": one, "badge": selectors.badge_of(one)} for one in page]
    tabs = _tabs(which, selectors.counted(request.actor))
    return render(request, "inspections/findings.html", {"page": page, "rows": rows, "tabs": tabs})


def _tabs(which: str, numbers: dict[str, int]) -> list[dict[str, Any]]:
    here = reverse("inspections:findings")
    labels = {
        "all": _("All"),
        "open": _("Open"),
        "asked": _("Waiting for the board"),
        "late": _("Too late"),
        "answered": _("Answered"),
        "over": _("Closed or withdrawn"),
    }
    return [
        {
            "url": here if name == "all" else f"{here}?staat={name}",
            "label": label,
            "current": name == which,
            "count": numbers[name],
        }
        for name, label in labels.items()
    ]


@require_safe
def finding(request: MemberRequest, pk: int) -> HttpResponse:
    """What was found, what was asked and answered, and what can be done now."""
    found = find(request, pk)
    possible, refused = _steps(request, found)
    context = {
        "finding": found,
        "badge": selectors.badge_of(found),
        "crumbs": crumbs({"label": found.number}),
        "facts": facts_of(found),
        "rounds": selectors.rounds_of(found),
        "possible": possible,
        "refused": refused,
        "events": events_for_people(selectors.trail_of(found)),
    }
    return render(request, "inspections/finding.html", context)


def _steps(request: MemberRequest, found: Finding) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """What this person can do, and for the own side why not the rest."""
    actor, follow_up = request.actor, policies.can_follow_up(request.actor, found)
    mine: list[tuple[str, str, Verdict]] = [(_("Answer"), "answer", policies.can_answer(actor, found))]
    if actor.is_inspector:
        mine = [
            (_("Conclude and close"), "close", follow_up),
            (_("Ask again"), "ask_again", follow_up),
            (_("Withdraw"), "withdraw", policies.can_withdraw(actor, found)),
        ]
    steps = [(label, reverse(f"inspections:finding_{name}", args=[found.pk]), verdict) for label, name, verdict in mine]
    possible = [{"label": label, "url": url} for label, url, verdict in steps if verdict]
    return possible, [{"label": label, "reason": verdict.reason} for label, _url, verdict in steps if not verdict]


def facts_of(found: Finding) -> list[dict[str, Any]]:
    route = f"{found.route} ({found.route.number})"
    made = _("%(name)s, %(day)s") % {"name": found.made_by, "day": formats.date_format(found.made)}
    return [
        {"term": _("Route"), "value": route, "url": found.route.get_absolute_url()},
        {"term": _("For"), "value": str(found.board)},
        {"term": _("About"), "value": found.place, "url": address_of(found)},
        {"term": _("Made by"), "value": made},
    ]


@require_safe
def answer_file(request: MemberRequest, pk: int, number: int) -> HttpResponseBase:
    """The file that came with an answer."""
    found = find(request, pk)
    file = AnswerFile.objects.filter(round__finding=found, round__number=number).first()
    if file is None:
        raise Http404
    ensure(can_open(file))
    return download(request, file)
