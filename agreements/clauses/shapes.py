"""What a model clause is made of."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from .words import Words

Scope = Literal["shared", "route"]
SIMPLE_KINDS = frozenset({"text", "long", "int", "date", "choice", "yesno", "board", "line", "year"})
KINDS = SIMPLE_KINDS | {"multi", "per_board", "table"}
BLOCK_KINDS = frozenset({"long", "multi", "per_board", "table"})
MAX_LENGTH = {"text": 250, "long": 5000, "per_board": 3000}
MAX_ROWS = 60


@dataclass(frozen=True)
class Choice:
    value: str
    label: Words
    text: str
    """How the choice reads inside the Dutch sentence."""


@dataclass(frozen=True)
class Field:
    """One thing that is asked; a table asks several, row by row, through its columns."""

    name: str
    kind: str
    label: Words
    help: Words
    required: bool = False
    required_when: str = ""
    when: str = ""
    choices: tuple[Choice, ...] = ()
    columns: tuple["Field", ...] = ()
    min_rows: int = 0
    max_length: int = 0
    minimum: int = 0
    maximum: int = 100_000
    not_before: str = ""
    not_after: str = ""
    group: bool = False
    """A column that becomes the heading above the rows that share its value."""
    together: bool = False
    """A board may also be one side, or all parties together."""

    def choice(self, value: object) -> Choice | None:
        return next((choice for choice in self.choices if choice.value == value), None)

    @property
    def is_optional(self) -> bool:
        return not self.required and not self.required_when and not self.min_rows


@dataclass(frozen=True)
class Lid:
    """One numbered member of an article."""

    text: str
    when: str = ""


@dataclass(frozen=True)
class Clause:
    version: str
    code: str
    position: int
    letter: str
    title: Words
    guidance: Words
    scope: Scope
    topics: tuple[str, ...]
    fields: tuple[Field, ...]
    leden: tuple[Lid, ...]
    annex: tuple[Lid, ...] = ()
    """What a clause with `scope = "route"` says about each route, in its annex."""
    when: str = ""
    numbered: bool = True

    def field(self, name: str) -> Field:
        return next(field for field in self.fields if field.name == name)

    @property
    def is_mandatory(self) -> bool:
        """One of the ten topics of the law."""
        return bool(self.letter)


@dataclass(frozen=True)
class Library:
    version: str
    clauses: tuple[Clause, ...]

    @cached_property
    def _by_code(self) -> dict[str, Clause]:
        return {clause.code: clause for clause in self.clauses}

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def get(self, code: str) -> Clause | None:
        return self._by_code.get(code)

    def __getitem__(self, code: str) -> Clause:
        return self._by_code[code]

    @property
    def topics(self) -> frozenset[str]:
        """Every legal topic that the texts refer to: the keys `AgreementFacts.law` must have."""
        return frozenset(topic for clause in self.clauses for topic in clause.topics)
