"""Who could do what, with names: for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.roles import RIGHTS_IN_WORDS, Role

from .rights import Holder
from .values import Reader


@dataclass(frozen=True)
class PersonThen:
    name: str
    roles: str
    rights: str
    notes: list[str]

    @property
    def in_words(self) -> str:
        """Everything in a few lines, to lay beside another moment."""
        return "\n".join([self.roles, self.rights, *self.notes])


@dataclass(frozen=True)
class BoardThen:
    name: str
    people: list[PersonThen]


def boards_then(boards: Mapping[str, Sequence[Holder]], reader: Reader) -> list[BoardThen]:
    named = [
        BoardThen(reader.names.get(board, board), [_person(one, reader) for one in people])
        for board, people in boards.items()
    ]
    return sorted(named, key=lambda one: one.name)


def _person(holder: Holder, reader: Reader) -> PersonThen:
    away = [
        _("away as %(role)s; %(name)s acted") % {"role": Role(role).label, "name": reader.names.get(who, who)}
        for role, who in holder.away.items()
    ]
    instead = [
        _("acted as %(role)s in the place of %(name)s") % {"role": Role(role).label, "name": reader.names.get(who, who)}
        for role, who in holder.instead_of.items()
    ]
    mandates = [_("mandate: %(function)s") % {"function": one.get("function", "")} for one in holder.mandates]
    return PersonThen(
        name=reader.names.get(holder.person, holder.person),
        roles=", ".join(str(Role(role).label) for role in holder.roles),
        rights=", ".join(str(RIGHTS_IN_WORDS.get(right, right)) for right in holder.rights),
        notes=[*away, *instead, *mandates],
    )
