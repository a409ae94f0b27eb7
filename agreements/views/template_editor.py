"""Make a template article by article, change one, or copy one for the own board."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.forms import is_key
from accounts.http import MemberRequest
from accounts.verdicts import ensure

from .. import policies_library, services
from ..clauses import library
from ..clauses.templates import Template
from ..forms.template_editor import TemplateForm
from ..http import explained_in, posted, seen_version
from ..model_clauses import content_of
from .templates import crumbs_of, find_template


@require_http_methods(["GET", "POST"])
def new_template(request: MemberRequest) -> HttpResponse:
    """Begins with every article of the current model, or with the template that the address names."""
    ensure(policies_library.can_keep_templates(request.actor))
    shelf = library.load(library.current())
    begins = _copied(request) or Template("", "sok", tuple(clause.code for clause in shelf.clauses))
    form = TemplateForm(posted(request), shelf=shelf, template=begins)
    if form.is_valid():
        with explained_in(form):
            services.keep_template(form.content(), actor=request.actor)
            messages.success(request, _("The template is there to start with."))
            return redirect("agreements:templates")
    return _shown(request, form, _("Make a template"))


@require_http_methods(["GET", "POST"])
def edit_template(request: MemberRequest, pk: int) -> HttpResponse:
    """Somebody else's change in the meantime is told; what was chosen stays."""
    template = find_template(request, pk)
    ensure(policies_library.can_change_template(request.actor, template))
    form = TemplateForm(posted(request), shelf=library.load(library.current()), template=content_of(template))
    seen = seen_version(request) if request.method == "POST" else template.version
    if form.is_valid():
        with explained_in(form):
            services.change_template(template, actor=request.actor, seen_version=seen, content=form.content())
            messages.success(request, _("The template is changed. Agreements that began with it stay as they are."))
            return redirect("agreements:templates")
    if form.was_refused:  # told what somebody else did meanwhile, so the next time it is seen
        seen = template.version
    return _shown(request, form, _("Change the template"), version=seen)


def _shown(request: MemberRequest, form: TemplateForm, title: str, **more: object) -> HttpResponse:
    shown = {"form": form, "title": title, "crumbs": crumbs_of(title), "back": reverse("agreements:templates")}
    return render(request, "agreements/template.html", shown | more)


def _copied(request: MemberRequest) -> Template | None:
    key = request.GET.get("van", "")
    if not key:
        return None
    if not is_key(key):
        raise Http404
    return content_of(find_template(request, int(key)))
