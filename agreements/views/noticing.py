"""Give notice on behalf of one board."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import MemberRequest
from accounts.verdicts import ensure

from .. import policies_after, services
from ..binding import without
from ..forms import NoticeForm
from ..http import explained_in, find_agreement, posted
from ..notice import as_written, care_plan, earliest_end, notice_grounds
from . import presenting


@require_http_methods(["GET", "POST"])
def notice(request: MemberRequest, pk: int) -> HttpResponse:
    """What follows is said beforehand: the others go on, or the whole agreement ends."""
    agreement, board = find_agreement(request, pk), request.actor.board
    ensure(policies_after.can_give_notice(request.actor, agreement))
    assert board is not None
    earliest = earliest_end(agreement, localdate())
    form = NoticeForm(posted(request), earliest=earliest)
    if form.is_valid():
        with explained_in(form):
            services.give_notice(agreement, actor=request.actor, **form.cleaned_data)
            messages.success(
                request, _("Notice is given on behalf of %(board)s. Every board is told.") % {"board": board}
            )
            return redirect(agreement)
    shown = presenting.about(agreement, _("Give notice")) | {"form": form, "earliest": earliest}
    shown |= {
        "rest": without(agreement, board),
        "care_plan": as_written(care_plan(agreement)),
        "grounds": as_written(notice_grounds(agreement)),
    }
    return render(request, "agreements/notice.html", shown)
