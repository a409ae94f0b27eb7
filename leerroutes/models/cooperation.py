"""Cooperation that is lighter than a route (R-016): no diploma of its own, no agreement needed, kept apart."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from accounts.models import Board, Institution

from ..states import State
from .route import Route


class CooperationKind(models.TextChoices):
    KEUZEDEEL = "keuzedeel", _("mbo elective (keuzedeel) as an option")
    ASSESSMENT = "assessment", _("assessing together")
    GUEST_LESSONS = "guest_lessons", _("guest lessons")
    PLACEMENT_DAYS = "placement_days", _("days at an mbo programme or company")
    OTHER = "other", _("another form")


class Cooperation(models.Model):
    """What schools do together without a route. The board that recorded it writes it; the others say that it is so.

    `became` is the proposal it was upgraded to; the cooperation itself stays as it was. `version` counts saved edits.
    """

    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind of cooperation"), max_length=20, choices=CooperationKind)
    description = models.TextField(_("what you do together"), max_length=4000)
    since = models.DateField(_("since"))
    until = models.DateField(_("last day"), null=True, blank=True)
    institutions = models.ManyToManyField(
        Institution, verbose_name=_("participating schools and institutions"), related_name="cooperations"
    )
    proposed_by = models.ForeignKey(Board, models.PROTECT, related_name="recorded_cooperations")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    became = models.OneToOneField(
        Route, models.PROTECT, null=True, blank=True, editable=False, related_name="cooperation"
    )

    class Meta:
        ordering = ["-pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(name="cooperation_kind_is_known", condition=Q(kind__in=CooperationKind.values)),
            models.CheckConstraint(
                name="cooperation_ends_after_it_starts",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("workflows:cooperation", args=[self.pk])

    @property
    def is_over(self) -> bool:
        """The last day still counts."""
        return self.until is not None and self.until < localdate()

    @property
    def goes_on_as_route(self) -> bool:
        """A proposal that was rejected or withdrawn leaves the cooperation as it was."""
        return self.became is not None and self.became.state not in (State.REJECTED, State.WITHDRAWN)


class CooperationParty(models.Model):
    """A board named in a cooperation. Nobody takes part by the word of another board: each confirms it itself."""

    cooperation = models.ForeignKey(Cooperation, models.CASCADE, related_name="parties")
    board = models.ForeignKey(Board, models.PROTECT, related_name="cooperation_parties")
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("contact person")
    )
    confirmed = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["board__name"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(name="board_once_per_cooperation", fields=["cooperation", "board"]),
            models.CheckConstraint(
                name="confirmed_board_has_a_contact_person",
                condition=Q(confirmed__isnull=True) | Q(contact__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.board)
