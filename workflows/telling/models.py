"""What was told to whom, how people want to be told, and the mails of the day."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from viewflow.workflow.models import Task

from jobs.models import Job

from .kinds import Kind, Mail

IN_WORDS = frozenset({"what", "state"})
"""Values that are words of ours, kept in English: the reader has them in their own language."""


class Digest(models.Model):
    """The mail of one day to one person: there is one at most, whatever the clock does and however many look at it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    day = models.DateField()
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(name="one_digest_a_day", fields=["person", "day"])]

    def __str__(self) -> str:
        return f"{self.person}, {self.day}"


class NoticeQuerySet(models.QuerySet["Notice"]):
    def unread_by(self, person: int, most: int) -> int:
        """How many this person did not read, counted no further than `most`."""
        return self.filter(person=person, read=None, in_app=True).order_by()[:most].count()


class Notice(models.Model):
    """One thing told to one person, once for its key. Names no case: whoever may read that sees its name beside it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=12, choices=Kind)
    key = models.CharField(max_length=200, unique=True)
    case = models.CharField(max_length=60)
    address = models.CharField(max_length=300)
    words = models.CharField(max_length=300)
    values = models.JSONField(default=dict)
    task = models.ForeignKey(Task, models.SET_NULL, null=True, related_name="notices")
    in_app = models.BooleanField()
    mail = models.CharField(max_length=8, choices=Mail)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    """What sends the mail, at once or with others."""
    digest = models.ForeignKey(Digest, models.PROTECT, null=True, related_name="notices")
    created = models.DateTimeField(auto_now_add=True)
    read = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["case"], name="notice_of_case"),
            models.Index(fields=["person"], name="notice_unread", condition=Q(read=None, in_app=True)),
            models.Index(fields=["person"], name="notice_for_digest", condition=Q(mail=Mail.DIGEST, digest=None)),
        ]
        constraints = [
            models.CheckConstraint(name="digest_holds_what_waits", condition=Q(digest=None) | Q(mail=Mail.DIGEST)),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.key}"

    @property
    def sentence(self) -> str:
        """In the language of the reader."""
        values = {name: gettext(value) if name in IN_WORDS and value else value for name, value in self.values.items()}
        return gettext(self.words) % values


class Times(models.Model):
    """When somebody wants mail: not in the quiet hours, and the mail of the day from this hour."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    quiet_from = models.TimeField(null=True, blank=True)
    quiet_until = models.TimeField(null=True, blank=True)
    digest_hour = models.PositiveSmallIntegerField(default=7, validators=[MaxValueValidator(23)])

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(name="digest_hour_is_an_hour", condition=Q(digest_hour__lte=23)),
            models.CheckConstraint(
                name="quiet_hours_begin_and_end",
                condition=Q(quiet_from=None, quiet_until=None)
                | Q(quiet_from__isnull=False, quiet_until__isnull=False) & ~Q(quiet_from=F("quiet_until")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.digest_hour}"


class Choice(models.Model):
    """How somebody wants to hear of one kind of thing, when that is not the usual way."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    in_app = models.BooleanField()
    mail = models.CharField(max_length=8, choices=Mail)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(name="one_choice_per_kind", fields=["person", "kind"])]

    def __str__(self) -> str:
        return f"{self.person}: {self.kind}"


class TermAlarm(models.Model):
    """How far the telling about the term of one task is. A longer term takes this away, and it begins anew."""

    task = models.OneToOneField(Task, models.CASCADE, related_name="term_alarm")
    stage = models.PositiveSmallIntegerField()
    due = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.task_id}: {self.stage}"
