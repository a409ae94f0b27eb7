"""What the worker does for the register: the post."""

from __future__ import annotations

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from jobs.mail import send as deliver
from jobs.services import handles

from .models import Absence, User


@handles("accounts.mail_invitation")
def mail_invitation(person: int) -> None:
    """Send somebody the link to choose a first password. Twice is harmless: the link dies when it is used."""
    user = User.objects.get(pk=person)
    with translation.override("nl"):
        text = render_to_string("accounts/mail/invitation.txt", {"person": user, "link": password_link(user)})
    deliver(text, user.email)


@handles("accounts.mail_absence")
def mail_absence(absence: int, what: str, person: int) -> None:
    """Tell the substitute of an absence, the person away (when another recorded it), or both that it was refused."""
    found = Absence.objects.select_related("user", "substitute", "board", "recorded_by").get(pk=absence)
    to = User.objects.get(pk=person)
    link = f"{settings.BASE_URL}{reverse('workflows:absence')}"
    with translation.override("nl"):
        context = {"absence": found, "what": what, "person": to, "link": link}
        text = render_to_string("accounts/mail/absence.txt", context)
    deliver(text, to.email)


@handles("accounts.mail_second_factor_reset")
def mail_second_factor_reset(person: int, by: int, reason: str) -> None:
    """Tell somebody whose second factor was taken away who did it and why."""
    to, link = User.objects.get(pk=person), f"{settings.BASE_URL}{reverse('account_login')}"
    context = {"person": to, "by": User.objects.get(pk=by), "reason": reason, "link": link}
    with translation.override("nl"):
        text = render_to_string("accounts/mail/second_factor_reset.txt", context)
    deliver(text, to.email)


def password_link(user: User) -> str:
    """Where this person chooses a password; made when it is needed, so that no secret lies in a job."""
    secret = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return f"{settings.BASE_URL}{reverse('account_reset_password_from_key', kwargs=secret)}"
