"""What the pages about people, roles and mandates share."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from .http import MemberRequest
from .models import Mandate, Membership
from .roles import Role

PROPOSED = gettext_lazy("Proposed for %(name)s. It counts when a second person confirmed it.")

show_and_act = require_http_methods(["GET", "HEAD", "POST"])


def done(request: MemberRequest, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("accounts:access")


def form_page(request: MemberRequest, form: Form, *, title: str, **texts: Any) -> HttpResponse:
    """A form page; `texts` are lead, submit and perhaps facts."""
    crumbs = [{"label": _("Access"), "url": reverse("accounts:access")}, {"label": title}]
    return render(request, "accounts/form.html", {"form": form, "title": title, "crumbs": crumbs, **texts})


def about(row: Membership | Mandate, term: str, value: str) -> list[dict[str, str]]:
    """Whose role or mandate it is; for `components/summary_list.html`."""
    until = row.valid_until
    period = [formats.date_format(row.valid_from), formats.date_format(until) if until else _("no end yet")]
    facts = [(_("Person"), str(row.user)), (term, value), (_("Board"), str(row.board or _("No board")))]
    return [{"term": name, "value": text} for name, text in [*facts, (_("Period"), " – ".join(period))]]


def from_address(request: MemberRequest) -> dict[str, str]:
    """A person and a board that the link already named."""
    return {"person": request.GET.get("persoon", ""), "board": request.GET.get("bestuur", "")}


def content(form: Form) -> dict[str, Any]:
    """The form as the service wants it."""
    given = dict(form.cleaned_data)
    if "person" in given:
        given["user"] = given.pop("person")
    if "role" in given:
        given["role"] = Role(given["role"])
    return given
