"""What of a record can be found: its names and words, as everybody reads them who may open it. Nothing private."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Prefetch
from django.utils import translation

from accounts.models import Board, User
from agreements.clauses.render import RenderedClause, article_text
from agreements.models import Agreement
from agreements.selectors import text_to_read
from leerroutes.models import Cooperation, Route, RouteLine

from ..questions.models import Question
from .models import Kind, SearchEntry
from .words import folded

NUMBER = re.compile(r"^[0-9][0-9.]* ")
LONGEST_TITLE, LONGEST_TEXT = 300, 60_000


def entry(kind: Kind, key: str, title: str, text: Iterable[str] = (), **record: Any) -> SearchEntry:
    title, whole = title[:LONGEST_TITLE], "\n".join(filter(None, text))[:LONGEST_TEXT]
    names, words = " ".join(folded(title)), " ".join(folded(whole))
    return SearchEntry(key=key, kind=kind, title=title, text=whole, names=names, words=words, **record)


def of_routes(pks: Iterable[int]) -> Iterator[SearchEntry]:
    lines = RouteLine.objects.select_related(
        "profile", "establishment", "mbo_institution", "domain", "qualification__domain"
    )
    everything = (Prefetch("lines", lines), "parties__board", "institutions", "partners")
    for route in Route.objects.filter(pk__in=pks).prefetch_related(*everything):
        text = [route.motivation, *map(_line, route.lines.all())]
        text += [str(one) for many in (route.parties, route.institutions, route.partners) for one in many.all()]
        yield entry(Kind.ROUTE, f"route:{route.pk}", f"{route.name} ({route.number})", text, route=route)


def _line(line: RouteLine) -> str:
    domain = line.domain or (line.qualification.domain if line.qualification else None)
    code = line.qualification.code if line.qualification else ""
    parts = (line.profile, line.qualification, code, domain, line.establishment, line.mbo_institution)
    return ", ".join(str(part) for part in parts if part)


def of_agreements(pks: Iterable[int]) -> Iterator[SearchEntry]:
    """An agreement by its title, parties and routes, and each of its articles by its words."""
    for agreement in Agreement.objects.filter(pk__in=pks).prefetch_related("parties__board", "covered__route"):
        routes = [f"{one.route.name} ({one.route.number})" for one in agreement.covered.all()]
        parties = [str(party.board) for party in agreement.parties.all()]
        title = f"{agreement.title} ({agreement.number})"
        text = [agreement.change_reason, *parties, *routes]
        yield entry(Kind.AGREEMENT, f"agreement:{agreement.pk}", title, text, agreement=agreement)
        with translation.override("nl"):
            for clause in text_to_read(agreement).rendered:
                yield of_clause(agreement, clause)


def of_clause(agreement: Agreement, clause: RenderedClause) -> SearchEntry:
    return of_article(agreement.pk, clause.code, clause.route_id, article_text(clause))


def of_article(agreement: int, code: str, route: int | None, text: str) -> SearchEntry:
    """Its title is the first line of its words; without the number, which another article can change."""
    title, _line, rest = text.partition("\n")
    title = NUMBER.sub("", title)
    place = code if route is None else f"{code}/{route}"
    key = f"agreement:{agreement}/{place}"
    return entry(Kind.ARTICLE, key, title, [rest], agreement_id=agreement, place=place)


def of_boards(pks: Iterable[int]) -> Iterator[SearchEntry]:
    for board in Board.objects.filter(pk__in=pks).prefetch_related("institutions"):
        schools = [f"{school.name} {school.brin}" for school in board.institutions.all()]
        yield entry(
            Kind.BOARD, f"board:{board.pk}", f"{board.name} ({board.number})", [board.seat, *schools], board=board
        )


def of_people(pks: Iterable[int]) -> Iterator[SearchEntry]:
    """By name and work address only. Who was erased is not found."""
    for person in User.objects.filter(pk__in=pks, erased__isnull=True):
        yield entry(Kind.PERSON, f"person:{person.pk}", person.name, [person.email], person=person)


def of_cooperations(pks: Iterable[int]) -> Iterator[SearchEntry]:
    for found in Cooperation.objects.filter(pk__in=pks).prefetch_related("parties__board", "institutions"):
        with translation.override("nl"):
            kind = found.get_kind_display()
        text = [found.description, kind, *map(str, found.parties.all()), *map(str, found.institutions.all())]
        yield entry(Kind.COOPERATION, f"cooperation:{found.pk}", found.name, text, cooperation=found)


def of_questions(pks: Iterable[int]) -> Iterator[SearchEntry]:
    """What was asked and answered. Neither who did, nor the case it is about: an adviser may not open that."""
    for question in Question.objects.filter(pk__in=pks).prefetch_related("rounds"):
        text = [said for one in question.rounds.all() for said in (one.text, one.answer)]
        title = f"{question.title} ({question.number})"
        yield entry(Kind.QUESTION, f"question:{question.pk}", title, text, question=question)


SOURCES = {
    "route": (Route, of_routes),
    "agreement": (Agreement, of_agreements),
    "board": (Board, of_boards),
    "person": (User, of_people),
    "cooperation": (Cooperation, of_cooperations),
    "question": (Question, of_questions),
}
"""The beginning of a key, the records it stands for, and what of them can be found."""
