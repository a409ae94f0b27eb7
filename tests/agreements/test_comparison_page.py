"""Two moments of a text side by side: kept with the digest, shown to who may see both, made into a PDF."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.actors import Actor
from agreements.clauses.examples import example_agreement
from agreements.clauses.library import load
from agreements.clauses.render import render_agreement, text_sha256
from agreements.clauses.stored import from_data, to_data
from agreements.comparing import Side, compare
from agreements.errors import AgreementError
from agreements.models import Agreement, Document, FrozenText
from agreements.paper.html import render_comparison_html
from agreements.paper.imprint import Imprint
from agreements.paper.pdf import render_pdf
from agreements.policies import documents_visible_to
from agreements.policies_files import frozen_texts_visible_to
from agreements.selectors import text_of
from agreements.services import request_comparison_document, request_draft_document, save_clause
from audit.models import AuditEvent
from jobs.models import Job
from tests.conftest import ClientAs
from tests.factories import Party, agreement_in, play, stored

from .clause_cases import agreement, line, route, tot
from .pages import queries, says, words

pytestmark = pytest.mark.django_db


def address(found: Agreement, **query: Any) -> str:
    return reverse("agreements:comparison", args=[found.pk]) + "?" + "&".join(f"{k}={v}" for k, v in query.items())


def change(found: Agreement, actor: Actor, said: str) -> None:
    kept = found.clauses.get(code="kwaliteit")
    data = kept.data | {"owner": said}
    save_clause(found, actor=actor, code="kwaliteit", route=None, seen_version=kept.version, data=data)


@pytest.fixture
def changed(vmbo: Party) -> Agreement:
    """A filled draft of which a version was kept, and then an article changed."""
    found = play("agreement_filled").agreement
    request_draft_document(found, actor=vmbo.coordinator)
    change(found, vmbo.coordinator, "de nieuwe werkgroep")
    return Agreement.objects.get(pk=found.pk)


# --- Kept ----------------------------------------------------------------------------------------


def test_what_is_kept_comes_back_word_for_word() -> None:
    for facts in (agreement(route(line(5))), tot()):
        for answers in ({}, example_agreement(load(), facts)):
            rendered = render_agreement(load(), answers, facts)
            again = from_data(to_data(rendered))
            assert text_sha256(again) == text_sha256(rendered)
            assert {one.state for one in compare(rendered, again)} == {"unchanged"}
            assert to_data(again) == to_data(rendered)


def test_the_text_is_kept_with_every_document_and_every_consent(vmbo: Party) -> None:
    found = agreement_in("complete")
    (kept,) = found.frozen_texts.all()
    assert kept.sha256 == text_of(found).sha256 == text_sha256(from_data(kept.articles))
    request_draft_document(found, actor=vmbo.coordinator)
    assert found.frozen_texts.count() == 1, "the same words are kept once"
    with pytest.raises(IntegrityError), transaction.atomic():
        FrozenText.objects.create(agreement=found, sha256=kept.sha256, round=1, version=2, articles=[])


# --- The page ------------------------------------------------------------------------------------


def test_the_last_kept_text_against_the_text_as_it_is(changed: Agreement, mbo: Party, client_as: ClientAs) -> None:
    answer = client_as(mbo.director).get(address(changed))
    comparison = answer.context["comparison"]
    assert [article.code for article in comparison.changed] == ["kwaliteit"]
    assert (comparison.old.key, comparison.new.key) == (str(changed.frozen_texts.get().pk), "nu")
    assert "<ins>" in words(answer)
    assert "nieuwe werkgroep" in words(answer)


def test_any_two_moments(changed: Agreement, vmbo: Party, client_as: ClientAs) -> None:
    request_draft_document(changed, actor=vmbo.coordinator)
    newer, older = changed.frozen_texts.all()
    shown = client_as(vmbo.registrar).get(address(changed, van=newer.pk, tot=older.pk))
    assert "<del>" in words(shown)
    assert [article.state for article in shown.context["comparison"].changed] == ["changed"]
    same = client_as(vmbo.registrar).get(address(changed, van=newer.pk, tot=newer.pk))
    assert says(same, "Both versions have exactly the same words.")


def test_with_one_version_there_is_nothing_to_compare(vmbo: Party, client_as: ClientAs) -> None:
    found = play("agreement_filled").agreement
    answer = client_as(vmbo.coordinator).get(address(found))
    assert answer.status_code == 200
    assert answer.context["comparison"] is None
    assert "<select" not in words(answer)


def test_what_is_signed_has_no_text_of_today(vmbo: Party, client_as: ClientAs) -> None:
    answer = client_as(vmbo.coordinator).get(address(agreement_in("in_force")))
    assert ('value="nu"' in words(answer)) is False


def test_moments_of_another_agreement_are_not_there(changed: Agreement, vmbo: Party, client_as: ClientAs) -> None:
    other = agreement_in("complete").frozen_texts.get()
    browser = client_as(vmbo.coordinator)
    for key in (other.pk, 10**12, "x", "-1", "%00"):
        assert browser.get(address(changed, van=key)).status_code == 404
        assert browser.get(address(changed, tot=key)).status_code == 404


def test_a_stranger_finds_nothing(changed: Agreement, outsider: Actor, client_as: ClientAs) -> None:
    assert client_as(outsider).get(address(changed)).status_code == 404


def test_an_inspector_compares_what_was_offered_for_signature(vmbo: Party, inspector: Actor) -> None:
    found = agreement_in("out_for_signature")
    offered = found.frozen_texts.get()
    FrozenText.objects.create(agreement=found, sha256="1" * 64, round=0, version=1, articles=[])
    assert set(frozen_texts_visible_to(inspector)) == {offered}
    assert frozen_texts_visible_to(vmbo.coordinator).filter(agreement=found).count() == 2


def test_the_cost_does_not_grow_with_the_moments(changed: Agreement, vmbo: Party, client_as: ClientAs) -> None:
    browser = client_as(vmbo.coordinator)
    few = queries(browser, address(changed))
    for number in range(5):
        FrozenText.objects.create(agreement=changed, sha256=str(number) * 64, round=0, version=1, articles=[])
    assert queries(browser, address(changed)) == few


# --- The PDF -------------------------------------------------------------------------------------


def test_a_party_asks_for_a_comparison(changed: Agreement, mbo: Party, run_jobs: Callable[..., list[str]]) -> None:
    old = changed.frozen_texts.get()
    document = request_comparison_document(changed, actor=mbo.director, old=old, new=None)
    assert (document.kind, document.base_sha256, document.is_ready) == ("comparison", old.sha256, False)
    assert document.text_sha256 == text_of(changed).sha256
    assert changed.frozen_texts.count() == 2, "the text of now is kept with it"
    assert request_comparison_document(changed, actor=mbo.director, old=old, new=None) == document

    run_jobs("agreements.render_document")
    document.refresh_from_db()
    html = stored(document.file).decode()
    assert "<ins>" in html
    assert "nieuwe werkgroep" in html
    assert Job.objects.filter(key=document.job_key).count() == 1
    event = AuditEvent.objects.filter(action="agreements.comparison_requested").first()
    assert event is not None
    assert (event.actor, event.board_id) == (mbo.director.user, mbo.board.pk)


def test_only_parties_ask_for_one(changed: Agreement, outsider: Actor, inspector: Actor, administrator: Actor) -> None:
    old = changed.frozen_texts.get()
    for actor in (outsider, inspector, administrator):
        with pytest.raises(PermissionDenied):
            request_comparison_document(changed, actor=actor, old=old, new=None)


@pytest.mark.usefixtures("in_english")
def test_the_same_text_twice_is_no_comparison(changed: Agreement, vmbo: Party) -> None:
    old = changed.frozen_texts.get()
    with pytest.raises(AgreementError, match="same text"):
        request_comparison_document(changed, actor=vmbo.coordinator, old=old, new=old)


def test_asking_from_the_page(changed: Agreement, vmbo: Party, client_as: ClientAs) -> None:
    browser: Client = client_as(vmbo.coordinator)
    sent = reverse("agreements:comparison_document", args=[changed.pk])
    old = changed.frozen_texts.get()
    assert browser.post(sent, {"van": old.pk, "tot": "nu"}).status_code == 302
    assert Document.objects.filter(kind="comparison", note__contains="→").count() == 1
    assert browser.post(sent, {"van": 10**12, "tot": "nu"}).status_code == 404
    said = browser.post(sent, {"van": "nu", "tot": "nu"}, follow=True)
    assert says(said, "These two versions have the same text, so there is nothing to compare.")


def test_inspectors_read_no_comparisons(changed: Agreement, vmbo: Party, inspector: Actor) -> None:
    document = request_comparison_document(changed, actor=vmbo.coordinator, old=changed.frozen_texts.get(), new=None)
    Agreement.objects.filter(pk=changed.pk).update(round=1)
    assert document in documents_visible_to(vmbo.coordinator)
    assert document not in documents_visible_to(inspector)


def test_only_a_comparison_has_a_base(changed: Agreement) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        changed.documents.update(base_sha256="0" * 64)


def test_it_becomes_a_real_tagged_pdf() -> None:
    one, other = (render_agreement(load(), example_agreement(load(), facts), facts) for facts in (agreement(), tot()))
    old, new = Side("1", "Oud", text_sha256(one), one), Side("2", "Nieuw", text_sha256(other), other)
    imprint = Imprint("ABCDE12345", datetime(2027, 5, 1, 12, tzinfo=UTC))
    html = render_comparison_html("SOK-1", "Samen <b>", old, new, imprint=imprint)
    assert "Samen &lt;b&gt;" in html
    pdf = render_pdf(html)
    assert pdf.startswith(b"%PDF-")
    assert pdf == render_pdf(html), "the same two texts give the same bytes"
