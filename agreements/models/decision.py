from __future__ import annotations

from secrets import token_hex

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.actors import in_place_of
from accounts.models import Board, BodyKind, ParticipationBody
from accounts.uploads.states import FileState

from ..states import DecisionVerdict, Outcome, Right
from .agreement import Agreement


def letter_path(consultation: Consultation, filename: str) -> str:
    """A path that cannot be guessed from the outside; the name people see is kept apart."""
    return f"letters/{consultation.agreement_id}/{token_hex(16)}"


class Consultation(models.Model):
    """A participation body is asked for advice or consent on this round of the text, and what it answered.

    `topics` are codes of `agreements.participation`; `digests` are those of the articles they concern, as they read
    when the question was put. An answer may be carried over from the round before when none of those changed.
    """

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="consultations")
    round = models.PositiveSmallIntegerField()
    board = models.ForeignKey(Board, models.PROTECT, related_name="+")
    body = models.ForeignKey(ParticipationBody, models.PROTECT, related_name="consultations", verbose_name=_("body"))
    right = models.CharField(_("advice or consent"), max_length=10, choices=Right)
    topics = models.JSONField(default=list, blank=True)
    other_topic = models.CharField(_("another subject"), max_length=300, blank=True)
    digests = models.JSONField(default=dict, blank=True, editable=False)
    carried_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    carried_reason = models.TextField(blank=True)
    asked_on = models.DateField(_("asked on"))
    due_on = models.DateField(_("answer expected by"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True)
    remarks = models.TextField(_("remarks"), max_length=4000, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    letter = models.FileField(_("letter"), upload_to=letter_path, blank=True)
    letter_name = models.CharField(max_length=200, blank=True)
    letter_state = models.CharField(max_length=10, choices=FileState, blank=True)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                name="body_asked_once_per_round_and_right", fields=["agreement", "round", "body", "right"]
            ),
            models.CheckConstraint(
                name="carrying_an_answer_over_has_a_reason",
                condition=Q(carried_from__isnull=True) | (~Q(carried_reason="") & ~Q(outcome="")),
            ),
            models.CheckConstraint(
                name="withheld_consent_is_never_carried_over",
                condition=Q(carried_from__isnull=True) | ~Q(right=Right.CONSENT, outcome=Outcome.NEGATIVE),
            ),
            models.CheckConstraint(name="an_answer_has_a_day", condition=Q(outcome="") | Q(answered_on__isnull=False)),
            models.CheckConstraint(
                name="answer_comes_after_the_question",
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("asked_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} ({self.board})"

    @property
    def blocks(self) -> bool:
        """Consent was withheld: the text cannot go on as it is."""
        return self.right == Right.CONSENT and self.outcome == Outcome.NEGATIVE

    @property
    def needs_reply(self) -> bool:
        """Negative advice: the board must answer it with reasons before it decides (WMS 17)."""
        return self.right == Right.ADVICE and self.outcome == Outcome.NEGATIVE


class MatrixDeparture(models.Model):
    """A board asked a body something else than the law's table proposes, and wrote down why.

    `proposed` and `asked` map a topic (a code, or free words) to the right. Without a body: the board has none of
    this kind on record.
    """

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="departures")
    round = models.PositiveSmallIntegerField()
    board = models.ForeignKey(Board, models.PROTECT, related_name="+")
    body = models.ForeignKey(ParticipationBody, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=20, choices=BodyKind)
    proposed = models.JSONField(default=dict)
    asked = models.JSONField(default=dict)
    reason = models.TextField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                name="departure_once_per_body_and_round",
                fields=["agreement", "round", "body"],
                condition=Q(body__isnull=False),
            ),
            models.UniqueConstraint(
                name="departure_once_per_missing_kind_and_round",
                fields=["agreement", "round", "board", "kind"],
                condition=Q(body__isnull=True),
            ),
            models.CheckConstraint(name="departure_has_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.body or self.get_kind_display()} ({self.board})"


class BoardDecision(models.Model):
    """What the director of one board decided about one round of the agreement."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="decisions")
    round = models.PositiveSmallIntegerField()
    board = models.ForeignKey(Board, models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    instead_of = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    verdict = models.CharField(max_length=10, choices=DecisionVerdict)
    reason = models.TextField(blank=True)
    decided = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                name="one_agreement_decision_per_board_per_round", fields=["agreement", "round", "board"]
            ),
            models.CheckConstraint(
                name="sending_back_has_a_reason",
                condition=Q(verdict=DecisionVerdict.APPROVED) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.board}: {self.get_verdict_display()}"

    @property
    def decider(self) -> str:
        """Both names when somebody decided for who was away."""
        return in_place_of(str(self.decided_by), str(self.instead_of or ""))
