"""What is known here of a file or a code, for somebody who is not logged in.

Who has the digest of a file had the file, so nothing is told that does not stand in it: the agreement, the boards, who
signed and when. Of a working paper only that it is one. What is said on top is whether the agreement holds today.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from ..models import Agreement, Document, Revision, Signature
from ..paper.codes import LENGTH
from ..states import BINDING, UNSIGNED, WORKING_PAPERS, DocumentKind, State


@dataclass(frozen=True)
class Found:
    """A stored document. `contained` is how many signatures this very file holds; None when only a code was asked."""

    document: Document
    signatures: tuple[Signature, ...]
    needed: int
    contained: int | None

    @property
    def agreement(self) -> Agreement:
        return self.document.agreement

    @property
    def is_working_paper(self) -> bool:
        return self.document.kind in WORKING_PAPERS

    @property
    def is_evidence(self) -> bool:
        return self.document.kind == DocumentKind.EVIDENCE

    @property
    def is_complete(self) -> bool:
        """Everybody signed; and in this file it shows, when it is a file."""
        everybody = len(self.signatures) >= self.needed
        return everybody and (self.contained is None or self.contained >= self.needed)

    @property
    def declined(self) -> datetime | None:
        """When a board declined to sign it. Which one, and why, is for the boards."""
        decline = getattr(self.document, "decline", None)
        return decline.declined if decline else None

    @property
    def is_set_aside(self) -> bool:
        """The text went back to its writers: nobody signs this one any more, and who did signed something else."""
        agreement = self.agreement
        back = agreement.state in UNSIGNED and agreement.state != State.OUT_FOR_SIGNATURE
        return back or self.document.round != agreement.round

    @property
    def holds_today(self) -> bool:
        return self.agreement.state in BINDING and self.agreement.starts_on <= localdate()

    @property
    def since(self) -> datetime:
        return self.agreement.state_since

    @property
    def ends_on(self) -> date | None:
        """The day of the notice, or the one that was agreed."""
        notice = self.agreement.notices.last() if self.agreement.state == State.TERMINATED else None
        return notice.ends_on if notice else self.agreement.ends_on

    @property
    def successor(self) -> Agreement | None:
        if self.agreement.state != State.REPLACED:
            return None
        return self.agreement.successors.filter(state__in=(*BINDING, State.REPLACED, State.ENDED)).first()


def find(asked: str) -> Found | None:
    """The document with this digest or code (`asked.understood`)."""
    if not asked:
        return None
    return _of_code(asked) if len(asked) == LENGTH else _of_digest(asked)


def _of_code(code: str) -> Found | None:
    document = Document.objects.select_related("agreement", "decline").filter(code=code).first()
    return Found(document, _signatures(document), _needed(document), contained=None) if document else None


def _of_digest(digest: str) -> Found | None:
    """A document, or the file as it was between two signatures."""
    document = Document.objects.select_related("agreement", "decline").filter(sha256=digest).order_by("pk").last()
    revision = Revision.objects.select_related("document__agreement", "document__decline").filter(sha256=digest).first()
    if document is None and revision is None:
        return None
    if document is None:
        assert revision is not None
        document = revision.document
    signed = _signatures(document)
    without = len(signed) if document.kind == DocumentKind.SEALED else 0
    return Found(document, signed, _needed(document), contained=revision.number if revision else without)


def _signatures(document: Document) -> tuple[Signature, ...]:
    """Given for the text of this document, also when the file is the one before or after them."""
    if document.kind in WORKING_PAPERS:
        return ()
    given = Signature.objects.filter(agreement=document.agreement, document__round=document.round)
    return tuple(given.select_related("board"))


def _needed(document: Document) -> int:
    return document.agreement.parties.count()
