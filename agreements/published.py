"""Published versions of the model clauses, for the clause library, which knows no database itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from leerroutes.models import LegalReference

from .clauses import packing
from .clauses.library import Complaint, LibraryError
from .clauses.proofreading import not_on_paper, printed_words
from .clauses.reading import read_files
from .clauses.shapes import Library
from .clauses.words import Words
from .models import LibraryVersion
from .rules import trial


class PublishedVersions:
    """A source for `agreements.clauses.library`."""

    def files(self, version: str) -> Mapping[str, str] | None:
        """What was published under this number, exactly as it was published."""
        found = LibraryVersion.objects.filter(number=version).first()
        if found and packing.digest(found.files) != found.sha256:
            said = Words("deze versie is niet meer zoals zij gepubliceerd is", "this version was tampered with")
            raise LibraryError(Complaint(version, said))
        return found.files if found else None

    def newest(self) -> str | None:
        """By publication, not by name."""
        return LibraryVersion.objects.order_by("-pk").values_list("number", flat=True).first()


def complaints(number: str, files: Mapping[str, str]) -> tuple[Complaint, ...]:
    """Everything that stands in the way of publishing these files; nothing when they are right."""
    try:
        shelf = read_files(packing.checked(files), number)
    except LibraryError as error:
        return error.complaints
    return (*_unknown_law(shelf), *_not_on_paper(shelf)) or tuple(trial.complaints(shelf))


def _not_on_paper(shelf: Library) -> Iterator[Complaint]:
    """Of what is new only: a version that was published before keeps its texts, whatever is in them."""
    for clause in shelf.clauses:
        if said := not_on_paper(printed_words(clause)):
            yield Complaint(clause.code, said)


def _unknown_law(shelf: Library) -> Iterator[Complaint]:
    """A topic without an article would be a gap in every agreement, which nobody could fill."""
    known = set(LegalReference.objects.values_list("topic", flat=True))
    for topic in sorted(shelf.topics - known):
        yield Complaint("", Words(f"wetsonderwerp {topic} bestaat niet", f"there is no legal topic {topic}"))
