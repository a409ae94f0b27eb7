"""The closed lists of the domain. Values are stored in rows; labels are for people."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RouteType(models.TextChoices):
    """The two kinds of route the law knows (WVO 2020, 2.107a and 2.107l in the concordance)."""

    DLR = "DLR", _("Continuous route vmbo-mbo (DLR)")
    GLR = "GLR", _("Integrated route vmbo-mbo level 2 (GLR)")


class Leerweg(models.TextChoices):
    """The learning track in the vmbo. Not the mbo word `leerweg`: that is a `LearningMode` here."""

    BB = "BB", _("Basic vocational track (BB)")
    KB = "KB", _("Advanced vocational track (KB)")
    GL = "GL", _("Combined track (GL)")
    TL = "TL", _("Theoretical track (TL)")


class MboLevel(models.TextChoices):
    """The kinds of mbo programme of the WEB. Two of them share level 4, and only one of those two can be a route."""

    ENTREE = "entree", _("Level 1, entry programme")
    BASIS = "basis", _("Level 2, basic vocational programme")
    VAK = "vak", _("Level 3, professional programme")
    MIDDEN = "midden", _("Level 4, middle management programme")
    SPECIALIST = "specialist", _("Level 4, specialist programme")

    @property
    def number(self) -> int:
        """The level as people say it: mbo-1 to mbo-4."""
        return _LEVEL_NUMBERS[self.value]


_LEVEL_NUMBERS = {"entree": 1, "basis": 2, "vak": 3, "midden": 4, "specialist": 4}


class LearningMode(models.TextChoices):
    """How the mbo part is followed. RIO calls this `leertraject`."""

    BOL = "BOL", _("School-based (BOL)")
    BBL = "BBL", _("Work-based (BBL)")


class ProfileKind(models.TextChoices):
    """Whose profiles these are: a school for vbo and one for mavo have different ones."""

    VBO = "vbo", _("Vocational profile (BB, KB, GL)")
    MAVO = "mavo", _("Theoretical profile (TL)")

    @property
    def leerwegen(self) -> frozenset[Leerweg]:
        """The tracks in which a profile of this kind is given."""
        if self is ProfileKind.MAVO:
            return frozenset({Leerweg.TL})
        return frozenset({Leerweg.BB, Leerweg.KB, Leerweg.GL})


class TeachingLocation(models.TextChoices):
    """Where the teaching of a line takes place (R-011). A placement company is bpv, not a teaching location."""

    SCHOOL = "school", _("At the school")
    INSTITUTION = "institution", _("At the mbo institution")
    BOTH = "both", _("At both")
    ELSEWHERE = "elsewhere", _("Somewhere else")


class Law(models.TextChoices):
    """The acts the concordance points at."""

    WVO = "WVO", "WVO"
    WVO_2020 = "WVO 2020", "WVO 2020"
    WEB = "WEB", "WEB"
    WEC = "WEC", "WEC"
    WMS = "WMS", "WMS"
    WOR = "WOR", "WOR"


class PlanStep(models.TextChoices):
    """From exploring the region to the first evaluation, in the order of the practice (domain.md 4.1)."""

    EXPLORE = "explore", _("Explore the region")
    IDEA = "idea", _("Idea and intention")
    APPROVE = "approve", _("Directors decide on the proposal")
    DESIGN = "design", _("Design the programme")
    FINANCE = "finance", _("Arrange finance and staff")
    DRAFT = "draft", _("Write the agreement")
    PARTICIPATION = "participation", _("Ask the participation bodies")
    DECIDE = "decide", _("Directors decide on the agreement")
    SIGN = "sign", _("Sign")
    REGISTER = "register", _("Register in RIO")
    RECRUIT = "recruit", _("Inform pupils and parents")
    PUBLISH = "publish", _("Adopt PTA and OER, school guide and school plan")
    START = "start", _("Start")
    COUNT = "count", _("Count date")
    EVALUATE = "evaluate", _("First yearly evaluation")


FIXED_STEPS = frozenset({PlanStep.START, PlanStep.COUNT})
"""The law sets these days; nobody moves them."""
