"""The last picture of each case, kept part by part, so that an event can tell what its transaction changed."""

from __future__ import annotations

import json
from collections.abc import Mapping

from django.db import models

from ..models import CasePicture
from .facts import Difference, Picture, difference
from .registry import Part, parts_of
from .watch import Watch, forget_after_commit, watch_of


def changed(case: models.Model) -> Difference:
    """What changed in the picture of this case since its last event; it counts as told from now on.

    Only the caller may write in this case meanwhile, and every row must be as it will be: see docs/ledger.md. A kind
    without a picture has no differences. Two queries when nothing of it was written.
    """
    parts = parts_of(str(case._meta.model_name))
    if not parts:
        return {}
    watch, name = watch_of(), f"{case._meta.model_name}:{case.pk}"
    stale = _stale(name, parts, watch)
    told = dict(CasePicture.objects.filter(case=name, part__in=stale).values_list("part", "facts")) if stale else {}
    drawn = {part: parts[part].draw(case.pk) for part in stale}
    forget_after_commit(watch)
    return _keep(name, {part: _read(told.get(part)) for part in stale}, drawn, watch)


def _stale(case: str, parts: Mapping[str, Part], watch: Watch) -> list[str]:
    """Parts in whose tables somebody wrote since they were drawn, and those that were never drawn."""
    marks = CasePicture.objects.filter(case=case).values_list("part", "seen_by", "seen_at")
    seen = {part: seen_at if seen_by == watch.name else 0 for part, seen_by, seen_at in marks}
    return [name for name, part in parts.items() if name not in seen or watch.wrote_in(part.tables, seen[name])]


def _read(facts: str | None) -> Picture:
    return dict(json.loads(facts)) if facts else {}


def _keep(case: str, before: Mapping[str, Picture], after: Mapping[str, Picture], watch: Watch) -> Difference:
    changes = {part: difference(before[part], after[part]) for part in after}
    rows = [
        CasePicture(case=case, part=part, facts=json.dumps(after[part]), seen_by=watch.name, seen_at=watch.count)
        for part in after
    ]
    if rows:
        CasePicture.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["case", "part"],
            update_fields=["facts", "seen_by", "seen_at"],
        )
    return {path: pair for part in changes.values() for path, pair in part.items()}
