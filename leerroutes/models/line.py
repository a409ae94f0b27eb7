"""What a route consists of: one line per combination of school place, leerweg, profile and qualification (R-012)."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Establishment, Institution, Kind

from ..enums import LearningMode, Leerweg, MboLevel, TeachingLocation
from .reference import Domain, Profile, Qualification
from .route import Route

HOURS = [MaxValueValidator(20000)]


class RouteLine(models.Model):
    """One way through the route, judged by the rules on its own. Hours are klokuren over the whole route (R-030)."""

    route = models.ForeignKey(Route, models.CASCADE, related_name="lines")
    number = models.PositiveSmallIntegerField()
    establishment = models.ForeignKey(
        Establishment,
        models.PROTECT,
        related_name="+",
        limit_choices_to={"institution__kind": Kind.VO},
        verbose_name=_("vmbo establishment"),
    )
    leerweg = models.CharField(_("leerweg"), max_length=2, choices=Leerweg)
    profile = models.ForeignKey(Profile, models.PROTECT, related_name="+", verbose_name=_("profile"))
    mbo_institution = models.ForeignKey(
        Institution,
        models.PROTECT,
        related_name="+",
        limit_choices_to={"kind": Kind.MBO},
        verbose_name=_("mbo institution"),
    )
    level = models.CharField(_("mbo level"), max_length=10, choices=MboLevel)
    domain = models.ForeignKey(
        Domain, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("domain")
    )
    qualification = models.ForeignKey(
        Qualification, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("qualification")
    )
    nominal_years = models.PositiveSmallIntegerField(
        _("nominal duration of the mbo programme (years)"),
        validators=[MinValueValidator(1), MaxValueValidator(4)],
        default=3,
    )
    related_motivation = models.TextField(_("why profile and programme are related"), max_length=2000, blank=True)
    learning_mode = models.CharField(_("BOL or BBL"), max_length=3, choices=LearningMode, default=LearningMode.BOL)
    duration_years = models.PositiveSmallIntegerField(
        _("duration of the route (years, from vmbo year 3)"),
        validators=[MinValueValidator(1), MaxValueValidator(9)],
    )
    first_year = models.PositiveSmallIntegerField(
        _("vmbo year in which the route starts"),
        validators=[MinValueValidator(1), MaxValueValidator(4)],
        default=3,
    )
    location = models.CharField(
        _("where the teaching takes place"),
        max_length=20,
        choices=TeachingLocation,
        default=TeachingLocation.BOTH,
    )
    total_hours = models.PositiveIntegerField(_("teaching hours in all"), validators=HOURS)
    guided_hours = models.PositiveIntegerField(_("guided hours"), validators=HOURS)
    bpv_hours = models.PositiveIntegerField(_("work placement hours (bpv)"), validators=HOURS)
    justification = models.TextField(_("why fewer hours are enough"), max_length=2000, blank=True)
    evidence = models.CharField(_("evidence of quality"), max_length=300, blank=True)
    schoolplan = models.CharField(_("place in the schoolplan"), max_length=300, blank=True)
    schoolgids = models.CharField(_("place in the schoolgids"), max_length=300, blank=True)
    bestuursverslag = models.CharField(_("place in the bestuursverslag"), max_length=300, blank=True)

    class Meta:
        ordering = ["number"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(name="line_number_once_per_route", fields=["route", "number"]),
            models.CheckConstraint(
                name="line_leads_to_a_domain_or_a_qualification",
                condition=Q(domain__isnull=False) | Q(qualification__isnull=False),
            ),
            models.CheckConstraint(
                name="guided_and_bpv_hours_fit_in_the_total",
                condition=Q(total_hours__gte=F("guided_hours") + F("bpv_hours")),
            ),
        ]

    def __str__(self) -> str:
        goal = self.qualification or self.domain
        return f"{self.get_leerweg_display()} {self.profile} → {goal}"


class OfferedProfile(models.Model):
    """A profile that a vo establishment actually offers in a leerweg (R-008)."""

    establishment = models.ForeignKey(Establishment, models.CASCADE, related_name="offers")
    leerweg = models.CharField(max_length=2, choices=Leerweg)
    profile = models.ForeignKey(Profile, models.PROTECT, related_name="+")

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                name="profile_offered_once_per_leerweg", fields=["establishment", "leerweg", "profile"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.establishment}: {self.leerweg} {self.profile}"
