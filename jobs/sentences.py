"""Why work failed, for the people who wait for it: kept as words and values, and put in the reader's own language.

`from jobs.sentences import sentence as _`: then translators find the words, as they find those of gettext.
"""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext


class Sentence(NamedTuple):
    """English `words` with places for `values`; in the language of whoever reads it when it becomes text."""

    words: str
    values: dict[str, str]

    def __str__(self) -> str:
        return gettext(self.words) % self.values


def sentence(words: str, **values: object) -> Sentence:
    return Sentence(words, {name: str(value) for name, value in values.items()})


class Explained(Exception):
    """A failure that says why in sentences; a job that ends in it keeps them as they are (`Job.reasons`)."""

    def __init__(self, *sentences: Sentence) -> None:
        super().__init__(*sentences)
        self.sentences = sentences

    def __str__(self) -> str:
        return " ".join(map(str, self.sentences))


def reasons_of(error: Exception) -> list[Sentence]:
    return list(error.sentences) if isinstance(error, Explained) else []


def worded(reasons: list[tuple[str, dict[str, str]]]) -> str:
    """What was kept, in the language of the reader."""
    return " ".join(str(Sentence(words, values)) for words, values in reasons)
