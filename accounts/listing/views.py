"""The views of lists that somebody keeps."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ..forms import carried_out, is_key
from ..http import MemberRequest, posted
from ..models import SavedView
from .forms import KeepForm, RenameForm
from .listing import Listing
from .registry import Registered, find, registered
from .services import keep_view, remove_view, rename_view

show_and_act = require_http_methods(["GET", "HEAD", "POST"])


@show_and_act
def keep(request: MemberRequest, key: str) -> HttpResponse:
    """Give the selection in the address a name."""
    kind = _find(key)
    form = KeepForm(posted(request), initial={"query": request.GET.urlencode()})
    asked = QueryDict(form["query"].value() or "")
    listing = kind.listing_of(request.actor, asked)
    if form.is_valid() and carried_out(
        form, lambda: keep_view(listing, actor=request.actor, key=key, name=form.cleaned_data["name"])
    ):
        messages.success(request, _("The view is saved. You find it above the list."))
        return redirect(listing.address_with())
    crumbs = [{"label": kind.label, "url": listing.address_with()}, {"label": _("Save this view")}]
    context = {"form": form, "crumbs": crumbs, "facts": listing.told, "back": listing.address_with()}
    return render(request, "accounts/keep_view.html", context)


def _find(key: str) -> Registered:
    if (kind := find(key)) is None:
        raise Http404
    return kind


@show_and_act
def views(request: MemberRequest) -> HttpResponse:
    """All my views, to rename or remove. Those of somebody else are not there, and nothing happens to them."""
    pk = int(given) if is_key(given := request.POST.get("view", "")) else 0
    form = RenameForm(request.POST if request.POST.get("do") == "rename" else None, prefix=f"v{pk}")
    if request.POST.get("do") == "remove":
        remove_view(pk, actor=request.actor)
        messages.success(request, _("The view is removed."))
        return redirect("accounts:views")
    if form.is_valid() and carried_out(
        form, lambda: rename_view(pk, actor=request.actor, name=form.cleaned_data["name"])
    ):
        messages.success(request, _("The view has its new name."))
        return redirect("accounts:views")
    return render(request, "accounts/views.html", {"groups": _groups(request, pk, form), "form": form})


def _groups(request: MemberRequest, pk: int, form: RenameForm) -> list[dict[str, Any]]:
    mine = list(SavedView.objects.filter(person=request.user))
    groups = []
    for kind in registered():
        if found := [one for one in mine if one.listing == kind.key]:
            listing = kind.listing_of(request.actor, {})
            rows = [_row(one, listing, form if one.pk == pk else None) for one in found]
            groups.append({"label": kind.label, "views": rows})
    return groups


def _row(view: SavedView, listing: Listing, sent: RenameForm | None = None) -> dict[str, Any]:
    """Without `url` when the list does not know all of it any more: it would show more than its name says."""
    now = listing.asking(QueryDict(view.query))
    form = sent or RenameForm(prefix=f"v{view.pk}", initial={"name": view.name})
    url = now.address_with() if now.query == view.query else ""
    return {"view": view, "url": url, "told": now.told, "form": form, "current": view.query == listing.query}


def kept(request: MemberRequest, key: str, listing: Listing) -> dict[str, Any]:
    """For `components/kept_views.html`, above the list. One query."""
    views = [_row(one, listing) for one in SavedView.objects.filter(person=request.user, listing=key)]
    is_new = listing.query and not any(one["current"] for one in views)
    return {
        "views": views,
        "keep_url": f"{reverse('accounts:keep_view', args=[key])}?{listing.query}" if is_new else "",
    }
