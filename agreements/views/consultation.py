"""Ask the participation bodies of the own board; record an answer; hand out a letter."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import MemberRequest
from accounts.uploads import CONTENT_TYPES, extension_of
from accounts.verdicts import ensure

from .. import policies, policies_files, services
from ..forms import AnswerForm, QuestionFormSet
from ..http import explained_in, find_agreement, find_consultation, posted
from . import presenting, reading, steps


@require_http_methods(["GET", "POST"])
def ask(request: MemberRequest, pk: int) -> HttpResponse:
    """Put the text before the bodies of the board acted for."""
    agreement = find_agreement(request, pk)
    ensure(policies.can_ask_bodies(request.actor, agreement))
    formset = QuestionFormSet(posted(request), rows=reading.bodies_to_ask(request.actor, agreement))
    if formset.is_bound and formset.is_valid():
        with explained_in(formset):
            questions, reasons = formset.questions(), formset.reasons()
            services.ask_bodies(agreement, actor=request.actor, questions=questions, reasons=reasons)
            messages.success(request, _("It is recorded which participation bodies you asked."))
            return redirect(agreement)
    shown = presenting.about(agreement, _("Ask the participation bodies"))
    return render(request, "agreements/ask.html", shown | {"formset": formset})


@require_http_methods(["GET", "POST"])
def answer(request: MemberRequest, pk: int) -> HttpResponse:
    """What one body was asked and answered. Whoever speaks for it records the answer, the others read it."""
    consultation = find_consultation(request, pk)
    verdict = policies.can_answer(request.actor, consultation)
    form = AnswerForm(posted(request), request.FILES or None, consultation=consultation)
    if form.is_bound:
        ensure(verdict)
    if form.is_valid():
        with explained_in(form):
            services.answer_consultation(consultation, actor=request.actor, **form.cleaned_data)
            messages.success(request, _("The answer of %(body)s is recorded.") % {"body": consultation.body})
            return redirect(consultation.agreement)
    return render(request, "agreements/answer.html", steps.answer_page(consultation, form, verdict))


@require_safe
def letter(request: MemberRequest, pk: int) -> FileResponse:
    """The letter as a download: never shown inside our own pages."""
    consultation = find_consultation(request, pk)
    if not consultation.letter:
        raise Http404
    ensure(policies_files.can_read_letter(consultation))
    file = consultation.letter.open("rb")
    content_type = CONTENT_TYPES.get(extension_of(consultation.letter_name), "application/octet-stream")
    response = FileResponse(file, as_attachment=True, filename=consultation.letter_name, content_type=content_type)
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
