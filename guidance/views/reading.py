"""The pages of the help, for everybody; only saying whether it helped asks for a login."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.http import MemberRequest

from .. import selectors, services
from ..forms import OpinionForm
from ..law import articles_of
from ..models import Entry, Kind
from ..policies import DRAFT, can_edit, visible_to
from ..searching import find


def actor_of(request: HttpRequest) -> Any:
    """Who is logged in, or None."""
    return getattr(request, "actor", None)


def crumbs(*more: dict[str, str]) -> list[dict[str, str]]:
    return [{"label": _("Help"), "url": reverse("guidance:index")}, *more]


@login_not_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Search, the question of the month, and everything there is. `?zoek=` are the words."""
    entries = list(visible_to(actor_of(request)))
    asked = request.GET.get("zoek", "").strip()
    kinds = {kind: [one for one in entries if one.kind == kind] for kind in Kind}
    context = {
        "asked": asked,
        "found": find(entries, asked) if asked else None,
        "featured": selectors.featured(localdate()),
        "questions": sorted(kinds[Kind.QUESTION], key=lambda entry: str(entry).lower()),
        "groups": _groups(kinds[Kind.GUIDANCE]),
        "number_of_terms": len(kinds[Kind.TERM]),
    }
    return render(request, "guidance/index.html", context)


def _groups(entries: list[Entry]) -> list[dict[str, Any]]:
    """Building blocks, steps and articles, by the beginning of their address."""
    steps = [one for one in entries if one.slug.startswith("stap-")]
    articles = [one for one in entries if one.slug.startswith("artikel-")]
    rest = [one for one in entries if one not in steps and one not in articles]
    named = [(_("Building blocks"), rest), (_("Step by step"), steps), (_("Article by article"), articles)]
    return [{"title": title, "entries": sorted(group, key=lambda one: one.pk)} for title, group in named if group]


@login_not_required
@require_safe
def entry(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(visible_to(actor_of(request)).select_related("owner"), slug=slug)
    return _entry_page(request, found, OpinionForm() if request.user.is_authenticated else None)


def _entry_page(request: HttpRequest, found: Entry, form: OpinionForm | None) -> HttpResponse:
    assert found.current is not None
    reader = actor_of(request)
    context = {
        "entry": found,
        "version": found.current,
        "articles": articles_of(found.current.topics),
        "form": form,
        "may_edit": reader is not None and can_edit(reader),
        "draft": DRAFT,
        "crumbs": crumbs({"label": str(found)}),
    }
    return render(request, "guidance/entry.html", context)


@login_not_required
@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """Every word with its explanation, by first letter."""
    entries = selectors.terms()
    letters: dict[str, list[Entry]] = {}
    for one in entries:
        letters.setdefault(str(one)[0].upper(), []).append(one)
    context = {"letters": letters, "crumbs": crumbs({"label": _("Glossary")})}
    return render(request, "guidance/glossary.html", context)


@require_POST
def helped(request: MemberRequest, slug: str) -> HttpResponse:
    """Yes or no, with a sentence perhaps."""
    found = get_object_or_404(visible_to(request.actor).select_related("owner"), slug=slug)
    form = OpinionForm(request.POST)
    if not form.is_valid():
        return _entry_page(request, found, form)
    services.tell_whether_it_helped(found, actor=request.actor, **form.cleaned_data)
    messages.success(request, _("Thank you. The owner of this text reads what you said."))
    return redirect(reverse("guidance:entry", args=[found.slug]))
