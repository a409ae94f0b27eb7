"""The last picture of each case, kept part by part, so that an event can tell what its transaction changed.

Its two statements are in SQL, as those of `writing`: every event says them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import NamedTuple

from django.db import connection, models

from ..models import CasePicture
from .facts import Difference, Picture, difference
from .registry import Part, parts_of
from .watch import Watch, forget_after_commit, watch_of

TABLE = CasePicture._meta.db_table
SEEN = f'SELECT part, seen_by, seen_at, CASE WHEN part IN ({{}}) THEN facts END FROM {TABLE} WHERE "case" = %s'  # nosec
KEEP = (
    f'INSERT INTO {TABLE} ("case", part, facts, seen_by, seen_at) VALUES {{}} ON CONFLICT ("case", part)'  # nosec
    " DO UPDATE SET facts = EXCLUDED.facts, seen_by = EXCLUDED.seen_by, seen_at = EXCLUDED.seen_at"
)


class Kept(NamedTuple):
    """A part as it was drawn last. The facts are only fetched of parts that may have changed since."""

    seen_by: str
    seen_at: int
    facts: str | None


def changed(case: models.Model) -> Difference:
    """What changed in the picture of this case since its last event; it counts as told from now on.

    Only the caller may write in this case meanwhile, and every row must be as it will be: see docs/ledger.md. A kind
    without a picture has no differences. One query when nothing of it was written.
    """
    parts = parts_of(str(case._meta.model_name))
    if not parts:
        return {}
    watch, name = watch_of(), f"{case._meta.model_name}:{case.pk}"
    kept = _kept(name, [part for part in parts if watch.wrote_in(parts[part].tables)])
    stale = _stale(kept, parts, watch)
    drawn = {part: parts[part].draw(case.pk) for part in stale}
    forget_after_commit(watch)
    _keep(name, drawn, watch)
    return {path: pair for part in stale for path, pair in difference(_read(kept.get(part)), drawn[part]).items()}


def _kept(case: str, touched: list[str]) -> dict[str, Kept]:
    with connection.cursor() as cursor:
        cursor.execute(SEEN.format(", ".join(["%s"] * len(touched)) or "NULL"), [*touched, case])
        return {part: Kept(*kept) for part, *kept in cursor.fetchall()}


def _stale(kept: Mapping[str, Kept], parts: Mapping[str, Part], watch: Watch) -> list[str]:
    """Parts in whose tables somebody wrote since they were drawn, and those that were never drawn."""
    seen = {part: one.seen_at if one.seen_by == watch.name else 0 for part, one in kept.items()}
    return [name for name, part in parts.items() if name not in seen or watch.wrote_in(part.tables, seen[name])]


def _read(kept: Kept | None) -> Picture:
    return dict(json.loads(kept.facts)) if kept and kept.facts else {}


def _keep(case: str, drawn: Mapping[str, Picture], watch: Watch) -> None:
    if not drawn:
        return
    rows = [(case, part, json.dumps(facts), watch.name, watch.count) for part, facts in drawn.items()]
    places = ", ".join(["(%s, %s, %s, %s, %s)"] * len(rows))
    with connection.cursor() as cursor:
        cursor.execute(KEEP.format(places), [value for row in rows for value in row])
