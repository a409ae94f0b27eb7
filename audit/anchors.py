"""Making anchors, and reading those that were made: rows, files in the storage, copies in a folder of somebody else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from . import keys
from .canonical import canonical
from .chain import START
from .merkle import Head, root_of
from .models import AuditAnchor, AuditEvent, moment
from .proof import Anchor, as_text, read_anchor


def heads() -> tuple[Head, ...]:
    """The last event of every case, by case."""
    later = AuditEvent.objects.filter(case=OuterRef("case"), number=OuterRef("number") + 1)
    ends = AuditEvent.objects.filter(~Exists(later)).order_by().values_list("case", "number", "hash")
    return tuple(sorted(ends.iterator()))


@transaction.atomic
def make_anchor() -> AuditAnchor:
    """Sign the heads of this moment, after the anchor before it. The file is in the storage, the statement in a row."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('the anchors', 0))")
    last = AuditAnchor.objects.order_by("number").last()
    number, made, ends = (last.number + 1 if last else 1), timezone.now(), heads()
    anchor = Anchor(
        number, moment(made), len(ends), root_of(ends), last.root if last else START, keys.certificate(), heads=ends
    )
    anchor = anchor._replace(signature=keys.sign(canonical(anchor.statement).encode()))
    file = default_storage.save(
        f"anchors/anchor-{number:06}-{made:%Y-%m-%d}.json", ContentFile(as_text(anchor).encode())
    )
    return AuditAnchor.objects.create(
        number=number, made=made, root=anchor.root, statement=as_text(anchor, short=True), file=file
    )


def of_row(row: AuditAnchor) -> Anchor:
    """The statement of the row, with the heads of the file when it is there."""
    anchor = read_anchor(row.statement)
    if not default_storage.exists(row.file):
        return anchor
    with default_storage.open(row.file) as file:
        return anchor._replace(heads=read_anchor(file.read().decode()).heads)


def timestamp_of(row: AuditAnchor) -> str:
    """Where the RFC 3161 token over the statement is, when there is one. `openssl ts -verify` checks it."""
    return f"{row.file.removesuffix('.json')}.tsr"


def stamped(row: AuditAnchor) -> bytes | None:
    name = timestamp_of(row)
    if not default_storage.exists(name):
        return None
    with default_storage.open(name) as file:
        return bytes(file.read())


def keep_timestamp(row: AuditAnchor, token: bytes) -> None:
    default_storage.save(timestamp_of(row), ContentFile(token))


def in_folder(folder: Path) -> Iterator[Anchor]:
    """Copies that somebody kept, short or whole."""
    for path in sorted(folder.glob("*.json")):
        yield read_anchor(path.read_text(encoding="utf-8"))


def rows() -> Iterator[AuditAnchor]:
    return AuditAnchor.objects.order_by("number").iterator()
