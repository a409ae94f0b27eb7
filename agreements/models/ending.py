from __future__ import annotations

from django.conf import settings
from django.db import models

from accounts.models import Board

from .agreement import Agreement


class Withdrawal(models.Model):
    """A board agrees to withdraw an agreement that somebody signed already. It takes every board."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="withdrawals")
    board = models.ForeignKey(Board, models.PROTECT, related_name="+")
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.TextField()
    agreed = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(name="board_agrees_to_withdraw_once", fields=["agreement", "board"]),
            models.CheckConstraint(name="withdrawing_has_a_reason", condition=~models.Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.board}: {self.reason}"


class Notice(models.Model):
    """A board gives notice: from the day after `ends_on` it is bound no longer, or nobody is (clause I)."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="notices")
    board = models.ForeignKey(Board, models.PROTECT, related_name="+")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    grounds = models.TextField()
    given_on = models.DateField()
    ends_on = models.DateField()
    took_effect = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["ends_on", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(name="board_gives_notice_once", fields=["agreement", "board"]),
            models.CheckConstraint(name="notice_has_grounds", condition=~models.Q(grounds="")),
            models.CheckConstraint(
                name="notice_ends_after_it_was_given", condition=models.Q(ends_on__gt=models.F("given_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.board}: {self.ends_on}"
