"""Samples: draw one, work through it, take it along, draw it again."""

from __future__ import annotations

from secrets import token_hex
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.forms import carried_out
from accounts.http import MemberRequest, about, posted
from accounts.listing.http import sheet_file
from accounts.listing.sheets import Row
from accounts.pages import show_and_act
from accounts.verdicts import ensure

from .. import services
from ..forms_sample import SampleForm
from ..models import InspectionSample
from ..policies import can_sample, samples_visible_to
from ..population import known
from ..samples import Drawn, draw_again, drawn_routes, filters_in_words, in_words

PER_PAGE = 25


@require_safe
def samples(request: MemberRequest) -> HttpResponse:
    ensure(can_sample(request.actor))
    found = samples_visible_to(request.actor).defer("population", "allocation")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    rows = [{"sample": one, "filters": filters_in_words(one.filters)} for one in page]
    return render(request, "inspections/samples.html", {"page": page, "rows": rows, "crumbs": crumbs()})


def crumbs(*here: dict[str, str]) -> list[dict[str, str]]:
    """The way to a page of this kind; without more, to the list of samples."""
    listing = {"label": _("Samples"), "url": reverse("inspections:samples")} if here else {"label": _("Samples")}
    return [{"label": _("Overview"), "url": reverse("inspections:overview")}, listing, *here]


@show_and_act
def draw_sample(request: MemberRequest) -> HttpResponse:
    """The overview leads here with its own filters in the address."""
    ensure(can_sample(request.actor))
    form = SampleForm(posted(request), initial={"seed": token_hex(8), **known(request.GET)})
    kept: list[InspectionSample] = []
    if form.is_valid():
        given = {"size": form.cleaned_data["size"], "seed": form.cleaned_data["seed"], "filters": form.filters}
        if carried_out(form, lambda: kept.append(services.draw_sample(actor=request.actor, **given))):
            messages.success(request, _("The sample is drawn and kept."))
            return redirect("inspections:sample", pk=kept[0].pk)
    title = _("Draw a sample")
    context = {
        "form": form,
        "title": title,
        "lead": _("From the routes you may see now. What you choose, the seed and the result are kept in the ledger."),
        "submit": title,
        "crumbs": crumbs({"label": title}),
        "back": reverse("inspections:samples"),
    }
    return render(request, "inspections/form.html", context)


def find_sample(request: MemberRequest, pk: int) -> InspectionSample:
    return about(request, get_object_or_404(samples_visible_to(request.actor).select_related("drawn_by"), pk=pk))


def shown(sample: InspectionSample, here: str = "") -> dict[str, Any]:
    """What every page about a sample tells."""
    own = {"label": sample.number}
    way = (
        crumbs(own | {"url": reverse("inspections:sample", args=[sample.pk])}, {"label": here}) if here else crumbs(own)
    )
    return {"sample": sample, "filters": filters_in_words(sample.filters), "crumbs": way}


@require_safe
def sample(request: MemberRequest, pk: int) -> HttpResponse:
    """The strata, and how far this inspector is with each route."""
    found = find_sample(request, pk)
    drawn = drawn_routes(found, request.actor)
    done = {
        "looked": sum(one.looked_at is not None for one in drawn),
        "made": sum(bool(one.file_made) for one in drawn),
        "open": sum(one.open for one in drawn),
        "over": sum(one.over for one in drawn),
    }
    context = shown(found) | {"strata": strata(found), "drawn": drawn} | done
    return render(request, "inspections/sample.html", context)


@require_safe
def sample_report(request: MemberRequest, pk: int) -> HttpResponse:
    """For paper: everything that somebody needs to draw the same routes without this site."""
    found = find_sample(request, pk)
    context = shown(found, _("Report")) | {"strata": strata(found), "drawn": drawn_routes(found, request.actor)}
    return render(request, "inspections/sample_report.html", context)


@require_safe
def sample_again(request: MemberRequest, pk: int) -> HttpResponse:
    found = find_sample(request, pk)
    again = draw_again(found, request.actor)
    return render(request, "inspections/sample_again.html", shown(found, _("Drawn again")) | {"again": again})


@require_safe
def sample_file(request: MemberRequest, pk: int, form: str) -> HttpResponse:
    """A row for each route drawn; the seed and the digest in each, so that a line on its own still says them."""
    if form not in ("csv", "xlsx"):
        raise Http404
    found = find_sample(request, pk)
    lines = [_line(found, rank, one) for rank, one in enumerate(drawn_routes(found, request.actor), start=1)]
    return sheet_file(form, f"{found.number} {_('sample')}", _head(), lines)


def _head() -> Row:
    return (
        _("Place"),
        _("Number"),
        _("Route"),
        _("Boards"),
        _("Provinces"),
        _("Levels"),
        _("State at the draw"),
        _("State now"),
        _("Looked at"),
        _("File made"),
        _("Open findings"),
        _("Findings closed or withdrawn"),
        _("Sample"),
        _("Seed"),
        _("Digest of the population"),
    )


def _line(sample: InspectionSample, rank: int, one: Drawn) -> Row:
    route = (one.route.name, ", ".join(one.route.boards)) if one.route else ("", "")
    days = [moment.isoformat(timespec="seconds") if moment else "" for moment in (one.looked_at, one.file_made)]
    now = one.route.state_label if one.route else ""
    kept = (sample.number, sample.seed, sample.population_sha256)
    return (rank, one.number, *route, *one.group, now, *days, one.open, one.over, *kept)


def strata(sample: InspectionSample) -> list[dict[str, Any]]:
    """For the table: what there was, and what was drawn of it."""
    return [
        {"words": in_words((provinces, levels, state)), "there": there, "drawn": drawn}
        for provinces, levels, state, there, drawn in sample.allocation
    ]
