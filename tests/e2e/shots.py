"""What pictures are taken of: one line for each page, in a state in which somebody has something to do there."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from django.db.models import Model
from django.urls import reverse

from accounts.actors import actor_for
from accounts.models import User
from accounts.roles import Role
from agreements.models import Agreement, Document
from agreements.states import Audience
from inspections.models import Finding, InspectionSample
from inspections.services import draw_sample
from leerroutes.models import Cooperation, RioRegistration, Route
from workflows.demo.world import board, person
from workflows.messages.services import write_message
from workflows.models import Question

NOBODY = ""
INSPECTOR, ADMINISTRATOR, EDITOR, ADVISER = (
    f"{login}@leerroutes.example" for login in ("inspecteur", "beheerder", "redacteur", "adviseur")
)
INSULA, SPINOZA, PERRON, DAVINCI, TER_AA = (
    f"coordinator@{slug}.example" for slug in ("insula", "spinoza", "perron", "davinci", "teraa")
)
DIRECTOR, SIGNATORY, REGISTRAR = "director@davinci.example", "signatory@perron.example", "registrar@rijnland.example"


class Shot(NamedTuple):
    """`of` names a case in `CASES`; `more` are the other arguments of the address, `query` is what comes after it."""

    name: str
    who: str
    page: str
    of: str = ""
    more: tuple[str, ...] = ()
    query: str = ""
    is_paper: bool = False

    @property
    def address(self) -> str:
        key = [CASES[self.of]().pk] if self.of else []
        return reverse(self.page, args=[*key, *self.more]) + self.query


def route(**said: object) -> Callable[[], Model]:
    return lambda: Route.objects.filter(**said).order_by("pk")[0]


def agreement(state: str) -> Callable[[], Model]:
    return lambda: Agreement.objects.filter(state=state).order_by("pk")[0]


CASES: dict[str, Callable[[], Model]] = {
    "draft": route(name="TOT met robotica"),
    "faulty": route(name__startswith="KB naar mbo-2"),
    "submitted": route(state="submitted"),
    "returned": route(state="returned"),
    "rejected": route(state="rejected"),
    "running": route(state="running"),
    "writing": agreement("draft"),
    "complete": agreement("complete"),
    "deciding": agreement("decision"),
    "signing": agreement("out_for_signature"),
    "in force": agreement("in_force"),
    "document": lambda: Document.objects.filter(agreement__state="out_for_signature").order_by("pk")[0],
    "unregistered": lambda: RioRegistration.objects.filter(route__state="contracted").exclude(state="confirmed")[0],
    "lighter": lambda: Cooperation.objects.order_by("pk")[0],
    "finding": lambda: Finding.objects.order_by("pk")[0],
    "sample": lambda: InspectionSample.objects.order_by("pk")[0],
    "question": lambda: Question.objects.order_by("pk")[0],
    "board": lambda: board("davinci"),
}

SHOTS = (
    Shot("login", NOBODY, "account_login"),
    Shot("accessibility", NOBODY, "accessibility"),
    Shot("verify", NOBODY, "agreements:verify"),
    # Where each role begins
    Shot("start-coordinator", SPINOZA, "workflows:start"),
    Shot("start-director", DIRECTOR, "workflows:start"),
    Shot("start-signatory", SIGNATORY, "workflows:start"),
    Shot("start-participation", "participation@perron.example", "workflows:start"),
    Shot("start-registrar", REGISTRAR, "workflows:start"),
    Shot("start-adviser", ADVISER, "workflows:start"),
    Shot("start-inspector", INSPECTOR, "workflows:start"),
    Shot("start-administrator", ADMINISTRATOR, "workflows:start"),
    Shot("start-editor", EDITOR, "workflows:start"),
    # What waits, and finding the way
    Shot("inbox", DIRECTOR, "workflows:inbox"),
    Shot("inbox-empty", "registrar@davinci.example", "workflows:inbox"),
    Shot("notices", DAVINCI, "workflows:notices"),
    Shot("notices-settings", DAVINCI, "workflows:telling"),
    Shot("calendar", DAVINCI, "workflows:calendars"),
    Shot("search", DAVINCI, "workflows:search", query="?q=techniek"),
    Shot("search-nothing", DAVINCI, "workflows:search", query="?q=xylofoon"),
    Shot("overview", DAVINCI, "workflows:overview"),
    Shot("board", DAVINCI, "workflows:board", "board"),
    # A route
    Shot("routes", DAVINCI, "leerroutes:list"),
    Shot("route-draft", INSULA, "workflows:route", "draft"),
    Shot("route-submitted", DIRECTOR, "workflows:route", "submitted"),
    Shot("route-running", DIRECTOR, "workflows:route", "running"),
    Shot("route-faulty", PERRON, "workflows:route", "faulty"),
    Shot("route-returned", PERRON, "workflows:route", "returned"),
    Shot("route-rejected", PERRON, "workflows:route", "rejected"),
    Shot("route-new", INSULA, "leerroutes:create"),
    Shot("route-edit", INSULA, "leerroutes:edit", "draft"),
    Shot("route-line", INSULA, "leerroutes:line_edit", "draft", ("1",)),
    Shot("route-submit", INSULA, "leerroutes:submit", "draft"),
    Shot("decide", DIRECTOR, "leerroutes:decide", "submitted", query="#decide"),
    Shot("planning", DAVINCI, "workflows:planning", "submitted"),
    Shot("messages", DAVINCI, "workflows:route_messages", "submitted"),
    Shot("register", REGISTRAR, "leerroutes:register", "unregistered"),
    Shot("lighter", TER_AA, "leerroutes:cooperations"),
    Shot("cooperation", TER_AA, "workflows:cooperation", "lighter"),
    # An agreement
    Shot("agreements", SPINOZA, "agreements:list"),
    Shot("agreement-writing", SPINOZA, "workflows:agreement", "writing"),
    Shot("agreement-clause", SPINOZA, "agreements:clause", "writing", ("B",)),
    Shot("agreement-negotiating", SPINOZA, "agreements:clause", "writing", ("H",)),
    Shot("agreement-funding", SPINOZA, "agreements:clause", "writing", ("E",)),
    Shot("agreement-text", SPINOZA, "agreements:text", "writing"),
    Shot("agreement-ask", SPINOZA, "agreements:ask", "complete"),
    Shot("agreement-decide", "director@perron.example", "agreements:decide", "deciding"),
    Shot("agreement-sign", SIGNATORY, "agreements:sign", "signing"),
    Shot("agreement-signing", SIGNATORY, "workflows:agreement", "signing"),
    Shot("agreement-in-force", "coordinator@uilenhof.example", "workflows:agreement", "in force"),
    Shot("agreement-evidence", "coordinator@uilenhof.example", "agreements:evidence", "in force"),
    Shot("agreement-paper", SIGNATORY, "agreements:document", "document", is_paper=True),
    # What an inspector reads
    Shot("inspect-overview", INSPECTOR, "inspections:overview"),
    Shot("inspect-route", INSPECTOR, "inspections:route", "running"),
    Shot("inspect-timeline", INSPECTOR, "inspections:trail", "running"),
    Shot("inspect-then", INSPECTOR, "workflows:route_then", "running", query="?op=2"),
    Shot("inspect-compared", INSPECTOR, "workflows:route_then", "running", query="?van=2&tot=9"),
    Shot("inspect-findings", INSPECTOR, "inspections:findings"),
    Shot("inspect-finding", INSPECTOR, "inspections:finding", "finding"),
    Shot("inspect-samples", INSPECTOR, "inspections:samples"),
    Shot("inspect-sample", INSPECTOR, "inspections:sample", "sample"),
    # Help, and those who give it
    Shot("help", SPINOZA, "guidance:index"),
    Shot("help-entry", SPINOZA, "guidance:entry", more=("hoeveel-uren-moeten-we-geven",)),
    Shot("help-review", EDITOR, "guidance:review"),
    Shot("help-shared", EDITOR, "questions:shared"),
    Shot("questions", ADVISER, "questions:questions"),
    Shot("question", ADVISER, "questions:question", "question"),
    Shot("question-ask", SPINOZA, "questions:ask"),
    Shot("access", ADMINISTRATOR, "accounts:access"),
    Shot("invite", ADMINISTRATOR, "accounts:invite"),
    Shot("not-yours", DAVINCI, "accounts:access"),
)


def set_the_scene() -> None:
    """What the demonstration does not have: a talk about a route, and a sample that was drawn."""
    if InspectionSample.objects.exists():
        return
    submitted = Route.objects.filter(state="submitted").order_by("pk")[0]
    for slug, audience, said in TALK:
        actor = actor_for(person(slug, Role.COORDINATOR), board(slug))
        write_message(submitted, actor=actor, audience=audience, body=said)
    inspector = User.objects.get(email=INSPECTOR)
    draw_sample(actor=actor_for(inspector), filters={}, size=4, seed="voorbeeld")


TALK = (
    ("uilenhof", Audience.EVERYBODY, "Kan de stage in leerjaar 4 op twee dagen? Dan past het rooster."),
    ("davinci", Audience.EVERYBODY, "Ja, op dinsdag en donderdag. Zie https://www.rijksoverheid.nl/vmbo-mbo."),
    ("davinci", Audience.OWN_BOARD, "Dit moet nog langs de teamleider techniek."),
)
