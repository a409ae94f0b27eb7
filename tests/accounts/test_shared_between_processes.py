"""What every process must know alike: how often somebody guessed, and which sessions are over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.cache.backends.db import DatabaseCache
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from tests.factories import Party
from workflows.demo import world
from workflows.tasks import forget_sessions

pytestmark = pytest.mark.django_db


def log_in(party: Party, password: str = world.PASSWORD) -> Client:
    browser = Client()
    browser.post(reverse("account_login"), {"login": party.coordinator.user.email, "password": password})
    return browser


@override_settings(ACCOUNT_RATE_LIMITS={})
def test_another_process_counts_on_where_this_one_was(vmbo: Party) -> None:
    """The count is in the database, and not thrown out by three hundred others."""
    cache.clear()
    log_in(vmbo, "geraden")
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM shared_cache WHERE cache_key LIKE '%%login_failed%%'")
        keys = [key for (key,) in cursor.fetchall()]
    assert keys
    there = settings.CACHES["default"]
    elsewhere = DatabaseCache(there["LOCATION"], there)
    assert [len(elsewhere.get(key.partition(":1:")[2])) for key in keys] == [1] * len(keys)
    assert elsewhere._max_entries > 10_000
    cache.clear()


def test_the_night_forgets_what_is_over_and_nothing_else(vmbo: Party) -> None:
    over, gone, alive = (log_in(vmbo) for _place in range(3))
    keys = [str(browser.session.session_key) for browser in (over, gone, alive)]
    Session.objects.filter(session_key=keys[0]).update(expire_date=timezone.now() - timedelta(minutes=1))
    Session.objects.filter(session_key=keys[1]).delete()
    listed = UserSession.objects.filter(session_key__in=keys)
    before = listed.count()
    forget_sessions()
    assert (before, list(listed.values_list("session_key", flat=True))) == (3, [keys[2]])
    assert not Session.objects.filter(session_key=keys[0]).exists()
    assert alive.get(reverse("usersessions_list")).status_code == 200
