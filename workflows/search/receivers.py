"""What changes in a record changes what it is found by: told by the ledger, in the transaction of the change."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.dispatch import receiver

from accounts.models import Board, User
from agreements.models import Agreement, AgreementRoute, ClauseText, Proposal
from audit.events import recorded
from audit.models import AuditEvent
from leerroutes.models import Cooperation, Route
from leerroutes.policies import WRITING

from ..questions.models import Question
from .entries import of_article
from .keeping import follow, store

ONE_ARTICLE = "agreements.clause_saved"
WHOLE_TEXT = {
    "agreements.started",
    "agreements.change_started",
    "agreements.terms_changed",
    "agreements.text_agreed",
    "agreements.clause_added",
    "agreements.clause_taken_out",
    "agreements.route_taken_in",
    "agreements.route_taken_out",
}
"""After these the whole text is written out anew; an article that is put on the table brings its own words."""

BESIDE_CASES = {
    *(f"leerroutes.cooperation_{code}" for code in ("recorded", "changed", "left")),
    *(f"workflows.question_{code}" for code in ("asked", "asked_again", "answered")),
}

REGISTER = {f"accounts.{code}" for code in ("person_invited", "person_erased", "role_granted", "mandate_granted")}


@receiver(recorded)
def follow_case(*, event: AuditEvent, case: Model, **kwargs: Any) -> None:
    if isinstance(case, Route) and event.action in WRITING:
        follow("route", case.pk)
        follow("agreement", *AgreementRoute.objects.filter(route=case).values_list("agreement", flat=True))
    elif isinstance(case, Agreement) and event.action in WHOLE_TEXT:
        follow("agreement", case.pk)
    elif isinstance(case, Agreement) and event.action == ONE_ARTICLE:
        _follow_article(int(event.subject.partition(":")[2]))


def _follow_article(saved: int) -> None:
    about = ClauseText.objects.get(pk=saved)
    last = Proposal.objects.filter(agreement=about.agreement_id, code=about.code, route=about.route_id).last()
    if last is not None:
        store([of_article(about.agreement_id, about.code, about.route_id, last.text)])


@receiver(recorded)
def follow_beside_cases(*, event: AuditEvent, case: Model, **kwargs: Any) -> None:
    """A lighter cooperation, and a question to an adviser."""
    if isinstance(case, Cooperation | Question) and event.action in BESIDE_CASES:
        follow(str(case._meta.model_name), case.pk)


@receiver(recorded)
def follow_register(*, event: AuditEvent, case: Model, **kwargs: Any) -> None:
    """Who was invited, got a role or was erased; and the board at which that was."""
    if event.action not in REGISTER:
        return
    if isinstance(case, Board):
        follow("board", case.pk)
    if isinstance(case, User):
        follow("person", case.pk)
    kind, _colon, pk = event.subject.partition(":")
    if kind == "user":
        follow("person", int(pk))
