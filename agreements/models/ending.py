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
