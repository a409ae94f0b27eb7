"""Beside the form of an article: which topic of the law it feeds, what is missing, what warns, and why."""

from __future__ import annotations

import pytest
from django.urls import reverse

from agreements.models import ClauseText
from agreements.views.clause_page import FIELD_PREFIX
from tests.conftest import ClientAs
from tests.factories import VMBO, play

pytestmark = pytest.mark.django_db
RULES = reverse("agreements:rules")


def test_a_mandatory_topic_is_named_with_its_articles_and_its_reason(client_as: ClientAs):
    agreement = play("agreement_draft").agreement
    address = reverse("agreements:clause", args=[agreement.pk, "C"])
    text = client_as(VMBO.coordinator).get(address).content.decode()
    assert f'href="{RULES}#C-C1"' in text
    practical = reverse("agreements:clause", args=[agreement.pk, "kwaliteit"])
    assert "C-KWALITEIT1" not in client_as(VMBO.coordinator).get(practical).content.decode()


def test_what_is_missing_leads_to_its_rule(client_as: ClientAs):
    agreement = play("agreement_draft").agreement
    browser = client_as(VMBO.coordinator)
    text = browser.get(reverse("agreements:clause", args=[agreement.pk, "H"])).content.decode()
    assert f'href="{RULES}#C-H1"' in text
    typed = {f"{FIELD_PREFIX}-frequency": "0", f"{FIELD_PREFIX}-moments": "in mei"}
    preview = browser.post(reverse("agreements:clause_preview", args=[agreement.pk, "C"]), typed).content.decode()
    assert f'href="{RULES}#C-C1"' in preview


def test_a_warning_is_told_while_writing(client_as: ClientAs):
    agreement = play("agreement_filled").agreement
    stored = ClauseText.objects.get(agreement=agreement, code="F")
    stored.data["exits"] = [row for row in stored.data["exits"] if row["situation"] != "moving"]
    stored.save()
    address = reverse("agreements:clause_of_route", args=[agreement.pk, "F", stored.route_id])
    text = client_as(VMBO.coordinator).get(address).content.decode()
    assert f'href="{RULES}#R-103"' in text
    assert "verhuizing" in text
