"""The pages of the editors: what is due, what people said, a new text, the next version, the versions side by side."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.forms import carried_out, has_seen, is_key
from accounts.http import MemberRequest, posted
from accounts.pages import show_and_act
from accounts.verdicts import ensure

from .. import policies, selectors, services
from ..comparing import runs
from ..forms import KeepForm, NewEntryForm, VersionForm
from ..loading import SAYS
from ..models import Entry, EntryVersion, Kind, Opinion
from .reading import crumbs

NEWEST = 20


def find(request: MemberRequest, slug: str) -> Entry:
    """Who may not edit is told so, also about what is not published: first may one, then is it there."""
    ensure(policies.can_edit(request.actor))
    return get_object_or_404(policies.visible_to(request.actor).select_related("owner"), slug=slug)


def _crumbs(*more: dict[str, str]) -> list[dict[str, str]]:
    return crumbs({"label": _("Editing"), "url": reverse("guidance:review")}, *more)


@require_safe
def review(request: MemberRequest) -> HttpResponse:
    ensure(policies.can_edit(request.actor))
    said = Opinion.objects.exclude(words="").select_related("version__entry__current").order_by("-given")[:NEWEST]
    context = {"rows": selectors.to_review(), "said": said, "crumbs": _crumbs()}
    return render(request, "guidance/review.html", context)


@show_and_act
def new(request: MemberRequest) -> HttpResponse:
    ensure(policies.can_edit(request.actor))
    form = NewEntryForm(posted(request))
    if form.is_valid():
        said = {**form.cleaned_data, "kind": Kind(form.cleaned_data["kind"])}
        if carried_out(form, partial(services.add_entry, actor=request.actor, **said)):
            messages.success(request, _("The text is there, for editors only. Publish it when it is right."))
            return redirect("guidance:keep", slug=said["slug"])
    return _form_page(request, form, title=_("New text"), submit=_("Add"), back=reverse("guidance:review"))


@show_and_act
def edit(request: MemberRequest, slug: str) -> HttpResponse:
    entry = find(request, slug)
    assert entry.current is not None
    said = {name: getattr(entry.current, name) for name in SAYS if name != "topics"}
    form = VersionForm(posted(request), initial=said | {"seen_version": entry.current.number})
    write = partial(services.write_version, entry, actor=request.actor)
    if form.is_valid() and carried_out(form, lambda: write(**form.cleaned_data)):
        messages.success(request, _("The new version is there. What it said before is kept."))
        return redirect("guidance:versions", slug=slug)
    if form.is_bound:
        has_seen(form, entry.current.number)
    texts = {"kicker": _("Change the text"), "submit": _("Make the next version")}
    return _form_page(request, form, title=str(entry), entry=entry, lead=_who_sees(entry), **texts)


def _who_sees(entry: Entry) -> str | Promise:
    at_once = _("Everybody sees the new version at once; what it said before is kept.")
    return at_once if entry.is_published else policies.DRAFT


@show_and_act
def keep(request: MemberRequest, slug: str) -> HttpResponse:
    entry = find(request, slug)
    now = {name: getattr(entry, name) for name in ("is_published", "owner", "review_on", "month")}
    form = KeepForm(posted(request), initial=now)
    if form.is_valid() and carried_out(form, partial(services.keep, entry, actor=request.actor, **form.cleaned_data)):
        messages.success(request, _("Kept."))
        return redirect("guidance:review")
    return _form_page(request, form, title=str(entry), entry=entry, kicker=_("Look after it"), submit=_("Save"))


@require_safe
def versions(request: MemberRequest, slug: str) -> HttpResponse:
    """All of them, and two side by side: `?van=1&tot=2`; the last two when nothing is asked."""
    entry = find(request, slug)
    found = {one.number: one for one in entry.versions.select_related("made_by")}
    newest = max(found)
    to = _asked(request, "tot", found) or found[newest]
    since = _asked(request, "van", found) or found.get(to.number - 1)
    context = {
        "entry": entry,
        "versions": list(found.values()),
        "since": since,
        "to": to,
        "parts": _parts(since, to) if since else [],
        "draft": policies.DRAFT,
        "crumbs": _crumbs({"label": str(entry)}),
    }
    return render(request, "guidance/versions.html", context)


def _asked(request: MemberRequest, name: str, found: dict[int, EntryVersion]) -> EntryVersion | None:
    number = request.GET.get(name, "")
    return found.get(int(number)) if is_key(number) else None


def _parts(since: EntryVersion, to: EntryVersion) -> list[dict[str, Any]]:
    """What differs, part by part, paragraph marks and all."""
    labels = {
        "title_nl": _("Title, Dutch"),
        "text_nl": _("Text, Dutch"),
        "title_en": _("Title, English"),
        "text_en": _("Text, English"),
        "source": _("Source"),
    }
    pairs = [(name, label, getattr(since, name), getattr(to, name)) for name, label in labels.items()]
    return [
        {"label": label, "lang": name[-2:], "runs": runs(old, new)} for name, label, old, new in pairs if old != new
    ]


def _form_page(
    request: MemberRequest, form: Any, *, title: str, entry: Entry | None = None, **texts: Any
) -> HttpResponse:
    here = [{"label": title}]
    back = reverse("guidance:versions", args=[entry.slug]) if entry else texts.pop("back")
    context = {"form": form, "title": title, "entry": entry, "back": back, "crumbs": _crumbs(*here), **texts}
    return render(request, "guidance/form.html", context)
