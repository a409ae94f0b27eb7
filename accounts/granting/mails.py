"""Who may answer a proposal hears of it, and who proposed it hears the answer."""

from __future__ import annotations

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from jobs.mail import send as deliver
from jobs.services import handles

from ..models import Mandate, Membership, User
from .policies import Grant
from .selectors import second_people


@handles("accounts.mail_grant")
def mail_grant(kind: str, grant: int, what: str) -> None:
    """`what`: proposed, confirmed or refused. A proposal that was answered meanwhile asks nobody any more."""
    rows = Membership.proposals if kind == "role" else Mandate.proposals
    found: Grant = rows.select_related("user", "board", "proposed_by", "confirmed_by", "refused_by").get(pk=grant)
    if what == "proposed" and not found.is_waiting:
        return
    people = second_people(found) if what == "proposed" else [found.proposed_by]
    for person in filter(None, people):
        _send(found, what, person)


def _send(grant: Grant, what: str, to: User) -> None:
    link = f"{settings.BASE_URL}{reverse('accounts:waiting')}"
    with translation.override("nl"):
        text = render_to_string("accounts/mail/grant.txt", {"grant": grant, "what": what, "person": to, "link": link})
    deliver(text, to.email)
