"""Editors write the next version and look after the texts; nobody else does, and nothing that was said is lost."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.actors import Actor, actor_for
from accounts.errors import Refusal
from accounts.roles import Role
from audit.models import AuditEvent
from audit.services import case_of
from guidance import loading, selectors, services
from guidance.models import Entry, Kind
from guidance.policies import visible_to
from tests.conftest import ClientAs
from tests.factories import VMBO, person_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Actor:
    loading.load()
    return actor_for(person_with("Roos Schrijver", (Role.EDITOR, None)))


def says(entry: Entry, **other: Any) -> dict[str, Any]:
    assert entry.current is not None
    return {name: getattr(entry.current, name) for name in loading.SAYS if name != "topics"} | other


def get(slug: str) -> Entry:
    return Entry.objects.select_related("current").get(slug=slug)


def test_the_next_version_is_shown_and_the_old_one_kept(editor: Actor, client_as: ClientAs, client: Client) -> None:
    entry = get("is-er-extra-geld")
    words = says(entry, text_nl="Nee, er is geen toeslag.", note="Korter", seen_version=1)
    answer = client_as(editor).post(reverse("guidance:edit", args=[entry.slug]), words)
    assert answer.status_code == 302
    assert "Nee, er is geen toeslag." in client.get(entry.get_absolute_url()).content.decode()
    assert [one.number for one in entry.versions.all()] == [2, 1]
    assert get(entry.slug).current.topics == ["funding"]  # type: ignore[union-attr]
    event = AuditEvent.objects.get(case=case_of(entry))
    assert (event.action, event.actor) == ("guidance.entry_written", editor.user)
    page = client_as(editor).get(reverse("guidance:versions", args=[entry.slug])).content.decode()
    assert "<del>" in page
    assert "<ins>" in page


def test_two_editors_do_not_overwrite_each_other(editor: Actor, client_as: ClientAs) -> None:
    entry = get("is-er-extra-geld")
    services.write_version(entry, actor=editor, seen_version=1, **says(entry, title_nl="Extra geld?"))
    late = client_as(editor).post(
        reverse("guidance:edit", args=[entry.slug]), says(entry, title_nl="Meer geld?", seen_version=1)
    )
    page = late.content.decode()
    assert late.status_code == 200
    assert "Meer geld?" in page
    assert 'name="seen_version" value="2"' in page
    assert entry.versions.count() == 2


def test_a_new_text_is_seen_by_editors_until_it_is_published(editor: Actor) -> None:
    said = says(get("is-er-extra-geld"))
    entry = services.add_entry(actor=editor, slug="nieuw", kind=Kind.QUESTION, review_on=localdate(), **said)
    assert entry not in visible_to(VMBO.coordinator)
    assert entry in visible_to(editor)
    kept = {"owner": editor.user, "review_on": date(2020, 1, 1), "month": date(2026, 3, 1)}
    services.keep(entry, actor=editor, is_published=True, **kept)
    assert entry in visible_to(None)
    assert selectors.featured(date(2026, 3, 20)) == entry
    assert selectors.to_review()[0]["entry"] == entry
    with pytest.raises(Refusal):
        services.add_entry(actor=editor, slug="nieuw", kind=Kind.TERM, review_on=localdate(), **said)
    with pytest.raises(Refusal):
        services.keep(get("rio"), actor=editor, is_published=True, **kept)
    with pytest.raises(Refusal):
        services.keep(get("is-er-extra-geld"), actor=editor, is_published=True, **kept)


def test_an_editor_finds_the_way_from_a_text_and_sees_a_draft_as_it_will_be(editor: Actor, client_as: ClientAs) -> None:
    said = says(get("is-er-extra-geld"), title_nl="Nog niet voor iedereen")
    draft = services.add_entry(actor=editor, slug="nieuw", kind=Kind.QUESTION, review_on=localdate(), **said)
    client, english = client_as(editor), {"accept-language": "en"}
    told = {"nieuw": "Only editors see this text", "rio": "Everybody sees the new version at once"}
    for slug, sentence in told.items():
        assert sentence in client.get(reverse("guidance:edit", args=[slug]), headers=english).content.decode()
    versions = reverse("guidance:versions", args=["nieuw"])
    assert draft.get_absolute_url() in client.get(versions).content.decode()
    page = client.get(draft.get_absolute_url(), headers=english).content.decode()
    assert "Only editors see this text" in page
    assert versions in page
    reader = client_as(VMBO.coordinator).get(get("rio").get_absolute_url()).content.decode()
    assert reverse("guidance:versions", args=["rio"]) not in reader


def test_nobody_else_writes(editor: Actor) -> None:
    entry = get("is-er-extra-geld")
    other = actor_for(person_with("Ad Ministrateur", (Role.ADMINISTRATOR, None)))
    for actor in (VMBO.coordinator, other):
        with pytest.raises(PermissionDenied):
            services.write_version(entry, actor=actor, seen_version=1, **says(entry, title_nl="Anders"))
        with pytest.raises(PermissionDenied):
            services.keep(entry, actor=actor, is_published=False, owner=None, review_on=localdate(), month=None)
    with pytest.raises(Refusal):
        services.write_version(entry, actor=editor, seen_version=1, **says(entry))
