"""A route and its life."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django_fsm import RETURN_VALUE, ConcurrentTransitionMixin, FSMField, transition

from accounts.actors import in_place_of
from accounts.models import Board, Institution

from ..enums import RouteType
from ..states import State


def everybody_approved(route: Any) -> bool:
    """Every participating board approved this round. Boards are equals: none is missing, none counts twice."""
    return not bool(route.boards_still_to_decide().exists())


def every_registration_confirmed(route: Any) -> bool:
    """R-121: each institution registers the route itself, and all of them are confirmed."""
    registered = route.registrations.filter(state="confirmed").values("institution")
    return not bool(route.institutions.exclude(pk__in=registered).exists())


def start_date_reached(route: Any) -> bool:
    return bool(route.starts_on <= localdate())


def route_number(pk: int) -> str:
    return f"LR-{pk:05d}"


def route_key(number: str) -> int:
    return int(number.removeprefix("LR-"))


class RouteQuerySet(models.QuerySet["Route"]):
    def with_parties(self) -> RouteQuerySet:
        return self.prefetch_related("parties__board", "parties__contact", "institutions__board")


class Route(ConcurrentTransitionMixin, models.Model):
    """A doorlopende (DLR) or geïntegreerde (GLR) leerroute vmbo-mbo that two or more boards want to offer together.

    `round` counts submissions: decisions belong to a round, so that a changed proposal is decided anew.
    `version` counts saved edits, for the check that nobody overwrites another's work.
    `agreement_number` is told by the agreement that covers the route; a route is in one agreement at a time.
    """

    name = models.CharField(_("name of the route"), max_length=200)
    route_type = models.CharField(_("kind of route"), max_length=3, choices=RouteType, default=RouteType.DLR)
    start_year = models.PositiveSmallIntegerField(
        _("school year of start"), help_text=_("The year in which the route starts on 1 August.")
    )
    motivation = models.TextField(_("why this route"), max_length=4000, blank=True)
    covers_whole_route = models.BooleanField(
        _("the boards work together until the mbo diploma, also for mbo-4"), default=True
    )
    has_leerwerktraject = models.BooleanField(_("combined with a leer-werktraject"), default=False)
    leerwerktraject_agreement = models.CharField(
        _("where the separate agreement on the leer-werktraject can be found"), max_length=300, blank=True
    )
    proposed_by = models.ForeignKey(Board, models.PROTECT, related_name="proposed_routes")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created = models.DateTimeField(auto_now_add=True)
    institutions = models.ManyToManyField(
        Institution, verbose_name=_("participating schools and institutions"), related_name="routes"
    )
    state = FSMField(default=State.DRAFT, choices=State.choices, protected=True, editable=False)
    round = models.PositiveSmallIntegerField(default=0, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    agreement_number = models.CharField(max_length=20, blank=True, editable=False)
    suspended_from = models.CharField(max_length=20, blank=True, editable=False)
    state_reason = models.TextField(blank=True, editable=False)
    state_since = models.DateTimeField(auto_now_add=True, editable=False)

    objects: ClassVar[models.Manager[Route]] = RouteQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(name="route_state_is_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(name="route_type_is_known", condition=Q(route_type__in=RouteType.values)),
            models.CheckConstraint(
                name="suspended_route_knows_where_it_was",
                condition=~Q(state=State.SUSPENDED) | ~Q(suspended_from=""),
            ),
            models.CheckConstraint(
                name="route_starts_in_a_thinkable_year",
                condition=Q(start_year__gte=2020) & Q(start_year__lte=2100),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-id"], name="route_by_state"),
            models.Index(fields=["-state_since", "-id"], name="route_by_turn"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("workflows:route", args=[self.pk])

    @property
    def number(self) -> str:
        return route_number(self.pk)

    @property
    def starts_on(self) -> date:
        return date(self.start_year, 8, 1)

    @property
    def school_year(self) -> str:
        return f"{self.start_year}-{self.start_year + 1}"

    @property
    def is_editable(self) -> bool:
        return self.state in (State.DRAFT, State.RETURNED)

    def boards_still_to_decide(self) -> models.QuerySet[Board]:
        """Participating boards that have not approved in this round."""
        approved = self.decisions.filter(round=self.round, verdict=Verdict.APPROVED).values("board")
        return Board.objects.filter(route_parties__route=self).exclude(pk__in=approved)

    # The whole life of a route, in reading order. Bodies set facts on this row only; the trail, jobs, and the next
    # person's task belong to the service that calls them. Each service explains a refusal; conditions are the wall.

    @transition(field=state, source=[State.DRAFT, State.RETURNED], target=State.SUBMITTED)
    def submit(self) -> None:
        """The coordinator says the proposal is ready; every board decides, in a new round."""
        self.round += 1

    @transition(field=state, source=State.SUBMITTED, target=State.APPROVED, conditions=[everybody_approved])
    def approve(self) -> None:
        """The last director approved."""

    @transition(field=state, source=State.SUBMITTED, target=State.RETURNED)
    def send_back(self) -> None:
        """A director wants changes."""

    @transition(field=state, source=State.SUBMITTED, target=State.REJECTED)
    def reject(self) -> None:
        """A director says no, for good."""

    @transition(
        field=state,
        source=[State.DRAFT, State.RETURNED, State.SUBMITTED, State.APPROVED],
        target=State.WITHDRAWN,
    )
    def withdraw(self) -> None:
        """The proposing board takes it back, before any agreement binds it."""

    @transition(field=state, source=State.APPROVED, target=State.CONTRACTED)
    def contract(self) -> None:
        """An agreement that covers this route came into force."""

    @transition(field=state, source=State.CONTRACTED, target=State.REPORTED, conditions=[every_registration_confirmed])
    def report(self) -> None:
        """Every institution registered the route in RIO (R-120, R-121)."""

    @transition(
        field=state,
        source=State.REPORTED,
        target=State.RUNNING,
        conditions=[every_registration_confirmed, start_date_reached],
    )
    def start(self) -> None:
        """1 August came: young people take part."""

    @transition(
        field=state,
        source=[State.CONTRACTED, State.REPORTED, State.RUNNING, State.SUSPENDED],
        target=State.WINDING_DOWN,
    )
    def wind_down(self) -> None:
        """No new cohort; running cohorts finish."""

    @transition(field=state, source=State.WINDING_DOWN, target=State.ENDED)
    def end(self) -> None:
        """The last cohort is done."""

    @transition(
        field=state,
        source=[State.CONTRACTED, State.REPORTED, State.RUNNING],
        target=State.SUSPENDED,
    )
    def suspend(self) -> None:
        """Stands still, by joint decision or dispute; remembers where it was."""
        self.suspended_from = self.state

    @transition(field=state, source=State.SUSPENDED, target=RETURN_VALUE(*State.values))
    def resume(self) -> str:
        """Goes on where it stood."""
        return self.suspended_from


class RouteParty(models.Model):
    """A board that takes part, with its fixed contact person."""

    route = models.ForeignKey(Route, models.CASCADE, related_name="parties")
    board = models.ForeignKey(Board, models.PROTECT, related_name="route_parties")
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("fixed contact person")
    )
    left_on = models.DateField(_("left on"), null=True, blank=True)
    """It reads what was, and decides nothing any more."""

    class Meta:
        ordering = ["board__name"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(name="board_takes_part_once_per_route", fields=["route", "board"])]

    def __str__(self) -> str:
        return str(self.board)


class PartnerKind(models.TextChoices):
    HBO = "hbo", _("university of applied sciences")
    COMPANY = "company", _("company or sector body")
    OTHER = "other", _("other")


class AssociatedPartner(models.Model):
    """Somebody who joins in but is never a party: a hogeschool, a company."""

    route = models.ForeignKey(Route, models.CASCADE, related_name="partners")
    kind = models.CharField(_("kind"), max_length=10, choices=PartnerKind)
    name = models.CharField(_("name"), max_length=200)

    class Meta:
        ordering = ["name"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.name


class Verdict(models.TextChoices):
    APPROVED = "approved", _("approved")
    RETURNED = "returned", _("returned for changes")
    REJECTED = "rejected", _("rejected")


class RouteDecision(models.Model):
    """What the director of one board decided about one round of the proposal."""

    route = models.ForeignKey(Route, models.PROTECT, related_name="decisions")
    round = models.PositiveSmallIntegerField()
    board = models.ForeignKey(Board, models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    instead_of = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    verdict = models.CharField(max_length=10, choices=Verdict)
    reason = models.TextField(blank=True)
    decided = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(name="one_decision_per_board_per_round", fields=["route", "round", "board"]),
            models.CheckConstraint(name="a_no_has_a_reason", condition=Q(verdict=Verdict.APPROVED) | ~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.board}: {self.get_verdict_display()}"

    @property
    def decider(self) -> str:
        """Both names when somebody decided for who was away."""
        return in_place_of(str(self.decided_by), str(self.instead_of or ""))
