"""People, roles, mandates and boards: who is shown each address, and who may act."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate

from accounts.actors import Actor
from accounts.models import Mandate, Membership
from accounts.roles import Role
from accounts.services import grant_mandate, grant_membership
from accounts.stepup.factors import factors_of, give_app
from tests.factories import MBO, VMBO, person_with
from workflows.demo import world

from ..company import MANAGERS, PEOPLE, SECOND, VMBO_PEOPLE
from ..rows import REASON, Row, button, mandate, nowhere, page, signing, step
from ..stage import Stage


def membership(stage: Stage) -> tuple[Any, ...]:
    return (Membership.objects.get(user=VMBO.coordinator.user).pk,)


def kept_routes(stage: Stage) -> tuple[Any, ...]:
    return ("routes",)


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


LAST_DAY = {"last_day": localdate().isoformat()}


# fmt: off
ROWS = [
    # On whose behalf; who may do what
    button("accounts:act_for", None, PEOPLE - {"former"}, see=PEOPLE, fill=own_board),
    button("accounts:act_for", nowhere("proposing board"), VMBO_PEOPLE, see=PEOPLE, fill=proposing_board),
    Row("accounts:access", get=MANAGERS, see=PEOPLE),
    step("accounts:invite", None, MANAGERS, see=PEOPLE, fill=new_person),
    step("accounts:reset_second_factor", person_with_app, MANAGERS, see=PEOPLE, fill=resetting),
    step("accounts:grant_role", None, MANAGERS, see=PEOPLE, fill=new_role),
    step("accounts:end_role", membership, MANAGERS, see=PEOPLE, fill=LAST_DAY),
    step("accounts:grant_mandate", None, MANAGERS, see=PEOPLE, fill=new_mandate),
    step("accounts:end_mandate", mandate, MANAGERS, see=PEOPLE, fill=LAST_DAY),
    step("accounts:mandate_document", unused_mandate, MANAGERS, see=PEOPLE, fill=new_paper),
    page("accounts:waiting", None, PEOPLE),
    step("accounts:confirm_role", proposed_role, SECOND, see=VMBO_PEOPLE | MANAGERS, fill=confirming),
    step("accounts:refuse_role", proposed_role, SECOND | MANAGERS, see=VMBO_PEOPLE, fill=REASON),
    step("accounts:confirm_mandate", proposed_mandate, SECOND, see=VMBO_PEOPLE | MANAGERS, fill=confirming),
    step("accounts:refuse_mandate", proposed_mandate, SECOND | MANAGERS, see=VMBO_PEOPLE, fill=REASON),
    Row("accounts:waiting_document", proposed_mandate, get=SECOND, see=VMBO_PEOPLE | MANAGERS),
    step("accounts:erase_person", somebody_who_left, MANAGERS, see=PEOPLE, fill=erasing),
    Row(
        "accounts:keep_view", kept_routes,
        get=PEOPLE, post=PEOPLE, fill={"name": "Mijn routes", "query": "volgorde=naam"}, trace=False,
    ),
    Row("accounts:views", get=PEOPLE, post=PEOPLE, fill={"do": "remove", "view": "1"}, form=False, trace=False),
    Row("accounts:own_data", get=PEOPLE, post=PEOPLE, form=False, answer=200),
    step("accounts:absence_of", own_board_of_case, MANAGERS, see=PEOPLE, fill=absence_of_director),
    step("accounts:record_body", None, MANAGERS, see=PEOPLE, fill=new_body),
    step("accounts:school_region", school_of_board, MANAGERS, see=PEOPLE, fill={"region": "north"}),
    step("accounts:change_body", body_of_board, MANAGERS, see=PEOPLE, fill={"term_days": "30"}),
]
# fmt: on
