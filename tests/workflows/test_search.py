"""Search: what somebody finds is what they may open, and what they may open is found by its words."""

from __future__ import annotations

import re

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accounts.actors import Actor, actor_for
from accounts.models import User
from accounts.roles import Role
from agreements.models import PrivateDraft
from audit.models import AuditEvent
from leerroutes.models import Route
from leerroutes.services import leave_cooperation
from tests.conftest import ClientAs
from tests.factories import MBO, VMBO, agreement_in, cooperation_in, person_with, route_in
from workflows.demo import world
from workflows.questions import services as questions
from workflows.questions.states import Topic
from workflows.search.keeping import drift, follow, learn, rebuild
from workflows.search.models import Kind, SearchEntry, Spelling
from workflows.search.passages import marked, passage
from workflows.search.selectors import may_open, search
from workflows.search.words import asked, distance, folded

pytestmark = pytest.mark.django_db


def titles(actor: Actor, question: str) -> list[str]:
    found = search(actor, question)
    keys = [pk for keys in found.keys.values() for pk in keys]
    entries = SearchEntry.objects.in_bulk(keys)
    return [entries[pk].title for pk in keys]


def test_everything_is_found_by_its_words_and_goes_with_its_record() -> None:
    """Played through the services, so that what follows the record is what is tested."""
    agreement = agreement_in("filled")
    route = Route.objects.get(covering__agreement=agreement)
    mine = VMBO.coordinator
    assert any(route.number in title for title in titles(mine, route.number.lower()))
    assert any(agreement.number in title for title in titles(mine, agreement.number))
    assert titles(mine, VMBO.board.name)
    assert titles(mine, VMBO.coordinator.user.name)
    assert search(mine, "samenwerking").keys[Kind.ARTICLE]
    assert list(drift()) == []
    count = SearchEntry.objects.count()
    assert rebuild() == count
    SearchEntry.objects.filter(key=f"route:{route.pk}").update(text="anders")
    assert list(drift()) == [f"route:{route.pk}"]
    with pytest.raises(CommandError):
        call_command("rebuild_search", "--check")


def test_a_cooperation_is_found_by_the_boards_it_names_and_follows_what_changes() -> None:
    found = cooperation_in("asked", words="Koksmutsen vouwen")
    assert [titles(actor, "koksmutsen") for actor in (VMBO.coordinator, MBO.registrar)] == [["Koksmutsen vouwen"]] * 2
    outsider = actor_for(world.person("insula", Role.DIRECTOR), world.board("insula"))
    assert titles(outsider, "koksmutsen") == []
    leave_cooperation(found, actor=MBO.coordinator, reason="Toch niet.")
    assert titles(MBO.registrar, "koksmutsen") == []
    assert titles(VMBO.coordinator, f"koksmutsen {MBO.board.name}") == []
    assert list(drift()) == []


def test_a_question_is_found_by_who_asked_and_by_the_adviser_and_by_no_colleague() -> None:
    adviser = actor_for(person_with("Advies Lezer", (Role.ADVISER, VMBO.board)), VMBO.board)
    said = {"topic": Topic.HOURS, "title": "Uren", "text": "Telt het zeilkamp mee?"}
    question = questions.ask(actor=VMBO.coordinator, asked_of=VMBO.board, **said)  # type: ignore[arg-type]
    questions.answer(question, actor=adviser, seen_round=1, answer="Alleen met kampvuur.")
    for actor in (VMBO.coordinator, adviser):
        assert titles(actor, "zeilkamp kampvuur") == [f"Uren ({question.number})"]
    for actor in (VMBO.director, MBO.coordinator, *people()[-3:]):
        assert titles(actor, "zeilkamp") == []
    assert list(drift()) == []


