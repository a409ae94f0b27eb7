"""The help that ships with the program (`content/*.toml`). What an editor wrote is never written over."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from .models import Basis, Entry, EntryPlace, EntryVersion, Kind

CONTENT = Path(__file__).parent / "content"
FILES = {
    "blocks": Kind.GUIDANCE,
    "steps": Kind.GUIDANCE,
    "clauses": Kind.GUIDANCE,
    "questions": Kind.QUESTION,
    "terms": Kind.TERM,
}
SAYS = ("title_nl", "title_en", "text_nl", "text_en", "also", "basis", "source", "topics")
SHIPPED = "Came with the program."


def shipped() -> Iterator[dict[str, Any]]:
    """Every entry of the files, as fields."""
    for name, kind in FILES.items():
        content = tomllib.loads((CONTENT / f"{name}.toml").read_text(encoding="utf-8"))
        for order, row in enumerate(content["entry"]):
            yield _read(row, kind, order, content["review_on"])


def _read(row: dict[str, Any], kind: Kind, order: int, review_on: date) -> dict[str, Any]:
    return {
        "slug": row["slug"],
        "kind": kind,
        "order": order,
        "review_on": review_on,
        "places": row.get("places", []),
        "title_nl": row["title"]["nl"],
        "title_en": row["title"]["en"],
        "text_nl": row["nl"].strip(),
        "text_en": row["en"].strip(),
        "also": row.get("also", ""),
        "basis": Basis(row["basis"]).value,
        "source": row.get("source", ""),
        "topics": row.get("topics", []),
    }


@transaction.atomic
def load() -> dict[str, int]:
    """Bring the database up to date with the files. Safe to run at every start."""
    rows = list(shipped())
    known = {entry.slug: entry for entry in Entry.objects.select_for_update(of=("self",)).select_related("current")}
    new = [row for row in rows if row["slug"] not in known]
    entries = [Entry(slug=row["slug"], kind=row["kind"], review_on=row["review_on"]) for row in new]
    known |= {entry.slug: entry for entry in Entry.objects.bulk_create(entries)}
    newer = [row for row in rows if _is_newer(row, known[row["slug"]].current)]
    _say(newer, known)
    EntryPlace.objects.filter(entry__slug__in=[row["slug"] for row in rows]).delete()
    EntryPlace.objects.bulk_create(
        EntryPlace(entry=known[row["slug"]], key=key, order=row["order"]) for row in rows for key in row["places"]
    )
    return {"new": len(new), "changed": len(newer) - len(new), "kept": len(rows) - len(newer)}


def _is_newer(row: dict[str, Any], current: EntryVersion | None) -> bool:
    """Another text than the last one that came with the program, and nobody wrote in it since."""
    if current is None:
        return True
    return current.made_by_id is None and any(getattr(current, name) != row[name] for name in SAYS)


def _say(rows: list[dict[str, Any]], known: dict[str, Entry]) -> None:
    made = []
    for row in rows:
        entry = known[row["slug"]]
        number = entry.current.number + 1 if entry.current else 1
        made.append(EntryVersion(entry=entry, number=number, note=SHIPPED, **{name: row[name] for name in SAYS}))
    for version in EntryVersion.objects.bulk_create(made):
        version.entry.current = version
    for row in rows:
        known[row["slug"]].review_on = row["review_on"]
    Entry.objects.bulk_update([version.entry for version in made], ["current", "review_on"])
