"""What an administrator sees when terms are over. Looking is all: nothing is destroyed here."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.http import MemberRequest
from accounts.policies import can_manage_access
from accounts.verdicts import ensure

from .dossiers import Overdue, overdue


@require_safe
def terms(request: MemberRequest) -> HttpResponse:
    """The dossiers that nobody needs to keep any more, the longest past first."""
    ensure(can_manage_access(request.actor))
    labels = [_("Dossier"), _("Kind"), _("Boards"), _("Ended on"), _("Kept until and including")]
    rows = [_cells(one, labels) for one in overdue()]
    return render(request, "workflows/terms.html", {"columns": [{"label": label} for label in labels], "rows": rows})


def _cells(one: Overdue, labels: list[str]) -> list[dict[str, object]]:
    days = [date_format(day, "j F Y") for day in (one.ended, one.until)]
    texts = [one.number, one.kind, ", ".join(one.boards), *days]
    return [{"text": text, "label": label} for text, label in zip(texts, labels, strict=True)]
