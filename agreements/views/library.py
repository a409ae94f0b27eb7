"""The model clauses, for administrators of the platform: read every version, download it, publish the next one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import MemberRequest
from accounts.verdicts import ensure
from leerroutes.selectors import law_on

from .. import policies_library, services
from ..clauses import library, packing
from ..clauses.described import described
from ..clauses.library import LibraryError
from ..clauses.reading import read_files
from ..clauses.shapes import Library
from ..comparing.versions import compare_versions
from ..forms import PublishForm
from ..http import explained_in, posted
from ..models import LibraryVersion
from ..published import complaints

Context = dict[str, Any]


@require_GET
def library_versions(request: MemberRequest) -> HttpResponse:
    """Every version, the one new agreements start with first."""
    ensure(policies_library.can_manage_library(request.actor))
    published = list(LibraryVersion.objects.select_related("published_by").defer("files"))
    shipped = [{"number": number} for number in reversed(library.shipped())]
    versions = [*published, *shipped]
    return render(request, "agreements/library/versions.html", {"versions": versions, "current": library.current()})


@require_GET
def library_version(request: MemberRequest, number: str) -> HttpResponse:
    """Every article of one version as people read it: its words, its basis in law, what it asks, its explanation."""
    shelf = _found(request, number)
    law = law_on(localdate())
    articles = [{"clause": clause, "sides": described(clause, law)} for clause in shelf.clauses]
    shown = {"number": number, "articles": articles, "crumbs": _crumbs(number), "about": _about(number)}
    return render(request, "agreements/library/version.html", shown | {"others": _others(number)})


@require_GET
def library_changes(request: MemberRequest, number: str, other: str) -> HttpResponse:
    """What changed in a version since another one."""
    new, old = _found(request, number), _found(request, other)
    shown = _changes(old, new) | {"number": number, "crumbs": _crumbs(number)}
    return render(request, "agreements/library/changes.html", shown)


@require_GET
def library_file(request: MemberRequest, number: str) -> HttpResponse:
    """The files of a version in one zip: to keep, and to make the next version from."""
    _found(request, number)
    answer = HttpResponse(packing.pack(library.files_of(number)), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="modelartikelen-{number}.zip"'
    return answer


@require_http_methods(["GET", "POST"])
def library_publish(request: MemberRequest) -> HttpResponse:
    """First shows what would change, then publishes exactly what was shown."""
    ensure(policies_library.can_manage_library(request.actor))
    form = PublishForm(posted(request), request.FILES or None)
    is_right = form.is_valid()
    mistakes = complaints(form.cleaned_data["number"], form.files_given) if is_right else form.mistakes
    if is_right and not mistakes and "publish" in request.POST and not request.FILES:
        with explained_in(form):
            return _published(request, form)
    shown: Context = {"form": form, "mistakes": mistakes, "crumbs": _crumbs(_("Publish a version"))}
    if not mistakes and "files" in getattr(form, "cleaned_data", {}):
        shown["packed"] = packing.as_text(form.files_given)
    if is_right and not mistakes:
        shown |= _preview(form) | {"previewed": True}
    return render(request, "agreements/library/publish.html", shown)


def _published(request: MemberRequest, form: PublishForm) -> HttpResponse:
    given = form.cleaned_data
    version = services.publish_library(
        actor=request.actor, number=given["number"], note=given["note"], files=form.files_given
    )
    said = _("Version %(number)s is published. New agreements start with it.") % {"number": version.number}
    messages.success(request, said)
    return redirect("agreements:library_version", version.number)


def _preview(form: PublishForm) -> Context:
    old = library.load(library.current())
    new = read_files(form.files_given, form.cleaned_data["number"])
    return _changes(old, new)


def _changes(old: Library, new: Library) -> Context:
    found = compare_versions(old, new, law_on(localdate()))
    same = [change.clause for change in found if change.state == "unchanged"]
    return {"changes": [one for one in found if one.state != "unchanged"], "same": same, "since": old.version}


def _found(request: MemberRequest, number: str) -> Library:
    ensure(policies_library.can_manage_library(request.actor))
    try:
        return library.load(number)
    except LibraryError as error:
        if number in library.shipped() or LibraryVersion.objects.filter(number=number).exists():
            raise
        raise Http404 from error


def _about(number: str) -> LibraryVersion | None:
    return LibraryVersion.objects.select_related("published_by").defer("files").filter(number=number).first()


def _others(number: str) -> list[str]:
    published = LibraryVersion.objects.values_list("number", flat=True)
    return [one for one in (*published, *reversed(library.shipped())) if one != number]


def _crumbs(here: str) -> list[dict[str, str]]:
    return [{"label": _("Model clauses"), "url": reverse("agreements:library")}, {"label": here}]
