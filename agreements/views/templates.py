"""Templates for whole agreements: the list, files in and out, and one made from an agreement."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import MemberRequest
from accounts.verdicts import Verdict, ensure

from .. import policies_library, services
from ..clauses import library
from ..clauses.templates import Template, as_file, without_agreement
from ..clauses.wording import LEFT_OUT, modelled
from ..forms.templates import ImportForm, TemplateNameForm
from ..http import explained_in, find_agreement, posted
from ..model_clauses import content_of, shelf_of
from ..models import Agreement, AgreementTemplate
from . import presenting


@require_GET
def templates(request: MemberRequest) -> HttpResponse:
    """Those of the platform, and those of the own board."""
    ensure(policies_library.can_keep_templates(request.actor))
    found = policies_library.templates_visible_to(request.actor).select_related("author", "board")
    rows = [{"template": one, "mine": bool(_may_change(request, one))} for one in found]
    return render(request, "agreements/templates.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
def import_template(request: MemberRequest) -> HttpResponse:
    """A file becomes a template: of the own board, or by an administrator of the platform."""
    ensure(policies_library.can_keep_templates(request.actor))
    shelf = library.load(library.current())
    form = ImportForm(posted(request), request.FILES or None, shelf=shelf)
    if form.is_valid():
        with explained_in(form):
            services.keep_template(form.template, actor=request.actor)
            messages.success(request, _("The template is there to start with."))
            return redirect("agreements:templates")
    example = as_file(Template(_("Name of the template"), "sok", tuple(one.code for one in shelf.clauses)))
    shown = {"form": form, "mistakes": form.mistakes, "example": example, "crumbs": crumbs_of(_("Import a template"))}
    return render(request, "agreements/import_template.html", shown)


@require_GET
def export_template(request: MemberRequest, pk: int) -> HttpResponse:
    one = find_template(request, pk)
    answer = HttpResponse(as_file(content_of(one)), content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="sjabloon-{one.pk}.json"'
    return answer


@require_POST
def archive_template(request: MemberRequest, pk: int) -> HttpResponse:
    template = find_template(request, pk)
    ensure(policies_library.can_change_template(request.actor, template))
    services.archive_template(template, actor=request.actor)
    messages.success(request, _("The template is put away. Agreements that began with it stay as they are."))
    return redirect("agreements:templates")


@require_http_methods(["GET", "POST"])
def template_from(request: MemberRequest, pk: int) -> HttpResponse:
    """The articles of an agreement, in its order, with the answers that also mean something elsewhere."""
    agreement = find_agreement(request, pk)
    ensure(policies_library.can_keep_variant_of(request.actor, agreement))
    form = TemplateNameForm(posted(request))
    if form.is_valid():
        with explained_in(form):
            services.keep_template(_made_from(agreement, form.cleaned_data["name"]), actor=request.actor)
            messages.success(request, _("The template is there to start with."))
            return redirect("agreements:templates")
    title = _("Make a template of this agreement")
    shown = presenting.about(agreement, title) | {"form": form, "title": title, "back": agreement.get_absolute_url()}
    return render(request, "agreements/template_from.html", shown)


def _made_from(agreement: Agreement, name: str) -> Template:
    """Of an article per route the answers about the first route."""
    shelf = shelf_of(agreement)
    answers: dict[str, Any] = {}
    texts = list(agreement.clauses.order_by("route", "pk"))
    gone = {text.code for text in texts if LEFT_OUT in text.data}
    for text in texts:
        clause = shelf.get(text.code)
        if clause and text.code not in answers:
            answers[text.code] = without_agreement(modelled(clause, text.data), text.data)
    kept = {code: given for code, given in answers.items() if given and code not in gone}
    return Template(name, agreement.instrument, tuple(one.code for one in shelf.clauses if one.code not in gone), kept)


def _may_change(request: MemberRequest, template: AgreementTemplate) -> Verdict:
    return policies_library.can_change_template(request.actor, template)


def find_template(request: MemberRequest, pk: int) -> AgreementTemplate:
    """404 for those of another board."""
    return get_object_or_404(policies_library.templates_visible_to(request.actor), pk=pk)


def crumbs_of(here: str) -> list[dict[str, str]]:
    return [{"label": _("Templates"), "url": reverse("agreements:templates")}, {"label": here}]
