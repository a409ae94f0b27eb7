"""The stage is that of the permission matrix, but everything its boards wrote is a secret and an attack."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.matrix.stage import Stage, built_stage

from .attacking import WORDS


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Stage]:
    with built_stage(django_db_blocker, WORDS) as built:
        yield built
