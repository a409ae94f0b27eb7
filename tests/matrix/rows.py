"""What a row of the matrix says, where its record is found, and what its form is filled in with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.timezone import localdate, now

from accounts.actors import Actor
from accounts.models import Absence, Kind, Mandate, Membership
from accounts.models.absence import SUBSTITUTED
from accounts.roles import Role
from accounts.services import grant_mandate, grant_membership
from accounts.stepup.factors import factors_of, give_app
from agreements.clauses import library
from agreements.clauses.packing import as_text
from agreements.clauses.templates import Template, as_file
from agreements.evaluations import school_year_of
from agreements.models import Comment
from agreements.sealing.authority import Authority
from agreements.selectors import text_of
from agreements.services import record_evaluation
from agreements.states import Audience
from agreements.views.clause_page import FIELD_PREFIX
from audit.keys import make_key
from inspections.models import CaseFile, InspectionSample
from inspections.services import draw_sample
from leerroutes.models import InspectionAccess
from tests.agreements.library_files import CLOSING, newer_files
from tests.factories import MBO, VMBO, Party, code_of, person_with
from workflows.demo import world
from workflows.feeds.services import digest_of
from workflows.models import CalendarFeed

from .company import ANONYMOUS
from .stage import Stage

People = frozenset[str]
Place = Callable[[Stage], tuple[Any, ...]]
Fill = dict[str, Any] | Callable[[Stage, Actor | None], dict[str, Any]]
NOBODY: People = frozenset()
REASON = {"reason": "Omdat het zo beter is."}


@dataclass(frozen=True)
class Row:
    name: str
    place: Place | None = None
    get: People = NOBODY
    post: People = NOBODY
    see: People = NOBODY
    fill: Fill | None = None
    """What to fill in, on top of what the form holds already."""
    form: bool = True
    """False: there is no form at this address; only `fill` is sent."""
    shows: int = 200
    answer: int = 302
    otherwise: int = 404
    trace: bool = True
    """False: acting leaves no trace in the ledger (nothing changes, or nothing but a session)."""

    @property
    def is_open(self) -> bool:
        """Needs no login."""
        return ANONYMOUS in self.get | self.post

    def __str__(self) -> str:
        where = getattr(self.place, "__name__", "")
        return f"{self.name}[{where}]" if where else self.name


def only(*names: str) -> People:
    return frozenset(names)


def _place(label: str, find: Place) -> Place:
    find.__name__ = label
    return find


def route(state: str, *more: Any) -> Place:
    return _place(state, lambda stage: (stage.routes[state].pk, *more))


def agreement(state: str, *more: Any) -> Place:
    return _place(state, lambda stage: (stage.agreements[state].pk, *more))


def cooperation(state: str) -> Place:
    return _place(state, lambda stage: (stage.cooperations[state].pk,))


def registration(board: Party) -> Place:
    def find(stage: Stage) -> tuple[Any, ...]:
        return (stage.routes["contracted"].registrations.get(institution__board=board.board).pk,)

    return _place(board.slug, find)


def open_question(board: Party) -> Place:
    def find(stage: Stage) -> tuple[Any, ...]:
        return (stage.agreements["consultation"].consultations.filter(board=board.board, outcome="")[0].pk,)

    return _place(board.slug, find)


def letter(stage: Stage) -> tuple[Any, ...]:
    return (stage.agreements["answered"].consultations.get(letter__gt="").pk,)


def document(state: str, kind: str) -> Place:
    return _place(f"{kind} of {state}", lambda stage: (stage.agreements[state].documents.get(kind=kind).pk,))


def fingerprint(state: str, kind: str) -> Place:
    """Of the bytes of a document."""
    return _place(f"{kind} of {state}", lambda stage: (stage.agreements[state].documents.filter(kind=kind)[0].sha256,))


def published(stage: Stage) -> tuple[Any, ...]:
    """There is a certificate under which boards sign here."""
    Authority(Path(settings.SIGNING_KEYS_DIR), settings.SIGNING_KEYS_PASSPHRASE).make([])
    return ()


def anchored(stage: Stage) -> tuple[Any, ...]:
    """There is a certificate under which the ledger is anchored."""
    make_key()
    return ()


def attached(state: str) -> Place:
    """A file that the proposing board attached."""
    return _place(f"file of {state}", lambda stage: (stage.agreements[state].annexes.get().pk,))


def new_file(stage: Stage, actor: Actor | None) -> dict[str, Any]:
    return {"title": "Het PTA", "file": SimpleUploadedFile("pta.pdf", b"%PDF-1.7 Voorbeeldgegevens.")}


def new_evaluation(stage: Stage, actor: Actor | None) -> dict[str, Any]:
    file = SimpleUploadedFile("evaluatie.pdf", b"%PDF-1.7 Voorbeeldgegevens.")
    return {"held_on": localdate().isoformat(), "conclusion": "Het gaat goed.", "file": file}


def evaluation(state: str) -> Place:
    """Recorded by the proposing board."""

    def find(stage: Stage) -> tuple[Any, ...]:
        agreement = stage.agreements[state]
        kept = agreement.evaluations.first() or record_evaluation(
            agreement,
            actor=VMBO.coordinator,
            start_year=school_year_of(localdate()),
            held_on=localdate(),
            conclusion="Het gaat goed.",
            file=SimpleUploadedFile("oud.pdf", b"%PDF-1.7 Een ander voorbeeld."),
        )
        return (kept.pk,)

    return _place(f"evaluation of {state}", find)


def two_texts(stage: Stage, actor: Actor | None) -> dict[str, Any]:
    """The earlier text that the stage kept, against the text as it is now."""
    return {"van": str(stage.agreements["filled"].frozen_texts.earliest("version").pk), "tot": "nu"}


def nowhere(label: str) -> Place:
    """For an address without a record, tried in more than one way."""
    return _place(label, lambda stage: ())


def annex(stage: Stage) -> tuple[Any, ...]:
    """An article that is answered once per route."""
    found = stage.agreements["filled"].clauses.get(code="F")
    return found.agreement_id, found.code, found.route_id


def comment(stage: Stage) -> tuple[Any, ...]:
    """Written by the proposing board, for every board."""
    return (Comment.objects.get(agreement=stage.agreements["filled"], audience=Audience.EVERYBODY).pk,)


def rejected(stage: Stage, actor: Actor | None) -> dict[str, Any]:
    """No to the words as they are."""
    shown = text_of(stage.agreements["filled"]).digests[CLAUSE, None]
    return {"seen_sha256": shown, "verdict": "reject"} | REASON


def membership(stage: Stage) -> tuple[Any, ...]:
    return (Membership.objects.get(user=VMBO.coordinator.user).pk,)


def mandate(stage: Stage) -> tuple[Any, ...]:
    return (Mandate.objects.get(user=VMBO.signatory.user).pk,)


def unused_mandate(stage: Stage) -> tuple[Any, ...]:
    """Nobody signed under it yet."""
    return (Mandate.objects.filter(first_used=None).earliest("pk").pk,)


def new_paper(stage: Stage, actor: Actor | None) -> dict[str, Any]:
    return {"file": SimpleUploadedFile("besluit.pdf", b"%PDF-1.7 Voorbeeldgegevens.")}


def proposed_role(stage: Stage) -> tuple[Any, ...]:
    """Adviser of the proposing board: waits for a second person."""
    person, board = MBO.registrar.user, VMBO.board
    waiting = Membership.proposals.waiting().filter(user=person, board=board).first()
    return ((waiting or grant_membership(person, actor=_administrator(stage), role=Role.ADVISER, board=board)).pk,)


def proposed_mandate(stage: Stage) -> tuple[Any, ...]:
    """With its paper, for a second signatory of the proposing board."""
    board = VMBO.board
    if (waiting := Mandate.proposals.waiting().filter(board=board).first()) is None:
        waiting = grant_mandate(
            person_with("Tweede Tekenaar", (Role.SIGNATORY, board)),
            actor=_administrator(stage),
            board=board,
            function="bestuurder",
            document_reference="Besluit 13 (voorbeeldgegeven)",
            file=SimpleUploadedFile("besluit.pdf", b"%PDF-1.7 Voorbeeldgegevens."),
        )
    return (waiting.pk,)


def _administrator(stage: Stage) -> Actor:
    return stage.company["administrator"]


def confirming(stage: Stage, actor: Actor | None) -> dict[str, Any]:
    """The password and the code of the second person."""
    return {name: value for name, value in signing(stage, actor).items() if name != "read"}


def resetting(stage: Stage, actor: Actor | None) -> dict[str, Any]:
    """Whoever tries it has an app: also the administrator of the cast, who signs nothing."""
    if actor is not None and not factors_of(actor.user):
        give_app(actor.user, world.TOTP_SECRET)
    return confirming(stage, actor) | {"reason": "Telefoon kwijt, aan tafel gevraagd."}


def erasing(stage: Stage, actor: Actor | None) -> dict[str, Any]:
    return resetting(stage, actor) | REASON | {"sure": "on"}


def person_with_app(stage: Stage) -> tuple[Any, ...]:
    """Who signs for the vmbo board."""
    return (VMBO.signatory.user.pk,)


def somebody_who_left(stage: Stage) -> tuple[Any, ...]:
    """Of the proposing board, until yesterday."""
    return (stage.company["former"].user.pk,)


def own_board_of_case(stage: Stage) -> tuple[Any, ...]:
    return (VMBO.board.pk,)


def absence_of_director(stage: Stage, actor: Actor | None) -> dict[str, Any]:
    """The coordinator stands in."""
    held = Membership.objects.get(user=VMBO.director.user)
    day = (localdate() + timedelta(days=30)).isoformat()
    return {"membership": str(held.pk), "substitute": str(VMBO.coordinator.user.pk), "first": day, "last": day}


def body_of_board(stage: Stage) -> tuple[Any, ...]:
    return (VMBO.board.participation_bodies.order_by("pk")[0].pk,)


def school_of_board(stage: Stage) -> tuple[Any, ...]:
    return (VMBO.board.institutions.order_by("pk")[0].pk,)


def new_body(stage: Stage, actor: Actor | None) -> dict[str, Any]:
    return {"board": str(VMBO.board.pk), "kind": "gmr", "name": "GMR (voorbeeldgegeven)", "term_days": "35"}


def wrong_key(stage: Stage) -> tuple[Any, ...]:
    return ("1", "geen-sleutel")


def schema_of_one(stage: Stage) -> tuple[Any, ...]:
    return (1,)


def take_in(stage: Stage, actor: Actor | None) -> dict[str, Any]:
    """The approved route of the same boards."""
    return {"verdict": "in", "route": str(stage.routes["approved"].pk)}


def new_line(stage: Stage, actor: Actor | None) -> dict[str, Any]:
    """Like the line that is there, which the form takes over; only where it leads is not filled in yet."""
    line = stage.routes["draft"].lines.get()
    return {"qualification": str(line.qualification_id)}


def new_cooperation(stage: Stage, actor: Actor | None) -> dict[str, Any]:
    """A school of the own board and one of the other kind; the contact person is whoever sends it."""
    board = actor.board if actor and actor.board else VMBO.board
    own = board.institutions.all()[0]
    other = (VMBO if own.kind == Kind.MBO else MBO).board.institutions.all()[0]
    return {
        "name": "Gastlessen",
        "kind": "guest_lessons",
        "description": "Docenten komen over en weer.",
        "institutions": [str(own.pk), str(other.pk)],
        "contact": str(actor.user.pk) if actor else "",
    }


def own_board(stage: Stage, actor: Actor | None) -> dict[str, Any]:
    return {"board": str(actor.board.pk if actor and actor.board else 0)}


def proposing_board(stage: Stage, actor: Actor | None) -> dict[str, Any]:
    return {"board": str(VMBO.board.pk)}


def new_person(stage: Stage, actor: Actor | None) -> dict[str, Any]:
    return {
        "name": "Nieuw Gezicht",
        "email": "nieuw@voorbeeld.example",
        "role": Role.ADVISER.value,
        "board": str(VMBO.board.pk),
    }


def new_role(stage: Stage, actor: Actor | None) -> dict[str, Any]:
    return {"person": str(MBO.director.user.pk), "role": Role.ADVISER.value, "board": str(VMBO.board.pk)}


def new_mandate(stage: Stage, actor: Actor | None) -> dict[str, Any]:
    day = localdate() + timedelta(days=1)
    Mandate.objects.filter(user=VMBO.signatory.user).update(valid_until=localdate())
    return {
        "person": str(VMBO.signatory.user.pk),
        "board": str(VMBO.board.pk),
        "function": "bestuurder",
        "document_reference": "Besluit 12 (voorbeeldgegeven)",
        "valid_from": day.isoformat(),
    }


def new_version(stage: Stage, actor: Actor | None) -> dict[str, Any]:
    """What an administrator sends after having looked at it."""
    return {"number": "2031.1", "note": "Nieuw.", "packed": as_text(newer_files(slot=CLOSING)), "publish": "1"}


def variant(stage: Stage) -> tuple[Any, ...]:
    """Of the proposing board."""
    return (stage.variant,)


def template(stage: Stage) -> tuple[Any, ...]:
    """Of the proposing board."""
    return (stage.template,)


def new_template(stage: Stage, actor: Actor | None) -> dict[str, Any]:
    codes = tuple(clause.code for clause in library.load("2030.1").clauses)
    return {"content": as_file(Template("Nieuw sjabloon", "sok", codes))}


def shipped_version(*more: str) -> Place:
    return _place("2026.1", lambda stage: ("2026.1", *more))


def later_absence(stage: Stage) -> tuple[Any, ...]:
    """The director will be away, far from now; the registrar stands in."""
    first = localdate() + timedelta(days=300)
    director, registrar = VMBO.director.user, VMBO.registrar.user
    absence, _made = Absence.objects.get_or_create(
        user=director, board=VMBO.board, role=Role.DIRECTOR, substitute=registrar,
        valid_from=first, valid_until=first, recorded_by=director,
    )  # fmt: skip
    return (absence.pk,)


def new_absence(stage: Stage, actor: Actor | None) -> dict[str, Any]:
    """A colleague stands in; for signing under a mandate that allows it."""
    board = actor.board if actor and actor.board else VMBO.board
    Mandate.objects.filter(board=board).update(may_be_substituted=True)
    role = next((role for role in SUBSTITUTED if actor and role in actor.roles), Role.DIRECTOR)
    colleague = Membership.objects.filter(board=board, role=Role.REGISTRAR, user__email__contains="registrar@").first()
    day = (localdate() + timedelta(days=30)).isoformat()
    return {"role": str(role), "substitute": str(colleague.user_id if colleague else 0), "first": day, "last": day}


def access(stage: Stage) -> tuple[Any, ...]:
    """Of the inspector of the company."""
    return (InspectionAccess.objects.get(inspector=stage.company["inspector"].user).pk,)


def calendar_feed(stage: Stage) -> tuple[Any, ...]:
    """Of the coordinator of the proposing board."""
    made, _is_new = CalendarFeed.objects.get_or_create(
        user=VMBO.coordinator.user, route=None, revoked=None, defaults={"secret_sha256": digest_of("geheim-adres")}
    )
    return (made.pk,)


def calendar_feed_address(stage: Stage) -> tuple[Any, ...]:
    """The secret that opens it."""
    cache.clear()
    calendar_feed(stage)
    return ("geheim-adres",)


def only_csv(stage: Stage) -> tuple[Any, ...]:
    return ("csv",)


def case_file(stage: Stage) -> tuple[Any, ...]:
    """Made for the inspector."""
    inspector = stage.company["inspector"].user
    kept = {"sha256": "0" * 64, "size": 2, "stored": now(), "file": ContentFile(b"PK", name="dossier.zip")}
    made, _is_new = CaseFile.objects.get_or_create(route=stage.routes["running"], asked_by=inspector, defaults=kept)
    return (made.pk,)


def sample(*more: Any) -> Place:
    """Drawn by the inspector."""

    def find(stage: Stage) -> tuple[Any, ...]:
        inspector = stage.company["inspector"]
        drawn = InspectionSample.objects.filter(drawn_by=inspector.user).first()
        return ((drawn or draw_sample(actor=inspector, filters={}, size=4)).pk, *more)

    return _place("drawn", find)


def finding(state: str, *more: Any) -> Place:
    """For the proposing board, about the running route; `asked`, or `answered` with a file."""

    return _place(f"{state} finding", lambda stage: (stage.findings[state], *more))


def later() -> date:
    return localdate() + timedelta(days=20)


def new_finding(stage: Stage, actor: Actor | None) -> dict[str, Any]:
    said = {"title": "Uren", "text": "Wie telt de uren na?", "due_on": later().isoformat()}
    return {"about": "point:hours", "board": str(VMBO.board.pk), **said}


def new_question(stage: Stage, actor: Actor | None) -> dict[str, Any]:
    return {"question": "En het schoolplan?", "due_on": later().isoformat()}


def new_access(stage: Stage, actor: Actor | None) -> dict[str, Any]:
    return {
        "inspector": str(stage.company["inspector"].user.pk),
        "scope": "board",
        "board": str(VMBO.board.pk),
        "purpose": "Vierjaarlijks onderzoek.",
        "valid_until": (localdate() + timedelta(days=30)).isoformat(),
    }


def opened(stage: Stage, actor: Actor | None) -> dict[str, Any]:
    """The drafts of this board, to inspectors."""
    return {"open": "1", "until": (localdate() + timedelta(days=30)).isoformat()} | REASON


CONCLUDING = {"outcome": "accepted", "conclusion": "Opgelost."}
LAST_DAY = {"last_day": localdate().isoformat()}
ENDING = REASON | {"last_day": "2027-07-31"}


def signing(stage: Stage, actor: Actor | None) -> dict[str, Any]:
    """The consent, with what a signatory has: a password and an app. Others guess."""
    has_app = actor is not None and factors_of(actor.user).app is not None
    return {"read": "on", "password": world.PASSWORD, "code": code_of(actor.user) if actor and has_app else "123456"}


def renewing(stage: Stage, actor: Actor | None) -> dict[str, Any]:
    """Longer than the time before."""
    last = max(one.due_on or localdate() for one in stage.agreements["out_for_signature"].signing_requests.all())
    return REASON | {"until": (last + timedelta(days=1)).isoformat()}


def handing_in(stage: Stage, actor: Actor | None) -> dict[str, Any]:
    """A file that is not the one to sign: refused with a sentence (what is taken: agreements/test_revisions.py)."""
    return signing(stage, actor) | {"file": SimpleUploadedFile("getekend.pdf", b"%PDF-1.7 Voorbeeldgegevens.")}


def no_passkey(stage: Stage) -> tuple[Any, ...]:
    """A passkey that nobody has."""
    return (10**6,)


ANSWER = {"outcome": "positive", "answered_on": localdate().isoformat()}
NEW_ROUTE = {"name": "Nieuwe route", "route_type": "DLR", "motivation": "Voorbeeldgegevens."}
LOGGING_IN = {"login": "inspecteur@leerroutes.example", "password": world.PASSWORD}
NEW_PASSWORD = {"oldpassword": world.PASSWORD, "password1": "vijf-groene-bomen", "password2": "vijf-groene-bomen"}

FORGOTTEN = {"email": "inspecteur@leerroutes.example"}
CLAUSE = "kwaliteit"
"""An article about the whole agreement."""
ANSWERED = {f"{FIELD_PREFIX}-owner": "De stuurgroep"}
SAID = {"c-body": "Kan dit korter?", "c-audience": "all"}
GUIDED = {f"{FIELD_PREFIX}-guidance": "De mentor."}


def page(name: str, place: Place | None, get: People) -> Row:
    """Something to read."""
    return Row(name, place, get=get)


def step(name: str, place: Place | None, who: People, *, see: People, fill: Fill | None = None) -> Row:
    """A page with a form: whoever is shown it may send it."""
    return Row(name, place, get=who, post=who, see=see, fill=fill)


def look(name: str, place: Place, who: People, *, see: People = NOBODY, get: People = NOBODY) -> Row:
    """Shows what is typed and saves nothing."""
    return Row(name, place, get=get, post=who, see=see, form=False, answer=200, trace=False)


def button(name: str, place: Place | None, who: People, *, see: People = NOBODY, fill: Fill | None = None) -> Row:
    """Only an address to post to."""
    return Row(name, place, post=who, see=see, fill=fill, form=False, trace=name.startswith("agreements:"))


# --- Trying a row -----------------------------------------------------------------------------------


def address_of(row: Row, stage: Stage) -> str:
    return reverse(row.name, args=row.place(stage) if row.place else ())


def filled(row: Row, stage: Stage, name: str) -> dict[str, Any]:
    values = row.fill(stage, stage.company.get(name)) if callable(row.fill) else row.fill or {}
    return {field: value for field, value in values.items() if value is not None}


def sent_by(row: Row, stage: Stage, name: str, address: str) -> dict[str, Any]:
    """What this person's own form would send, hidden fields included."""
    given = filled(row, stage, name)
    if not row.form or not name:
        return given
    forms = stage.first_page(name, address).forms_to(address)
    assert forms, f"{address} has no form for {name}"
    form = next((form for form in forms if set(given) & set(form.names)), forms[0])
    return form.filled(**given)
