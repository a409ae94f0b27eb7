"""The mandate register: who may sign, for what, when; exactly why not; and what is kept with a signature."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate

from accounts.actors import Actor
from accounts.errors import Refusal
from accounts.models import Institution, Kind, Mandate
from accounts.services import end_mandate, grant_mandate
from agreements.export import agreement_as_json
from agreements.models import Agreement
from agreements.services import sign_agreement
from tests.conftest import ClientAs
from tests.factories import Party, agreement_in, proof_of, with_document
from workflows.demo import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
TODAY = localdate()


@pytest.fixture
def released(db: None, blank_paper: None) -> Agreement:
    agreement = agreement_in("out_for_signature")
    with_document(agreement)
    return agreement


@pytest.fixture
def mandate(vmbo: Party) -> Mandate:
    return Mandate.objects.get(user=vmbo.signatory.user)


def sign(agreement: Agreement, actor: Actor) -> object:
    digest = agreement.documents.get().sha256
    return sign_agreement(agreement, actor=actor, seen_sha256=digest, proof=proof_of(actor))


def another_school(party: Party) -> Institution:
    return Institution.objects.create(board=party.board, kind=Kind.VO, name="Een andere school", brin="99ZX")


def test_a_limited_mandate_signs_what_it_reaches_and_is_frozen(
    released: Agreement, mandate: Mandate, vmbo: Party, administrator: Actor
) -> None:
    school = vmbo.board.institutions.get()
    mandate.institutions.set([school])
    mandate.scope = "tot vier jaar"
    mandate.save()
    signature = sign(released, vmbo.signatory)
    mandate.institutions.clear()
    end_mandate(mandate, actor=administrator, last_day=TODAY)
    signature.refresh_from_db()  # type: ignore[attr-defined]
    kept = (signature.mandate_reach, signature.mandate_from, signature.mandate_until)  # type: ignore[attr-defined]
    assert kept == (f"{school.name}; tot vier jaar", world.SINCE, None)
    told = agreement_as_json(Agreement.objects.get(pk=released.pk))["signatures"][0]
    assert (told["mandate_reach"], told["mandate_from"]) == (f"{school.name}; tot vier jaar", "2020-08-01")


def test_outside_its_scope(released: Agreement, mandate: Mandate, vmbo: Party) -> None:
    school = vmbo.board.institutions.get()
    mandate.institutions.set([another_school(vmbo)])
    with pytest.raises(PermissionDenied, match=f"does not reach {school.name}"):
        sign(released, vmbo.signatory)
    assert not released.signatures.exists()


def test_not_yet_valid(released: Agreement, mandate: Mandate, vmbo: Party) -> None:
    tomorrow = TODAY + timedelta(days=1)
    Mandate.objects.filter(pk=mandate.pk).update(valid_from=tomorrow)
    with pytest.raises(PermissionDenied, match=f"only begins on {date_format(tomorrow)}"):
        sign(released, vmbo.signatory)


def test_over(released: Agreement, mandate: Mandate, vmbo: Party) -> None:
    yesterday = TODAY - timedelta(days=1)
    Mandate.objects.filter(pk=mandate.pk).update(valid_until=yesterday)
    with pytest.raises(PermissionDenied, match=f"ended on {date_format(yesterday)}"):
        sign(released, vmbo.signatory)


def test_none_at_all(released: Agreement, mandate: Mandate, vmbo: Party) -> None:
    mandate.document.delete()
    mandate.delete()
    with pytest.raises(PermissionDenied, match="has no mandate to sign"):
        sign(released, vmbo.signatory)


def test_one_that_holds_goes_before_one_that_does_not(released: Agreement, mandate: Mandate, vmbo: Party) -> None:
    Mandate.objects.filter(pk=mandate.pk).update(valid_until=TODAY - timedelta(days=1))
    grant_mandate(
        mandate.user, actor=None, board=vmbo.board, function="bestuurder a.i.", document_reference="Besluit 7"
    )
    assert sign(released, vmbo.signatory).function == "bestuurder a.i."  # type: ignore[attr-defined]


def test_a_mandate_reaches_its_own_board_only(vmbo: Party, mbo: Party, administrator: Actor) -> None:
    with pytest.raises(Refusal, match="its own board"):
        grant_mandate(
            vmbo.signatory.user,
            actor=administrator,
            board=vmbo.board,
            function="bestuurder",
            document_reference="Besluit 8",
            institutions=[mbo.board.institutions.get()],
        )


# --- the register as a page ----------------------------------------------------------------------


def test_the_register_shows_the_own_board_and_those_it_has_a_case_with(
    client_as: ClientAs, vmbo: Party, mbo: Party, outsider: Actor, inspector: Actor
) -> None:
    address = reverse("agreements:mandates")

    def shown(actor: Actor) -> list[str]:
        return [row["board"].name for row in client_as(actor).get(address).context["rows"]]

    assert shown(vmbo.director) == [vmbo.board.name]
    agreement_in("complete")
    assert shown(vmbo.director) == [vmbo.board.name, mbo.board.name]
    assert shown(mbo.registrar)[0] == mbo.board.name
    assert shown(outsider) == [str(outsider.board)]
    assert shown(inspector) == sorted([vmbo.board.name, mbo.board.name])


def test_what_is_over_is_shown_when_asked(client_as: ClientAs, vmbo: Party, mandate: Mandate) -> None:
    Mandate.objects.filter(pk=mandate.pk).update(valid_until=TODAY - timedelta(days=1))
    client, address = client_as(vmbo.director), reverse("agreements:mandates")
    assert mandate.document_reference not in client.get(address).content.decode()
    assert mandate.document_reference in client.get(address, {"verlopen": "1"}).content.decode()


def test_the_register_costs_the_same_for_more_boards(
    client_as: ClientAs, vmbo: Party, django_assert_max_num_queries: object
) -> None:
    client, address, counts = client_as(vmbo.director), reverse("agreements:mandates"), []
    for _ in range(2):
        agreement_in("complete")
        with django_assert_max_num_queries(9) as asked:  # type: ignore[operator]
            assert client.get(address).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
