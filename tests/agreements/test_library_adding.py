"""What a newer model has more, or no longer has: added to an agreement, left out of it, each as a proposal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.actors import Actor
from accounts.models import Board
from agreements.clauses import library
from agreements.clauses.moving import obstacle
from agreements.clauses.reading import read_files
from agreements.clauses.render import article_text
from agreements.clauses.shelving import mentioned
from agreements.clauses.wording import GONE, LEFT_OUT
from agreements.errors import AgreementError, TextMoved
from agreements.facts import facts_of
from agreements.models import Agreement, Proposal
from agreements.selectors import clause_text, text_of
from agreements.services import (
    accept_clause,
    add_clause,
    agree_text,
    leave_out_clause,
    move_clause,
    publish_library,
    put_back_clause,
    reject_clause,
    save_clause,
    start_amendment,
    take_out_clause,
)
from agreements.standing import accepted_by, standing
from audit.models import AuditEvent
from tests.agreements.library_files import newer_files
from tests.agreements.pages import words
from tests.conftest import ClientAs
from tests.factories import Party, agreement_in
from tests.matrix.pages import read
from tests.test_query_counts import covering

pytestmark = pytest.mark.django_db

NUMBER = "2028.1"
REGION = """
code = "regio"
position = 15
topics = []
title = { nl = "De regio", en = "The region" }

[guidance]
nl = "Schrijf met wie u overlegt."
en = "Write with whom you consult."

[[fields]]
name = "with_whom"
kind = "text"
required = true
label = { nl = "Met wie", en = "With whom" }

[[leden]]
text = "Partijen overleggen ieder jaar met {with_whom}, onverminderd {artikel:B}."
"""
TRAVEL = """
code = "reizen"
position = 65
topics = []
scope = "route"
title = { nl = "Reizen", en = "Travel" }

[guidance]
nl = "Niets in te vullen."
en = "Nothing to fill in."

[[leden]]
text = "Deelnemers reizen veilig."

