"""An administrator records an absence for somebody who cannot."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from ..forms import carried_out
from ..http import MemberRequest, posted
from ..models import Absence, Board
from ..pages import done, form_page, show_and_act
from ..policies import can_manage_access
from ..verdicts import ensure
from .conditions import period
from .forms import AbsenceOfForm
from .selectors import absences_at
from .services import record_absence_of


@show_and_act
def absence_of(request: MemberRequest, pk: int) -> HttpResponse:
    """Who is away at this board; and somebody else who is."""
    ensure(can_manage_access(request.actor))
    board = get_object_or_404(Board, pk=pk)
    form = AbsenceOfForm(posted(request), board=board)
    if form.is_valid() and carried_out(
        form, partial(record_absence_of, actor=request.actor, board=board, **form.content())
    ):
        people = {"user": form.content()["user"], "name": form.cleaned_data["substitute"]}
        return done(request, _("The absence of %(user)s is recorded. %(user)s and %(name)s get a message.") % people)
    lead = _(
        "For somebody who cannot do it, because of illness for instance. The person gets a message and can undo it."
    )
    facts = [{"term": _("Board"), "value": str(board)}, *map(_fact, absences_at(board))]
    title, submit = _("Record an absence of somebody else"), _("Record the absence")
    return form_page(request, form, title=title, lead=lead, submit=submit, facts=facts)


def _fact(absence: Absence) -> dict[str, str]:
    """For `components/summary_list.html`."""
    who = {"user": absence.user, "role": absence.get_role_display()}
    return {"term": _("%(user)s, %(role)s") % who, "value": f"{period(absence)}: {absence.substitute}"}
