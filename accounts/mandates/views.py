"""Administrators maintain the mandate register: grant, end, and the document itself."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from .. import services
from ..forms import EndForm, carried_out
from ..http import MemberRequest, posted
from ..models import Mandate
from ..pages import PROPOSED, about, content, done, form_page, from_address, show_and_act
from ..policies import can_manage_access
from ..verdicts import ensure
from .forms import GrantMandateForm, MandateDocumentForm
from .services import attach_document


@show_and_act
def grant_mandate(request: MemberRequest) -> HttpResponse:
    """Record who may sign for a board."""
    ensure(can_manage_access(request.actor))
    form = GrantMandateForm(posted(request), request.FILES or None, initial=from_address(request))
    if form.is_valid() and carried_out(form, partial(services.grant_mandate, actor=request.actor, **content(form))):
        return done(request, PROPOSED % {"name": form.cleaned_data["person"]})
    lead = _("A signatory can only sign with a mandate that holds on that day and that a second person confirmed.")
    return form_page(request, form, title=_("Record a mandate"), lead=lead, submit=_("Propose it"))


@show_and_act
def end_mandate(request: MemberRequest, pk: int) -> HttpResponse:
    """Choose the last day of a mandate."""
    ensure(can_manage_access(request.actor))
    mandate = _mandate(pk)
    form = EndForm(posted(request))
    end = partial(services.end_mandate, mandate, actor=request.actor)
    if form.is_valid() and carried_out(form, lambda: end(last_day=form.cleaned_data["last_day"])):
        return done(request, _("The end of the mandate is recorded."))
    lead = _("Signatures made under this mandate stay what they are.")
    facts = about(mandate, _("Function"), mandate.function)
    return form_page(request, form, title=_("End a mandate"), lead=lead, submit=_("End the mandate"), facts=facts)


@show_and_act
def mandate_document(request: MemberRequest, pk: int) -> HttpResponse:
    """The document itself, for a mandate that has only a reference to it, or the wrong file."""
    ensure(can_manage_access(request.actor))
    mandate = _mandate(pk)
    form = MandateDocumentForm(posted(request), request.FILES or None)
    attach = partial(attach_document, mandate, actor=request.actor)
    if form.is_valid() and carried_out(form, lambda: attach(file=form.cleaned_data["file"])):
        return done(request, _("The document is added to the mandate."))
    lead = _("From the first signature under this mandate on, its document is kept as evidence and never changes.")
    facts = about(mandate, _("Function"), mandate.function)
    facts.append({"term": _("Reference"), "value": mandate.document_reference})
    if mandate.kept_document:
        facts.append({"term": _("File now"), "value": mandate.kept_document.name})
    title, submit = _("Document of a mandate"), _("Add the document")
    return form_page(request, form, title=title, lead=lead, submit=submit, facts=facts)


def _mandate(pk: int) -> Mandate:
    return get_object_or_404(Mandate.objects.select_related("user", "board", "document"), pk=pk)
