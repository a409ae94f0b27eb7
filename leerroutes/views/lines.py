"""The lines of a proposal."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.forms import carried_out
from accounts.http import MemberRequest, posted
from accounts.verdicts import ensure

from .. import policies, services
from ..forms.line import LineForm
from ..forms.steps import ConfirmForm
from ..models import Route, RouteLine
from ..panel import panel
from ..rules import BY_ID
from ..services.proposal import LINE_FIELDS
from .comparing import stored_instead
from .finding import find_line, find_route, show_and_act
from .proposing import crumbs


@show_and_act
def add(request: MemberRequest, pk: int) -> HttpResponse:
    """A new line; it begins like the last one."""
    return _line(request, find_route(request, pk), None)


@show_and_act
def edit(request: MemberRequest, pk: int, number: int) -> HttpResponse:
    """Change a line."""
    route = find_route(request, pk)
    return _line(request, route, find_line(route, number))


def _line(request: MemberRequest, route: Route, line: RouteLine | None) -> HttpResponse:
    ensure(policies.can_edit(request.actor, route))
    form = LineForm(route, posted(request), line=line)
    if "norm" in request.POST:
        return _with_norm(request, form, line)
    save = partial(services.save_line, route, actor=request.actor, line=line)
    if form.is_valid() and carried_out(
        form, lambda: save(content=form.content(), seen_version=form.cleaned_data["seen_version"])
    ):
        messages.success(request, _("The line is saved."))
        return redirect(_list_of(route))
    return _page(request, form, line)


def _with_norm(request: MemberRequest, form: LineForm, line: RouteLine | None) -> HttpResponse:
    """Fill in the hours of the norm, save nothing."""
    filled = form.with_norm()
    if filled is None:
        form.add_error("duration_years", _("There is a norm for 2 to 6 years. Choose one of these first."))
    else:
        messages.info(request, _("The hours of the norm are filled in. They are not saved yet."))
    return _page(request, filled or form, line)


def _page(request: MemberRequest, form: LineForm, line: RouteLine | None) -> HttpResponse:
    """`line` is None for a new one."""
    route = find_route(request, form.route.pk)
    stored = stored_instead(form, route, LINE_FIELDS, row=find_line(route, line.number) if line else None)
    facts = form.facts()
    context = {
        "route": route,
        "form": form,
        "line": line,
        "stored": stored,
        "panel": panel(facts, form.instance.number) if facts else None,
        "below_norm": BY_ID["R-031"],
        "crumbs": _crumbs(route, _("Line %(number)s") % {"number": line.number} if line else _("New line")),
    }
    return render(request, "leerroutes/line.html", context)


@show_and_act
def remove(request: MemberRequest, pk: int, number: int) -> HttpResponse:
    """Take a line out, after asking."""
    route = find_route(request, pk)
    ensure(policies.can_edit(request.actor, route))
    if request.method == "POST" and not route.lines.filter(number=number).exists():
        return _gone(request, route)
    line, form = find_line(route, number), ConfirmForm(posted(request))
    if form.is_valid() and carried_out(form, partial(services.remove_line, line, actor=request.actor)):
        messages.success(request, _("Line %(number)s is removed.") % {"number": number})
        return redirect(_list_of(route))
    context = {"route": route, "line": line, "form": form, "crumbs": _crumbs(route, _("Remove a line"))}
    return render(request, "leerroutes/line_remove.html", context)


def _gone(request: MemberRequest, route: Route) -> HttpResponse:
    """The button was pressed twice, or somebody else pressed it."""
    messages.info(request, _("This line was already removed."))
    return redirect(_list_of(route))


def _list_of(route: Route) -> str:
    return f"{reverse('leerroutes:edit', args=[route.pk])}#lines"


def _crumbs(route: Route, here: str) -> list[dict[str, str]]:
    steps = crumbs(route, here)
    return [*steps[:2], {"label": _("Edit the proposal"), "url": _list_of(route)}, steps[2]]
