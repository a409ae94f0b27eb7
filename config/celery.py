"""The Celery app. A message is only a doorbell: the job itself is a row in `jobs`."""

import os
from typing import Any

from celery import Celery
from celery.signals import celeryd_after_setup, setup_logging

from config.memory import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

app = Celery("leerroutes")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def keep_our_logging(**kwargs: Any) -> None:
    """Say once how we log, in settings.LOGGING; that somebody listens here is enough to keep Celery off it."""


@celeryd_after_setup.connect
def load_urls(**kwargs: Any) -> None:
    """Load the addresses before the first mail needs one; viewflow cannot spell its own until then."""
    from django.urls import get_resolver

    _ = get_resolver().url_patterns
    settle()
