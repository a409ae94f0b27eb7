"""Two node kinds the open engine lacks: a task for one board, and a split into one task per board."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import CharField, QuerySet
from django.db.models.expressions import Combinable
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils.timezone import get_current_timezone
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation
from viewflow.workflow.models import Task
from viewflow.workflow.nodes.split import SplitActivation

from accounts.models import Board, User
from accounts.permissions import people_asked

from .announcements import task_opened
from .reached import INSPECTING

Item = dict[str, int]
"""What one task of a split is about: always `board`, sometimes more. Ids only: it is stored in the row."""


class BoardTask(flow.View):  # type: ignore[misc]
    """A task for the people who hold a right at one board.

    `page` names where the work is done, `days` until it is due. The board comes from the item of the split, or from
    `board`. With `four_eyes`, whoever wrote in the record for that board is not asked. Without `reminds`, something
    else reminds of it. Right and board are stored on the task row, which is what the inbox selects on. The pages call
    services, never the engine, so there is no view.
    `together`: colleagues work on it at the same time, so one who took it up stops no other.
    `extendable`: its term is one that the board sets by itself; others are set by a body, by all boards, or by law.
    """

    def __init__(
        self,
        page: str,
        *,
        right: str,
        days: int,
        board: Callable[[Any], Board] | None = None,
        four_eyes: bool = False,
        together: bool = False,
        reminds: bool = True,
        extendable: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(None, **kwargs)
        self.page = page
        self.right = right
        self.days = days
        self.four_eyes = four_eyes
        self.together = together
        self.reminds = reminds
        self.extendable = extendable
        self._board = board
        self._owner_permission = f"accounts.{right}"
        self._on_create = task_opened

    def calc_owner_permission_obj(self, activation: Activation) -> Board | None:
        if self._board is not None:
            return self._board(activation.process)
        return Board.objects.get(pk=activation.task.data["board"])

    def can_assign(self, user: User, task: Task) -> bool:
        """Only people who hold the right at the task's own board; a right elsewhere does not count."""
        return task.owner_id is None and user.has_perm(task.owner_permission, task.owner_permission_obj)

    def due(self, task: Task) -> datetime:
        """The end of the day until which it was made longer, or so many days after it began."""
        if longer := task.data.get("until"):
            return datetime.combine(date.fromisoformat(longer), time.max, tzinfo=get_current_timezone())
        created: datetime = task.created
        return created + timedelta(days=self.days)

    def day_that_was_set(self) -> Combinable:
        """The last day that people set for a task, in its row and as text; without one `days` counts."""
        return Cast(KeyTextTransform("until", "data"), CharField())

    def who_misses_it(self, process: Any) -> list[User]:
        """Who hears that the board is late, instead of its directors."""
        return []

    def people(self, activation: Activation) -> QuerySet[User]:
        """Whom it is asked of, before four eyes and the like."""
        return people_asked(self.right, activation.task.owner_permission_obj)


class InspectorTask(BoardTask):
    """A task of no board, for the inspectors who may read the record today."""

    def __init__(self, page: str, *, asked: Callable[[Any], QuerySet[User]], days: int, **kwargs: Any) -> None:
        super().__init__(page, right=INSPECTING, days=days, **kwargs)
        self._asked = asked

    def calc_owner_permission_obj(self, activation: Activation) -> None:
        return None

    def can_assign(self, user: User, task: Task) -> bool:
        """Who may do it is for the policy to say; the page asks it."""
        return task.owner_id is None

    def people(self, activation: Activation) -> QuerySet[User]:
        return self._asked(activation.process)


class ForEachActivation(SplitActivation):  # type: ignore[misc]
    @Activation.status.super()  # type: ignore[untyped-decorator]
    def activate(self) -> None:
        """One task per item, each with the item as its data."""
        node, items = self.flow_task.node, self.flow_task.items
        self.next_tasks = [(node, item) for item in items(self.process)]


class ForEach(flow.Split):  # type: ignore[misc]
    """A parallel split over what `items` returns for the process; how many is known only when it runs."""

    activation_class = ForEachActivation

    def __init__(self, items: Callable[[Any], Iterable[Item]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.items = items

    def Do(self, node: Any) -> ForEach:
        """The node that is made once per item."""
        self.Next(node)
        return self

    @property
    def node(self) -> Any:
        return self._activate_next[0][0]
