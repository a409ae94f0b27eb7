"""On whose behalf somebody acts; and, for administrators, who may do what."""

from __future__ import annotations

from functools import partial

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from . import selectors, services
from .bodies import services as bodies
from .bodies.forms import ChangeBodyForm, RecordBodyForm
from .forms import EndForm, GrantRoleForm, InviteForm, carried_out
from .granting.selectors import waiting_for
from .http import MemberRequest, posted, safe_address
from .middleware import SESSION_KEY
from .models import Institution, Membership, ParticipationBody
from .pages import PROPOSED, about, content, done, form_page, from_address, show_and_act
from .policies import can_manage_access
from .schools.forms import RegionForm
from .schools.services import correct_region
from .verdicts import ensure

BOARDS_PER_PAGE = 10


@require_POST
def act_for(request: MemberRequest) -> HttpResponse:
    """From now on act for this board; 0 stands for the roles that are not held at a board."""
    chosen = request.POST.get("board", "")
    if chosen not in {str(actor.board.pk if actor.board else 0) for actor in request.capacities}:
        raise PermissionDenied(_("You have no role at this board today."))
    request.session[SESSION_KEY] = int(chosen)
    return redirect(safe_address(request, request.POST.get("next", "")) or reverse("workflows:start"))


@require_GET
def access(request: MemberRequest) -> HttpResponse:
    """Who may do what, board by board."""
    ensure(can_manage_access(request.actor))
    search, ended = request.GET.get("zoek", "").replace("\0", "").strip(), request.GET.get("verlopen") == "1"
    page = Paginator(selectors.boards_found(search), BOARDS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "boards": selectors.people_of(list(page), ended=ended),
        "platform": selectors.platform_roles(ended=ended),
        "page": page,
        "search": search,
        "ended": ended,
        "without_role": selectors.without_role(search),
        "waiting": sum(map(len, waiting_for(request.actor))),
    }
    return render(request, "accounts/access.html", context)


@show_and_act
def invite(request: MemberRequest) -> HttpResponse:
    """Make an account for somebody new, with a first role; the person gets a link to choose a password."""
    ensure(can_manage_access(request.actor))
    form = InviteForm(posted(request), initial=from_address(request))
    if form.is_valid() and carried_out(form, partial(services.invite_person, actor=request.actor, **content(form))):
        return done(request, PROPOSED % {"name": form.cleaned_data["name"]})
    lead = _("When a second person confirmed it, the person gets an e-mail with a link to choose a password.")
    return form_page(request, form, title=_("Invite a person"), lead=lead, submit=_("Propose it"))


@show_and_act
def grant_role(request: MemberRequest) -> HttpResponse:
    """Give a role to somebody who has an account."""
    ensure(can_manage_access(request.actor))
    form = GrantRoleForm(posted(request), initial=from_address(request))
    if form.is_valid() and carried_out(form, partial(services.grant_membership, actor=request.actor, **content(form))):
        return done(request, PROPOSED % {"name": form.cleaned_data["person"]})
    lead = _("The role counts when a second person confirmed it, from the first day on.")
    return form_page(request, form, title=_("Give a role"), lead=lead, submit=_("Propose it"))


@show_and_act
def end_role(request: MemberRequest, pk: int) -> HttpResponse:
    """Choose the last day of a role."""
    ensure(can_manage_access(request.actor))
    role = get_object_or_404(Membership.objects.select_related("user", "board"), pk=pk)
    form = EndForm(posted(request))
    end = partial(services.end_membership, role, actor=request.actor)
    if form.is_valid() and carried_out(form, lambda: end(last_day=form.cleaned_data["last_day"])):
        return done(request, _("The end of the role is recorded."))
    lead = _("What this person did stays in the timeline. Open tasks go to others with this role.")
    facts = about(role, _("Role"), role.get_role_display())
    return form_page(request, form, title=_("End a role"), lead=lead, submit=_("End the role"), facts=facts)


@show_and_act
def record_body(request: MemberRequest) -> HttpResponse:
    """A participation body that a board must ask before it signs."""
    ensure(can_manage_access(request.actor))
    form = RecordBodyForm(posted(request), initial=from_address(request))
    if form.is_valid() and carried_out(form, lambda: bodies.record_body(actor=request.actor, **form.cleaned_data)):
        return done(request, _("The body is recorded."))
    lead = _("A board asks its bodies before it signs. Which right each has follows from what is agreed.")
    return form_page(request, form, title=_("Record a participation body"), lead=lead, submit=_("Record the body"))


@show_and_act
def change_body(request: MemberRequest, pk: int) -> HttpResponse:
    """Another name or term."""
    ensure(can_manage_access(request.actor))
    body = get_object_or_404(ParticipationBody.objects.select_related("board"), pk=pk)
    form = ChangeBodyForm(posted(request), initial={"name": body.name, "term_days": body.term_days})
    if form.is_valid() and carried_out(
        form, lambda: bodies.change_body(body, actor=request.actor, **form.cleaned_data)
    ):
        return done(request, _("The body is changed."))
    facts = [
        {"term": _("Board"), "value": str(body.board)},
        {"term": _("Kind of body"), "value": body.get_kind_display()},
    ]
    lead = _("What was asked before keeps the term of that day.")
    return form_page(request, form, title=_("Change a participation body"), lead=lead, submit=_("Save"), facts=facts)


@show_and_act
def school_region(request: MemberRequest, pk: int) -> HttpResponse:
    """In which region of the school holidays a school lies, where its place tells it wrong."""
    ensure(can_manage_access(request.actor))
    school = get_object_or_404(Institution.objects.select_related("board"), pk=pk)
    form = RegionForm(posted(request), initial={"region": school.holiday_region})
    if form.is_valid() and carried_out(form, partial(correct_region, school, actor=request.actor, **form.cleaned_data)):
        return done(request, _("The region is recorded. Plannings count with it from now on."))
    facts = [{"term": _("Board"), "value": str(school.board)}, {"term": _("Name"), "value": str(school)}]
    lead = _("Plannings leave out the holidays of this region. Some municipalities belong to another region than most.")
    return form_page(request, form, title=_("Region of a school"), lead=lead, submit=_("Save"), facts=facts)
