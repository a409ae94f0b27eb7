"""Viewflow's own list of what waits for somebody, as its manager gives it: without the design of this application."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.template import engines
from guardian.models import UserObjectPermission
from viewflow.workflow.models import Task

from accounts.http import MemberRequest
from accounts.models import Board, BoardUserPermission, User
from workflows import flows

from .bare import TEMPLATE

PER_PAGE = 25


def queue(request: MemberRequest) -> HttpResponse:
    """The columns of its stock page, in the frame of the site; a page of 25, though the stock page has no such mercy
    with its filters."""
    tasks = Task.objects.queue([getattr(flows, name) for name in flows.__all__], request.user)
    page = Paginator(tasks.order_by("-created"), PER_PAGE).get_page(1)
    rows = [(task.pk, task.flow_task, task.brief, task.process.brief, task.created) for task in page]
    return HttpResponse(engines["django"].from_string(TEMPLATE).render({"rows": rows}, request))


def give_rights(person: User) -> None:
    """It reads the general table of guardian; here rights stand in a table of their own."""
    board = ContentType.objects.get_for_model(Board)
    for one in BoardUserPermission.objects.filter(user=person):
        UserObjectPermission.objects.get_or_create(
            user=person, permission=one.permission, content_type=board, object_pk=str(one.content_object_id)
        )
