"""Numbers of requests, log lines in which nobody is named, health, and what is counted."""

from __future__ import annotations

import json
import logging
import re
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import transaction
from django.test import Client
from django.urls import reverse
from prometheus_client.parser import text_string_to_metric_families

from accounts.actors import Actor
from config import readiness
from config.logs import AsJson
from jobs.models import Job
from jobs.services import enqueue, handles, run
from jobs.tracing import number, numbered
from tests.factories import VMBO

OURS = re.compile(r"[0-9a-f]{32}")
GIVEN = "proxy-0123-abcd"


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[dict[str, Any]]]:
    """What production would write."""
    written: list[dict[str, Any]] = []

    class Keeping(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            written.append(json.loads(AsJson().format(record)))

    handler = Keeping()
    logging.getLogger().addHandler(handler)
    logging.getLogger("config.requests").setLevel(logging.INFO)
    yield written
    logging.getLogger().removeHandler(handler)
    logging.getLogger("config.requests").setLevel(logging.WARNING)


# --- The number of a request -----------------------------------------------------------------------


@pytest.mark.parametrize("given", ["", "kort", "x" * 65, "regel\teen-twee", "één-twee-drie", "<b>12345678</b>"])
def test_a_number_that_is_not_well_formed_is_replaced(given: str, client: Client) -> None:
    answer = client.get("/healthz", headers={"X-Request-ID": given})
    assert OURS.fullmatch(answer.headers["X-Request-ID"])
    assert number() == ""


def test_the_number_of_the_proxy_goes_along_to_the_worker(
    db: None, client_as: Callable[[Actor], Client], lines: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Page, job, what the job asks for, and every line about it."""
    seen: list[str] = []

    @handles("tests.second")
    def second() -> None:
        seen.append(number())
        raise ConnectionError("mail.example kent jan@voorbeeld.nl niet")

    @handles("tests.first")
    def first() -> None:
        seen.append(number())
        with transaction.atomic():
            enqueue("tests.second", key="tweede")

    def page(*args: object, **named: object) -> list[object]:
        with transaction.atomic():
            enqueue("tests.first", key="eerste")
        return []

    monkeypatch.setattr("workflows.selectors.waiting_elsewhere", page)
    browser = client_as(VMBO.coordinator)
    browser.raise_request_exception = False
    answer = browser.get(reverse("workflows:inbox"), headers={"X-Request-ID": GIVEN})
    assert answer.headers["X-Request-ID"] == GIVEN
    for key in ("eerste", "tweede"):
        run(Job.objects.get(key=key).pk)
    assert seen == [GIVEN, GIVEN]
    ours = [line for line in lines if line["logger"] in {"config.requests", "jobs.services"}]
    assert {line["logger"] for line in ours} == {"config.requests", "jobs.services"}
    assert {line["request"] for line in ours} == {GIVEN}


# --- The lines ---------------------------------------------------------------------------------------


def line_about(message: str, *args: object, failing: Exception | None = None) -> str:
    try:
        if failing:
            raise failing
    except Exception:
        information = sys.exc_info()
    else:
        information = None
    record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, message, args, information)
    return AsJson().format(record)


def test_a_line_holds_nothing_that_somebody_typed() -> None:
    failing = ValueError("Fatima de Vries, fatima@voorbeeld.nl, staat er al")
    failing.__context__ = KeyError("geheim")
    line = line_about("Not Found: %s (%s)", "/account/wachtwoord/GEHEIM/", 7, failing=failing)
    assert not [word for word in ("GEHEIM", "geheim", "Fatima", "fatima", "Vries") if word in line]
    said = json.loads(line)
    assert said["message"] == "Not Found: … (7)"
    assert said["error"] == "ValueError from KeyError"
    assert said["where"][-1].endswith(" line_about")
    assert "jan@voorbeeld.nl" not in line_about("mail to jan@voorbeeld.nl and 123456782 at amqp://u:GEHEIM@host")
    assert "GEHEIM" not in line_about("amqp://u:GEHEIM@host")
    assert json.loads(line_about("%d rows\nwith %(odd)s", "een"))["message"] == "%d rows\nwith %(odd)s"


def test_a_row_is_named_by_its_key(vmbo: Any) -> None:
    board = vmbo.board
    assert json.loads(line_about("Job %s failed", board))["message"] == f"Job accounts.Board:{board.pk} failed"


def test_a_request_is_one_line_by_the_name_of_its_page(db: None, client: Client, lines: list[dict[str, Any]]) -> None:
    client.get("/account/wachtwoord-vergeten/sleutel/GEHEIM-7Q/?naam=GEHEIM")
    client.get(reverse("agreements:verify_found", args=["GEHEIM7Q"]))
    about = [line for line in lines if line["logger"] == "config.requests"]
    assert [line["view"] for line in about][-1] == "agreements:verify_found"
    assert all(set(line) >= {"method", "status", "milliseconds", "request"} for line in about)
    assert "GEHEIM" not in json.dumps(lines)


# --- Health --------------------------------------------------------------------------------------------


def test_alive_asks_nothing_of_others(client: Client, django_assert_num_queries: Any, db: None) -> None:
    with django_assert_num_queries(0):
        assert client.get("/healthz").content == b"ok"


def test_ready_says_yes_to_all_and_leaves_nothing_behind(client: Client, db: None) -> None:
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (200, dict.fromkeys(readiness.QUESTIONS, True))
    assert default_storage.listdir("readyz")[1] == []


@pytest.mark.parametrize("broken", ["database", "migrations", "broker", "storage"])
def test_ready_says_what_is_not_and_not_why(
    broken: str, client: Client, db: None, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    def fail(*args: object, **named: object) -> None:
        raise OSError("geheim@10.0.0.1")

    where: dict[str, tuple[object, str]] = {
        "database": (readiness, "connection"),
        "migrations": (readiness, "MigrationExecutor"),
        "broker": (readiness.current_app, "connection"),
        "storage": (default_storage, "save"),
    }
    readiness.migrations.cache_clear()
    monkeypatch.setattr(*where[broken], fail)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()[broken] is False
    assert b"geheim" not in answer.content
    readiness.migrations.cache_clear()


# --- Numbers -------------------------------------------------------------------------------------------


def counted(client: Client) -> dict[tuple[str, str], float]:
    answer = client.get("/metrics", headers={"Authorization": "Bearer sleutel-van-prometheus"})
    assert answer.status_code == 200
    return {
        (sample.name, ",".join(f"{name}={value}" for name, value in sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(answer.content.decode())
        for sample in family.samples
    }


def test_only_who_has_the_token_reads_the_numbers(client: Client, db: None, settings: Any) -> None:
    for token, sent in (("", "Bearer "), ("goed", ""), ("goed", "Bearer fout"), ("goed", "goed"), ("goed", "Bearer é")):
        settings.METRICS_TOKEN = token
        assert client.get("/metrics", headers={"Authorization": sent}).status_code == 404


def test_requests_and_jobs_are_counted(client: Client, db: None, settings: Any) -> None:
    settings.METRICS_TOKEN = "sleutel-van-prometheus"
    healthy = ("leerroutes_requests_total", "method=GET,status=200,view=healthz")
    before = counted(client)
    client.get("/healthz")
    with numbered("x"), transaction.atomic():
        job = enqueue("workflows.mail_task", key="post")
    Job.objects.filter(pk=job.pk).update(error="SMTPServerDisconnected: …", attempts=1)
    after = counted(client)
    assert after[healthy] == before.get(healthy, 0) + 1
    assert after["leerroutes_request_seconds_count", "view=healthz"] >= 1
    assert after["leerroutes_mails_failed", ""] == before["leerroutes_mails_failed", ""] + 1
    assert after["leerroutes_jobs_waiting", "job=workflows.mail_task"] >= 1
    assert after["leerroutes_oldest_job_seconds", ""] > 0
