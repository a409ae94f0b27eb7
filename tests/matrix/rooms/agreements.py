"""Agreements: writing, deciding, signing, and the library: who is shown each address, and who may act."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate

from accounts.actors import Actor
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
from tests.agreements.library_files import CLOSING, newer_files
from tests.factories import MBO, VMBO, Party

from ..company import (
    COORDINATORS,
    DIRECTORS,
    EVERYBODY,
    MANAGERS,
    MEMBERS,
    OWN_BODY,
    OWN_COORDINATORS,
    PARTNER_BODY,
    PEOPLE,
    PROPOSER,
    READERS,
    SIGNATORIES,
)
from ..rows import (
    NOBODY,
    REASON,
    Place,
    Row,
    agreement,
    button,
    look,
    mandate,
    only,
    only_csv,
    page,
    placed,
    route,
    signing,
    step,
)
from ..stage import Stage


def open_question(board: Party) -> Place:
    def find(stage: Stage) -> tuple[Any, ...]:
        return (stage.agreements["consultation"].consultations.filter(board=board.board, outcome="")[0].pk,)

    return placed(board.slug, find)


def letter(stage: Stage) -> tuple[Any, ...]:
    return (stage.agreements["answered"].consultations.get(letter__gt="").pk,)


def document(state: str, kind: str) -> Place:
    return placed(f"{kind} of {state}", lambda stage: (stage.agreements[state].documents.get(kind=kind).pk,))


def fingerprint(state: str, kind: str) -> Place:
    """Of the bytes of a document."""
    return placed(f"{kind} of {state}", lambda stage: (stage.agreements[state].documents.filter(kind=kind)[0].sha256,))


def published(stage: Stage) -> tuple[Any, ...]:
    """There is a certificate under which boards sign here."""
    Authority(Path(settings.SIGNING_KEYS_DIR), settings.SIGNING_KEYS_PASSPHRASE).make([])
    return ()


def attached(state: str) -> Place:
    """A file that the proposing board attached."""
    return placed(f"file of {state}", lambda stage: (stage.agreements[state].annexes.get().pk,))


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

    return placed(f"evaluation of {state}", find)


def two_texts(stage: Stage, actor: Actor | None) -> dict[str, Any]:
    """The earlier text that the stage kept, against the text as it is now."""
    return {"van": str(stage.agreements["filled"].frozen_texts.earliest("version").pk), "tot": "nu"}


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


def schema_of_one(stage: Stage) -> tuple[Any, ...]:
    return (1,)


def take_in(stage: Stage, actor: Actor | None) -> dict[str, Any]:
    """The approved route of the same boards."""
    return {"verdict": "in", "route": str(stage.routes["approved"].pk)}


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
    return placed("2026.1", lambda stage: ("2026.1", *more))


def renewing(stage: Stage, actor: Actor | None) -> dict[str, Any]:
    """Longer than the time before."""
    last = max(one.due_on or localdate() for one in stage.agreements["out_for_signature"].signing_requests.all())
    return REASON | {"until": (last + timedelta(days=1)).isoformat()}


def handing_in(stage: Stage, actor: Actor | None) -> dict[str, Any]:
    """A file that is not the one to sign: refused with a sentence (what is taken: agreements/test_revisions.py)."""
    return signing(stage, actor) | {"file": SimpleUploadedFile("getekend.pdf", b"%PDF-1.7 Voorbeeldgegevens.")}


ANSWER = {"outcome": "positive", "answered_on": localdate().isoformat()}


CLAUSE = "kwaliteit"
"""An article about the whole agreement."""


ANSWERED = {f"{FIELD_PREFIX}-owner": "De stuurgroep"}


SAID = {"c-body": "Kan dit korter?", "c-audience": "all"}


GUIDED = {f"{FIELD_PREFIX}-guidance": "De mentor."}


# fmt: off
ROWS = [
    # Agreement: writing
    page("agreements:list", None, PEOPLE),
    page("agreements:list_file", only_csv, PEOPLE),
    step("agreements:start", route("approved"), COORDINATORS, see=READERS),
    step("agreements:terms", agreement("filled"), COORDINATORS, see=MEMBERS, fill={"title": "Anders"}),
    step("agreements:terms", agreement("returned"), COORDINATORS, see=READERS, fill={"title": "Anders"}),
    Row("agreements:clause", agreement("draft", CLAUSE), get=MEMBERS, post=COORDINATORS, see=MEMBERS, fill=ANSWERED),
    Row("agreements:clause", agreement("returned", CLAUSE), get=READERS, post=COORDINATORS, see=READERS, fill=ANSWERED),
    Row("agreements:clause_of_route", annex, get=MEMBERS, post=COORDINATORS, see=MEMBERS, fill=GUIDED),
    look("agreements:clause_preview", agreement("draft", CLAUSE), COORDINATORS, see=MEMBERS),
    look("agreements:clause_preview", agreement("returned", CLAUSE), COORDINATORS, see=READERS),
    look("agreements:clause_preview_of_route", annex, COORDINATORS, see=MEMBERS),
    button("agreements:stance", agreement("filled", CLAUSE), COORDINATORS, see=MEMBERS, fill=rejected),
    look("agreements:own_draft", agreement("filled", CLAUSE), COORDINATORS, see=MEMBERS),
    page("agreements:proposals", agreement("filled", CLAUSE), MEMBERS),
    page("agreements:proposals", agreement("returned", CLAUSE), READERS),
    button("agreements:comment", agreement("filled", CLAUSE), MEMBERS, fill=SAID),
    button("agreements:comment", agreement("complete", CLAUSE), MEMBERS, see=READERS, fill=SAID),
    button("agreements:settle_comment", comment, (PROPOSER | COORDINATORS | only("adviser")), see=MEMBERS),
    look("agreements:clause_sheet", agreement("draft", "B"), COORDINATORS, see=MEMBERS, get=MEMBERS),
    look("agreements:clause_sheet", agreement("returned", "B"), COORDINATORS, see=READERS, get=READERS),
    look("agreements:clause_sheet_of_route", annex, COORDINATORS, see=MEMBERS, get=MEMBERS),
    page("agreements:clause_sheet_file", agreement("draft", "B"), MEMBERS),
    page("agreements:clause_sheet_file_of_route", annex, MEMBERS),
    Row("agreements:text", agreement("filled"), get=MEMBERS, post=COORDINATORS, see=MEMBERS),
    Row("agreements:text", agreement("returned"), get=READERS, post=COORDINATORS, see=READERS),
    Row("agreements:model", agreement("filled"), get=MEMBERS, post=COORDINATORS, see=MEMBERS),
    Row("agreements:model", agreement("returned"), get=READERS, post=COORDINATORS, see=READERS),
    button("agreements:draft_document", agreement("filled"), MEMBERS),
    button("agreements:draft_document", agreement("complete"), MEMBERS, see=READERS),
    Row("agreements:annexes", agreement("draft"), get=MEMBERS, post=COORDINATORS, see=MEMBERS, fill=new_file),
    Row("agreements:annexes", agreement("returned"), get=READERS, post=COORDINATORS, see=READERS, fill=new_file),
    page("agreements:annex", attached("with_file"), MEMBERS),
    button("agreements:annex_remove", attached("with_file"), OWN_COORDINATORS, see=MEMBERS),
    Row("agreements:evaluations", agreement("in_force"), get=READERS, post=COORDINATORS | DIRECTORS, see=READERS,
        fill=new_evaluation),
    page("agreements:evaluation", evaluation("in_force"), READERS),
    page("agreements:comparison", agreement("filled"), MEMBERS),
    page("agreements:comparison", agreement("out_for_signature"), READERS),
    page("agreements:text_word", agreement("filled"), MEMBERS),
    page("agreements:text_word", agreement("out_for_signature"), READERS),
    page("agreements:comparison_word", agreement("filled"), MEMBERS),
    page("agreements:comparison_word", agreement("out_for_signature"), READERS),
    button("agreements:comparison_document", agreement("filled"), MEMBERS, fill=two_texts),

    # Agreement: medezeggenschap, decision, signature
    step("agreements:ask", agreement("complete"), COORDINATORS, see=READERS),
    Row("agreements:answer", open_question(VMBO), get=READERS, post=OWN_BODY, see=READERS, fill=ANSWER),
    Row("agreements:answer", open_question(MBO), get=READERS, post=PARTNER_BODY, see=READERS, fill=ANSWER),
    page("agreements:letter", letter, READERS),
    step("agreements:decide", agreement("decision"), DIRECTORS, see=READERS, fill={"verdict": "approve"}),
    step("agreements:send_back", agreement("complete"), COORDINATORS, see=READERS, fill=REASON),
    step("agreements:send_back", agreement("consultation"), COORDINATORS, see=READERS, fill=REASON),
    step("agreements:send_back", agreement("decision"), DIRECTORS, see=READERS, fill=REASON),
    step("agreements:decline", agreement("out_for_signature"), SIGNATORIES | DIRECTORS, see=READERS, fill=REASON),
    step("agreements:sign", agreement("out_for_signature"), SIGNATORIES, see=READERS, fill=signing),
    button("agreements:remind", agreement("out_for_signature"), COORDINATORS | DIRECTORS | SIGNATORIES, see=READERS),
    step("agreements:renew", agreement("out_for_signature"), DIRECTORS, see=READERS, fill=renewing),
    Row(
        "agreements:sign_outside",
        agreement("out_for_signature"),
        get=SIGNATORIES,
        post=SIGNATORIES,
        see=READERS,
        fill=handing_in,
        answer=200,
        trace=False,
    ),
    Row("agreements:sign_outside_file", agreement("out_for_signature"), get=SIGNATORIES, see=READERS),
    step("agreements:routes", agreement("filled"), COORDINATORS, see=MEMBERS, fill=take_in),
    step("agreements:routes", agreement("returned"), COORDINATORS, see=READERS, fill=take_in),
    step("agreements:change", agreement("in_force"), COORDINATORS, see=READERS, fill=REASON),
    step("agreements:notice", agreement("in_force"), DIRECTORS, see=READERS, fill={"grounds": "Wij stoppen."}),
    step("agreements:call_material", agreement("editorial"), COORDINATORS, see=MEMBERS),
    step("agreements:break_off", agreement("filled"), DIRECTORS, see=MEMBERS, fill=REASON),
    step("agreements:break_off", agreement("out_for_signature"), DIRECTORS, see=READERS, fill=REASON),
    step("agreements:withdraw", agreement("half_signed"), DIRECTORS, see=READERS, fill=REASON),
    step("agreements:end", agreement("to_end"), DIRECTORS, see=READERS, fill=REASON),
    page("agreements:document", document("complete", "draft"), MEMBERS),
    page("agreements:document", document("out_for_signature", "agreement"), READERS),
    page("agreements:document", document("in_force", "sealed"), READERS),
    page("agreements:mandates", None, PEOPLE),
    page("agreements:mandate_document", mandate, READERS),

    # Variants of a board
    step("agreements:keep_variant", agreement("filled", CLAUSE), COORDINATORS, see=MEMBERS, fill={"name": "Het onze"}),
    Row("agreements:variants", get=COORDINATORS | {"outsider"}, see=PEOPLE),
    step("agreements:rename_variant", variant, OWN_COORDINATORS, see=NOBODY, fill={"name": "Anders"}),
    button("agreements:archive_variant", variant, OWN_COORDINATORS),

    # Templates
    Row("agreements:templates", get=COORDINATORS | {"outsider"} | MANAGERS, see=PEOPLE),
    step("agreements:import_template", None, COORDINATORS | {"outsider"} | MANAGERS, see=PEOPLE, fill=new_template),
    step("agreements:new_template", None, COORDINATORS | {"outsider"} | MANAGERS, see=PEOPLE, fill={"name": "Nieuw"}),
    step("agreements:edit_template", template, OWN_COORDINATORS, see=NOBODY, fill={"name": "Anders"}),
    page("agreements:export_template", template, OWN_COORDINATORS),
    button("agreements:archive_template", template, OWN_COORDINATORS),
    step("agreements:template_from", agreement("in_force"), COORDINATORS, see=READERS, fill={"name": "Zo nog eens"}),

    # Model clauses
    Row("agreements:library", get=MANAGERS, see=PEOPLE),
    Row("agreements:library_version", shipped_version(), get=MANAGERS, see=PEOPLE),
    Row("agreements:library_file", shipped_version(), get=MANAGERS, see=PEOPLE),
    Row("agreements:library_changes", shipped_version("2026.1"), get=MANAGERS, see=PEOPLE),
    step("agreements:library_publish", None, MANAGERS, see=PEOPLE, fill=new_version),

    # Behind these the password is asked first; tests/accounts/test_step_up.py goes on from there.
    page("agreements:rules", None, EVERYBODY),
    page("agreements:rights", None, PEOPLE),
    page("agreements:schema", schema_of_one, EVERYBODY),
    page("agreements:evidence", agreement("filled"), MEMBERS),
    page("agreements:evidence", agreement("in_force"), READERS),
    page("agreements:evidence_json", agreement("in_force"), READERS),
    button("agreements:evidence_document", agreement("in_force"), READERS),
    page("agreements:verify", None, EVERYBODY),
    page("agreements:verify_found", fingerprint("in_force", "sealed"), EVERYBODY),
    page("agreements:verify_found", fingerprint("filled", "draft"), EVERYBODY),
    page("agreements:verify_json", fingerprint("in_force", "sealed"), EVERYBODY),
    page("agreements:verify_certificate", published, EVERYBODY),
    page("agreements:checks_json", agreement("filled"), MEMBERS),
    page("agreements:checks_json", agreement("complete"), READERS),
]
# fmt: on
