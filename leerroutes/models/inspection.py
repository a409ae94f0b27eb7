"""What an inspector may look at, and what a board opens beyond that (domain.md 5.1)."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from accounts.models import Board, Province

from .route import Route


class Scope(models.TextChoices):
    ALL = "all", _("all routes")
    REGION = "region", _("one province")
    BOARD = "board", _("one board")
    ROUTE = "route", _("one route")


class AccessQuerySet(models.QuerySet["InspectionAccess"]):
    def on(self, day: date | None = None) -> AccessQuerySet:
        """Holding on this day (today when not given). Both the first and the last day count."""
        day = day or localdate()
        return self.filter(valid_from__lte=day, valid_until__gte=day)


class InspectionAccess(models.Model):
    """An inspector may read these routes and their agreements, from–until, for this purpose. Nothing else opens them.

    It is never without an end. Ended earlier, the last day moves; the row stays, as the trail refers to it.
    """

    inspector = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="inspection_accesses")
    scope = models.CharField(_("scope"), max_length=10, choices=Scope)
    province = models.CharField(_("province"), max_length=2, choices=Province, blank=True)
    board = models.ForeignKey(Board, models.PROTECT, null=True, blank=True, related_name="inspection_accesses")
    route = models.ForeignKey(Route, models.PROTECT, null=True, blank=True, related_name="inspection_accesses")
    purpose = models.CharField(_("purpose"), max_length=300)
    valid_from = models.DateField(_("from"), default=localdate)
    valid_until = models.DateField(_("until"))
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    granted = models.DateTimeField(auto_now_add=True)
    ended = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=300, blank=True)

    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["-valid_until", "pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="inspection_access_names_what_it_opens",
                condition=Q(scope=Scope.ALL, province="", board=None, route=None)
                | Q(scope=Scope.REGION, province__in=Province.values, board=None, route=None)
                | Q(scope=Scope.BOARD, province="", board__isnull=False, route=None)
                | Q(scope=Scope.ROUTE, province="", board=None, route__isnull=False),
            ),
            models.CheckConstraint(
                name="inspection_access_ends_after_it_starts",
                condition=Q(valid_until__gte=F("valid_from")) | Q(ended__isnull=False),
            ),
            models.CheckConstraint(name="inspection_access_has_a_purpose", condition=~Q(purpose="")),
        ]
        indexes = [models.Index(fields=["inspector", "valid_until"], name="access_of_inspector")]

    def __str__(self) -> str:
        return f"{self.inspector}: {self.reach}"

    @property
    def reach(self) -> str:
        """In words; a route by its number, as an administrator reads no content."""
        of_route = self.route.number if self.route else ""
        what = {Scope.REGION: self.get_province_display(), Scope.BOARD: self.board, Scope.ROUTE: of_route}
        return str(what.get(Scope(self.scope)) or self.get_scope_display())

    @property
    def is_over(self) -> bool:
        return self.valid_until < localdate()


class ReleaseQuerySet(models.QuerySet["Release"]):
    def on(self, day: date | None = None) -> ReleaseQuerySet:
        return self.filter(revoked=None, valid_until__gte=day or localdate())


class Release(models.Model):
    """A board opens to inspectors what is closed to them in one route and the agreements that cover it.

    The board's own lane (its drafts, what it says among itself) opens with its own release. What the boards share
    (an unfinished proposal or text, comments to everybody) belongs to all of them, and opens when every one released.
    """

    route = models.ForeignKey(Route, models.PROTECT, related_name="releases")
    board = models.ForeignKey(Board, models.PROTECT, related_name="+")
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    valid_until = models.DateField(_("until"))
    released = models.DateTimeField(auto_now_add=True)
    revoked = models.DateTimeField(null=True, blank=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                name="board_releases_a_route_once", fields=["route", "board"], condition=Q(revoked=None)
            ),
            models.CheckConstraint(name="release_has_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.board}: {self.route}"

    @property
    def is_over(self) -> bool:
        return self.revoked is not None or self.valid_until < localdate()
