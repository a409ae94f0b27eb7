"""On whose behalf somebody acts, and the pages of the administrator."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from accounts.granting.services import confirm_grant
from accounts.middleware import SESSION_KEY
from accounts.models import Mandate, Membership, User
from accounts.roles import Role
from accounts.services import grant_membership
from tests.browsing import sent
from tests.conftest import ClientAs
from tests.factories import Party, person_with
from workflows.demo import world
from workflows.demo.play import proof_of

TODAY = timezone.localdate()
PAGES = ("access", "invite", "grant_role", "grant_mandate")


@pytest.fixture
def admin(client_as: ClientAs, administrator: Actor) -> Client:
    return client_as(administrator)


def address(name: str, *more: int) -> str:
    return reverse(f"accounts:{name}", args=more)


# --- on whose behalf -----------------------------------------------------------------------------


def test_somebody_with_two_boards_chooses_one(client_as: ClientAs, twin_vmbo: Actor, mbo: Party) -> None:
    client = client_as(twin_vmbo)
    response = client.post(address("act_for"), {"board": mbo.board.pk})
    assert client.session[SESSION_KEY] == mbo.board.pk
    assert response["Location"] == reverse("workflows:start")


def test_the_page_one_came_from_is_shown_again(client_as: ClientAs, twin_vmbo: Actor, mbo: Party) -> None:
    response = client_as(twin_vmbo).post(address("act_for"), {"board": mbo.board.pk, "next": "/routes/?stand=draft"})
    assert response["Location"] == "/routes/?stand=draft"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_site(client_as: ClientAs, twin_vmbo: Actor, mbo: Party, elsewhere: str) -> None:
    response = client_as(twin_vmbo).post(address("act_for"), {"board": mbo.board.pk, "next": elsewhere})
    assert response["Location"] == reverse("workflows:start")


@pytest.mark.parametrize("board", ["", "0", "999999", "x"])
def test_a_board_without_a_role_is_refused(client_as: ClientAs, vmbo: Party, board: str) -> None:
    client = client_as(vmbo.coordinator)
    response = client.post(address("act_for"), {"board": board})
    assert response.status_code == 403
    assert "U hebt vandaag geen rol bij dit bestuur." in response.content.decode()
    assert client.session[SESSION_KEY] == vmbo.board.pk


def test_somebody_elses_board_is_refused(client_as: ClientAs, vmbo: Party, mbo: Party) -> None:
    assert client_as(vmbo.coordinator).post(address("act_for"), {"board": mbo.board.pk}).status_code == 403


def test_a_role_without_a_board_is_number_zero(admin: Client) -> None:
    assert admin.post(address("act_for"), {"board": "0"}).status_code == 302


# --- who may look --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
def test_only_administrators_get_these_pages(client_as: ClientAs, vmbo: Party, inspector: Actor, name: str) -> None:
    for actor in (vmbo.director, inspector):
        response = client_as(actor).get(address(name))
        assert response.status_code == 403
        assert "Alleen een beheerder" in response.content.decode()


def test_the_overview_names_people_roles_and_mandates(admin: Client, vmbo: Party) -> None:
    html = admin.get(address("access"), {"zoek": "Spinoza"}).content.decode()
    for words in ("Stichting Spinoza", "Loes Akkerman", "coördinator", "Uittreksel handelsregister"):
        assert words in html
    assert "Da Vinci" not in html


def test_what_is_over_is_shown_when_asked(admin: Client, vmbo: Party) -> None:
    person = person_with("Oud Gediende")
    yesterday = TODAY - timedelta(days=1)
    Membership.objects.create(
        user=person,
        board=vmbo.board,
        role=Role.DIRECTOR,
        valid_from=world.SINCE,
        valid_until=yesterday,
        confirmed=timezone.now(),
    )
    here = {"zoek": "Stichting Spinoza"}
    assert "Oud Gediende" not in admin.get(address("access"), here).content.decode()
    assert "Oud Gediende" in admin.get(address("access"), here | {"verlopen": "1"}).content.decode()


def test_more_people_cost_no_more_queries(admin: Client, vmbo: Party) -> None:
    admin.get(address("access"))
    with CaptureQueriesContext(connection) as few:
        admin.get(address("access"))
    for number in range(3):
        person_with(f"Nieuw {number}", (Role.COORDINATOR, vmbo.board), mandates=(vmbo.board,))
    with CaptureQueriesContext(connection) as many:
        admin.get(address("access"))
    assert len(many) == len(few)


# --- invite --------------------------------------------------------------------------------------


def invitation(client: Client, party: Party, **typed: str) -> dict[str, object]:
    form = client.get(address("invite"), {"bestuur": party.board.pk}).context["form"]
    known = {"name": "Nieuwe Collega", "email": "Nieuw@spinoza.example", "role": "coordinator"}
    return sent(form, **(known | typed))


def test_somebody_is_invited_and_chooses_a_password(
    admin: Client, vmbo: Party, run_jobs: Callable[..., list[str]]
) -> None:
    response = admin.post(address("invite"), invitation(admin, vmbo))
    assert response["Location"] == address("access")
    person = User.objects.get(email="nieuw@spinoza.example")
    assert not person.has_usable_password()
    assert run_jobs("accounts.mail_invitation") == []
    confirm_grant(Membership.proposals.get(user=person), actor=vmbo.director, proof=proof_of(vmbo.director))
    assert person.memberships.get().role == Role.COORDINATOR
    run_jobs("accounts.mail_invitation")
    [letter] = mail.outbox
    assert letter.to == ["nieuw@spinoza.example"]
    [link] = re.findall(r"http://testserver(\S+)", str(letter.body))
    stranger = Client()
    page = stranger.get(link, follow=True)
    chosen = {"password1": "een-lang-wachtwoord", "password2": "een-lang-wachtwoord"}
    stranger.post(page.redirect_chain[-1][0], chosen)
    person.refresh_from_db()
    assert person.check_password("een-lang-wachtwoord")


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"name": ""}, "name", "Dit veld is verplicht."),
        ({"email": "geen adres"}, "email", "Voer een geldig e-mailadres in."),
        ({"email": "Coordinator@spinoza.example"}, "email", "Deze persoon heeft al een account."),
        ({"role": ""}, "role", "Dit veld is verplicht."),
        ({"board": ""}, "board", "Kies het bestuur waar deze persoon de rol heeft."),
        ({"role": "inspector"}, "board", "Deze rol hoort niet bij een bestuur."),
        ({"valid_from": "gisteren"}, "valid_from", "Voer een geldige datum in."),
        ({"valid_until": "2001-01-01"}, "valid_until", "De laatste dag ligt voor de eerste dag."),
    ],
)
def test_a_wrong_invitation_gets_a_sentence_and_keeps_what_was_typed(
    admin: Client, vmbo: Party, wrong: dict[str, str], field: str, sentence: str
) -> None:
    typed = {"name": "Nieuwe Collega"} | wrong
    response = admin.post(address("invite"), invitation(admin, vmbo, **typed))
    assert sentence in str(response.context["form"].errors[field])
    assert typed["name"] in response.content.decode()
    assert not User.objects.filter(name="Nieuwe Collega").exists()


def test_an_institution_of_another_board_is_refused(admin: Client, vmbo: Party, mbo: Party) -> None:
    elsewhere = mbo.board.institutions.get()
    response = admin.post(address("invite"), invitation(admin, vmbo, institution=str(elsewhere.pk)))
    assert "hoort bij een ander bestuur" in response.content.decode()


def test_inviting_twice_gets_a_sentence(admin: Client, vmbo: Party) -> None:
    typed = invitation(admin, vmbo)
    admin.post(address("invite"), typed)
    assert "Deze persoon heeft al een account." in admin.post(address("invite"), typed).content.decode()
    assert User.objects.filter(email="nieuw@spinoza.example").count() == 1


# --- roles and mandates --------------------------------------------------------------------------


def test_a_role_is_given_once(admin: Client, vmbo: Party, adviser: Actor) -> None:
    form = admin.get(address("grant_role"), {"persoon": adviser.user.pk, "bestuur": vmbo.board.pk}).context["form"]
    typed = sent(form, role="registrar")
    admin.post(address("grant_role"), typed)
    again = admin.post(address("grant_role"), typed)
    assert "role" in again.context["form"].errors
    assert Membership.proposals.filter(user=adviser.user, role=Role.REGISTRAR).count() == 1
    grant_membership(adviser.user, actor=None, role=Role.REGISTRAR, board=vmbo.board)
    assert "Deze persoon heeft deze rol hier al." in admin.post(address("grant_role"), typed).content.decode()


def test_a_role_without_a_person_gets_a_sentence(admin: Client, vmbo: Party) -> None:
    form = admin.get(address("grant_role"), {"bestuur": vmbo.board.pk}).context["form"]
    response = admin.post(address("grant_role"), sent(form, role="registrar"))
    assert "Dit veld is verplicht." in str(response.context["form"].errors["person"])
    assert response.context["form"]["role"].value() == "registrar"


def test_a_role_ends_on_a_last_day(admin: Client, vmbo: Party, adviser: Actor) -> None:
    role = adviser.user.memberships.get()
    admin.post(address("end_role", role.pk), {"last_day": TODAY.isoformat()})
    role.refresh_from_db()
    assert role.valid_until == TODAY
    again = admin.post(address("end_role", role.pk), {"last_day": TODAY.isoformat()})
    assert "Dit eindigt al op" in again.content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("", "Dit veld is verplicht."), ("ooit", "Voer een geldige datum in."), ("2001-01-01", "niet eindigen voordat")],
)
@pytest.mark.parametrize("name", ["end_role", "end_mandate"])
def test_a_wrong_last_day_gets_a_sentence(admin: Client, vmbo: Party, name: str, typed: str, sentence: str) -> None:
    rows = {"end_role": vmbo.signatory.user.memberships, "end_mandate": vmbo.signatory.user.mandates}
    row = rows[name].get()
    assert sentence in admin.post(address(name, row.pk), {"last_day": typed}).content.decode()
    row.refresh_from_db()
    assert row.valid_until is None


def mandate(client: Client, person: User, party: Party, **typed: str) -> dict[str, object]:
    form = client.get(address("grant_mandate"), {"persoon": person.pk, "bestuur": party.board.pk}).context["form"]
    return sent(form, **({"function": "bestuurder", "document_reference": "Besluit 12"} | typed))


def test_a_mandate_is_recorded_once(admin: Client, vmbo: Party) -> None:
    person = person_with("Tweede Tekenaar", (Role.SIGNATORY, vmbo.board))
    typed = mandate(admin, person, vmbo)
    admin.post(address("grant_mandate"), typed)
    again = admin.post(address("grant_mandate"), typed)
    assert "person" in again.context["form"].errors
    assert Mandate.proposals.get(user=person).document_reference == "Besluit 12"
    assert not Mandate.objects.filter(user=person).exists()


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"function": ""}, "function", "Dit veld is verplicht."),
        ({"document_reference": ""}, "document_reference", "Dit veld is verplicht."),
        ({"valid_until": "2001-01-01"}, "valid_until", "De laatste dag ligt voor de eerste dag."),
    ],
)
def test_a_wrong_mandate_gets_a_sentence_and_keeps_what_was_typed(
    admin: Client, vmbo: Party, wrong: dict[str, str], field: str, sentence: str
) -> None:
    person = person_with("Tweede Tekenaar", (Role.SIGNATORY, vmbo.board))
    response = admin.post(address("grant_mandate"), mandate(admin, person, vmbo, scope="tot 2030", **wrong))
    assert sentence in str(response.context["form"].errors[field])
    assert "tot 2030" in response.content.decode()
    assert not person.mandates.exists()


def test_a_mandate_is_for_a_signatory(admin: Client, vmbo: Party) -> None:
    response = admin.post(address("grant_mandate"), mandate(admin, vmbo.director.user, vmbo))
    assert "is geen ondertekenaar van dit bestuur" in response.content.decode()


def test_a_mandate_ends(admin: Client, vmbo: Party) -> None:
    row = vmbo.signatory.user.mandates.get()
    admin.post(address("end_mandate", row.pk), {"last_day": TODAY.isoformat()})
    row.refresh_from_db()
    assert row.valid_until == TODAY
