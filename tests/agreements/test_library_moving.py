"""An agreement beside the current model: compared, and moved article by article, as a proposal like any other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.actors import Actor
from agreements.clauses import library
from agreements.clauses.moving import moved, obstacle
from agreements.clauses.reading import read_files
from agreements.clauses.render import article_text
from agreements.clauses.wording import MODEL, WORDING
from agreements.errors import AgreementError, TextMoved
from agreements.facts import facts_of
from agreements.models import Agreement, Proposal
from agreements.selectors import clause_text, text_of
from agreements.services import agree_text, move_clause, publish_library, save_clause
from agreements.standing import rendered_article
from audit.models import AuditEvent
from tests.agreements.library_files import SENTENCE, newer_files
from tests.agreements.pages import queries, words
from tests.conftest import ClientAs
from tests.factories import VMBO, Party, agreement_in, play
from tests.test_query_counts import covering, with_lines

pytestmark = pytest.mark.django_db

NUMBER = "2028.1"
ANNEX_SENTENCE = "Dit onderdeel is opnieuw bekeken."


@pytest.fixture(autouse=True)
def forget() -> Iterator[None]:
    yield
    library.load.cache_clear()


def files() -> dict[str, str]:
    """“kwaliteit” says one thing more and no longer asks one thing; F says more in its body and in its annex."""
    made = newer_files()
    exits = made["10-f-overstapoptie.toml"]
    exits = exits.replace("[[leden]]\n", f'[[leden]]\ntext = "{SENTENCE}"\n\n[[leden]]\n', 1)
    exits = exits.replace("[[annex]]\n", f'[[annex]]\ntext = "{ANNEX_SENTENCE}"\n\n[[annex]]\n', 1)
    made["10-f-overstapoptie.toml"] = exits
    kept, _cut, rest = made["13-kwaliteit.toml"].partition('[[fields]]\nname = "owner"')
    after = rest[rest.index("\n[[") :]
    made["13-kwaliteit.toml"] = (kept + after).replace("{owner}", "de stuurgroep")
    return made


@pytest.fixture
def newer(administrator: Actor) -> str:
    return publish_library(actor=administrator, number=NUMBER, note="Nieuw.", files=files()).number


@pytest.fixture
def agreement(vmbo: Party) -> Agreement:
    return agreement_in("filled")


def seen(agreement: Agreement, code: str) -> dict[int | None, int]:
    return {text.route_id: text.version for text in agreement.clauses.filter(code=code)}


def move(agreement: Agreement, actor: Actor, code: str = "kwaliteit", **more: Any) -> Agreement:
    given = {"version": NUMBER, "seen_versions": seen(agreement, code)} | more
    return move_clause(agreement, actor=actor, code=code, **given)


def article(agreement: Agreement, code: str, route: int | None = None) -> str:
    found = {(one.code, one.route_id): one for one in text_of(agreement).rendered}
    return article_text(found[code, route])


# --- works ----------------------------------------------------------------------------------------


def test_a_moved_article_reads_as_the_current_model(agreement: Agreement, newer: str, vmbo: Party) -> None:
    before = {one.code: article_text(one) for one in text_of(agreement).rendered}
    move(agreement, vmbo.coordinator)
    assert SENTENCE in article(agreement, "kwaliteit")
    after = {one.code: article_text(one) for one in text_of(agreement).rendered}
    assert {code for code in after if after[code] != before[code]} == {"kwaliteit"}
    assert agreement.library_version == library.CURRENT


def test_moving_is_a_proposal_and_other_boards_start_anew(agreement: Agreement, newer: str, vmbo: Party) -> None:
    agree_text(agreement, actor=vmbo.coordinator, seen_sha256=text_of(agreement).sha256)
    move(agreement, vmbo.coordinator)
    proposal = Proposal.objects.filter(agreement=agreement, code="kwaliteit").last()
    assert proposal is not None
    assert (proposal.board, NUMBER in proposal.note, SENTENCE in proposal.text) == (vmbo.board, True, True)
    assert not agreement.consents.exists()
    event = AuditEvent.objects.filter(action="agreements.clause_saved").last()
    assert event is not None
    assert event.changes[MODEL] == [None, NUMBER]


def test_answers_stay_where_the_model_still_asks_them(agreement: Agreement, newer: str, vmbo: Party) -> None:
    stored = clause_text(agreement, "kwaliteit", None)
    assert stored
    before = dict(stored.data)
    move(agreement, vmbo.coordinator)
    stored.refresh_from_db()
    assert stored.data == {name: value for name, value in before.items() if name != "owner"} | {MODEL: NUMBER}


def test_an_article_per_route_moves_for_every_route_and_its_body_too(newer: str, vmbo: Party) -> None:
    agreement = covering(2)
    Agreement.objects.filter(pk=agreement.pk).update(library_version=library.CURRENT)
    agreement.refresh_from_db()
    routes = [route.id for route in facts_of(agreement).routes]
    move(agreement, vmbo.coordinator, "F", seen_versions=dict.fromkeys(routes, 0))
    assert SENTENCE in article(agreement, "F")
    assert all(ANNEX_SENTENCE in article(agreement, "F", route) for route in routes)
    assert SENTENCE in article_text(rendered_article(agreement, "F", None))


def test_the_form_asks_what_the_model_of_the_article_asks(
    agreement: Agreement, newer: str, vmbo: Party, client_as: ClientAs
) -> None:
    move(agreement, vmbo.coordinator)
    page = words(client_as(vmbo.coordinator).get(reverse("agreements:clause", args=[agreement.pk, "kwaliteit"])))
    assert SENTENCE in page
    assert "a-owner" not in page


def test_saving_a_moved_article_keeps_its_model(
    agreement: Agreement, newer: str, vmbo: Party, client_as: ClientAs
) -> None:
    from tests.matrix.pages import read

    agreement = move(agreement, vmbo.coordinator)
    address, browser = reverse("agreements:clause", args=[agreement.pk, "kwaliteit"]), client_as(vmbo.coordinator)
    sent = read(browser.get(address)).forms_to(address)[0].filled()
    assert browser.post(address, sent | {"a-improvement": "Anders dan eerst."}).status_code == 302
    stored = clause_text(agreement, "kwaliteit", None)
    assert stored
    assert (stored.data[MODEL], stored.data["improvement"]) == (NUMBER, "Anders dan eerst.")
    assert SENTENCE in article(agreement, "kwaliteit")


# --- refuses --------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["vmbo_director", "mbo_signatory", "adviser", "inspector", "administrator", "outsider"])
def test_only_a_coordinator_of_a_party_moves(
    who: str, agreement: Agreement, newer: str, cast: dict[str, Actor]
) -> None:
    with pytest.raises(PermissionDenied):
        move(agreement, cast[who])


@pytest.mark.parametrize("state", ["complete", "decision", "in_force"])
def test_only_a_draft_moves(state: str, newer: str, vmbo: Party) -> None:
    with pytest.raises(PermissionDenied):
        move(agreement_in(state), vmbo.coordinator)


def test_somebody_saved_meanwhile(agreement: Agreement, newer: str, vmbo: Party, mbo: Party) -> None:
    shown = seen(agreement, "kwaliteit")
    save_clause(agreement, actor=mbo.coordinator, code="kwaliteit", route=None, seen_version=shown[None], data={})
    with pytest.raises(TextMoved):
        move(agreement, vmbo.coordinator, seen_versions=shown)


def test_another_version_was_published_meanwhile(
    agreement: Agreement, newer: str, vmbo: Party, administrator: Actor
) -> None:
    publish_library(actor=administrator, number="2028.2", note="Nog nieuwer.", files=newer_files())
    with pytest.raises(TextMoved):
        move(agreement, vmbo.coordinator)


def test_an_article_that_is_not_asked(agreement: Agreement, newer: str, vmbo: Party) -> None:
    with pytest.raises(AgreementError):
        move(agreement, vmbo.coordinator, "bestaat-niet")


def test_an_article_that_is_asked_otherwise_does_not_move() -> None:
    shelf = library.load()
    assert obstacle(shelf["kwaliteit"], shelf["F"])
    assert obstacle(shelf["kwaliteit"], None)
    assert obstacle(shelf["kwaliteit"], shelf["kwaliteit"]) is None


# --- what is left behind --------------------------------------------------------------------------


def test_what_is_lost_is_named() -> None:
    shelf = read_files(files(), NUMBER)
    move = moved(
        library.load()["kwaliteit"],
        shelf["kwaliteit"],
        {"owner": "De stuurgroep", WORDING: [{"text": "Eigen woorden.", "lid": 0}]},
        library.CURRENT,
    )
    assert move.data == {MODEL: NUMBER}
    assert [str(label) for label in move.lost] == [
        str(library.load()["kwaliteit"].field("owner").label),
        "de eigen woorden van de besturen",
    ]


def test_a_column_that_is_gone_is_named() -> None:
    old = library.load()["definities"]
    made = newer_files()
    made["01-definities.toml"] = made["01-definities.toml"].replace('name = "meaning"', 'name = "sense"')
    new = read_files(made, NUMBER)["definities"]
    move = moved(old, new, {"own_terms": [{"term": "a", "meaning": "b"}]}, library.CURRENT)
    assert move.data["own_terms"] == [{"term": "a"}]
    assert [label.en for label in move.lost] == ["Your own terms: Meaning"]


def test_coming_home_needs_no_version() -> None:
    clause = library.load()["kwaliteit"]
    assert moved(clause, clause, {"owner": "x", MODEL: "2028.1"}, library.CURRENT).data == {"owner": "x"}


# --- the page -------------------------------------------------------------------------------------


def test_the_page_compares_names_what_is_lost_and_moves(
    agreement: Agreement, newer: str, vmbo: Party, client_as: ClientAs
) -> None:
    from tests.matrix.pages import read

    browser, address = client_as(vmbo.coordinator), reverse("agreements:model", args=[agreement.pk])
    assert address in words(browser.get(agreement.get_absolute_url()))
    page = browser.get(address)
    assert 'id="verschil-kwaliteit"' in words(page)
    assert 'id="verschil-partijen"' not in words(page)
    assert str(library.load()["kwaliteit"].field("owner").label) in words(page)
    form = next(one for one in read(page).forms_to(address) if one.fields["code"] == ["kwaliteit"])
    assert browser.post(address, form.filled()).status_code == 302
    assert SENTENCE in article(agreement, "kwaliteit")
    assert 'id="verschil-kwaliteit"' not in words(browser.get(address))
    assert browser.post(address, form.filled()).status_code == 200


@pytest.mark.parametrize("given", ["", "²", "1", "0:", "0:1,", "a:b", "9" * 40, "0:1" * 2000])
def test_what_was_seen_is_read_strictly(
    given: str, agreement: Agreement, newer: str, vmbo: Party, client_as: ClientAs
) -> None:
    sent = {"code": "kwaliteit", "version": NUMBER, "seen": given}
    page = client_as(vmbo.coordinator).post(reverse("agreements:model", args=[agreement.pk]), sent)
    assert page.status_code == 200
    assert "error-summary" in words(page)


def test_without_a_newer_model_there_is_nothing_to_move(agreement: Agreement, vmbo: Party, client_as: ClientAs) -> None:
    browser, address = client_as(vmbo.coordinator), reverse("agreements:model", args=[agreement.pk])
    assert address not in words(browser.get(agreement.get_absolute_url()))
    assert "<button" not in words(browser.get(address)).partition("<main")[2].partition("</main>")[0]


def test_comparing_costs_the_same_for_more_lines(administrator: Actor, client_as: ClientAs) -> None:
    browser = client_as(VMBO.coordinator)
    made = [play("agreement_filled", with_lines(size)).agreement for size in (2, 6)]
    publish_library(actor=administrator, number=NUMBER, note="Nieuw.", files=files())
    few, many = [queries(browser, reverse("agreements:model", args=[one.pk])) for one in made]
    assert few == many
