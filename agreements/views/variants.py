"""Variants of the own board: keep an article, use it elsewhere, rename it, put it away."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.forms import is_key
from accounts.http import MemberRequest
from accounts.verdicts import ensure

from .. import policies, policies_library, services
from ..clauses import library
from ..clauses.moving import moved
from ..clauses.words import Words
from ..forms.variants import VariantForm
from ..http import explained_in, posted
from ..models import ClauseVariant
from . import presenting
from .clause_page import ClausePage, find_beside


@require_GET
def variants(request: MemberRequest) -> HttpResponse:
    """Every variant of the own board, by article."""
    ensure(policies_library.can_keep_variants(request.actor))
    found = policies_library.variants_visible_to(request.actor).select_related("author")
    rows = [{"variant": variant, "title": title_of(variant)} for variant in found]
    return render(request, "agreements/variants.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
def keep_variant(request: MemberRequest, pk: int, code: str) -> HttpResponse:
    """Give it a name: the article as the own board wrote it, or as it is on the table."""
    page = find_beside(request, pk, code)
    ensure(policies_library.can_keep_variant_of(request.actor, page.agreement))
    form = VariantForm(posted(request))
    if form.is_valid():
        with explained_in(form):
            name = form.cleaned_data["name"]
            services.keep_variant(page.agreement, actor=request.actor, clause=page.clause, name=name, data=page.written)
            messages.success(request, _("Kept as a variant of your board. Other boards do not see it."))
            return redirect(page.own_address)
    crumbs = presenting.crumbs(page.agreement, str(page.clause.title))
    crumbs[-1]["url"] = page.own_address
    title = _("Keep as a variant of your board")
    shown = {"form": form, "title": title, "about": str(page.clause.title), "crumbs": [*crumbs, {"label": title}]}
    return render(request, "agreements/variant.html", shown | {"back": page.own_address})


@require_http_methods(["GET", "POST"])
def rename_variant(request: MemberRequest, pk: int) -> HttpResponse:
    variant = _found(request, pk)
    form = VariantForm(posted(request), initial={"name": variant.name})
    if form.is_valid():
        with explained_in(form):
            services.rename_variant(variant, actor=request.actor, name=form.cleaned_data["name"])
            messages.success(request, _("The variant has its new name."))
            return redirect("agreements:variants")
    title, back = _("Rename a variant"), reverse("agreements:variants")
    crumbs = [{"label": _("Variants of your board"), "url": back}, {"label": title}]
    shown = {"form": form, "title": title, "about": title_of(variant), "crumbs": crumbs, "back": back}
    return render(request, "agreements/variant.html", shown)


@require_POST
def archive_variant(request: MemberRequest, pk: int) -> HttpResponse:
    services.archive_variant(_found(request, pk), actor=request.actor)
    messages.success(request, _("The variant is put away. Articles that were filled in with it stay as they are."))
    return redirect("agreements:variants")


def _found(request: MemberRequest, pk: int) -> ClauseVariant:
    """404 for what another board kept, and for whoever does not write for this one."""
    return get_object_or_404(policies_library.variants_visible_to(request.actor), pk=pk)


def title_of(variant: ClauseVariant) -> str:
    clause = library.load(variant.model).get(variant.code)
    return str(clause.title) if clause else variant.code


# --- on the page of an article --------------------------------------------------------------------


def offered(request: MemberRequest, page: ClausePage) -> dict[str, Any]:
    """For `agreements/clause/_variants.html`: what the own board kept of this article."""
    if not policies.can_write(request.actor, page.agreement):
        return {}
    return {"variants": list(policies_library.variants_visible_to(request.actor).filter(code=page.clause.code))}


def chosen(request: MemberRequest, page: ClausePage) -> tuple[ClauseVariant, dict[str, Any], tuple[Words, ...]] | None:
    """The variant that the address names, its answers as far as this model asks them, and what has no place here."""
    key = request.GET.get("variant", "")
    if not key or request.method != "GET":
        return None
    if not is_key(key):
        raise Http404
    ensure(policies.can_write(request.actor, page.agreement))
    variant = get_object_or_404(policies_library.variants_visible_to(request.actor), pk=int(key), code=page.clause.code)
    if variant.model == page.clause.version:
        return variant, dict(variant.data), ()
    old = library.load(variant.model)[variant.code]
    move = moved(old, page.clause, variant.data, page.clause.version)
    return variant, move.data, move.lost
