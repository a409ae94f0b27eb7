"""Versions of the model clauses that were published after the program was shipped."""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class PublishedVersionsStay(Exception):
    """Somebody tried to change or remove a published version."""


class LibraryVersion(models.Model):
    """Clause files as they were published. Agreements rest on them, so a row is written once (see `triggers.py`)."""

    number = models.CharField(_("number"), max_length=20, unique=True)
    files = models.JSONField()
    note = models.TextField(_("what is new"), max_length=2000)
    sha256 = models.CharField(max_length=64)
    published = models.DateTimeField(auto_now_add=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.number

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise PublishedVersionsStay(self.number)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise PublishedVersionsStay(self.number)
