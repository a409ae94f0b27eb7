"""Messages in a case: to every board or among the own people, with somebody's attention called."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate

from accounts.actors import Actor
from accounts.errors import Refusal
from accounts.roles import Role
from agreements.models import Agreement
from agreements.states import Audience
from audit.models import AuditEvent
from audit.services import case_of
from leerroutes.models import Route, RouteParty
from leerroutes.services import release_to_inspectors
from tests.conftest import ClientAs
from tests.factories import Party, agreement_in, person_with, route_in, run_jobs
from workflows.messages.policies import messages_visible_to
from workflows.messages.services import write_message
from workflows.models import Message, Notice
from workflows.telling.kinds import Kind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

WORDS = "Zullen wij maandag bellen?"
ALL, OWN = Audience.EVERYBODY, Audience.OWN_BOARD


@pytest.fixture
def route(vmbo: Party, mbo: Party) -> Route:
    return route_in("submitted")


def page_of(record: Route | Agreement) -> str:
    return reverse(f"workflows:{record._meta.model_name}_messages", args=[record.pk])


def trail(record: Route | Agreement) -> list[str]:
    events = AuditEvent.objects.of_case(case_of(record)).filter(action="workflows.message_written")
    return [f"{event.reason}{event.data}" for event in events]


@pytest.mark.parametrize("kind", ["route", "agreement"])
def test_said_to_all_on_the_page_and_who_is_mentioned_is_told(
    kind: str, vmbo: Party, mbo: Party, client_as: ClientAs
) -> None:
    record = route_in("submitted") if kind == "route" else agreement_in("filled")
    other = mbo.director.user
    sent = {"c-body": WORDS, "c-audience": ALL.value, "c-mentioned": [other.pk]}
    assert client_as(vmbo.coordinator).post(page_of(record), sent).status_code == 302
    for address in (record.get_absolute_url(), page_of(record)):
        assert WORDS in client_as(mbo.registrar).get(address).content.decode()
    assert len(trail(record)) == 1
    assert WORDS not in trail(record)[0]
    told = Notice.objects.get(kind=Kind.MENTION)
    assert (told.person, told.case) == (other, case_of(record))
    assert WORDS in client_as(mbo.director).get(told.address).content.decode()
    run_jobs("workflows.mail_notice")
    (sent_mail,) = [one for one in mail.outbox if one.to == [other.email]]
    assert told.address in sent_mail.body
    assert WORDS not in sent_mail.body


def test_who_can_be_mentioned_stands_under_the_name_of_their_board(
    route: Route, vmbo: Party, mbo: Party, client_as: ClientAs
) -> None:
    """Who works at both stands there once."""
    both = person_with("Twee Borden", (Role.COORDINATOR, vmbo.board), (Role.COORDINATOR, mbo.board))
    html = client_as(vmbo.coordinator).get(page_of(route)).content.decode()
    choices = html[html.index('name="c-mentioned"') - 2000 : html.rindex('name="c-mentioned"') + 500]
    boards = sorted([vmbo.board, mbo.board], key=str)
    parts = [choices.index(f">{board}</p>") for board in boards]
    assert parts == sorted(parts)
    assert choices.count(str(both)) == 1
    people = {party.board: party.director.user for party in (vmbo, mbo)}
    assert parts[0] < choices.index(str(people[boards[0]])) < parts[1] < choices.index(str(people[boards[1]]))
    assert parts[0] < choices.index(str(both)) < parts[1]


def test_among_the_own_board_nobody_else_hears(
    route: Route, vmbo: Party, mbo: Party, inspector: Actor, client_as: ClientAs
) -> None:
    write_message(route, actor=vmbo.coordinator, audience=OWN, body=WORDS, mentioned=[vmbo.director.user])
    assert trail(route) == []
    for reader in (mbo.coordinator, inspector):
        assert not messages_visible_to(reader).exists()
        for address in (route.get_absolute_url(), page_of(route)):
            assert WORDS not in client_as(reader).get(address).content.decode()
    assert WORDS in client_as(vmbo.registrar).get(page_of(route)).content.decode()
    translation.activate("en")  # the pages above were in Dutch
    with pytest.raises(Refusal, match="cannot read"):
        write_message(route, actor=vmbo.coordinator, audience=OWN, body="Nog iets.", mentioned=[mbo.director.user])
    stranger = person_with("Iemand Anders")
    with pytest.raises(Refusal, match="cannot read"):
        write_message(route, actor=vmbo.coordinator, audience=ALL, body="Nog iets.", mentioned=[stranger])
    assert Message.objects.count() == 1


def test_an_inspector_reads_what_boards_released(route: Route, vmbo: Party, mbo: Party, inspector: Actor) -> None:
    for party in (vmbo, mbo):
        for audience in Audience:
            write_message(route, actor=party.coordinator, audience=audience, body=f"{party.slug} {audience}")

    def read() -> set[str]:
        return set(messages_visible_to(inspector).values_list("body", flat=True))

    until = localdate() + timedelta(days=5)
    assert read() == set()
    release_to_inspectors(route, actor=vmbo.director, until=until, reason="Openheid.")
    assert read() == {f"{vmbo.slug} own"}
    release_to_inspectors(route, actor=mbo.director, until=until, reason="Openheid.")
    assert len(read()) == 4


def test_a_board_that_left_reads_what_was_and_writes_no_more(route: Route, vmbo: Party, mbo: Party) -> None:
    write_message(route, actor=vmbo.coordinator, audience=ALL, body="Toen.")
    RouteParty.objects.filter(route=route, board=mbo.board).update(left_on=localdate() - timedelta(days=1))
    Message.objects.update(written=route.created - timedelta(days=2))
    write_message(route, actor=vmbo.coordinator, audience=ALL, body="Nu.")
    assert [one.body for one in messages_visible_to(mbo.coordinator)] == ["Toen."]
    with pytest.raises(PermissionDenied, match="take part"):
        write_message(route, actor=mbo.coordinator, audience=ALL, body=WORDS)


def test_who_may_not_write_and_when(
    route: Route, vmbo: Party, outsider: Actor, inspector: Actor, client_as: ClientAs
) -> None:
    for stranger in (outsider, inspector):
        with pytest.raises(PermissionDenied, match="take part"):
            write_message(route, actor=stranger, audience=ALL, body=WORDS)
    with pytest.raises(PermissionDenied, match="over"):
        write_message(route_in("withdrawn"), actor=vmbo.coordinator, audience=ALL, body=WORDS)
    with pytest.raises(Refusal, match="first"):
        write_message(route, actor=vmbo.coordinator, audience=ALL, body=" ")
    reader = person_with("Advies Lezer", (Role.ADVISER, vmbo.board))
    assert reader.pk in {person.pk for person in _people_offered(route, vmbo, client_as)}


def _people_offered(route: Route, vmbo: Party, client_as: ClientAs) -> list[object]:
    page = client_as(vmbo.coordinator).get(page_of(route))
    return list(page.context["form"].fields["mentioned"].queryset)


def test_errors_keep_what_was_typed_and_a_number_of_a_pupil_is_refused(
    route: Route, vmbo: Party, client_as: ClientAs
) -> None:
    browser = client_as(vmbo.coordinator)
    english = {"accept-language": "en"}
    shown = browser.get(page_of(route), headers=english).content.decode()
    assert "Write nothing about pupils" in shown
    sent = {"c-body": "Voor Jip, 111222333.", "c-audience": "all"}
    answer = browser.post(page_of(route), sent, headers=english).content.decode()
    assert "citizen service number" in answer
    assert "Jip" in answer
    assert not Message.objects.exists()


def test_pressed_twice_is_once_and_old_ones_are_a_link_away(route: Route, vmbo: Party, client_as: ClientAs) -> None:
    for _twice in range(2):
        write_message(route, actor=vmbo.coordinator, audience=ALL, body=WORDS)
    first = Message.objects.get()
    Message.objects.bulk_create(
        Message(route=route, board=vmbo.board, author=vmbo.director.user, audience=ALL, body=f"Nummer {number}.")
        for number in range(25)
    )
    browser = client_as(vmbo.coordinator)
    newest = browser.get(page_of(route)).content.decode()
    assert WORDS not in newest
    assert f"?tot={first.pk}" in newest
    assert WORDS in browser.get(page_of(route), {"tot": first.pk}).content.decode()
    assert browser.get(page_of(route), {"tot": "²"}).status_code == 200
