"""The style guide at /stijlgids/: each component in all its states, and whole pages to copy from.

For development only (settings.STYLEGUIDE). Needs no database: people, boards and cases are examples.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse  # noqa: TID251  (this is a view)
from django.shortcuts import render
from django.views.decorators.http import require_safe

from . import styleguide_examples as examples
from . import styleguide_states as states
from .styleguide_differences import DIFFERENCES

PAGES = ("index", "inbox", "case", "form", "decision", "signing")


@login_not_required
@require_safe
def styleguide(request: HttpRequest, page: str = "index") -> HttpResponse:
    """The guide itself, or one of its whole-page patterns."""
    if not getattr(settings, "STYLEGUIDE", False) or page not in PAGES:
        raise Http404
    folder = "styleguide" if page == "index" else "styleguide/patterns"
    said = {"messages": states.MESSAGES, "page": pages().page(1)} if page == "inbox" else {}
    return render(request, f"{folder}/{page}.html", context() | said)


class ProposalForm(forms.Form):
    """Every kind of field once."""

    name = forms.CharField(label="Naam van de leerroute", help_text="Zoals leerlingen en ouders hem kennen.")
    route_type = forms.ChoiceField(
        label="Soort route",
        choices=[("DLR", "Doorlopende leerroute"), ("GLR", "Geïntegreerde leerroute")],
        widget=forms.RadioSelect,
        help_text="Bij een geïntegreerde leerroute vervalt het vmbo-diploma. Dat kan alleen van BB naar mbo-2.",
    )
    start = forms.ChoiceField(
        label="Schooljaar van start",
        choices=[("", "Kies een schooljaar"), ("2027", "2027-2028"), ("2028", "2028-2029")],
    )
    boards = forms.MultipleChoiceField(
        label="Deelnemende besturen",
        choices=[(1, str(examples.DAVINCI)), (2, str(examples.CVO)), (3, str(examples.INSULA))],
        widget=forms.CheckboxSelectMultiple,
        help_text="Minstens één bestuur met een vmbo-school en één met een mbo-instelling.",
    )
    motivation = forms.CharField(
        label="Waarom deze route", widget=forms.Textarea(attrs={"rows": 5}), help_text="In gewone taal, voor iedereen."
    )
    first_day = forms.DateField(
        label="Eerste lesdag", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    hours = forms.IntegerField(label="Totale onderwijstijd", help_text="In klokuren, over de hele route.")
    annex = forms.FileField(label="Bijlage", required=False, help_text="PDF, ten hoogste 10 MB.")
    agreed = forms.BooleanField(label="Alle deelnemende scholen kennen dit voorstel")


class LineForm(forms.Form):
    """One line of a route."""

    school = forms.ChoiceField(
        label="Vestiging", choices=[(1, "De Uilenhof, Gorinchem"), (2, "Insula College, Dordrecht")]
    )
    leerweg = forms.ChoiceField(label="Leerweg", choices=[("TL", "Theoretische leerweg"), ("GL", "Gemengde leerweg")])
    qualification = forms.CharField(label="Kwalificatie", initial="Technicus engineering (25919)")
    duration = forms.IntegerField(label="Duur in jaren", initial=6)


class ReasonForm(forms.Form):
    """Why a director sends a proposal back."""

    reason = forms.CharField(
        label="Wat moet er anders?",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="De coördinatoren van alle besturen lezen dit.",
    )


class RejectForm(forms.Form):
    """Why a director rejects a proposal."""

    reason = forms.CharField(label="Waarom wijs je af?", widget=forms.Textarea(attrs={"rows": 4}))


class SigningForm(forms.Form):
    """Consent to exactly these bytes."""

    read = forms.BooleanField(label="Ik heb het document geopend en gelezen")
    password = forms.CharField(
        label="Je wachtwoord", widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )


LineFormSet = forms.formset_factory(LineForm, extra=0, can_delete=True)
REFUSED = {
    "name": "TOT",
    "route_type": "GLR",
    "start": "",
    "boards": ["1"],
    "hours": "zesduizend",
    "motivation": "Kort",
}


def pages() -> Paginator[int]:
    return Paginator(range(64), 10)


def context() -> dict[str, Any]:
    """All the examples at once; each page takes what it shows."""
    lines: list[dict[str, Any]] = [
        {"school": 1},
        {"school": 2, "qualification": "ICT system engineer (27016)", "duration": 5},
    ]
    return {
        "actor": examples.EXAMPLE_ACTOR,
        "acting_boards": [examples.DAVINCI, examples.CVO],
        "pages": PAGES[1:],
        "form": ProposalForm(initial={"name": "TOT – Talentontwikkeling Techniek", "route_type": "DLR"}),
        "refused_form": ProposalForm(REFUSED, auto_id="refused_%s"),
        "formset": LineFormSet(initial=lines, prefix="lines"),
        "return_form": ReasonForm(auto_id="return_%s"),
        "reject_form": RejectForm(auto_id="reject_%s"),
        "signing_form": SigningForm(),
        "findings": examples.FINDINGS,
        "blocking": [found for found in examples.FINDINGS if found["outcome"] in ("not_met", "warning")],
        "settled": [found for found in examples.FINDINGS if found["outcome"] in ("met", "not_applicable")],
        "steps": examples.STEPS,
        "parties": examples.PARTIES,
        "events": examples.EVENTS,
        "tasks": [{**task, "url": "#"} for task in examples.TASKS],
        "facts": examples.FACTS,
        "states": examples.STATES,
        "columns": examples.COLUMNS,
        "rows": examples.ROWS,
        "digest": examples.DIGEST,
        "differences": DIFFERENCES,
        "page": pages().page(7),
        "more": states.shown(),
        "crumbs": [{"label": "Routes", "url": "#"}, {"label": "TOT – Talentontwikkeling Techniek"}],
        "meta": [
            examples.item("Start", "schooljaar 2027-2028"),
            examples.item("Besturen", "3"),
            examples.item("Dossier", "LR-2026-0017"),
        ],
        "sections": [
            {"label": "Programma", "url": "#programma", "current": True, "count": 3},
            {"label": "Besturen", "url": "#besturen", "count": 3},
            {"label": "Documenten", "url": "#documenten", "count": None},
            {"label": "Tijdlijn", "url": "#tijdlijn", "count": 4},
        ],
    }
