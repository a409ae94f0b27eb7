"""Viewflow's own list of what waits for somebody, as its manager gives it: without the design of this application.

With guardian it wants a right for each task, and reads all of them (`feasibility.md`, section 9).
"""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Paginator
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.http import HttpResponse
from django.template import engines
from guardian.models import UserObjectPermission
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from accounts.http import MemberRequest
from accounts.models import Membership
from workflows import flows
from workflows.flows import AgreementFlow

from .bare import TEMPLATE

PER_PAGE = 25
HELD = 2_000
"""Of one person: of 100,000 tasks a fiftieth, as in the measurement that this application was designed by."""


def queue(request: MemberRequest) -> HttpResponse:
    """The columns of its stock page, in the frame of the site; a page of 25, though the stock page has no such mercy
    with its filters."""
    tasks = Task.objects.queue([getattr(flows, name) for name in flows.__all__], request.user)
    page = Paginator(tasks.order_by("-created"), PER_PAGE).get_page(1)
    rows = [(task.pk, task.flow_task, task.brief, task.process.brief, task.created) for task in page]
    return HttpResponse(engines["django"].from_string(TEMPLATE).render({"rows": rows}, request))


def share_out(held: Membership) -> None:
    """Asks the same of this person twice: once as we do, of the board, and as often in viewflow's own way.

    `HELD` agreements to write for the own board; and as many others of which each task has a right of its own, in the
    general table of guardian that viewflow reads. Fewer when the country has fewer.
    """
    board = held.board
    asked = Task.objects.filter(flow_task=AgreementFlow.write, status=STATUS.NEW)
    others = list(asked.exclude(owner_permission_obj_pk=str(board.pk)).order_by("pk")[: 2 * HELD])
    own, alone = others[::2], others[1::2]
    asked.filter(pk__in=[task.pk for task in own]).update(owner_permission_obj_pk=str(board.pk))
    asked.filter(pk__in=[task.pk for task in alone]).update(owner_permission_obj_pk=Concat(F("pk"), Value("")))
    right = Permission.objects.get(codename=AgreementFlow.write.right)
    kind = ContentType.objects.get_for_model(Task)
    UserObjectPermission.objects.bulk_create(
        UserObjectPermission(user=held.user, permission=right, content_type=kind, object_pk=str(task.pk))
        for task in alone
    )
