from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ..enums import FIXED_STEPS, PlanStep
from .route import Route


class PlannedStep(models.Model):
    """The boards plan a step of a route at other dates than usual. Without dates: at the usual ones again.

    `version` counts the moves: nobody moves what they did not see, and calendars outside know which one is newer.
    """

    route = models.ForeignKey(Route, models.CASCADE, related_name="planned_steps")
    step = models.CharField(max_length=20, choices=PlanStep)
    begins_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    reason = models.TextField(max_length=1000)
    moved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    moved = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(name="a_step_is_planned_once", fields=["route", "step"]),
            models.CheckConstraint(
                name="a_step_is_known_and_can_be_moved",
                condition=Q(step__in=[step.value for step in PlanStep if step not in FIXED_STEPS]),
            ),
            models.CheckConstraint(
                name="a_moved_step_has_both_days_in_order",
                condition=Q(begins_on__isnull=True, ends_on__isnull=True)
                | Q(begins_on__isnull=False, ends_on__isnull=False, begins_on__lte=F("ends_on")),
            ),
            models.CheckConstraint(name="moving_a_step_has_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.route}: {self.get_step_display()}"
