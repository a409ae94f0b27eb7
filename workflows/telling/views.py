"""What I was told, and how I want to be told."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from accounts.http import MemberRequest, posted
from accounts.policies import can_manage_access
from accounts.verdicts import ensure

from ..models import Notice
from ..progress import OPEN
from . import services
from .failing import Failing, all_failing
from .forms import TellingForm
from .reading import readable

PER_PAGE = 25


@require_GET
def notices(request: MemberRequest) -> HttpResponse:
    """Everything I was told, the last first. What I may not read any more keeps its date and loses its words."""
    told = Notice.objects.filter(person=request.user, in_app=True).select_related("task")
    page = Paginator(told, PER_PAGE).get_page(request.GET.get("page"))
    records = readable(request.user, {notice.case for notice in page})
    rows = [_row(notice, records.get(notice.case)) for notice in page]
    return render(request, "workflows/notices.html", {"page": page, "rows": rows})


def _row(notice: Notice, record: Any) -> dict[str, Any]:
    """What is done leads to its case: the page where it was to be done refuses."""
    is_done = notice.task is not None and notice.task.status not in OPEN
    address = record.get_absolute_url() if record is not None and is_done else notice.address
    return {"notice": notice, "record": record, "address": address}


@require_POST
def read_notice(request: MemberRequest, pk: int) -> HttpResponse:
    """I have read this one."""
    services.mark_read(request.user, [get_object_or_404(Notice, pk=pk, person=request.user, in_app=True).pk])
    return redirect("workflows:notices")


@require_POST
def read_all(request: MemberRequest) -> HttpResponse:
    """I have read them all."""
    services.mark_read(request.user)
    return redirect("workflows:notices")


@require_http_methods(["GET", "HEAD", "POST"])
def telling(request: MemberRequest) -> HttpResponse:
    """For each kind: here, by mail at once, in the mail of the day, or not at all; and the quiet hours."""
    form = TellingForm(posted(request), person=request.user)
    if form.is_valid():
        services.choose(request.user, form.ways(), form.times())
        messages.success(request, _("Saved. From now on you are told in this way."))
        return redirect("workflows:telling")
    crumbs = [{"label": _("Messages"), "url": reverse("workflows:notices")}, {"label": _("How you are told")}]
    return render(request, "workflows/telling.html", {"form": form, "crumbs": crumbs})


@require_safe
def failing_mail(request: MemberRequest) -> HttpResponse:
    """For administrators: what the mail server refuses, and to whom."""
    ensure(can_manage_access(request.actor))
    labels = [_("To"), _("Kind"), _("Attempts"), _("Next attempt"), _("Answer of the mail server")]
    rows = [_cells(one, labels) for one in all_failing()]
    columns = [{"label": label} for label in labels]
    return render(request, "workflows/failing_mail.html", {"columns": columns, "rows": rows})


def _cells(one: Failing, labels: list[str]) -> list[dict[str, object]]:
    when = date_format(localtime(one.next_try), "j F Y H:i")
    texts = [str(one.person or "-"), one.what, str(one.attempts), when, one.error]
    return [{"text": text, "label": label} for text, label in zip(texts, labels, strict=True)]
