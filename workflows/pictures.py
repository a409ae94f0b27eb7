"""Who was up, and since when: the open tasks belong to the picture of a route and of an agreement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Q
from viewflow.workflow.models import Process, Task

from agreements.models import Consent
from agreements.states import Audience
from audit.pictures import Picture, Rows, leave_out, register
from audit.pictures.facts import facts_in
from leerroutes.models import Route

from . import kinds
from .about import of_agreement, of_route
from .models import (
    AgreementProcess,
    CalendarFeed,
    Choice,
    Digest,
    EndingProcess,
    HandOver,
    Message,
    Notice,
    ProposalProcess,
    Question,
    QuestionProcess,
    QuestionRound,
    SearchEntry,
    Spelling,
    StartProcess,
    TermAlarm,
    TermProcess,
    Times,
)
from .questions.policies import visible_to as visible_questions
from .questions.selectors import with_words as questions_with_words
from .selectors import open_board_tasks


@dataclass(frozen=True)
class Tasks:
    """The tasks that wait for people: what, for which board, and since when."""

    about: Any
    name: str = "tasks"

    @property
    def tables(self) -> frozenset[str]:
        deciding: tuple[type[models.Model], ...] = (Task, Process, Consent, Route)
        return frozenset(model._meta.db_table for model in deciding)

    def draw(self, case: int) -> Picture:
        tasks = open_board_tasks().filter(self.about(case)).select_related(None)
        rows = tasks.values_list("pk", "flow_task", "owner_permission_obj_pk", "created", "data")
        return {path: value for row in rows for path, value in _facts(*row)}


def _facts(pk: int, task: Any, board: str, since: Any, data: dict[str, Any]) -> list[tuple[str, Any]]:
    about = {kind: f"{kind}:{number}" for kind, number in data.items() if kind not in ("board", "until")}
    told = {
        "task": f"{task.flow_class.__name__}.{task.name}",
        "board": board and f"board:{board}",
        "since": since,
        "until": data.get("until"),
        **about,
    }
    return [fact for name, value in told.items() for fact in facts_in(f"tasks/{pk}/{name}", value)]


SAID = Q(audience=Audience.EVERYBODY)

register("route", Tasks(of_route), Rows("messages", Message, of="route", only=SAID))
register("agreement", Tasks(of_agreement), Rows("messages", Message, of="agreement", only=SAID))

kinds.register(
    kinds.Kind(
        "process__questionprocess__question",
        visible_questions,
        "rounds",
        limited=False,
        of=("route", "agreement"),
        with_words=questions_with_words,
    )
)


def of_question(pk: int) -> Q:
    return Q(process__questionprocess__question=pk)


register(
    "question",
    Rows("", Question),
    Rows("rounds", QuestionRound, of="question", key=("number",)),
    Tasks(of_question),
)

register("user", Rows("calendars", CalendarFeed, of="user", without={"secret_sha256": "opens the calendar"}))  # nosec

POINTER = "points at its record and holds no fact; its open tasks are told"
leave_out({HandOver: "what colleagues wrote to each other about who does a task; the trail tells that it went over"})
leave_out(
    dict.fromkeys(
        (AgreementProcess, EndingProcess, ProposalProcess, QuestionProcess, StartProcess, TermProcess), POINTER
    )
)

TOLD = "how somebody is told what happens; what happens is in the case itself"
leave_out(dict.fromkeys((Choice, Digest, Notice, TermAlarm, Times), TOLD))
leave_out(dict.fromkeys((SearchEntry, Spelling), "derived from the records, to find them by"))
