"""The page on which a template is made and changed: articles, order, name; without JavaScript, and nothing lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from accounts.actors import Actor
from agreements.clauses import library
from agreements.clauses.templates import Template
from agreements.errors import AgreementError
from agreements.models import AgreementTemplate
from agreements.services import change_template, keep_template, publish_library
from audit.models import AuditEvent
from tests.agreements.library_files import newer_files
from tests.agreements.pages import says, words
from tests.conftest import ClientAs
from tests.factories import Party
from tests.matrix.pages import read

pytestmark = pytest.mark.django_db

CODES = tuple(clause.code for clause in library.load().clauses)
ANSWERS = {"examen": {"adopted_by": "15 september"}, "klachten": {}}


@pytest.fixture(autouse=True)
def forget() -> Iterator[None]:
    yield
    library.load.cache_clear()


def content(**changes: Any) -> Template:
    given = {"name": "Kort", "instrument": "sok", "clauses": CODES, "answers": {"examen": ANSWERS["examen"]}}
    return Template(**(given | changes))


@pytest.fixture
def kept(vmbo: Party) -> AgreementTemplate:
    return keep_template(content(), actor=vmbo.coordinator)


def editor(kept: AgreementTemplate) -> str:
    return reverse("agreements:edit_template", args=[kept.pk])


def press(browser: Client, address: str, sent: dict[str, Any], button: str, code: str) -> dict[str, Any]:
    """Press one of the buttons; the form as the page then shows it, of which nothing is kept."""
    page = browser.post(address, sent | {button: code})
    assert page.status_code == 200
    return form_of(page)


def form_of(page: Any) -> dict[str, Any]:
    found = next(form for form in read(page).forms_to("") if "clauses" in form.fields)
    return found.filled() | {"clauses": found.fields["clauses"]}


def test_a_template_is_arranged_and_saved(kept: AgreementTemplate, vmbo: Party, client_as: ClientAs) -> None:
    browser, address = client_as(vmbo.coordinator), editor(kept)
    sent = form_of(browser.get(address)) | {"name": "Korter"}
    for button, code in (("up", "klachten"), ("out", "kwaliteit"), ("out", "definities"), ("in", "definities")):
        sent = press(browser, address, sent, button, code)
    kept.refresh_from_db()
    assert (kept.name, tuple(kept.clauses), sent["name"]) == ("Kort", CODES, ["Korter"])
    assert browser.post(address, sent).status_code == 302
    kept.refresh_from_db()
    assert (kept.name, kept.version, kept.answers) == ("Korter", 2, content().answers)
    assert kept.clauses == [code for code in CODES if code != "kwaliteit"]
    event = AuditEvent.objects.get(action="agreements.template_changed")
    assert event.changes["template_name"] == ["Kort", "Korter"]


def test_taking_an_article_out_takes_its_answers_along(
    kept: AgreementTemplate, vmbo: Party, client_as: ClientAs
) -> None:
    browser, address = client_as(vmbo.coordinator), editor(kept)
    sent = press(browser, address, form_of(browser.get(address)), "down", "examen")
    assert sent["clauses"].index("examen") == CODES.index("examen") + 1
    sent = press(browser, address, sent, "out", "examen")
    assert browser.post(address, sent).status_code == 302
    kept.refresh_from_db()
    assert ("examen" in kept.clauses, kept.answers) == (False, {})


def test_the_opening_stays_first(kept: AgreementTemplate, vmbo: Party, client_as: ClientAs) -> None:
    browser, address = client_as(vmbo.coordinator), editor(kept)
    sent = press(browser, address, form_of(browser.get(address)), "up", "definities")
    assert tuple(sent["clauses"]) == CODES


def test_mistakes_are_named_and_what_was_chosen_stays(
    kept: AgreementTemplate, vmbo: Party, client_as: ClientAs
) -> None:
    """“slot” refers to “pijlers”; without a name nothing is kept either."""
    browser, address = client_as(vmbo.coordinator), editor(kept)
    sent = press(browser, address, form_of(browser.get(address)), "out", "pijlers")
    page = browser.post(address, sent)
    assert says(page, "This template cannot be used. See what is wrong below.")
    assert "slot: er is geen artikel pijlers" in words(page)
    assert form_of(page)["clauses"] == sent["clauses"]
    page = browser.post(address, sent | {"name": ""})
    assert "error-summary" in words(page)
    assert form_of(page)["clauses"] == sent["clauses"]
    assert (
        browser.post(address, {"name": "x", "instrument": "sok", "clauses": ["\0", "²", "x" * 9000]}).status_code == 200
    )
    kept.refresh_from_db()
    assert kept.version == 1


def test_somebody_else_was_first(kept: AgreementTemplate, vmbo: Party, client_as: ClientAs) -> None:
    browser, address = client_as(vmbo.coordinator), editor(kept)
    sent = form_of(browser.get(address)) | {"name": "De mijne"}
    change_template(kept, actor=vmbo.coordinator, seen_version=1, content=content(name="De zijne"))
    sent = press(browser, address, sent, "up", "klachten")
    page = browser.post(address, sent)
    assert says(
        page, "Somebody else changed this template meanwhile. What you chose is still here; look, and save again."
    )
    again = form_of(page)
    assert again["name"] == ["De mijne"]
    assert browser.post(address, again).status_code == 302


def test_a_name_that_is_taken(kept: AgreementTemplate, vmbo: Party, client_as: ClientAs) -> None:
    keep_template(content(name="Lang"), actor=vmbo.coordinator)
    browser, address = client_as(vmbo.coordinator), editor(kept)
    page = browser.post(address, form_of(browser.get(address)) | {"name": "Lang"})
    assert says(page, "There is a template with this name already. Choose another name.")


def test_what_the_current_model_no_longer_has_is_taken_out(
    kept: AgreementTemplate, vmbo: Party, client_as: ClientAs, administrator: Actor
) -> None:
    files = newer_files()
    del files["14-klachten.toml"]
    publish_library(actor=administrator, number="2028.1", note="Zonder klachten.", files=files)
    browser, address = client_as(vmbo.coordinator), editor(kept)
    sent = form_of(browser.get(address))
    assert browser.post(address, sent).status_code == 200
    sent = press(browser, address, sent, "out", "klachten")
    assert browser.post(address, sent).status_code == 302


def test_a_board_copies_what_is_of_the_platform_and_changes_only_its_own(
    vmbo: Party, administrator: Actor, client_as: ClientAs
) -> None:
    theirs = keep_template(content(clauses=tuple(c for c in CODES if c != "klachten")), actor=administrator)
    browser = client_as(vmbo.coordinator)
    assert browser.get(editor(theirs)).status_code == 403
    with pytest.raises((AgreementError, PermissionDenied)):
        change_template(theirs, actor=vmbo.coordinator, seen_version=1, content=content())
    address = reverse("agreements:new_template") + f"?van={theirs.pk}"
    assert address in words(browser.get(reverse("agreements:templates")))
    sent = form_of(browser.get(address)) | {"name": "Van ons"}
    assert browser.post(address, sent).status_code == 302
    made = AgreementTemplate.objects.get(name="Van ons")
    assert (made.board, made.clauses) == (vmbo.board, theirs.clauses)
    changed = client_as(administrator).post(
        editor(theirs), form_of(client_as(administrator).get(editor(theirs))) | {"name": "Anders"}
    )
    assert changed.status_code == 302
