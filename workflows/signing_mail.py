"""Mail about signing: a board declines, a reminder, the end of the term and a longer one."""

from __future__ import annotations

from django.urls import reverse

from accounts.models import User
from agreements.models import Agreement, Decline, Reminder, SigningRequest
from agreements.signing_turns import boards_up
from agreements.states import State
from jobs.services import handles

from .links import absolute
from .mail import send


@handles("workflows.mail_declined")
def mail_declined(decline: int, person: int) -> None:
    """Tell one person that a board does not sign, why, and how it goes on."""
    said = Decline.objects.select_related("agreement", "board").get(pk=decline)
    link = absolute(said.agreement.get_absolute_url())
    _send(
        "declined",
        User.objects.get(pk=person),
        {"decline": said, "record": said.agreement, "link": link},
        said.agreement,
    )


@handles("workflows.mail_term")
def mail_term(request: int, reason: str, person: int) -> None:
    """Tell one person that the term for signing is over, or renewed; unless that changed meanwhile."""
    asked = SigningRequest.objects.select_related("agreement").get(pk=request)
    if asked.agreement.state == State.OUT_FOR_SIGNATURE and bool(reason) is not asked.is_over:
        link = absolute(asked.agreement.get_absolute_url())
        words = {"request": asked, "record": asked.agreement, "reason": reason, "link": link}
        _send("renewed" if reason else "lapsed", User.objects.get(pk=person), words, asked.agreement)


@handles("workflows.mail_reminder")
def mail_reminder(reminder: int, person: int) -> None:
    """Remind one person that their board did not sign yet, unless it did meanwhile or cannot any more."""
    sent = Reminder.objects.select_related("request__agreement", "board", "asked_by").get(pk=reminder)
    agreement = sent.request.agreement
    if agreement.state == State.OUT_FOR_SIGNATURE and not sent.request.is_over and sent.board in boards_up(agreement):
        link = absolute(reverse("agreements:sign", args=[agreement.pk]))
        words = {"reminder": sent, "request": sent.request, "record": agreement, "link": link}
        _send("reminder", User.objects.get(pk=person), words, agreement)


def _send(kind: str, person: User, context: dict[str, object], about: Agreement) -> None:
    send(f"workflows/mail/{kind}.txt", person, context, about=about)