def test_who_types_almost_right_finds_it_and_a_word_of_others_is_not_told() -> None:
    route = route_in("draft")
    Route.objects.filter(pk=route.pk).update(name="Horeca en bakkerij")
    rebuild()
    learn(folded("Horeca en bakkerij"))
    found = search(VMBO.coordinator, "bakerrij horca")
    assert found.is_corrected
    assert found.keys[Kind.ROUTE]
    outsider = actor_for(world.person("insula", Role.DIRECTOR), world.board("insula"))
    assert search(outsider, "bakerrij").is_empty


def test_a_word_inside_a_longer_one_is_found_when_nothing_has_it_itself() -> None:
    """Before what it may have been meant for, and with a slip in another word."""
    route = route_in("draft")
    name = "Meubelhoutbewerking en foutloos schilderen"
    Route.objects.filter(pk=route.pk).update(name=name)
    rebuild()
    learn(folded(name))
    found = f"{name} ({route.number})"
    for question in ("hout", "bewerking", "houtbewerking", "hout schidleren"):
        assert titles(VMBO.coordinator, question) == [found], question
    assert search(VMBO.coordinator, "hout").words == ("hout", "meubelhoutbewerking")
    assert titles(VMBO.coordinator, "out") == [], "three letters stand in too much"
    outsider = actor_for(world.person("insula", Role.DIRECTOR), world.board("insula"))
    assert search(outsider, "hout").is_empty


def test_words_inside_words_are_read_from_an_index_of_each_word_once() -> None:
    """Of a table that has every word under each of its slips."""
    question = Spelling.objects.filter(near=F("word"), word__contains="hout")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
    assert "each_word_once" in question.explain()


@pytest.mark.parametrize(
    "question", ['"', "*", "a* OR b", 'x" AND y', "NEAR(a b)", "names:a", ":*&|!", " ", "\0", "é" * 9000, "'; --"]
)
def test_nothing_that_is_typed_is_syntax(client_as: ClientAs, question: str) -> None:
    client = client_as(VMBO.coordinator)
    assert client.get(reverse("workflows:search"), {"q": question}).status_code == 200


def test_what_a_board_writes_in_private_is_in_no_index() -> None:
    agreement = agreement_in("filled")
    assert not SearchEntry.objects.filter(words__contains="geheimwoord").exists()
    draft = PrivateDraft(agreement=agreement, code="1", board=VMBO.board, data={"x": "geheimwoord"}, based_on=0)
    draft.saved_by = VMBO.coordinator.user
    draft.save()
    rebuild()
    assert not SearchEntry.objects.filter(words__contains="geheimwoord").exists()


def test_a_person_who_is_erased_is_not_found_nor_suggested() -> None:
    person = person_with("Xanthippe Quichot", (Role.ADVISER, VMBO.board))
    learn(folded(person.name))
    assert titles(MBO.coordinator, "xanthippe") == []
    assert titles(VMBO.coordinator, "xantippe") == [person.name]
    person.name, person.email = "Gewist", "gewist@leerroutes.invalid"
    person.save()
    follow("person", person.pk)
    assert titles(VMBO.coordinator, "xanthippe") == []
    assert not Spelling.objects.filter(word="xanthippe").exists()


def people() -> list[Actor]:
    """Each role of two boards that work together, somebody of a third, an administrator and an inspector."""
    own = [actor for party in (VMBO, MBO) for actor in party.people.values()]
    outsider = actor_for(world.person("insula", Role.DIRECTOR), world.board("insula"))
    platform = [actor_for(User.objects.get(email__startswith=name), None) for name in ("beheerder@", "inspecteur@")]
    return [*own, outsider, *platform]


