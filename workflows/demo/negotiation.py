"""Two boards in the middle of a negotiation: proposal and counter-proposal, a no with a reason, comments, a draft."""

from __future__ import annotations

from accounts.actors import Actor
from agreements import services as archive
from agreements.clauses.wording import WORDING, OwnLid, members, stored_wording
from agreements.model_clauses import answers_of, shelf_of
from agreements.models import Agreement
from agreements.selectors import clause_text, text_of
from agreements.states import Audience

FIRST = "Partijen praten eerst vier weken met elkaar, onder leiding van een onafhankelijke gespreksleider."
COUNTER = "Partijen praten eerst twee weken met elkaar, onder leiding van een gespreksleider van de instelling."


def negotiate(agreement: Agreement, *, one: Actor, other: Actor) -> None:
    """`one` and `other` are the coordinators of two boards."""
    _propose(agreement, one, FIRST, "Eerst praten, dan pas de rechter.")
    _propose(agreement, other, COUNTER, "Vier weken is te lang; wij leveren de gespreksleider.")
    _say(agreement, one, Audience.OWN_BOARD, "Twee weken kan, maar de gespreksleider moet onafhankelijk zijn.")
    _say(agreement, other, Audience.EVERYBODY, "Wie betaalt de gespreksleider?", passage="gespreksleider")
    shown = text_of(agreement).digests
    for code in ("partijen", "B", "C"):
        archive.accept_clause(agreement, actor=other, code=code, route=None, seen_sha256=shown[code, None])
    archive.reject_clause(
        agreement,
        actor=other,
        code="G",
        route=None,
        seen_sha256=shown["G", None],
        reason="De bedrijven uit onze regio ontbreken nog.",
    )
    _keep(agreement, one)


def _propose(agreement: Agreement, actor: Actor, sentence: str, note: str) -> None:
    stored = clause_text(agreement, "H", None)
    model = [OwnLid(lid.text.strip(), place) for place, lid in enumerate(members(shelf_of(agreement)["H"]))]
    words = {WORDING: stored_wording([*model, OwnLid(sentence)])}
    archive.save_clause(
        agreement,
        actor=actor,
        code="H",
        route=None,
        seen_version=stored.version if stored else 0,
        data={**answers_of(agreement).get(("H", None), {}), **words},
        note=note,
    )


def _say(agreement: Agreement, actor: Actor, audience: Audience, body: str, passage: str = "") -> None:
    archive.comment(agreement, actor=actor, code="H", route=None, audience=audience, body=body, passage=passage)


def _keep(agreement: Agreement, actor: Actor) -> None:
    stored = clause_text(agreement, "I", None)
    archive.keep_draft(
        agreement,
        actor=actor,
        code="I",
        route=None,
        based_on=stored.version if stored else 0,
        seen_version=0,
        data={**answers_of(agreement).get(("I", None), {}), "notice_months": 9},
    )
