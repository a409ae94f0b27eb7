"""What boards do with an article while they negotiate; for tests."""

from __future__ import annotations

from typing import Any

from accounts.actors import Actor
from agreements.clauses.library import load
from agreements.clauses.wording import WORDING, OwnLid, members, stored_wording
from agreements.model_clauses import answers_of
from agreements.models import Agreement, ClauseText
from agreements.selectors import text_of
from agreements.services import accept_clause, save_clause
from agreements.standing import accepted_by, standing

H = ("H", None)
OWN_WORDS = "Partijen praten eerst met elkaar, onder vier ogen."


def digest(agreement: Agreement, code: str = "H") -> str:
    return text_of(agreement).digests[code, None]


def stand(agreement: Agreement, code: str = "H") -> set[int]:
    return accepted_by(standing(agreement, text_of(agreement))[code, None])


def version(agreement: Agreement, code: str = "H") -> int:
    return ClauseText.objects.get(agreement=agreement, code=code, route=None).version


def propose(agreement: Agreement, actor: Actor, *, seen: int | None = None, code: str = "H", **data: Any) -> ClauseText:
    answers = dict(answers_of(agreement)[code, None])
    seen = version(agreement, code) if seen is None else seen
    return save_clause(
        agreement, actor=actor, code=code, route=None, seen_version=seen, data=answers | data, note="Beter zo."
    )


def accept(agreement: Agreement, actor: Actor, sha256: str = "", code: str = "H") -> Agreement:
    sha256 = sha256 or digest(agreement, code)
    return accept_clause(agreement, actor=actor, code=code, route=None, seen_sha256=sha256)


def own_words(code: str = "H", text: str = OWN_WORDS) -> dict[str, Any]:
    lids = [OwnLid(lid.text, place) for place, lid in enumerate(members(load()[code]))]
    return {WORDING: stored_wording([*lids, OwnLid(text)])}
