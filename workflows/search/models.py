"""What can be found. Derived from the records; `manage.py rebuild_search` makes it anew."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Board
from agreements.models import Agreement
from leerroutes.models import Cooperation, Route

from ..questions.models import Question


class Kind(models.TextChoices):
    ROUTE = "route", _("routes")
    AGREEMENT = "agreement", _("agreements")
    ARTICLE = "article", _("articles")
    BOARD = "board", _("boards")
    PERSON = "person", _("people")
    COOPERATION = "cooperation", _("lighter cooperations")
    QUESTION = "question", _("questions to advisers")


class SearchEntry(models.Model):
    """One thing that can be found. It goes with its record, and is shown only to who may open that.

    `place` is the code of an article, and its route when there is one for each. `names` and `words` are title and text
    as `words.folded`: what the index of the database holds, the same on every engine.
    """

    key = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=12, choices=Kind)
    route = models.ForeignKey(Route, models.CASCADE, null=True, related_name="+")
    agreement = models.ForeignKey(Agreement, models.CASCADE, null=True, related_name="+")
    board = models.ForeignKey(Board, models.CASCADE, null=True, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    cooperation = models.ForeignKey(Cooperation, models.CASCADE, null=True, related_name="+")
    question = models.ForeignKey(Question, models.CASCADE, null=True, related_name="+")
    place = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    names = models.TextField()
    words = models.TextField(blank=True)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["kind", "-id"], name="search_by_kind")]
        constraints = [
            models.CheckConstraint(
                name="found_under_one_record",
                condition=Q(kind=Kind.ROUTE, route__isnull=False)
                | Q(kind__in=[Kind.AGREEMENT, Kind.ARTICLE], agreement__isnull=False)
                | Q(kind=Kind.BOARD, board__isnull=False)
                | Q(kind=Kind.PERSON, person__isnull=False)
                | Q(kind=Kind.COOPERATION, cooperation__isnull=False)
                | Q(kind=Kind.QUESTION, question__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.title


class Spelling(models.Model):
    """A word that occurs somewhere, under itself and under itself less one letter: who types it almost right meets it.

    It is only ever used to search again, within what the reader may open.
    """

    near = models.CharField(max_length=40)
    word = models.CharField(max_length=40)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(name="one_spelling", fields=["near", "word"])]
        indexes = [
            models.Index(fields=["word"], name="spelling_of_word"),
            models.Index(fields=["word"], name="each_word_once", condition=Q(near=F("word"))),
        ]

    def __str__(self) -> str:
        return self.word
