"""The statement, for everybody."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .statement import TESTED, statement


@login_not_required
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    shown = {"statement": statement(), "tested": TESTED, "contact": settings.ACCESSIBILITY_CONTACT}
    return render(request, "accessibility.html", shown)
