"""The private lane: what one board writes or says among itself reaches no other board, whatever the way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.http import HttpResponseBase
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pytest_django import DjangoDbBlocker

from accounts.actors import Actor
from accounts.middleware import SESSION_KEY
from agreements.errors import AgreementError
from agreements.model_clauses import answers_of
from agreements.models import Agreement, ClauseText, Comment, Document, PrivateDraft, Proposal
from agreements.services import comment, drop_draft, keep_draft, save_clause
from agreements.states import Audience, State
from audit.models import AuditEvent
from jobs.models import Job
from tests.factories import MBO, VMBO, Party, agreement_in, run_jobs
from tests.matrix.pages import body
from tests.matrix.rooms import MATRIX
from tests.matrix.rooms.agreements import CLAUSE
from tests.matrix.rows import Row, address_of
from tests.matrix.stage import Stage, built_stage, undone
from workflows.messages.services import write_message

pytestmark = pytest.mark.django_db

WHISPER = "EIGENKRING7Q"
CODE = "partijen"
FIELDS = {"partijen": "purpose", CLAUSE: "owner"}
"""Where it whispers: also in the article that the pages of the matrix are about."""
ELSEWHERE = ("partner_coordinator", "partner_director", "both_as_director", "inspector", "administrator", "outsider")
PAGES = [row for row in MATRIX if row.get]
ARTICLE = ("agreements:clause", "agreements:proposals")


def whisper(agreement: Agreement, party: Party, words: str = WHISPER, passage: str = "", code: str = CODE) -> None:
    """In every way a board has to keep something among itself."""
    at: dict[str, Any] = {"code": code, "route": None}
    colleagues = [party.director.user]
    said = comment(
        agreement,
        actor=party.coordinator,
        audience=Audience.OWN_BOARD,
        body=words,
        passage=passage,
        mentioned=colleagues,
        **at,
    )
    assert said.body == words
    write_message(agreement, actor=party.coordinator, audience=Audience.OWN_BOARD, body=words, mentioned=colleagues)
    if agreement.state == State.DRAFT:
        answers = dict(answers_of(agreement).get((code, None), {})) | {FIELDS[code]: words}
        seen = PrivateDraft.objects.filter(agreement=agreement, board=party.board, code=code).first()
        version = seen.version if seen else 0
        keep_draft(agreement, actor=party.coordinator, based_on=1, seen_version=version, data=answers, **at)


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Stage]:
    with built_stage(django_db_blocker) as built:
        for agreement in built.agreements.values():
            now = Agreement.objects.get(pk=agreement.pk)
            if now.state in (State.DRAFT, State.COMPLETE, State.CONSULTATION, State.DECISION, State.OUT_FOR_SIGNATURE):
                for code in FIELDS:
                    whisper(now, VMBO, code=code)
        yield built


def test_the_own_board_reads_it(stage: Stage) -> None:
    """Else the rest of this file would prove nothing."""
    address = reverse("agreements:clause", args=[stage.agreements["filled"].pk, CODE])
    page = body(stage.browser("coordinator").get(address)).decode()
    assert page.count(WHISPER) >= 2


def test_the_pages_that_are_looked_at_are_where_it_whispers(stage: Stage) -> None:
    """The very rows that others ask for below, asked for by who may read it."""
    heard = {row.name for row in PAGES if row.name.startswith(ARTICLE) and _hears(row, stage)}
    assert "agreements:clause" in heard


@pytest.mark.parametrize("row", PAGES, ids=str)
def test_no_page_of_another_board_has_it(row: Row, stage: Stage) -> None:
    address = address_of(row, stage)
    for name in ELSEWHERE:
        with undone():
            assert WHISPER not in _read(stage.browser(name).get(address)), f"{name} at {address}"


def test_nothing_that_all_can_read_holds_it(stage: Stage) -> None:
    for event in AuditEvent.objects.all():
        assert WHISPER not in f"{event.reason}{event.changes}{event.data}{event.subject}"
    for job in Job.objects.all():
        assert WHISPER not in str(job.arguments)
    assert not Proposal.objects.filter(text__contains=WHISPER).exists()
    assert not Document.objects.filter(source__contains=WHISPER).exists()


def test_no_mail_holds_it(stage: Stage) -> None:
    with undone():
        run_jobs("workflows.mail_mention", "workflows.mail_news", "workflows.mail_notice", "workflows.mail_task")
        assert mail.outbox
        assert not [one for one in mail.outbox if WHISPER in one.subject + one.body]


def _hears(row: Row, stage: Stage) -> bool:
    with undone():
        return WHISPER in _read(stage.browser("coordinator").get(address_of(row, stage)))


def _read(response: HttpResponseBase) -> str:
    return body(response).decode("utf-8", "replace")


# --- whatever the order --------------------------------------------------------------------------

DEED = st.tuples(st.sampled_from(["whisper", "say", "propose", "drop", "keep"]), st.booleans())


class WhateverTheOrder(TestCase):
    """After any sequence of private and public deeds, each board's page has its own whispers and not the other's."""

    @settings(max_examples=12)
    @given(st.lists(DEED, min_size=2, max_size=8))
    def test_no_whisper_crosses(self, deeds: list[tuple[str, bool]]) -> None:
        agreement = agreement_in("filled")
        for number, (deed, first) in enumerate(deeds):
            party = VMBO if first else MBO
            try:
                self.do(deed, agreement, party, f"{party.slug}-{WHISPER}-{number}")
            except AgreementError:
                continue
        for mine, other in ((VMBO, MBO), (MBO, VMBO)):
            for address in self.addresses(agreement):
                page = self.read(mine.coordinator, address)
                assert f"{other.slug}-{WHISPER}" not in page
                private = Comment.objects.filter(board=other.board, audience=Audience.OWN_BOARD)
                assert not [said for said in private if f'"passage-{said.pk}"' in page]
        trail = "".join(f"{event.reason}{event.changes}{event.data}" for event in AuditEvent.objects.all())
        assert WHISPER not in trail
        for said in Comment.objects.filter(body__contains=WHISPER):
            assert said.audience == Audience.OWN_BOARD

    def do(self, deed: str, agreement: Agreement, party: Party, words: str) -> None:
        at: dict[str, Any] = {"actor": party.coordinator, "code": CODE, "route": None}
        table = ClauseText.objects.get(agreement=agreement, code=CODE)
        if deed in ("whisper", "keep"):
            whisper(agreement, party, words, passage="Partijen")
        elif deed == "say":
            comment(agreement, audience=Audience.EVERYBODY, body="Voor iedereen.", **at)
        elif deed == "drop":
            drop_draft(agreement, **at)
        else:
            save_clause(agreement, seen_version=table.version, data={"purpose": f"Doel {table.version}."}, **at)

    def addresses(self, agreement: Agreement) -> list[str]:
        article = [agreement.pk, CODE]
        return [
            agreement.get_absolute_url(),
            reverse("agreements:clause", args=article),
            reverse("agreements:proposals", args=article),
            reverse("agreements:text", args=[agreement.pk]),
            reverse("workflows:agreement_messages", args=[agreement.pk]),
        ]

    def read(self, actor: Actor, address: str) -> str:
        self.client.force_login(actor.user)
        session = self.client.session
        session[SESSION_KEY] = actor.board.pk if actor.board else 0
        session.save()
        return self.client.get(address).content.decode()
