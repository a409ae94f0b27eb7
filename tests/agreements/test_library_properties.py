"""However two boards add, leave out, take out and put back: what goes on is what both accepted, article by article."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accounts.actors import actor_for
from accounts.roles import Role
from agreements import services
from agreements.clauses import library
from agreements.errors import AgreementError
from agreements.models import Agreement
from agreements.selectors import text_of
from agreements.standing import accepted_by, standing
from tests.agreements.test_library_adding import NUMBER, files, shown
from tests.factories import MBO, VMBO, Party, agreement_in, person_with

VERBS = {
    "add": (services.add_clause, "regio"),
    "take out": (services.take_out_clause, "regio"),
    "leave out": (services.leave_out_clause, "klachten"),
    "put back": (services.put_back_clause, "klachten"),
    "move": (services.move_clause, "kwaliteit"),
}
STEP = st.tuples(st.sampled_from([*VERBS, "answer", "agree"]), st.booleans())


class WhateverTheModel(TestCase):
    """One agreement per example; Django's test case rolls it back."""

    @settings(max_examples=8)
    @given(st.lists(STEP, min_size=3, max_size=8))
    @example([("agree", True), ("leave out", False), ("agree", True), ("agree", False)])
    @example(
        [("add", True), ("answer", False), ("agree", False), ("take out", False), ("agree", True), ("agree", False)]
    )
    def test_only_what_both_accepted_is_complete(self, steps: list[tuple[str, bool]]) -> None:
        pk = agreement_in("filled").pk
        manager = actor_for(person_with("Mia Model", (Role.ADMINISTRATOR, None)))
        services.publish_library(actor=manager, number=NUMBER, note="Nieuw.", files=files())
        for verb, first in steps:
            try:
                self.do(verb, Agreement.objects.get(pk=pk), VMBO if first else MBO)
            except (AgreementError, PermissionDenied):
                continue
        self.check(Agreement.objects.get(pk=pk))

    def test_both_agree_with_an_article_less(self) -> None:
        """So that the examples above do arrive somewhere."""
        agreement = agreement_in("filled")
        manager = actor_for(person_with("Mia Model", (Role.ADMINISTRATOR, None)))
        services.publish_library(actor=manager, number=NUMBER, note="Nieuw.", files=files())
        for verb, party in (("leave out", MBO), ("agree", VMBO), ("agree", MBO)):
            self.do(verb, Agreement.objects.get(pk=agreement.pk), party)
        agreement = Agreement.objects.get(pk=agreement.pk)
        assert agreement.state == "complete"
        self.check(agreement)

    def do(self, verb: str, agreement: Agreement, party: Party) -> None:
        if verb == "agree":
            services.agree_text(agreement, actor=party.coordinator, seen_sha256=text_of(agreement).sha256)
        elif verb == "answer":
            given = shown(agreement, "regio")["seen_versions"]
            place = {"code": "regio", "route": None, "seen_version": given[None]}
            services.save_clause(agreement, actor=party.coordinator, data={"with_whom": str(party.board)}, **place)
        else:
            service, code = VERBS[verb]
            service(agreement, actor=party.coordinator, **shown(agreement, code))

    def check(self, agreement: Agreement) -> None:
        text, boards = text_of(agreement), {party.board_id for party in agreement.parties.all()}
        agreed = set(agreement.consents.filter(text_sha256=text.sha256).values_list("board_id", flat=True))
        assert (agreement.state == "complete") == (boards <= agreed)
        if agreement.state == "complete":
            assert all(boards <= accepted_by(stand) for stand in standing(agreement, text).values())

    def tearDown(self) -> None:
        library.load.cache_clear()
