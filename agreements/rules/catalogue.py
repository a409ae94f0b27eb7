"""Every rule there is, of proposals, agreements and reports, under its subject: what the public page shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from leerroutes.rules import RULES as PROPOSAL
from leerroutes.rules.base import Example, Rule, Text
from leerroutes.rules.reporting import RULES as REPORTING

from . import CHAPTERS

AnyRule = Rule[Any]


@dataclass(frozen=True)
class Shown:
    """An example with the words its rule really answers."""

    example: Example[Any]
    message: Text


@dataclass(frozen=True)
class Entry:
    rule: AnyRule
    examples: tuple[Shown, ...]


@dataclass(frozen=True)
class Chapter:
    anchor: str
    title: Text
    entries: tuple[Entry, ...]


def _numbered(first: int, last: int) -> tuple[AnyRule, ...]:
    return tuple(rule for rule in PROPOSAL if first <= int(rule.id[2:]) <= last)


def _subjects() -> Iterator[tuple[Text, tuple[AnyRule, ...]]]:
    yield Text("Het voorstel: wie, wat en waar", "The proposal: who, what and where"), _numbered(1, 17)
    yield Text("Duur", "Duration"), _numbered(20, 22)
    yield Text("Onderwijstijd", "Teaching time"), _numbered(30, 35)
    yield from CHAPTERS.items()
    yield Text("Melding en registers", "Report and registers"), REPORTING


@cache
def chapters() -> tuple[Chapter, ...]:
    """The same for every reader and every day; what a rule answers to its examples does not change."""
    return tuple(
        Chapter(f"onderwerp-{place}", title, tuple(_entry(rule) for rule in rules))
        for place, (title, rules) in enumerate(_subjects(), start=1)
    )


def _entry(rule: AnyRule) -> Entry:
    return Entry(rule, tuple(_shown(rule, example) for example in rule.examples))


def _shown(rule: AnyRule, example: Example[Any]) -> Shown:
    said = next(one for one in rule.findings(example.facts) if one.outcome is example.outcome)
    return Shown(example, said.message)
