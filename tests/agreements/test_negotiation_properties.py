"""In whatever order boards propose, accept and reject, what counts as accepted is what they accepted."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from agreements.errors import AgreementError
from agreements.models import Agreement
from agreements.selectors import text_of
from agreements.services import agree_text, approve_agreement, reject_clause, send_back_agreement
from agreements.standing import accepted_by, standing
from tests.agreements.negotiation_cases import accept, digest, own_words, propose
from tests.factories import MBO, VMBO, Party, agreement_in, with_document
from workflows.demo.cases import PAIR
from workflows.demo.play import Playing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def draft(db: None) -> Agreement:
    return agreement_in("filled")


STEP = st.tuples(
    st.sampled_from(["propose", "accept", "agree", "reject", "back", "approve", "stale"]),
    st.booleans(),
    st.integers(0, 2),
)


class WhateverHappens(TestCase):
    """No sequence of edits, acceptances and approvals lets a text be signed that a board did not accept."""

    @settings(max_examples=15)
    @given(st.lists(STEP, min_size=4, max_size=14))
    @example([("agree", True, 0), ("agree", False, 0)])
    @example([("agree", True, 0), ("propose", False, 1), ("agree", False, 0), ("stale", True, 0)])
    def test_only_accepted_words_go_out_for_signature(self, steps: list[tuple[str, bool, int]]) -> None:
        agreement = agreement_in("filled")
        seen = text_of(agreement)
        for verb, first, which in steps:
            party = VMBO if first else MBO
            try:
                self.do(verb, agreement, party, which, seen)
            except (AgreementError, PermissionDenied):
                continue
        self.finish(agreement)
        self.check(agreement)

    def do(self, verb: str, agreement: Agreement, party: Party, which: int, seen: Any) -> None:
        if verb == "propose":
            propose(agreement, party.coordinator, **own_words(text=f"Tekst {which}."))
        elif verb == "accept":
            accept(agreement, party.coordinator)
        elif verb == "stale":
            agree_text(agreement, actor=party.coordinator, seen_sha256=seen.sha256)
        elif verb == "agree":
            agree_text(agreement, actor=party.coordinator, seen_sha256=text_of(agreement).sha256)
        elif verb == "reject":
            reject_clause(
                agreement, actor=party.coordinator, code="H", route=None, seen_sha256=digest(agreement), reason="Nee."
            )
        elif verb == "back":
            send_back_agreement(agreement, actor=party.coordinator, reason="Anders.")
        else:
            approve_agreement(agreement, actor=party.director)

    def finish(self, agreement: Agreement) -> None:
        """Walk on to the document, if the boards came that far; else nothing is signed."""
        playing = Playing(PAIR)
        playing.agreement = Agreement.objects.get(pk=agreement.pk)
        if playing.agreement.state == "complete":
            for step in (playing.ask, playing.answer, playing.decide):
                list(step())

    def check(self, agreement: Agreement) -> None:
        agreement = Agreement.objects.get(pk=agreement.pk)
        if agreement.state == "draft":
            return
        boards = {party.board_id for party in agreement.parties.all()}
        text = text_of(agreement)
        assert all(boards <= accepted_by(stand) for stand in standing(agreement, text).values())
        if agreement.state == "out_for_signature":
            assert with_document(agreement).text_sha256 == text.sha256
