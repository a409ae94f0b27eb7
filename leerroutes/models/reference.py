"""Reference data with a period: what was true on a day stays true of that day.

Codes are revised, article numbers move (twice so far) and norms are under discussion, so nothing here is a constant.
A change is a new row with its own `valid_from`; the old row gets a `valid_until` (its last day) and is never removed,
because signed agreements point at it. Rows come from `leerroutes/reference/*.csv` through `manage.py load_reference`.
"""

from __future__ import annotations

from datetime import date
from typing import Self, TypeVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..enums import Law, LearningMode, Leerweg, MboLevel, ProfileKind

Row = TypeVar("Row", bound="EffectiveDated")


class EffectiveQuerySet(models.QuerySet[Row]):
    def on(self, day: date) -> Self:
        """The rows that hold on that day; the first and the last day both count."""
        return self.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=day), valid_from__lte=day)


class ProfileQuerySet(EffectiveQuerySet["Profile"]):
    def for_leerweg(self, leerweg: str) -> Self:
        """The profiles that exist in this track: the profile picker depends on it."""
        return self.filter(kind__in=[kind for kind in ProfileKind if leerweg in kind.leerwegen])


class EffectiveDated(models.Model):
    """A row that holds from a first day until a last day, and says where it was read."""

    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    source = models.TextField(_("source"))

    class Meta:
        abstract = True
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="%(class)s_ends_after_it_starts",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
            ),
        ]


