"""An entry of the help: guidance beside a step, a question with its answer, or a word explained; in versions."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    GUIDANCE = "guidance", _("guidance")
    QUESTION = "question", _("question and answer")
    TERM = "term", _("term")


class Basis(models.TextChoices):
    """How sure it is (domain.md 0): nobody may take practice for law."""

    LAW = "law", _("Law: the text of the act was read")
    OFFICIAL = "official", _("Official explanation or public source")
    PRACTICE = "practice", _("Practice or our inference, not law")
    UNVERIFIED = "unverified", _("From knowledge, not checked against the source: check before you rely on it")


class Entry(models.Model):
    """What is said about one thing. What it says is its current version; once published it keeps its address."""

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    current = models.ForeignKey("EntryVersion", models.PROTECT, null=True, related_name="+")
    is_published = models.BooleanField(_("published"), default=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    review_on = models.DateField(_("look at it again on"))
    month = models.DateField(_("question of the month"), null=True, blank=True, unique=True)
    """The first day of the month in which this question stands in front."""

    class Meta:
        ordering = ["slug"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(name="help_entry_kind_is_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(
                name="only_a_question_is_of_the_month", condition=Q(month=None) | Q(kind=Kind.QUESTION)
            ),
            models.CheckConstraint(name="month_is_its_first_day", condition=Q(month=None) | Q(month__day=1)),
        ]

    def __str__(self) -> str:
        return self.current.title if self.current else self.slug

    def get_absolute_url(self) -> str:
        if self.kind == Kind.TERM:
            return f"{reverse('guidance:glossary')}#{self.slug}"
        return reverse("guidance:entry", args=[self.slug])

    @property
    def is_overdue(self) -> bool:
        return self.review_on < localdate()


class EntryVersion(models.Model):
    """What an entry says from some moment on, in both languages. Plain paragraphs; never changed once it is there."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title_nl = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    text_nl = models.TextField(max_length=8000)
    text_en = models.TextField(max_length=8000)
    also = models.CharField(max_length=300, blank=True)
    """Other words by which people look for it."""
    basis = models.CharField(max_length=10, choices=Basis)
    source = models.CharField(max_length=300, blank=True)
    topics = models.JSONField(default=list)
    """Where it stands in the law: topics of the concordance, never article numbers (domain.md 0.1)."""
    note = models.CharField(max_length=300, blank=True)
    made = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    """Nobody: it came with the program."""

    class Meta:
        ordering = ["entry", "-number"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(name="help_version_once", fields=["entry", "number"]),
            models.CheckConstraint(name="help_basis_is_known", condition=Q(basis__in=Basis.values)),
            models.CheckConstraint(
                name="help_version_says_something", condition=~Q(title_nl="") & ~Q(title_en="") & ~Q(text_nl="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise RuntimeError("A version of a help entry is never changed; make the next one.")
        super().save(*args, **kwargs)

    @property
    def title(self) -> str:
        return self.title_en if _is_english() else self.title_nl

    @property
    def text(self) -> str:
        return self.text_en if _is_english() else self.text_nl

    @property
    def short(self) -> str:
        """The first paragraph: what a fold or a card shows."""
        return self.text.split("\n\n", 1)[0]

    @property
    def is_practice(self) -> bool:
        return self.basis in (Basis.PRACTICE, Basis.UNVERIFIED)


class EntryPlace(models.Model):
    """Beside what an entry is shown, by a plain key: `clause:kwaliteit`, `page:agreements:sign`."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="places")
    key = models.CharField(max_length=80, db_index=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["key", "order"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(name="help_place_once", fields=["entry", "key"])]

    def __str__(self) -> str:
        return self.key


class Opinion(models.Model):
    """Did this version help this person; changed as often as that person likes."""

    version = models.ForeignKey(EntryVersion, models.PROTECT, related_name="opinions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    helped = models.BooleanField()
    words = models.CharField(max_length=500, blank=True)
    given = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-given"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(name="one_opinion_per_version", fields=["version", "person"])]

    def __str__(self) -> str:
        return f"{self.version}: {self.helped}"


def first_of_month() -> Any:
    return localdate().replace(day=1)


def _is_english() -> bool:
    return (get_language() or "nl").startswith("en")
