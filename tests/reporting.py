"""A pytest plugin: what did not run here is the last thing you read, and on CI it is a failure.

Tests marked `engine("postgresql")` or `engine("sqlite")` are left out on the other database; CI runs both. And with
`--only-with-database` a second run leaves out what the first one says already: tests that cannot reach a database.
"""

import os
from collections.abc import Generator

import pytest

not_run: list[str] = []
other_engine: list[str] = []
elsewhere: list[str] = []

ASKING = {"db", "transactional_db", "live_server", "django_db_setup"}
"""Fixtures that open the database."""


def pytest_addoption(parser: pytest.Parser) -> None:
    told = "leave out tests that cannot reach a database: they say the same whichever it is"
    parser.addoption("--only-with-database", action="store_true", help=told)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Set aside the tests that belong to the other database engine, or to the run on the other one."""
    from django.db import connection

    kept, left = [], []
    for item in items:
        marker = item.get_closest_marker("engine")
        if marker and marker.args[0] != connection.vendor:
            other_engine.append(item.nodeid)
            left.append(item)
        elif config.getoption("only_with_database") and not reaches_database(item):
            elsewhere.append(item.nodeid)
            left.append(item)
        else:
            kept.append(item)
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = kept


def reaches_database(item: pytest.Item) -> bool:
    """pytest-django refuses it to all others. Tests of the settings read which one it is."""
    from django.test import SimpleTestCase

    is_case = issubclass(getattr(item, "cls", None) or object, SimpleTestCase)
    is_asked = bool(ASKING & set(getattr(item, "fixturenames", ()))) or item.get_closest_marker("django_db")
    return bool(is_case or is_asked or "config" in item.path.parts)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    _note(report)


def pytest_collectreport(report: pytest.CollectReport) -> None:
    _note(report)


def _note(report: pytest.TestReport | pytest.CollectReport) -> None:
    if report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        not_run.append(f"{report.nodeid}: {reason.removeprefix('Skipped: ')}")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> Generator[None]:
    """Come after everybody else, the closing line included."""
    yield
    if not_run and os.getenv("CI") == "true" and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None:
        return
    if other_engine:
        reporter.write_line(f"Hoort bij een andere database (CI draait beide): {len(other_engine)} tests")
    if elsewhere:
        reporter.write_line(f"Zonder database, dus alleen in de andere baan: {len(elsewhere)} tests")
    for line in sorted(not_run):
        reporter.write_line(f"Niet gedraaid op deze machine: {line}", yellow=True)
    if not_run and os.getenv("CI") == "true":
        reporter.write_line("CI=true: een test die niet draait telt als mislukt.", red=True)
