from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.timezone import localdate, make_aware

from accounts.models import Board

from ..states import ReminderKind
from .agreement import Agreement

DEFAULT_WEEKS, MOST_WEEKS = 8, 52


@dataclass(frozen=True)
class SigningTerms:
    """Within how many weeks the boards sign, and in which order (ids, the first first); empty: in any order."""

    weeks: int = DEFAULT_WEEKS
    order: tuple[int, ...] = ()


class SigningRequest(models.Model):
    """The request to every board to sign the text of one round.

    The first director who approves sets the terms, the others approve those. The term runs from the day on which the
    last one approved (`opened`) until and including `due_on`. Whether it is over is a matter of the calendar; `lapsed`
    is when the clock recorded that, and `renewed` when it was last made longer.
    """

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="signing_requests")
    round = models.PositiveSmallIntegerField()
    weeks = models.PositiveSmallIntegerField(default=DEFAULT_WEEKS)
    order = models.JSONField(default=list, blank=True)
    opened = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    renewed = models.DateTimeField(null=True)
    lapsed = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(name="one_request_to_sign_per_round", fields=["agreement", "round"]),
            models.CheckConstraint(name="term_for_signing_is_sane", condition=Q(weeks__range=(1, MOST_WEEKS))),
            models.CheckConstraint(
                name="an_open_request_has_a_last_day", condition=Q(opened__isnull=True) | Q(due_on__isnull=False)
            ),
            models.CheckConstraint(
                name="only_an_open_request_lapses", condition=Q(lapsed__isnull=True) | Q(opened__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement.number} {self.round}: {self.due_on}"

    @property
    def terms(self) -> SigningTerms:
        return SigningTerms(self.weeks, tuple(self.order))

    @property
    def is_over(self) -> bool:
        return self.due_on is not None and self.due_on < localdate()

    @property
    def last_moment(self) -> datetime | None:
        """The end of the last day, in the Netherlands."""
        return make_aware(datetime.combine(self.due_on, time.max)) if self.due_on else None

    @property
    def last_day(self) -> str:
        """The last day of the term, as people read it."""
        return date_format(self.due_on, "j F Y") if self.due_on else ""


class Renewal(models.Model):
    """A director says until when the board stays ready to sign, or to stand by its signature; the last word counts.

    An offer with a term lapses with it (6:221 BW), so nobody makes the term longer for a board that signed.
    """

    request = models.ForeignKey(SigningRequest, models.PROTECT, related_name="renewals")
    board = models.ForeignKey(Board, models.PROTECT, related_name="+")
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    until = models.DateField()
    reason = models.TextField()
    said = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [models.CheckConstraint(name="renewing_has_a_reason", condition=~Q(reason=""))]

    def __str__(self) -> str:
        return f"{self.board}: {self.until}"


class Reminder(models.Model):
    """A board that did not sign yet was reminded: by the clock, or because somebody asked for it.

    One a day, whoever asks; and each of those of the clock once for the term it is about (`due_on`).
    """

    request = models.ForeignKey(SigningRequest, models.PROTECT, related_name="reminders")
    board = models.ForeignKey(Board, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=ReminderKind)
    due_on = models.DateField()
    sent_on = models.DateField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(name="one_reminder_a_day", fields=["request", "board", "sent_on"]),
            models.UniqueConstraint(
                name="the_clock_reminds_once",
                fields=["request", "board", "kind", "due_on"],
                condition=~Q(kind=ReminderKind.ASKED),
            ),
            models.CheckConstraint(
                name="somebody_asked_for_it_or_the_clock",
                condition=Q(kind=ReminderKind.ASKED, asked_by__isnull=False)
                | (~Q(kind=ReminderKind.ASKED) & Q(asked_by__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.board}: {self.sent_on}"
