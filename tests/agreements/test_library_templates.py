"""Templates for whole agreements: in and out as files, chosen at the start, and frozen in the agreement."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.actors import Actor
from agreements.clauses import library
from agreements.clauses.library import LibraryError
from agreements.clauses.render import article_text
from agreements.clauses.templates import Template, as_file, from_file
from agreements.errors import AgreementError
from agreements.facts import facts_of
from agreements.model_clauses import clauses_of, shelf_of
from agreements.models import Agreement, AgreementTemplate, Proposal
from agreements.selectors import text_of
from agreements.services import archive_template, keep_template, start_agreement, start_amendment
from audit.models import AuditEvent
from tests.agreements.pages import queries, words
from tests.conftest import ClientAs
from tests.factories import Party, agreement_in, play
from tests.matrix.pages import read

pytestmark = pytest.mark.django_db

SHELF = library.load()
CODES = tuple(clause.code for clause in SHELF.clauses)
SHORT = tuple(code for code in CODES if code not in {"klachten", "kwaliteit"})
TURNED = (*SHORT[:-2], SHORT[-1], SHORT[-2])
ANSWERS = {"examen": {"adopted_by": "15 september"}}


def template(**changes: Any) -> Template:
    return Template(**({"name": "Kort", "instrument": "sok", "clauses": TURNED, "answers": ANSWERS} | changes))


@pytest.fixture
def kept(vmbo: Party) -> AgreementTemplate:
    return keep_template(template(), actor=vmbo.coordinator)


def begin(actor: Actor, kept: AgreementTemplate | None) -> Agreement:
    route = play("approved").route
    return start_agreement([route], actor=actor, title="Samen", starts_on=route.starts_on, template=kept)


# --- works ----------------------------------------------------------------------------------------


def test_an_agreement_has_the_articles_of_its_template_in_that_order(kept: AgreementTemplate, vmbo: Party) -> None:
    agreement = begin(vmbo.coordinator, kept)
    rendered = [one for one in text_of(agreement).rendered if one.route_id is None]
    assert [one.code for one in rendered] == list(TURNED)
    numbers = [one.number for one in rendered if one.number]
    assert numbers == [str(place) for place in range(1, len(numbers) + 1)]


def test_references_follow_the_order_of_the_template(kept: AgreementTemplate, vmbo: Party) -> None:
    agreement = begin(vmbo.coordinator, kept)
    found = {one.code: one for one in text_of(agreement).rendered if one.route_id is None}
    assert f"artikel {found['F'].number}" in article_text(found["examen"])


def test_answers_are_put_on_the_table_beforehand(kept: AgreementTemplate, vmbo: Party) -> None:
    agreement = begin(vmbo.coordinator, kept)
    assert agreement.clauses.get(code="examen").data == ANSWERS["examen"]
    proposal = Proposal.objects.get(agreement=agreement, code="examen")
    assert (proposal.board, "Kort" in proposal.note) == (vmbo.board, True)


def test_answers_of_an_article_per_route_come_with_every_route(vmbo: Party) -> None:
    kept = keep_template(template(answers={"F": {"guidance": "De mentor."}}), actor=vmbo.coordinator)
    agreement = begin(vmbo.coordinator, kept)
    texts = agreement.clauses.filter(code="F")
    assert [text.data for text in texts] == [{"guidance": "De mentor."}] * agreement.covered.count()


def test_the_agreement_keeps_a_copy(kept: AgreementTemplate, vmbo: Party) -> None:
    agreement = begin(vmbo.coordinator, kept)
    AgreementTemplate.objects.filter(pk=kept.pk).update(clauses=[], name="Anders")
    agreement = Agreement.objects.get(pk=agreement.pk)
    assert agreement.template == {"name": "Kort", "clauses": list(TURNED)}
    assert [clause.code for clause in shelf_of(agreement).clauses] == list(TURNED)


def test_pages_ask_only_what_is_in_it(kept: AgreementTemplate, vmbo: Party, client_as: ClientAs) -> None:
    agreement, browser = begin(vmbo.coordinator, kept), client_as(vmbo.coordinator)
    asked = {clause.code for clause, _place in clauses_of(facts_of(agreement), shelf_of(agreement))}
    assert "kwaliteit" not in asked
    for code, status in (("kwaliteit", 404), ("examen", 200)):
        assert browser.get(reverse("agreements:clause", args=[agreement.pk, code])).status_code == status
    page = words(browser.get(agreement.get_absolute_url()))
    assert "Kort" in page
    assert reverse("agreements:clause", args=[agreement.pk, "kwaliteit"]) not in page
    assert browser.get(reverse("agreements:text", args=[agreement.pk])).status_code == 200
    assert browser.get(reverse("agreements:model", args=[agreement.pk])).status_code == 200


def test_an_addendum_keeps_the_articles_of_the_agreement_it_changes(vmbo: Party) -> None:
    signed, frozen = agreement_in("in_force"), {"name": "Kort", "clauses": list(TURNED)}
    Agreement.objects.filter(pk=signed.pk).update(template=frozen)
    new = start_amendment(signed, actor=vmbo.coordinator, reason="Anders.", is_material=True)
    assert new.template == frozen
    assert [clause.code for clause in shelf_of(new).clauses] == list(TURNED)


def test_without_a_template_it_has_every_article(vmbo: Party) -> None:
    agreement = begin(vmbo.coordinator, None)
    assert agreement.template == {}
    assert [clause.code for clause in shelf_of(agreement).clauses] == list(CODES)


def test_it_leaves_a_trace(kept: AgreementTemplate, vmbo: Party) -> None:
    agreement = begin(vmbo.coordinator, kept)
    archive_template(kept, actor=vmbo.coordinator)
    actions = set(AuditEvent.objects.values_list("action", flat=True))
    assert {"agreements.template_kept", "agreements.template_archived"} <= actions
    assert AuditEvent.objects.get(action="agreements.started", case=f"agreement:{agreement.pk}").data["template"]


def test_starting_asks_which_template(kept: AgreementTemplate, vmbo: Party, client_as: ClientAs) -> None:
    route = play("approved").route
    address, browser = reverse("agreements:start", args=[route.pk]), client_as(vmbo.coordinator)
    form = read(browser.get(address)).forms_to(address)[0]
    assert form.fields["template"] == [""]
    assert browser.post(address, form.filled(template=str(kept.pk))).status_code == 302
    assert Agreement.objects.latest("pk").template["name"] == "Kort"


# --- refuses --------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["vmbo_director", "mbo_signatory", "adviser", "inspector"])
def test_who_does_not_write_keeps_no_templates(who: str, cast: dict[str, Actor]) -> None:
    with pytest.raises(PermissionDenied):
        keep_template(template(), actor=cast[who])


def test_another_board_neither_sees_starts_with_nor_puts_away(
    kept: AgreementTemplate, mbo: Party, outsider: Actor, client_as: ClientAs
) -> None:
    for actor in (mbo.coordinator, outsider):
        browser = client_as(actor)
        assert "Kort" not in words(browser.get(reverse("agreements:templates")))
        assert browser.get(reverse("agreements:export_template", args=[kept.pk])).status_code == 404
        with pytest.raises(AgreementError):
            archive_template(kept, actor=actor)
    with pytest.raises(AgreementError):
        begin(mbo.coordinator, kept)


def test_one_of_the_platform_is_for_everybody_and_put_away_by_an_administrator(
    administrator: Actor, vmbo: Party, mbo: Party, client_as: ClientAs
) -> None:
    kept = keep_template(template(name="Van het platform"), actor=administrator)
    assert kept.board is None
    assert begin(mbo.coordinator, kept).template["name"] == "Van het platform"
    browser = client_as(vmbo.coordinator)
    assert "Van het platform" in words(browser.get(reverse("agreements:templates")))
    assert browser.post(reverse("agreements:archive_template", args=[kept.pk])).status_code == 403
    with pytest.raises(AgreementError):
        archive_template(kept, actor=vmbo.coordinator)
    archive_template(kept, actor=administrator)


def test_a_template_for_another_instrument_does_not_fit(vmbo: Party) -> None:
    kept = keep_template(template(instrument="framework"), actor=vmbo.coordinator)
    with pytest.raises(AgreementError):
        begin(vmbo.coordinator, kept)


def test_one_that_was_put_away_starts_nothing(kept: AgreementTemplate, vmbo: Party) -> None:
    archive_template(kept, actor=vmbo.coordinator)
    with pytest.raises(AgreementError):
        begin(vmbo.coordinator, kept)
    with pytest.raises(AgreementError):
        archive_template(kept, actor=vmbo.coordinator)


@pytest.mark.parametrize("letter", "ABCDEFGHIJ")
def test_no_topic_of_the_law_can_be_left_out(letter: str, vmbo: Party) -> None:
    codes = tuple(code for code in CODES if code != letter)
    with pytest.raises(AgreementError):
        keep_template(template(clauses=codes, answers={}), actor=vmbo.coordinator)


def test_a_name_is_used_once(kept: AgreementTemplate, vmbo: Party, mbo: Party, administrator: Actor) -> None:
    for actor in (mbo.coordinator, administrator):
        keep_template(template(), actor=actor)
    for actor in (vmbo.coordinator, administrator):
        with pytest.raises(AgreementError):
            keep_template(template(), actor=actor)
    archive_template(kept, actor=vmbo.coordinator)
    keep_template(template(), actor=vmbo.coordinator)


# --- files ----------------------------------------------------------------------------------------


def test_what_goes_out_comes_in_the_same() -> None:
    assert from_file(as_file(template()), SHELF) == template()


def changed(change: Callable[[dict[str, Any]], None]) -> str:
    content = json.loads(as_file(template()))
    change(content)
    return json.dumps(content)


def put(**given: Any) -> str:
    return changed(lambda content: content.update(given))


WRONG = {
    "not json": ("{\n  nee", "regel 2"),
    "a list": ("[]", ""),
    "deep": ("[" * 100_000, ""),
    "large": (" " * 300_000, ""),
    "half a sign": ('{"name": "\\ud800"}', ""),
    "schema": (put(schema="iets/9"), "schema"),
    "unknown key": (put(kleur="rood"), "kleur"),
    "no name": (put(name=" "), "name"),
    "instrument": (put(instrument="zomaar"), "instrument"),
    "no list": (put(clauses="A"), "clauses"),
    "unknown article": (put(clauses=[*TURNED, "bestaat-niet"]), f"clauses[{len(TURNED)}]"),
    "twice": (put(clauses=[*TURNED, "A"]), "clauses"),
    "no opening": (put(clauses=list(TURNED[1:])), "clauses"),
    "opening elsewhere": (put(clauses=[*TURNED[1:], TURNED[0]]), "clauses"),
    "refers to nothing": (put(clauses=[code for code in CODES if code != "registratie"]), "clauses"),
    "answer of an article left out": (put(answers={"kwaliteit": {"owner": "x"}}), "answers.kwaliteit"),
    "no object": (put(answers={"examen": "x"}), "answers"),
    "unknown field": (put(answers={"examen": {"_model": "2027.1"}}), "answers.examen._model"),
    "of one agreement": (put(answers={"examen": {"offices": {"1": "x"}}}), "answers.examen.offices"),
    "not text": (put(answers={"examen": {"adopted_by": 5}}), "answers.examen.adopted_by"),
    "too long": (put(answers={"examen": {"adopted_by": "x" * 500}}), "answers.examen.adopted_by"),
    "no rows": (put(answers={"definities": {"own_terms": "x"}}), "answers.definities.own_terms"),
    "no column": (put(answers={"definities": {"own_terms": [{"x": "y"}]}}), "answers.definities.own_terms[0].x"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told_by_line_or_place(name: str, vmbo: Party, client_as: ClientAs) -> None:
    text, place = WRONG[name]
    if name == "refers to nothing" and not _somebody_refers_to("registratie"):
        text = put(clauses=[code for code in CODES if code not in _referred_to_and_optional()])
    with pytest.raises(LibraryError) as refused:
        from_file(text, SHELF)
    assert [one for one in refused.value.complaints if one.file.startswith(place)]
    page = client_as(vmbo.coordinator).post(reverse("agreements:import_template"), {"content": text})
    assert page.status_code == 200
    assert "error-summary" in words(page)
    assert not AgreementTemplate.objects.exists()


def _somebody_refers_to(code: str) -> bool:
    return any(f"{{artikel:{code}}}" in lid.text for clause in SHELF.clauses for lid in clause.leden)


def _referred_to_and_optional() -> set[str]:
    return {clause.code for clause in SHELF.clauses if not clause.letter and _somebody_refers_to(clause.code)}


def test_a_file_is_imported_and_downloaded_again(vmbo: Party, client_as: ClientAs) -> None:
    browser, text = client_as(vmbo.coordinator), as_file(template())
    sent = {"file": SimpleUploadedFile("sjabloon.json", text.encode())}
    assert browser.post(reverse("agreements:import_template"), sent).status_code == 302
    kept = AgreementTemplate.objects.get()
    answer = browser.get(reverse("agreements:export_template", args=[kept.pk]))
    assert answer.content.decode() == text
    bad = {"file": SimpleUploadedFile("sjabloon.json", b"\xff\xfe")}
    assert browser.post(reverse("agreements:import_template"), bad).status_code == 200


@pytest.mark.parametrize("state", ["filled", "in_force"])
def test_an_agreement_becomes_a_template(state: str, vmbo: Party, client_as: ClientAs) -> None:
    """With every answer that means something elsewhere; what it gives is right by its own rules."""
    agreement, browser = agreement_in(state), client_as(vmbo.coordinator)
    address = reverse("agreements:template_from", args=[agreement.pk])
    assert address in words(browser.get(agreement.get_absolute_url()))
    assert browser.post(address, {"name": "Zo nog eens"}).status_code == 302
    kept = AgreementTemplate.objects.get()
    assert kept.clauses == list(CODES)
    assert kept.answers["examen"]["adopted_by"] == agreement.clauses.get(code="examen").data["adopted_by"]
    assert "offices" not in kept.answers["examen"]
    assert not [data for data in kept.answers.values() if any(name.startswith("_") for name in data)]
    assert begin(vmbo.coordinator, kept).template["name"] == "Zo nog eens"


def test_the_list_costs_the_same_for_more_templates(vmbo: Party, client_as: ClientAs) -> None:
    browser, counts = client_as(vmbo.coordinator), []
    for number in range(1, 7):
        keep_template(template(name=f"Sjabloon {number}"), actor=vmbo.coordinator)
        counts.append(queries(browser, reverse("agreements:templates")))
    assert len(set(counts)) == 1


@pytest.fixture(autouse=True)
def forget() -> Iterator[None]:
    yield
    library.load.cache_clear()
