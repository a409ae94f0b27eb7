"""The page on which a board gives itself more time."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.forms import carried_out
from accounts.http import MemberRequest, posted
from accounts.verdicts import ensure

from ..claiming.views import find_task
from ..reached import record_of
from ..selectors import described
from .forms import MoreTimeForm
from .policies import last_day, may_extend
from .services import extend_term


@require_http_methods(["GET", "HEAD", "POST"])
def longer(request: MemberRequest, pk: int) -> HttpResponse:
    """Until when, and why. A page that is out of date says so, and keeps what was typed."""
    found = find_task(request, pk)
    task, record = described([found])[0], record_of(found.process.coerced)
    ensure(may_extend(request.actor, task))
    due = localdate(task.due)
    last = last_day(record, due, found.flow_task.days)
    form = MoreTimeForm(posted(request), due=due, last=last)
    if form.is_valid() and carried_out(form, partial(extend_term, found, actor=request.actor, **form.cleaned_data)):
        messages.success(request, _("There is more time. The other boards see it, with your reason."))
        return redirect(record)
    if form.is_bound:
        form.knows_better()
    crumbs = [{"label": str(record), "url": record.get_absolute_url()}, {"label": _("More time")}]
    context = {"task": task, "due": due, "last": last if last > due else None, "form": form, "crumbs": crumbs}
    return render(request, "workflows/more_time.html", context)
