"""Every instrument and party form of domain.md 3.3, from start to in force, and what fits whom."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.urls import reverse

from accounts.models import Institution
from agreements.clauses.render import article_text
from agreements.errors import AgreementError
from agreements.facts import facts_of
from agreements.instruments import WHY, fitting
from agreements.models import Agreement
from agreements.selectors import text_of
from agreements.services import agree_text, change_terms, start_agreement, take_in_route
from agreements.states import Instrument
from leerroutes.models import Route
from tests.agreements.pages import says, words
from tests.conftest import ClientAs
from tests.factories import PAIR, Party, play, route_in
from workflows.demo.cases import CASES, Case
from workflows.demo.play import Playing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

INTERN, TOT = CASES["intern"], CASES["tot"]
COG = Party("cog")
INSULA = replace(TOT, boards=("insula", "davinci"), lines=TOT.lines[3:], partners=(), name="TOT Insula")
UILENHOF = replace(TOT, boards=("uilenhof", "davinci"), lines=TOT.lines[:1], partners=(), name="TOT Uilenhof")
EXTRA_MBO = replace(
    PAIR, boards=("spinoza", "rijnland", "davinci"), lines=(*PAIR.lines, replace(PAIR.lines[0], mbo="99ZC"))
)
"""One school with two mbo institutions of two boards."""


def approved(case: Case) -> Route:
    return Route.objects.get(pk=route_in("approved", case).pk)


def codes(agreement: Agreement) -> set[str]:
    return {clause.code for clause in text_of(agreement).rendered}


def whole(agreement: Agreement) -> str:
    return "\n".join(article_text(clause) for clause in text_of(agreement).rendered)


def finish(playing: Playing) -> Agreement:
    """From the draft to in force, each by the person whose turn it is."""
    for step in (
        playing.fill_in,
        playing.agree,
        playing.ask,
        playing.answer,
        playing.decide,
        playing.sign,
        playing.seal,
    ):
        for _told in step():
            pass
    return Agreement.objects.get(pk=playing.agreement.pk)


# --- which fits whom -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("boards", "expected"),
    [
        ([{1}], ["internal"]),
        ([{1}, {1}], ["internal"]),
        ([{1, 2}], ["sok", "framework"]),
        ([{1, 2}, {1, 2}], ["sok", "framework"]),
        ([{1, 2}, {1, 3}], ["framework"]),
        ([{1}, {1, 3}], ["framework"]),
    ],
)
def test_what_fits_these_boards(boards: list[set[int]], expected: list[str]) -> None:
    assert [str(one) for one in fitting([frozenset(some) for some in boards])] == expected


def test_every_instrument_says_why() -> None:
    assert set(WHY) == set(Instrument)


def test_what_does_not_fit_is_refused(vmbo: Party) -> None:
    with pytest.raises(AgreementError, match="do not fit"):
        start_agreement(
            [approved(PAIR)],
            actor=vmbo.coordinator,
            title="Intern",
            starts_on=approved(PAIR).starts_on,
            instrument=Instrument.INTERNAL,
        )
    assert not Agreement.objects.exists()


# --- interne regeling ----------------------------------------------------------------------------


def test_one_board_makes_an_internal_regulation() -> None:
    playing = play("agreement_filled", INTERN)
    agreement = playing.agreement

    assert agreement.instrument == Instrument.INTERNAL
    assert {"A", "B", "C", "D", "E", "F", "G", "J"} <= codes(agreement)
    assert not codes(agreement) & {"H", "I"}
    assert [party.name for party in facts_of(agreement).parties] == ["Christelijke Onderwijsgroep"]
    text = whole(agreement)
    assert "Het bevoegd gezag stelt de volgende interne regeling vast." in text
    assert INTERN.legal_basis in text
    assert "Deze regeling treedt in werking" in text
    assert "Deze overeenkomst" not in text
    assert "praktijkovereenkomst" in text
    assert "verwerkersovereenkomst" in text


def test_it_walks_the_whole_road() -> None:
    playing = Playing(INTERN)
    for _step in playing.play("running"):
        pass
    agreement = Agreement.objects.get(pk=playing.agreement.pk)
    assert (agreement.state, agreement.signatures.count()) == ("in_force", 1)
    assert "Interne regeling doorlopende leerroute" in agreement.documents.get(kind="agreement").source
    assert Route.objects.get(pk=playing.route.pk).state == "running"


def test_without_a_legal_basis_it_is_not_complete() -> None:
    playing = play("agreement_filled", INTERN)
    agreement = Agreement.objects.get(pk=playing.agreement.pk)
    terms = {name: getattr(agreement, name) for name in ("title", "starts_on", "ends_on")}

    bare = change_terms(agreement, actor=COG.coordinator, seen_version=agreement.version, **terms)
    assert [problem.field for problem in text_of(bare).problems] == ["legal_basis"]
    with pytest.raises(AgreementError, match="rests"):
        agree_text(bare, actor=COG.coordinator, seen_sha256=text_of(bare).sha256)

    formal = change_terms(bare, actor=COG.coordinator, seen_version=bare.version, is_vsg=True, **terms)
    assert text_of(formal).problems == ()
    assert "deel uit van één verticale scholengemeenschap" in whole(formal)


def test_its_end_is_a_school_year_too() -> None:
    agreement = Agreement.objects.get(pk=play("agreement_filled", INTERN).agreement.pk)
    cut = change_terms(
        agreement,
        actor=COG.coordinator,
        seen_version=agreement.version,
        title="Midden in het jaar",
        starts_on=agreement.starts_on,
        ends_on=agreement.starts_on.replace(year=2030, month=12),
        legal_basis="Dezelfde rechtspersoon.",
    )
    assert [(p.clause, p.field) for p in text_of(cut).problems] == [("duur", "ends_on")]


def test_the_page_asks_for_the_basis_only_then(client_as: ClientAs, vmbo: Party) -> None:
    theirs, ours = play("agreement_draft", INTERN).agreement, play("agreement_draft").agreement
    page = client_as(COG.coordinator).get(reverse("agreements:terms", args=[theirs.pk]))
    assert 'name="legal_basis"' in words(page)
    page = client_as(vmbo.coordinator).get(reverse("agreements:terms", args=[ours.pk]))
    assert 'name="legal_basis"' not in words(page)


def test_the_words_of_a_samenwerkingsovereenkomst_did_not_change() -> None:
    text = whole(play("agreement_filled").agreement)
    assert "en komen het volgende overeen." in text
    assert "regeling vast" not in text
    assert "raamovereenkomst" not in text


# --- raamovereenkomst ----------------------------------------------------------------------------


def framework() -> Playing:
    """Two routes, each of another school with the same mbo institution."""
    playing = play("approved", INSULA)
    other = approved(UILENHOF)
    playing.agreement = start_agreement(
        [playing.route, other],
        actor=Party("davinci").coordinator,
        title="Raamovereenkomst techniek",
        starts_on=playing.route.starts_on,
        ends_on=playing.route.starts_on.replace(year=2034, month=7, day=31),
    )
    playing.case = replace(INSULA, boards=("davinci", "insula", "uilenhof"))
    return playing


def test_routes_of_other_boards_go_together_in_a_framework() -> None:
    agreement = framework().agreement
    assert agreement.instrument == Instrument.FRAMEWORK
    assert agreement.parties.count() == 3
    facts = facts_of(agreement)
    assert [len(facts.parties_of(route)) for route in facts.routes] == [2, 2]


def test_shared_articles_once_and_an_annex_for_each_route() -> None:
    agreement = finish(framework())
    rendered = text_of(agreement).rendered
    assert agreement.state == "in_force"
    assert agreement.signatures.count() == 3
    for code in "BCEGHIJ":
        assert [clause.route_id for clause in rendered if clause.code == code] == [None]
    for code in "ADF":
        assert len([clause for clause in rendered if clause.code == code and clause.route_id]) == 2
    assert "Deze overeenkomst is een raamovereenkomst" in whole(agreement)
    assert set(Route.objects.values_list("state", "agreement_number")) == {("contracted", agreement.number)}


def test_a_route_of_its_parties_is_taken_in_later() -> None:
    agreement, more = framework().agreement, approved(INSULA)
    assert take_in_route(agreement, more, actor=Party("insula").coordinator).covered.count() == 3


# --- the page where it is chosen -----------------------------------------------------------------


def test_only_what_fits_is_offered_with_a_sentence_why(client_as: ClientAs, vmbo: Party) -> None:
    page = client_as(vmbo.coordinator).get(reverse("agreements:start", args=[approved(PAIR).pk]))
    assert says(page, str(WHY[Instrument.FRAMEWORK]))
    assert 'value="internal"' not in words(page)

    page = client_as(COG.coordinator).get(reverse("agreements:start", args=[approved(INTERN).pk]))
    assert says(page, str(WHY[Instrument.INTERNAL]))
    assert 'value="sok"' not in words(page)


def test_a_framework_is_started_from_the_page(client_as: ClientAs) -> None:
    one, other = approved(INSULA), approved(UILENHOF)
    client, address = client_as(Party("davinci").coordinator), reverse("agreements:start", args=[one.pk])
    sent = {
        "title": f"Samenwerkingsovereenkomst {one.name}",
        "starts_on": "2026-08-01",
        "ends_on": "2034-07-31",
        "others": [other.pk],
    }
    page = client.post(address, sent | {"instrument": "sok"})
    assert page.status_code == 200
    assert "field--invalid" in words(page)
    assert not Agreement.objects.exists()

    assert client.post(address, sent | {"instrument": "framework"}).status_code == 302
    agreement = Agreement.objects.get()
    assert (agreement.instrument, agreement.title) == ("framework", f"Raamovereenkomst {one.name}")
    assert agreement.parties.count() == 3


# --- party forms ---------------------------------------------------------------------------------


@pytest.mark.parametrize("case", [TOT, EXTRA_MBO], ids=["several schools", "several mbo's"])
def test_one_agreement_of_more_boards(case: Case) -> None:
    playing = Playing(case)
    for _step in playing.play("running"):
        pass
    agreement = Agreement.objects.get(pk=playing.agreement.pk)
    assert agreement.signatures.count() == agreement.parties.count() == 3
    registered = playing.route.registrations.values_list("institution_id", flat=True)
    assert set(registered) == set(playing.route.institutions.values_list("pk", flat=True))


def test_an_unfunded_pair_has_no_article_on_funding() -> None:
    Institution.objects.filter(brin__in=("99ZF", "99ZG")).update(is_funded=False)
    playing = Playing(PAIR)
    for _step in playing.play("running"):
        pass
    agreement = Agreement.objects.get(pk=playing.agreement.pk)
    assert agreement.state == "in_force"
    assert "E" not in codes(agreement)
    assert {"A", "B", "C", "D", "F", "G", "H", "I", "J"} <= codes(agreement)
