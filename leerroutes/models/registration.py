from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Institution

from ..states import RegistrationState
from .route import Route


class RioRegistration(models.Model):
    """The registration of a route in RIO by one institution (R-121): each makes its own, all must be confirmed."""

    route = models.ForeignKey(Route, models.PROTECT, related_name="registrations")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="registrations")
    state = models.CharField(
        max_length=10, choices=RegistrationState, default=RegistrationState.PLANNED, editable=False
    )
    submitted_on = models.DateField(_("submitted on"), null=True, blank=True)
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)
    register_id = models.CharField(_("identifier in RIO"), max_length=60, blank=True)

    class Meta:
        ordering = ["institution__name"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(name="institution_registers_a_route_once", fields=["route", "institution"]),
            models.CheckConstraint(name="registration_state_is_known", condition=Q(state__in=RegistrationState.values)),
            models.CheckConstraint(
                name="confirmed_registration_has_date_and_identifier",
                condition=~Q(state=RegistrationState.CONFIRMED)
                | (Q(confirmed_on__isnull=False, submitted_on__isnull=False) & ~Q(register_id="")),
            ),
            models.CheckConstraint(
                name="registration_is_confirmed_after_it_is_submitted",
                condition=Q(confirmed_on__isnull=True) | Q(confirmed_on__gte=F("submitted_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.institution}: {self.get_state_display()}"
