"""A pytest plugin: what did not run here is the last thing you read, and on CI it is a failure.

Tests marked `engine("postgresql")` or `engine("sqlite")` are left out on the other database; CI runs both.
"""

import os
from collections.abc import Generator

import pytest

not_run: list[str] = []
other_engine: list[str] = []


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Set aside the tests that belong to the other database engine."""
    from django.db import connection

    kept = []
    for item in items:
        marker = item.get_closest_marker("engine")
        if marker and marker.args[0] != connection.vendor:
            other_engine.append(item.nodeid)
        else:
            kept.append(item)
    if other_engine:
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = kept


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
    for line in sorted(not_run):
        reporter.write_line(f"Niet gedraaid op deze machine: {line}", yellow=True)
    if not_run and os.getenv("CI") == "true":
        reporter.write_line("CI=true: een test die niet draait telt als mislukt.", red=True)