def test_found_is_what_opens_and_what_opens_is_found(client_as: ClientAs) -> None:
    """For everybody: by words of everything in the index, through the page."""
    agreement_in("signed")
    agreement_in("filled")
    route_in("draft")
    cooperation_in("confirmed")
    adviser = actor_for(person_with("Advies Lezer", (Role.ADVISER, VMBO.board)), VMBO.board)
    said = {"topic": Topic.HOURS, "title": "Uren van de leerroute", "text": "Telt een stage mee?"}
    questions.ask(actor=VMBO.coordinator, asked_of=VMBO.board, **said)  # type: ignore[arg-type]
    entries = list(SearchEntry.objects.all())
    assert {one.kind for one in entries} == set(Kind)
    for actor in (VMBO.coordinator, adviser, MBO.registrar, *people()[-3:]):
        for kind in Kind:
            mine = set(SearchEntry.objects.filter(may_open(actor, kind), kind=kind).values_list("pk", flat=True))
            some = [one for one in entries if one.kind == kind][:: 1 + len(entries) // 25]
            for one in some:
                word = max(one.names.split() or ["x"], key=len)
                keys = search(actor, word, [kind]).keys[kind]
                assert set(keys) <= mine, (actor, one.key)
                assert one.pk not in mine or one.pk in keys or len(keys) > 200, (actor, one.key, word)
    for actor in (VMBO.coordinator, adviser, *people()[-3:]):
        client = client_as(actor)
        links = set()
        for word in ("samenwerking", "leerroute", "spinoza", "rijnland", "stichting", "keuzedeel"):
            page = client.get(reverse("workflows:search"), {"q": word}).content.decode()
            links |= set(re.findall(r'<li class="results__one"><a href="([^"]+)"', page))
        wrong = [link for link in sorted(links) if client.get(link).status_code != 200]
        assert not wrong, actor


class AnyQuestion(TestCase):
    @given(st.text(max_size=300))
    @settings(max_examples=40)
    def test_any_question_has_an_answer(self, question: str) -> None:
        search(VMBO.coordinator, question)
        words = asked(question)
        assert all(re.fullmatch("[a-z0-9]{1,40}", word) for word in words)

    @given(st.text(alphabet="<>&\"'abé ", max_size=60), st.sampled_from(["a", "abe", "b"]))
    @settings(max_examples=60)
    def test_a_passage_shows_the_text_and_no_markup_of_it(self, text: str, word: str) -> None:
        import html

        shown = str(marked(text, [word]))
        assert html.unescape(re.sub("</?mark>", "", shown)) == text
        assert "<" not in re.sub("</?mark>", "", shown)


def test_a_slip_is_one_whatever_it_is() -> None:
    assert [distance("route", other) for other in ("route", "rote", "routte", "ruote", "roude")] == [0, 1, 1, 1, 1]
    assert passage("x " * 200 + "koning " + "y " * 200, ["koning"]).count("<mark>") == 1


def test_the_page_asks_as_much_for_many_as_for_few(client_as: ClientAs, django_assert_max_num_queries: object) -> None:
    client = client_as(VMBO.coordinator)
    route_in("draft")
    counts = []
    for _round in range(2):
        client.get(reverse("workflows:search"), {"q": "leerroute"})
        with django_assert_max_num_queries(14) as done:  # type: ignore[operator]
            client.get(reverse("workflows:search"), {"q": "stichting"})
        counts.append(len(done))
        agreement_in("filled")
    assert counts[0] == counts[1]


def test_a_board_and_a_person_open_for_who_works_with_them(client_as: ClientAs) -> None:
    """And what an inspector reads of them is told."""
    assert Client().get(reverse("workflows:search")).status_code == 302
    route_in("submitted")
    pages = [reverse("workflows:board", args=[MBO.board.pk]), reverse("workflows:person", args=[MBO.director.user.pk])]
    colleague, *_others, outsider, administrator, inspector = people()
    for page in pages:
        shown = {actor: client_as(actor).get(page).status_code for actor in (colleague, administrator, outsider)}
        assert list(shown.values()) == [200, 200, 404]
        told = AuditEvent.objects.filter(action="inspections.read").count()
        assert client_as(inspector).get(page).status_code == 200
        assert AuditEvent.objects.filter(action="inspections.read").count() == told + 1


def test_the_index_of_the_database_is_there() -> None:
    """Made by the migration; a table that is made anew loses its triggers, and this test says so."""
    SearchEntry.objects.filter(kind=Kind.BOARD).update(names="nergensanders")
    assert titles(VMBO.coordinator, "nergensanders"), connection.vendor
