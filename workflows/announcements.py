"""Tell people what is asked of them or was decided, each in the way they chose (`telling`).

Promised in the transaction of the change; mail is sent by a worker. Every key makes it once per person.
"""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.timezone import localdate
from viewflow.workflow.activation import Activation
from viewflow.workflow.models import Task

from accounts.actors import Actor
from accounts.models import Board, User
from accounts.permissions import people_asked
from agreements.models import Agreement, Comment, Decline, Reminder, SigningRequest
from agreements.policies_one_board import acted_for_others
from audit.services import case_of
from jobs.sentences import sentence as _
from leerroutes.models import Cooperation, Route

from .links import address_of, clause_address
from .models import Notice
from .reached import people_reached, record_of
from .telling.kinds import Kind
from .telling.services import tell


def task_opened(activation: Activation) -> None:
    """Somebody is asked to act."""
    task = activation.task
    reached = people_reached(activation)
    tell(
        reached,
        Kind.TASK,
        key=f"task:{task.pk}",
        about=record_of(activation.process),
        sentence=_("You are asked: %(what)s", what=in_english(activation.flow_task.task_title)),
        address=address_of(task),
        alone=len(reached) == 1,
        task=task,
        job="workflows.mail_task",
        arguments={"task": task.pk},
    )


def more_time(task: Task, until: date) -> None:
    """A board takes longer than it said: the coordinators of the other boards wait for it."""
    found, board = record_of(task.process.coerced), task.owner_permission_obj
    what, day = in_english(task.flow_task.task_title), until.strftime("%d-%m-%Y")
    others = [party.board for party in found.parties.exclude(board=board).select_related("board")]
    tell(
        {person for other in others for person in people_asked("draft_agreements", other)},
        Kind.TERM,
        key=f"longer:{task.pk}:{until}",
        about=found,
        sentence=_("%(board)s takes until %(day)s: %(what)s", board=board, day=day, what=what),
        task=task,
    )


def in_english(words: str | Promise) -> str:
    """As it stands in the code, to be put in the language of whoever reads it."""
    with translation.override("en"):
        return str(words)


def route_news(route: Route) -> None:
    """The state of a route changed: its coordinators want to know."""
    _news(route, [party.board for party in route.parties.select_related("board")])


def agreement_news(agreement: Agreement, *, about: str = "") -> None:
    """The state of an agreement changed, or something is `about` to: its coordinators want to know."""
    _news(agreement, [party.board for party in agreement.parties.select_related("board")], about)


def declined(decline: Decline) -> None:
    """Whoever wrote, decided or would sign hears why, and what happens next."""
    tell(
        people_of(decline.agreement, "draft_agreements", "decide_agreements", "sign_agreements"),
        Kind.SIGNING,
        key=f"declined:{decline.pk}",
        about=decline.agreement,
        sentence=_("%(board)s declines to sign.", board=decline.board),
        job="workflows.mail_declined",
        arguments={"decline": decline.pk},
    )


def term_news(request: SigningRequest, reason: str) -> None:
    """The term for signing is over, or (with a reason) renewed."""
    rights = ("draft_agreements", "sign_agreements", *(("decide_agreements",) if reason else ()))
    moment = f"{request.pk}:{request.due_on}:{'renewed' if reason else 'over'}"
    tell(
        people_of(request.agreement, *rights),
        Kind.SIGNING,
        key=f"term:{moment}",
        about=request.agreement,
        sentence=_("There is more time to sign.") if reason else _("The term for signing is over."),
        job="workflows.mail_term",
        arguments={"request": request.pk, "reason": reason},
    )


def reminded(agreement: Agreement, reminders: list[Reminder]) -> None:
    """Whoever can sign for these boards today."""
    for reminder in reminders:
        asked = people_asked("sign_agreements", reminder.board)
        people = list(asked.exclude(pk__in=acted_for_others(agreement, reminder.board)))
        tell(
            people,
            Kind.SIGNING,
            key=f"reminder:{reminder.pk}",
            about=agreement,
            sentence=_("%(board)s did not sign yet.", board=reminder.board),
            address=reverse("agreements:sign", args=[agreement.pk]),
            alone=len(people) == 1,
            job="workflows.mail_reminder",
            arguments={"reminder": reminder.pk},
        )


def people_of(agreement: Agreement, *rights: str) -> list[User]:
    """Who holds one of these rights today at a board that is party; each person once."""
    boards = [party.board for party in agreement.parties.select_related("board")]
    found = {person.pk: person for board in boards for right in rights for person in people_asked(right, board)}
    return list(found.values())


def cooperation_asks(cooperation: Cooperation) -> None:
    """The boards that did not say yet that they take part: whoever can say so is told, once for each version."""
    for party in cooperation.parties.filter(confirmed=None).select_related("board"):
        people = list(people_asked("draft_routes", party.board))
        tell(
            people,
            Kind.TASK,
            key=f"cooperation:{cooperation.pk}:{cooperation.version}:{party.board_id}",
            about=cooperation,
            sentence=_("Does %(board)s take part?", board=party.board),
            alone=len(people) == 1,
            job="workflows.mail_cooperation",
            arguments={"party": party.pk},
        )


def asked(record: Route | Agreement, action: str, people: list[User], *, actor: Actor, board: Board) -> list[User]:
    """Somebody asks these people to do what is in the way. Each hears it once a day, whoever asks; gives who will."""
    moment = f"asked:{case_of(record)}:{action}:{board.pk}:{localdate().isoformat()}"
    told = set(Notice.objects.filter(key__startswith=f"{moment}:").values_list("person", flat=True))
    new = [person for person in people if person.pk not in told]
    tell(
        new,
        Kind.HELP,
        key=moment,
        about=record,
        sentence=_("%(name)s asks you to do something for this case.", name=actor.user),
        alone=len(people) == 1,
        job="workflows.mail_asked",
        arguments={"record": case_of(record), "action": action, "asker": actor.user.pk, "board": board.pk},
    )
    return new


def mentioned(comment: Comment) -> None:
    """Somebody's attention is asked; the mail holds no word of the comment itself."""
    tell(
        User.objects.filter(pk__in=comment.mentioned.values("pk")),
        Kind.MENTION,
        key=f"mention:{comment.pk}",
        about=comment.agreement,
        sentence=_("%(name)s calls your attention in a comment.", name=comment.author),
        address=clause_address(comment.agreement, comment.code, comment.route_id) + "#opmerkingen",
        job="workflows.mail_mention",
        arguments={"comment": comment.pk},
    )


def _news(record: Route | Agreement, boards: list[Board], about: str = "") -> None:
    moment = f"{case_of(record)}:{record.state}:{record.state_since.timestamp():.6f}" + (about and f":{about}")
    label = in_english(dict(record._meta.get_field("state").flatchoices)[record.state])
    tell(
        [person for board in boards for person in people_asked("draft_routes", board)],
        Kind.NEWS,
        key=moment,
        about=record,
        sentence=_("Now: %(state)s", state=label),
        job="workflows.mail_news",
        arguments={"record": case_of(record), "state": record.state},
    )
