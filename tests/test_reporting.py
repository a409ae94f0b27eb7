"""What the second run in CI may leave out (tests/reporting.py)."""

import pytest
from django.db import connection
from django.test import SimpleTestCase

from tests.reporting import reaches_database


def test_who_is_refused_the_database_says_the_same_on_every_engine(request: pytest.FixtureRequest) -> None:
    assert not reaches_database(request.node)
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        connection.ensure_connection()


@pytest.mark.django_db
def test_who_is_marked_runs_everywhere(request: pytest.FixtureRequest) -> None:
    assert reaches_database(request.node)


def test_who_asks_for_it_runs_everywhere(request: pytest.FixtureRequest, db: None) -> None:
    assert reaches_database(request.node)


class Cases(SimpleTestCase):
    @pytest.fixture(autouse=True)
    def item(self, request: pytest.FixtureRequest) -> None:
        self.node = request.node

    def test_what_django_wraps_runs_everywhere(self) -> None:
        assert reaches_database(self.node)
