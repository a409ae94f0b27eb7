"""What a moment, or two of them, hold for one reader. As many queries for a large case as for a small one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.utils.timezone import localdate

from accounts.actors import Actor
from accounts.uploads.states import FileState
from agreements.clauses import library
from agreements.clauses.shapes import Library
from agreements.model_clauses import shelf_of
from agreements.models import Agreement, Proposal
from agreements.policies import documents_visible_to
from agreements.policies_files import frozen_texts_visible_to
from agreements.policies_lane import comments_visible_to
from audit.pictures import Picture, place_of
from audit.pictures.history import ERASED
from leerroutes.models import Route

from ..messages.policies import messages_visible_to
from .differences import changes_of
from .moments import Moment
from .names import names_of, references_in
from .people import BoardThen, boards_then
from .rights import holders_at
from .sections import sections_of
from .sheaves import sheaf_of
from .values import Reader


def shown(case: models.Model, moment: Moment, *, actor: Actor) -> dict[str, Any]:
    """The case at one moment: its facts in sections, and who could do what."""
    picture = visible_part(case, moment.picture, actor)
    boards = holders_at(parties_of(picture), moment.at)
    reader = _reader(case, [picture], actor, [one.references for people in boards.values() for one in people])
    return {
        "moment": moment,
        "sections": sections_of(picture, reader, words_of(case, [picture])),
        "boards": boards_then(boards, reader),
        "day": localdate(moment.at),
    }


def compared(case: models.Model, older: Moment, newer: Moment, *, actor: Actor) -> dict[str, Any]:
    """What differs between two moments, in the facts and in who could do what."""
    one, other = (visible_part(case, moment.picture, actor) for moment in (older, newer))
    boards = [holders_at(parties_of(picture), at) for picture, at in ((one, older.at), (other, newer.at))]
    people = [holder.references for side in boards for holders in side.values() for holder in holders]
    reader = _reader(case, [one, other], actor, people)
    rights = [boards_then(side, reader) for side in boards]
    return {
        "older": older,
        "newer": newer,
        "changed": changes_of(one, other, reader, words_of(case, [one, other])),
        "rights_changed": rights_that_differ(*rights),
    }


@dataclass(frozen=True)
class RightsChange:
    board: str
    person: str
    before: str
    after: str


def rights_that_differ(older: list[BoardThen], newer: list[BoardThen]) -> list[RightsChange]:
    sides = [
        {(board.name, person.name): person.in_words for board in side for person in board.people}
        for side in (older, newer)
    ]
    places = sorted(sides[0].keys() | sides[1].keys())
    found = [RightsChange(*place, sides[0].get(place, ""), sides[1].get(place, "")) for place in places]
    return [one for one in found if one.before != one.after]


def parties_of(picture: Picture) -> list[str]:
    boards = (value for path, value in picture.items() if path.startswith("parties/") and path.endswith("/board"))
    return sorted(board for board in boards if board != ERASED)


def visible_part(case: models.Model, picture: Picture, actor: Actor) -> Picture:
    """Without the rows that this reader may not open on the page of the case either. The reader found the case."""
    open_now = _open_now(case, actor)
    readable = {part: {str(pk) for pk in rows.values_list("pk", flat=True)} for part, rows in open_now.items()}
    refused = _refused_of_others(picture, actor) if isinstance(case, Agreement) else set()
    kind = str(case._meta.model_name)
    return {
        path: value
        for path, value in picture.items()
        if _is_open(*place_of(kind, path)[:2], readable=readable, refused=refused)
    }


def _open_now(case: models.Model, actor: Actor) -> dict[str, QuerySet[Any]]:
    """Part → the rows of it that this reader may open today."""
    if isinstance(case, Agreement):
        return {
            "comments": comments_visible_to(actor, case),
            "messages": messages_visible_to(actor, case),
            "documents": documents_visible_to(actor, case),
            "texts": frozen_texts_visible_to(actor, case),
        }
    return {"messages": messages_visible_to(actor, case)} if isinstance(case, Route) else {}


def _is_open(part: str, row: str, *, readable: Mapping[str, set[str]], refused: set[str]) -> bool:
    return row in readable[part] if part in readable else not (part == "annexes" and row in refused)


def _refused_of_others(picture: Picture, actor: Actor) -> set[str]:
    """Files with a virus are only told to the board that sent them (`annexes_visible_to`)."""
    own = f"board:{actor.board.pk}" if actor.board else ""
    rows = sheaf_of("agreement", picture).get("annexes", {})
    return {pk for pk, row in rows.items() if row.get("state") == FileState.REFUSED and row.get("board") != own}


def words_of(case: models.Model, pictures: Iterable[Picture]) -> dict[str, str]:
    """Digest → words, of every article that was on the table. Words that do not fit their digest are not shown."""
    if not isinstance(case, Agreement):
        return {}
    told = (fact for one in pictures for fact in one.items())
    digests = {str(value) for path, value in told if path.startswith("proposals/") and path.endswith("/sha256")}
    kept = Proposal.objects.filter(agreement=case, sha256__in=digests).order_by("-pk").values_list("sha256", "text")
    return {digest: text for digest, text in kept if _fits(text, digest)}


def _fits(text: str, digest: str) -> bool:
    """The digest is of the article without its number, which another article can change."""
    bare = text.partition(" ")[2]
    return digest in {sha256(words.encode()).hexdigest() for words in (text, bare)}


def _reader(case: models.Model, pictures: Iterable[Picture], actor: Actor, people: Iterable[set[str]]) -> Reader:
    references = set().union(*people, *(references_in(picture.values()) for picture in pictures))
    return Reader(str(case._meta.model_name), names_of(references, actor), _shelf(case))


def _shelf(case: models.Model) -> Library:
    return shelf_of(case) if isinstance(case, Agreement) else library.load()