class Profile(EffectiveDated):
    """A vmbo profile. Ten vocational ones for BB, KB and GL; TL has four of its own (WVO 2020, 2.25-2.27)."""

    slug = models.SlugField(_("short name"), max_length=20)
    name = models.CharField(_("name"), max_length=100)
    abbreviation = models.CharField(_("abbreviation"), max_length=10, blank=True)
    kind = models.CharField(_("kind of profile"), max_length=4, choices=ProfileKind)

    objects = ProfileQuerySet.as_manager()

    class Meta(EffectiveDated.Meta):
        ordering = ["kind", "name"]
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")
        constraints = [
            *EffectiveDated.Meta.constraints,
            models.UniqueConstraint(name="profile_once_per_period", fields=["slug", "valid_from"]),
            models.CheckConstraint(name="profile_kind_is_known", condition=Q(kind__in=ProfileKind.values)),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def leerwegen(self) -> frozenset[Leerweg]:
        """The tracks in which this profile exists."""
        return ProfileKind(self.kind).leerwegen


class Domain(EffectiveDated):
    """An mbo opleidingsdomein (SBB, RIO). The slug is the key: most 79xxx codes have not been verified and are blank.

    The domain Entree is left out, because an entry programme is never part of a route (R-005).
    """

    slug = models.SlugField(_("short name"), max_length=60)
    code = models.CharField(_("domain code"), max_length=5, blank=True)
    name = models.CharField(_("name"), max_length=100)

    objects = EffectiveQuerySet["Domain"].as_manager()

    class Meta(EffectiveDated.Meta):
        ordering = ["name"]
        verbose_name = _("domain")
        verbose_name_plural = _("domains")
        constraints = [
            *EffectiveDated.Meta.constraints,
            models.UniqueConstraint(name="domain_once_per_period", fields=["slug", "valid_from"]),
            models.CheckConstraint(
                name="domain_code_is_blank_or_five_digits", condition=Q(code="") | Q(code__regex=r"^[0-9]{5}$")
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Qualification(EffectiveDated):
    """An mbo kwalificatie with its erkende opleidingscode (crebo). A new dossier brings a new code, so a new row."""

    code = models.CharField(_("recognised programme code (crebo)"), max_length=5)
    name = models.CharField(_("name"), max_length=200)
    level = models.CharField(_("mbo level"), max_length=10, choices=MboLevel)
    shortest_years = models.PositiveSmallIntegerField(_("shortest nominal duration (years)"))
    longest_years = models.PositiveSmallIntegerField(_("longest nominal duration (years)"))
    domain = models.ForeignKey(
        Domain,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="qualifications",
        verbose_name=_("domain"),
    )

    objects = EffectiveQuerySet["Qualification"].as_manager()

    class Meta(EffectiveDated.Meta):
        ordering = ["name", "code"]
        verbose_name = _("qualification")
        verbose_name_plural = _("qualifications")
        constraints = [
            *EffectiveDated.Meta.constraints,
            models.UniqueConstraint(name="qualification_once_per_period", fields=["code", "valid_from"]),
            models.CheckConstraint(name="qualification_code_has_five_digits", condition=Q(code__regex=r"^[0-9]{5}$")),
            models.CheckConstraint(name="qualification_level_is_known", condition=Q(level__in=MboLevel.values)),
            models.CheckConstraint(
                name="qualification_takes_one_to_four_years",
                condition=Q(shortest_years__gte=1, longest_years__lte=4, longest_years__gte=F("shortest_years")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"

    @property
    def nominal_years(self) -> tuple[int, ...]:
        """Every length this programme comes in: `(2,)`, or `(3, 4)`."""
        return tuple(range(self.shortest_years, self.longest_years + 1))


class ProfileDomain(EffectiveDated):
    """A profile and a domain that are usually related (R-009). The law has no list: what is not here needs a reason."""

    profile = models.ForeignKey(Profile, models.PROTECT, related_name="usual_domains", verbose_name=_("profile"))
    domain = models.ForeignKey(Domain, models.PROTECT, related_name="usual_profiles", verbose_name=_("domain"))

    objects = EffectiveQuerySet["ProfileDomain"].as_manager()

    class Meta(EffectiveDated.Meta):
        ordering = ["profile", "domain"]
        verbose_name = _("usual relation of profile and domain")
        verbose_name_plural = _("usual relations of profile and domain")
        constraints = [
            *EffectiveDated.Meta.constraints,
            models.UniqueConstraint(
                name="profile_related_to_domain_once_per_period", fields=["profile", "domain", "valid_from"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.profile} – {self.domain}"


class HoursNorm(EffectiveDated):
    """The least clock hours over a whole route of this duration (WVO 2020, 2.107h and 2.107i; R-030)."""

    duration_years = models.PositiveSmallIntegerField(_("duration of the route (years)"))
    learning_mode = models.CharField(_("BOL or BBL"), max_length=3, choices=LearningMode)
    total = models.PositiveIntegerField(_("teaching hours in all"))
    guided = models.PositiveIntegerField(_("guided hours"))
    bpv = models.PositiveIntegerField(_("work placement hours (bpv)"))

    objects = EffectiveQuerySet["HoursNorm"].as_manager()

    class Meta(EffectiveDated.Meta):
        ordering = ["learning_mode", "duration_years", "valid_from"]
        verbose_name = _("hours norm")
        verbose_name_plural = _("hours norms")
        constraints = [
            *EffectiveDated.Meta.constraints,
            models.UniqueConstraint(
                name="hours_norm_once_per_period", fields=["duration_years", "learning_mode", "valid_from"]
            ),
            models.CheckConstraint(
                name="hours_norm_learning_mode_is_known", condition=Q(learning_mode__in=LearningMode.values)
            ),
            models.CheckConstraint(
                name="hours_norm_parts_fit_in_the_total", condition=Q(total__gte=F("guided") + F("bpv"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.duration_years} {self.learning_mode}: {self.total}/{self.guided}/{self.bpv}"


class LegalReference(EffectiveDated):
    """Where a topic stands in the law in a period (domain.md 0.1). Rules name topics, never articles."""

    topic = models.SlugField(_("topic"), max_length=30)
    law = models.CharField(_("law"), max_length=8, choices=Law)
    article = models.CharField(_("article"), max_length=20)

    objects = EffectiveQuerySet["LegalReference"].as_manager()

    class Meta(EffectiveDated.Meta):
        ordering = ["topic", "-law", "pk"]
        verbose_name = _("legal reference")
        verbose_name_plural = _("legal references")
        constraints = [
            *EffectiveDated.Meta.constraints,
            models.UniqueConstraint(
                name="article_once_per_topic_and_period", fields=["topic", "law", "article", "valid_from"]
            ),
            models.CheckConstraint(name="law_is_known", condition=Q(law__in=Law.values)),
        ]

    def __str__(self) -> str:
        return gettext("article {article} {law}").format(article=self.article, law=self.law)
