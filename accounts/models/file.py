from __future__ import annotations

from django.db import models

from ..uploads.states import FileState


class OutsideFile(models.Model):
    """A file from outside, as it came in by the one door (`uploads`). Each kind adds `file`, and to what it belongs.

    Nobody can open it before it is `clean`; the bytes of a refused file are thrown away.
    """

    name = models.CharField(max_length=150)
    kind = models.CharField(max_length=10)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=FileState, default=FileState.QUARANTINE)
    reason = models.CharField(max_length=300, blank=True)
    uploaded = models.DateTimeField(auto_now_add=True)
    checked = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @property
    def fingerprint(self) -> str:
        """The digest as people compare it: eight groups of eight."""
        return " ".join(self.sha256[start : start + 8] for start in range(0, len(self.sha256), 8))
