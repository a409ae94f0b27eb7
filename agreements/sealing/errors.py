from __future__ import annotations

from jobs.sentences import Explained


class SealingError(Explained):
    """A signature cannot be put into the file now. The job keeps the sentence and tries again."""


class NoKey(SealingError):
    """There is no key with which to sign for this board here."""
