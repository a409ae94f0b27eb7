"""What the pages of agreements share: find a row through the policies, read a form, explain a refusal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.forms import BaseForm, BaseFormSet
from django.http import HttpRequest, QueryDict
from django.shortcuts import get_object_or_404

from accounts.errors import Refusal
from accounts.http import MemberRequest, about
from accounts.models import MandateDocument
from leerroutes import policies as route_policies
from leerroutes.models import Route

from . import policies, policies_files
from .models import Agreement, Annex, Consultation, Document, Evaluation


def find_agreement(request: MemberRequest, pk: int) -> Agreement:
    """404 for strangers: they learn nothing, not even that it exists."""
    return about(request, get_object_or_404(policies.visible_to(request.actor), pk=pk))


def find_consultation(request: MemberRequest, pk: int) -> Consultation:
    found: Consultation = get_object_or_404(policies.consultations_visible_to(request.actor), pk=pk)
    about(request, found.agreement)
    return found


def find_document(request: MemberRequest, pk: int) -> Document:
    found: Document = get_object_or_404(policies.documents_visible_to(request.actor), pk=pk, stored__isnull=False)
    about(request, found.agreement)
    return found


def find_annex(request: MemberRequest, pk: int) -> Annex:
    found: Annex = get_object_or_404(policies_files.annexes_visible_to(request.actor), pk=pk)
    about(request, found.agreement)
    return found


def find_evaluation(request: MemberRequest, pk: int) -> Evaluation:
    found: Evaluation = get_object_or_404(policies_files.evaluations_visible_to(request.actor), pk=pk)
    about(request, found.agreement)
    return found


def find_mandate_document(request: MemberRequest, mandate: int) -> MandateDocument:
    readable = policies_files.mandate_documents_visible_to(request.actor).select_related("mandate__board")
    found: MandateDocument = get_object_or_404(readable, mandate=mandate)
    about(request, found.mandate.board)
    return found


def find_route(request: MemberRequest, pk: int) -> Route:
    return about(request, get_object_or_404(route_policies.visible_to(request.actor).with_parties(), pk=pk))


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, also when nothing was filled in; None when the page is only looked at."""
    return request.POST if request.method == "POST" else None


def posted_as(request: HttpRequest, verdict: str) -> QueryDict | None:
    """What was sent with this button; the other forms of the page stay untouched."""
    return request.POST if request.method == "POST" and request.POST.get("verdict") == verdict else None


def seen_version(request: HttpRequest) -> int:
    """The version that the page showed. Something else was never shown, so it is nobody's."""
    return seen_number(request, "seen_version")


def seen_number(request: HttpRequest, name: str) -> int:
    """A number that the page showed and got back; -1 for anything else."""
    given = request.POST.get(name, "")
    return int(given) if given.isdecimal() and len(given) < 10 else -1


def version_context(request: HttpRequest, form: BaseForm, current: int) -> dict[str, Any]:
    """For the hidden version: what was seen stays what was seen, until the person is told that somebody was quicker."""
    told = not form.is_bound or bool(form.non_field_errors())
    seen = current if told else seen_version(request)
    return {"version": seen, "overtaken": form.is_bound and told and seen_version(request) != current}


@contextmanager
def explained_in(form: BaseForm | BaseFormSet[Any]) -> Iterator[None]:
    """A refusal by the situation becomes a sentence above the form; what was typed stays."""
    try:
        yield
    except Refusal as refusal:
        if isinstance(form, BaseFormSet):
            form.non_form_errors().append(str(refusal))
        else:
            form.add_error(None, str(refusal))
