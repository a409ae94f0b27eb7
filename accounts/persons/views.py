from __future__ import annotations

import json

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from ..forms import carried_out
from ..http import MemberRequest, posted
from ..models import User
from ..pages import done, show_and_act
from ..policies import can_erase, can_manage_access
from ..verdicts import ensure
from .forms import EraseForm
from .services import erase_person, fetch_own_data


@never_cache
@show_and_act
def own_data(request: MemberRequest) -> HttpResponse:
    """What is kept about oneself, in words; POST fetches all of it as a file."""
    if request.method != "POST":
        return render(request, "accounts/own_data.html")
    data = json.dumps(fetch_own_data(actor=request.actor), ensure_ascii=False, indent=2)
    answer = HttpResponse(data, content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="leerroutes-{localdate().isoformat()}.json"'
    return answer


@sensitive_post_parameters("password", "code", "credential")
@show_and_act
def erase(request: MemberRequest, pk: int) -> HttpResponse:
    """Erase the data of somebody who left."""
    ensure(can_manage_access(request.actor))
    person = get_object_or_404(User, pk=pk)
    ensure(can_erase(request.actor, person))
    form = EraseForm(posted(request), user=request.user)
    if form.is_valid() and carried_out(
        form,
        lambda: erase_person(person, actor=request.actor, reason=form.cleaned_data["reason"], proof=form.proven()),
    ):
        return done(request, _("The data of this person are erased and the account is closed."))
    lead = _(
        "Name and e-mail address are replaced, also in the timeline of what this person did. Nobody can log in with "
        "this account any more; roles, mandates and absences end; second factors and sessions go. Kept by law: "
        "signatures with the name of who signed, mandates that somebody signed under, and what others wrote in a case, "
        "also where they name this person."
    )
    facts = [{"term": _("Person"), "value": person.name}, {"term": _("E-mail"), "value": person.email}]
    roles = ", ".join(f"{one.get_role_display()} ({one.board or '—'})" for one in person.memberships.valid_on())
    facts.append({"term": _("Roles today"), "value": roles or _("none")})
    crumbs = [{"label": _("Access"), "url": reverse("accounts:access")}, {"label": _("Erase a person")}]
    return render(request, "accounts/erase_person.html", {"form": form, "lead": lead, "facts": facts, "crumbs": crumbs})
