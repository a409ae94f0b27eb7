"""The register, for everybody."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from leerroutes.retention import MARKS, TERMS

from .activities import ACTIVITIES
from .register import held


@login_not_required
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    shown = [{"activity": one, "fields": sorted(held(one))} for one in ACTIVITIES]
    return render(request, "privacy.html", {"activities": shown, "terms": TERMS, "marks": MARKS.items()})
