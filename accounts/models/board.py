from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from ..roles import PERMISSIONS
from ..validators import validate_board_number, validate_brin, validate_brin6, validate_kvk


class Board(models.Model):
    """A bevoegd gezag: the legal school board, and so the contracting party (R-002). Rights hang on boards."""

    name = models.CharField(_("name"), max_length=200)
    number = models.CharField(_("board number"), max_length=5, unique=True, validators=[validate_board_number])
    legal_form = models.CharField(_("legal form"), max_length=60, default="stichting")
    seat = models.CharField(_("seat"), max_length=100)
    kvk = models.CharField(_("Chamber of Commerce number"), max_length=8, blank=True, validators=[validate_kvk])

    class Meta:
        ordering = ["name"]
        permissions = list(PERMISSIONS.items())
        default_permissions = ()

    def __str__(self) -> str:
        return self.name


class BoardUserPermission(UserObjectPermissionBase):
    """Guardian's rows, with a real foreign key. Written by `accounts.services` only; derived from memberships."""

    content_object = models.ForeignKey(Board, models.CASCADE)

    class Meta(UserObjectPermissionBase.Meta):
        abstract = False


class Kind(models.TextChoices):
    VO = "vo", _("secondary school (vo)")
    MBO = "mbo", _("mbo institution")


class HolidayRegion(models.TextChoices):
    """The three regions over which the ministry spreads the school holidays."""

    NORTH = "north", _("North")
    MIDDLE = "middle", _("Middle")
    SOUTH = "south", _("South")


class Institution(models.Model):
    """A school (vo) or an mbo institution, under one board, known by its BRIN."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="institutions", verbose_name=_("board"))
    kind = models.CharField(_("kind"), max_length=3, choices=Kind)
    name = models.CharField(_("name"), max_length=200)
    brin = models.CharField("BRIN", max_length=4, unique=True, validators=[validate_brin])
    is_funded = models.BooleanField(_("funded by the state"), default=True)
    is_vso = models.BooleanField(_("special secondary education (vso)"), default=False)
    holiday_region = models.CharField(
        _("region of the school holidays"), max_length=6, choices=HolidayRegion, blank=True
    )
    """Only where its place tells it wrong (`workflows.calendar.regions`)."""

    class Meta:
        ordering = ["name"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(name="institution_kind_is_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(
                name="holiday_region_is_known", condition=Q(holiday_region__in=["", *HolidayRegion.values])
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Province(models.TextChoices):
    """The twelve provinces; their names are the same in both languages."""

    DRENTHE = "DR", "Drenthe"
    FLEVOLAND = "FL", "Flevoland"
    FRYSLAN = "FR", "Fryslân"
    GELDERLAND = "GE", "Gelderland"
    GRONINGEN = "GR", "Groningen"
    LIMBURG = "LI", "Limburg"
    NOORD_BRABANT = "NB", "Noord-Brabant"
    NOORD_HOLLAND = "NH", "Noord-Holland"
    OVERIJSSEL = "OV", "Overijssel"
    UTRECHT = "UT", "Utrecht"
    ZEELAND = "ZE", "Zeeland"
    ZUID_HOLLAND = "ZH", "Zuid-Holland"


class Establishment(models.Model):
    """A place of an institution: BRIN and two digits, 00 is the main one."""

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="establishments")
    code = models.CharField(_("establishment code"), max_length=6, unique=True, validators=[validate_brin6])
    name = models.CharField(_("name"), max_length=200)
    place = models.CharField(_("place"), max_length=100)
    province = models.CharField(_("province"), max_length=2, choices=Province, blank=True)

    class Meta:
        ordering = ["code"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(name="province_is_known", condition=Q(province__in=["", *Province.values])),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.place}"


class BodyKind(models.TextChoices):
    MR = "mr", _("participation council (MR)")
    PMR = "pmr", _("staff section of the MR (PMR)")
    PARENTS_PUPILS = "oud_lln", _("parents and pupils section of the MR")
    GMR = "gmr", _("joint participation council (GMR)")
    OR = "or", _("works council (OR)")
    STUDENTS = "studentenraad", _("student council")
    PARENTS = "ouderraad", _("parent council")


class ParticipationBody(models.Model):
    """A body that must be consulted at a board before it signs (domain.md 4.3)."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="participation_bodies")
    kind = models.CharField(max_length=20, choices=BodyKind)
    name = models.CharField(max_length=200)
    term_days = models.PositiveSmallIntegerField(
        default=42, help_text=_("Days this body has to answer, by its own regulations.")
    )

    class Meta:
        ordering = ["board", "kind"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(name="participation_body_once_per_board", fields=["board", "name"]),
        ]

    def __str__(self) -> str:
        return self.name