[[annex]]
text = "Voor deze leerroute is een reisplan gemaakt."
"""


@pytest.fixture(autouse=True)
def forget() -> Iterator[None]:
    yield
    library.load.cache_clear()


def files() -> dict[str, str]:
    """Two articles more, one less (“klachten”); “pijlers” asks something, “privacy” is asked per route."""
    made = newer_files() | {"01-regio.toml": REGION, "06-reizen.toml": TRAVEL}
    del made["14-klachten.toml"]
    asked = REGION[REGION.index("[[fields]]") : REGION.index("[[leden]]")]
    made["03-pijlers.toml"] = made["03-pijlers.toml"].replace("[[leden]]", f"{asked}[[leden]]", 1) + (
        '\n[[leden]]\ntext = "Daarbij hoort {with_whom}."\n'
    )
    return made


@pytest.fixture
def newer(administrator: Actor) -> str:
    return publish_library(actor=administrator, number=NUMBER, note="Nieuw.", files=files()).number


@pytest.fixture
def agreement(vmbo: Party, administrator: Actor) -> Agreement:
    """Started before the newer model was published."""
    agreement = agreement_in("filled")
    publish_library(actor=administrator, number=NUMBER, note="Nieuw.", files=files())
    return agreement


def shown(agreement: Agreement, code: str) -> dict[str, Any]:
    seen = {text.route_id: text.version for text in agreement.clauses.filter(code=code)}
    return {"code": code, "version": NUMBER, "seen_versions": seen or {None: 0}}


def digests(agreement: Agreement) -> dict[Any, str]:
    return text_of(Agreement.objects.get(pk=agreement.pk)).digests


def agreed(agreement: Agreement, *parties: Party) -> None:
    for party in parties:
        agree_text(agreement, actor=party.coordinator, seen_sha256=text_of(agreement).sha256)


def accepting(agreement: Agreement, code: str) -> set[Board]:
    fresh = Agreement.objects.get(pk=agreement.pk)
    stand = standing(fresh, text_of(fresh))[code, None]
    return {one.board for board, one in stand.items() if board in accepted_by(stand)}


def said(agreement: Agreement, code: str) -> str:
    fresh = Agreement.objects.get(pk=agreement.pk)
    return next(article_text(one) for one in text_of(fresh).rendered if (one.code, one.route_id) == (code, None))


# --- adding ---------------------------------------------------------------------------------------


def test_an_added_article_is_a_proposal_where_the_model_has_it(agreement: Agreement, vmbo: Party, mbo: Party) -> None:
    agreed(agreement, vmbo)
    before = digests(agreement)
    agreement = add_clause(agreement, actor=vmbo.coordinator, **shown(agreement, "regio"))
    after = digests(agreement)
    order = [one.code for one in text_of(agreement).rendered]
    assert order.index("regio") == order.index("definities") + 1
    changed = {code for code, route in after if before.get((code, route)) != after[code, route]}
    assert {"regio", "definities", "examen", "slot"} <= changed  # these mention the number of a later article
    assert changed - {"regio"} <= {clause.code for clause in library.load().clauses if mentioned(clause)}
    assert not agreement.consents.exists()
    assert not text_of(agreement).is_complete
    stored = clause_text(agreement, "regio", None)
    assert stored
    data, seen = {"with_whom": "de gemeente"}, stored.version
    save_clause(agreement, actor=vmbo.coordinator, code="regio", route=None, seen_version=seen, data=data)
    assert accepting(agreement, "regio") == {vmbo.board}
    fresh = Agreement.objects.get(pk=agreement.pk)
    sha256 = digests(fresh)["regio", None]
    accept_clause(fresh, actor=mbo.coordinator, code="regio", route=None, seen_sha256=sha256)
    assert accepting(agreement, "regio") == {vmbo.board, mbo.board}


def test_adding_leaves_a_trace_and_counts_as_writing(agreement: Agreement, vmbo: Party) -> None:
    add_clause(agreement, actor=vmbo.coordinator, **shown(agreement, "regio"))
    event = AuditEvent.objects.get(action="agreements.clause_added")
    assert (event.data["clause"], event.changes) == ("regio", {"library": [None, NUMBER]})
    assert NUMBER in Proposal.objects.get(agreement=agreement, code="regio").note


def test_an_article_per_route_is_added_for_every_route_and_taken_out_again(newer: str, vmbo: Party) -> None:
    agreement = covering(2)
    Agreement.objects.filter(pk=agreement.pk).update(library_version=library.CURRENT)
    agreement.refresh_from_db()
    before, routes = digests(agreement), [route.id for route in facts_of(agreement).routes]
    given = {"code": "reizen", "version": NUMBER, "seen_versions": dict.fromkeys(routes, 0)}
    add_clause(agreement, actor=vmbo.coordinator, **given)
    assert {("reizen", None), *(("reizen", route) for route in routes)} <= digests(agreement).keys()
    assert accepting(agreement, "reizen") == {vmbo.board}
    take_out_clause(agreement, actor=vmbo.coordinator, **shown(agreement, "reizen"))
    assert digests(agreement) == before
    add_clause(agreement, actor=vmbo.coordinator, **shown(agreement, "reizen"))
    assert Proposal.objects.filter(agreement=agreement, code="reizen").count() == 2 * len(routes)


def test_a_change_keeps_what_was_added_and_cannot_take_it_out(vmbo: Party, administrator: Actor) -> None:
    signed = agreement_in("in_force")
    publish_library(actor=administrator, number=NUMBER, note="Nieuw.", files=files())
    Agreement.objects.filter(pk=signed.pk).update(added={"regio": NUMBER})
    signed.refresh_from_db()
    change = start_amendment(signed, actor=vmbo.coordinator, reason="Anders.", is_material=True)
    assert ("regio", None) in digests(change)
    with pytest.raises(AgreementError):
        take_out_clause(change, actor=vmbo.coordinator, **shown(change, "regio"))


def test_an_article_that_asked_nothing_now_asks_something(agreement: Agreement, vmbo: Party) -> None:
    given = {"code": "pijlers", "version": NUMBER, "seen_versions": {None: 0}}
    move_clause(agreement, actor=vmbo.coordinator, **given)
    fresh = Agreement.objects.get(pk=agreement.pk)
    assert "Met wie" in said(fresh, "pijlers")
    save_clause(fresh, actor=vmbo.coordinator, code="pijlers", route=None, seen_version=1, data={"with_whom": "Hoofd"})
    assert "Daarbij hoort Hoofd." in said(agreement, "pijlers")


# --- leaving out ----------------------------------------------------------------------------------


def test_leaving_out_is_a_proposal_that_touches_no_other_article(agreement: Agreement, vmbo: Party, mbo: Party) -> None:
    agreed(agreement, vmbo)
    before, stored = digests(agreement), clause_text(agreement, "klachten", None)
    assert stored
    leave_out_clause(agreement, actor=vmbo.coordinator, **shown(agreement, "klachten"))
    after = digests(agreement)
    assert {place for place in after if before[place] != after[place]} == {("klachten", None)}
    assert said(agreement, "klachten").endswith(GONE)
    assert text_of(Agreement.objects.get(pk=agreement.pk)).is_complete
    assert accepting(agreement, "klachten") == {vmbo.board}
    agreement = Agreement.objects.get(pk=agreement.pk)
    given = {"code": "klachten", "route": None, "seen_sha256": after["klachten", None]}
    reject_clause(agreement, actor=mbo.coordinator, reason="Wij willen het houden.", **given)
    put_back_clause(agreement, actor=mbo.coordinator, **shown(agreement, "klachten"))
    assert digests(agreement) == before
    assert dict(stored.data) == clause_text(agreement, "klachten", None).data  # type: ignore[union-attr]
    changes = [event.changes for event in AuditEvent.objects.filter(action="agreements.clause_saved")]
    assert [one[LEFT_OUT] for one in changes if LEFT_OUT in one] in ([[None, NUMBER], [NUMBER, None]],)


def test_whoever_was_typing_puts_the_article_back_on_purpose(
    agreement: Agreement, vmbo: Party, mbo: Party, client_as: ClientAs
) -> None:
    """Two at once: the form of the one is put together with the proposal of the other, and nothing typed is lost."""
    address, browser = reverse("agreements:clause", args=[agreement.pk, "klachten"]), client_as(vmbo.coordinator)
    form = read(browser.get(address)).forms_to(address)[0].filled()
    name = next(name for name in form if name.startswith("a-procedures"))
    leave_out_clause(agreement, actor=mbo.coordinator, **shown(agreement, "klachten"))
    page = browser.post(address, form | {name: "Eerst bellen."})
    assert page.status_code == 200
    again = read(page).forms_to(address)[0].filled()
    assert browser.post(address, again).status_code == 302
    assert said(agreement, "klachten").count("Eerst bellen.") == 1


# --- refuses --------------------------------------------------------------------------------------

VERBS = {
    "add": (add_clause, "regio"),
    "leave out": (leave_out_clause, "klachten"),
    "take out": (take_out_clause, "regio"),
}


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("who", ["vmbo_director", "mbo_signatory", "administrator", "outsider"])
def test_only_a_coordinator_of_a_party(verb: str, who: str, agreement: Agreement, cast: dict[str, Actor]) -> None:
    service, code = VERBS[verb]
    with pytest.raises(PermissionDenied):
        service(agreement, actor=cast[who], **shown(agreement, code))


def test_only_a_draft_and_only_the_current_model(vmbo: Party, administrator: Actor) -> None:
    draft, complete = agreement_in("filled"), agreement_in("complete")
    publish_library(actor=administrator, number=NUMBER, note="Nieuw.", files=files())
    for service, code in VERBS.values():
        with pytest.raises(TextMoved):
            service(draft, actor=vmbo.coordinator, **shown(draft, code) | {"version": library.CURRENT})
        with pytest.raises(PermissionDenied):
            service(complete, actor=vmbo.coordinator, **shown(complete, code))


def test_what_makes_no_sense(agreement: Agreement, vmbo: Party, mbo: Party) -> None:
    who = vmbo.coordinator
    for service, code in [
        (add_clause, "kwaliteit"),
        (add_clause, "bestaat-niet"),
        (leave_out_clause, "kwaliteit"),
        (leave_out_clause, "A"),
        (take_out_clause, "kwaliteit"),
        (put_back_clause, "klachten"),
    ]:
        with pytest.raises(AgreementError):
            service(agreement, actor=who, **shown(agreement, code))
    stale = shown(agreement, "klachten")
    seen = stale["seen_versions"][None]
    save_clause(agreement, actor=mbo.coordinator, code="klachten", route=None, seen_version=seen, data={})
    with pytest.raises(TextMoved):
        leave_out_clause(agreement, actor=who, **stale)
    add_clause(agreement, actor=who, **shown(agreement, "regio"))
    with pytest.raises(AgreementError):
        add_clause(agreement, actor=who, **shown(agreement, "regio"))


def test_nobody_leaves_out_what_another_article_mentions(agreement: Agreement, vmbo: Party) -> None:
    stored = clause_text(agreement, "kwaliteit", None)
    assert stored
    own = [{"text": lid.text, "lid": place} for place, lid in enumerate(library.load()["kwaliteit"].leden)]
    data = dict(stored.data) | {"_wording": [*own, {"text": "Zie {artikel:klachten}.", "lid": None}]}
    given = {"code": "kwaliteit", "route": None, "seen_version": stored.version}
    save_clause(agreement, actor=vmbo.coordinator, data=data, **given)
    with pytest.raises(AgreementError, match=str(library.load()["kwaliteit"].title)):
        leave_out_clause(agreement, actor=vmbo.coordinator, **shown(agreement, "klachten"))


def test_an_article_does_not_move_between_once_and_per_route_and_says_what_to_do() -> None:
    made = files()
    made["13-kwaliteit.toml"] = TRAVEL.replace('"reizen"', '"kwaliteit"').replace("65", "130")
    reason = obstacle(library.load()["kwaliteit"], read_files(made, NUMBER)["kwaliteit"])
    assert reason
    assert "own words" in reason.en


# --- the page -------------------------------------------------------------------------------------


def test_every_button_of_the_page_does_what_it_says(agreement: Agreement, vmbo: Party, client_as: ClientAs) -> None:
    address, browser = reverse("agreements:model", args=[agreement.pk]), client_as(vmbo.coordinator)
    agreed(agreement, vmbo)
    assert "examen" in words(browser.get(address)).lower()
    codes = {"add": "regio", "take_out": "regio", "leave_out": "klachten", "put_back": "klachten", "move": "kwaliteit"}
    for verb, code in codes.items():
        forms = read(browser.get(address)).forms_to(address)
        form = next(one for one in forms if (one.fields["verb"], one.fields["code"]) == ([verb], [code]))
        assert browser.post(address, form.filled()).status_code == 302
        page = browser.get(reverse("agreements:clause", args=[agreement.pk, code]))
        assert page.status_code == (404 if verb == "take_out" else 200)
    assert [one.code for one in Proposal.objects.filter(agreement=agreement).order_by("-pk")[:3]] == [
        "kwaliteit",
        "klachten",
        "klachten",
    ]
