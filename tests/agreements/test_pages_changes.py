"""The pages around a change: begin one, read which is which, say that an editorial change is one."""

from __future__ import annotations

import pytest
from django.urls import reverse

from agreements.models import Agreement
from agreements.selectors import text_of
from agreements.services import agree_text
from tests.agreements.pages import says, words
from tests.conftest import ClientAs
from tests.factories import REASON, Party, agreement_in
from tests.matrix.pages import body

pytestmark = pytest.mark.django_db


def test_an_amendment_is_begun_from_the_page(client_as: ClientAs, vmbo: Party) -> None:
    old = agreement_in("in_force")
    client, address = client_as(vmbo.coordinator), reverse("agreements:change", args=[old.pk])
    assert client.get(address).status_code == 200

    answer = client.post(address, {"kind": "amendment", "touches": ["funding"], "reason": REASON})
    new = Agreement.objects.get(replaces=old)
    assert answer.headers["Location"] == new.get_absolute_url()
    assert (new.change_kind, new.is_material) == ("amendment", True)
    assert new.get_absolute_url() in words(client.get(old.get_absolute_url()))
    assert old.get_absolute_url() in words(client.get(new.get_absolute_url()))


def test_nothing_ticked_is_editorial(client_as: ClientAs, vmbo: Party) -> None:
    old = agreement_in("in_force")
    client_as(vmbo.coordinator).post(
        reverse("agreements:change", args=[old.pk]), {"kind": "amendment", "reason": REASON}
    )
    assert Agreement.objects.get(replaces=old).is_material is False


@pytest.mark.parametrize(("kind", "field"), [("accession", "joins"), ("departure", "leaves")])
def test_a_choice_that_is_missing_is_asked(kind: str, field: str, client_as: ClientAs, vmbo: Party) -> None:
    old = agreement_in("in_force")
    page = client_as(vmbo.coordinator).post(
        reverse("agreements:change", args=[old.pk]), {"kind": kind, "reason": "Getypt en bewaard."}
    )
    assert page.status_code == 200
    assert f"id_{field}_error" in words(page)
    assert "Getypt en bewaard." in words(page)


def test_a_refusal_keeps_what_was_typed(client_as: ClientAs, vmbo: Party, mbo: Party) -> None:
    old = agreement_in("in_force")
    sent = {"kind": "departure", "leaves": mbo.board.pk, "reason": "Getypt en bewaard."}
    page = client_as(vmbo.coordinator).post(reverse("agreements:change", args=[old.pk]), sent)
    assert says(
        page,
        "Without %(board)s no school board and mbo board remain. Then the whole agreement ends, by notice.",
        board=mbo.board,
    )
    assert "Getypt en bewaard." in words(page)
    assert not Agreement.objects.filter(replaces=old).exists()


def test_a_joining_board_reads_only_the_new_one(client_as: ClientAs, vmbo: Party) -> None:
    old, newcomer = agreement_in("in_force"), Party("davinci")
    sent = {"kind": "accession", "joins": newcomer.board.pk, "reason": REASON}
    client_as(vmbo.coordinator).post(reverse("agreements:change", args=[old.pk]), sent)
    new = Agreement.objects.get(replaces=old)
    page = client_as(newcomer.coordinator).get(new.get_absolute_url())
    assert old.number in words(page)
    assert old.get_absolute_url() not in words(page)
    assert client_as(newcomer.coordinator).get(old.get_absolute_url()).status_code == 404


def test_a_replaced_agreement_says_so_and_stays_readable(client_as: ClientAs, vmbo: Party) -> None:
    old = agreement_in("replaced")
    new = Agreement.objects.get(replaces=old)
    client = client_as(vmbo.director)
    page = client.get(old.get_absolute_url())
    assert new.get_absolute_url() in words(page)
    for document in old.documents.filter(stored__isnull=False):
        response = client.get(reverse("agreements:document", args=[document.pk]))
        assert response.status_code == 200
        assert body(response)
    assert client.get(reverse("agreements:text", args=[old.pk])).status_code == 200


def test_a_director_says_that_it_is_editorial(client_as: ClientAs, vmbo: Party, mbo: Party) -> None:
    new = agreement_in("editorial")
    for party in (vmbo, mbo):
        new = agree_text(new, actor=party.coordinator, seen_sha256=text_of(new).sha256)
    client, address = client_as(mbo.director), reverse("agreements:decide", args=[new.pk])
    assert 'name="agrees_it_is_editorial"' in words(client.get(address))
    assert client.post(address, {"verdict": "approve"}).status_code == 200
    assert client.post(address, {"verdict": "approve", "agrees_it_is_editorial": "on"}).status_code == 302
    assert new.decisions.get().board == mbo.board
