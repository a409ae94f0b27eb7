"""Mail about a case: what is asked, what became of it, a mention, and anything said in one sentence."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Model

from accounts.models import User
from agreements.models import Comment
from jobs.services import handles
from leerroutes.models import CooperationParty

from .links import absolute, address_of, clause_address
from .mail import send
from .models import Notice
from .reached import record_of
from .selectors import open_board_tasks
from .signing import request_behind
from .telling.reading import readable


@handles("workflows.mail_task")
def mail_task(task: int, person: int) -> None:
    """Tell one person that a task waits, unless it is done meanwhile, or asks nothing now (a suspended route)."""
    waiting = open_board_tasks().filter(pk=task).first()
    if waiting is not None:
        record = record_of(waiting.process.coerced)
        _send(
            "task",
            User.objects.get(pk=person),
            {
                "task": waiting,
                "record": record,
                "board": waiting.owner_permission_obj,
                "request": request_behind(waiting, record),
                "last_day": getattr(waiting.flow_task, "last_day", lambda task: None)(waiting),
                "link": absolute(address_of(waiting)),
            },
            record,
        )


@handles("workflows.mail_news")
def mail_news(record: str, state: str, person: int) -> None:
    """Tell one person what became of a case."""
    model, pk = record.split(":")
    subject = apps.get_model({"route": "leerroutes", "agreement": "agreements"}[model], model).objects.get(pk=pk)
    label = dict(subject._meta.get_field("state").flatchoices)[state]
    _send(
        "news",
        User.objects.get(pk=person),
        {"record": subject, "state": label, "link": absolute(subject.get_absolute_url())},
        subject,
    )


@handles("workflows.mail_cooperation")
def mail_cooperation(party: int, person: int) -> None:
    """Ask one person whether their board takes part, unless that is answered or over meanwhile."""
    asked = CooperationParty.objects.select_related("cooperation__proposed_by", "board").filter(pk=party).first()
    if asked is None or asked.confirmed or asked.cooperation.is_over:
        return
    link = absolute(asked.cooperation.get_absolute_url())
    words = {"cooperation": asked.cooperation, "board": asked.board, "link": link}
    _send("cooperation", User.objects.get(pk=person), words, asked.cooperation)


@handles("workflows.mail_mention")
def mail_mention(comment: int, person: int) -> None:
    """Tell one person that somebody asks for a look; the words stay where they can be read."""
    said = Comment.objects.select_related("agreement", "author", "board").get(pk=comment)
    link = absolute(clause_address(said.agreement, said.code, said.route_id) + "#opmerkingen")
    _send(
        "mention",
        User.objects.get(pk=person),
        {"record": said.agreement, "author": said.author, "board": said.board, "link": link},
        said.agreement,
    )


@handles("workflows.mail_notice")
def mail_notice(notice: int, person: int) -> None:
    """Tell one person one thing, in a sentence with the link that matters; unless it was read in the application."""
    told = Notice.objects.select_related("person").get(pk=notice, person=person)
    record = readable(told.person, [told.case]).get(told.case)
    if record is not None and told.read is None:
        _send("notice", told.person, {"notice": told, "record": record, "link": absolute(told.address)}, record)


def _send(kind: str, person: User, context: dict[str, object], about: Model) -> None:
    send(f"workflows/mail/{kind}.txt", person, context, about=about)
