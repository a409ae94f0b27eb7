"""The scenario command: whole cases through the same services as the pages, with their documents and their trail."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from agreements.models import Agreement
from leerroutes.models import Route
from workflows.demo.cases import CASES
from workflows.management.commands.scenario import STATES

pytestmark = pytest.mark.django_db


def scenario(*args: str) -> list[str]:
    out = StringIO()
    call_command("scenario", *args, stdout=out)
    return out.getvalue().splitlines()


@pytest.mark.parametrize("case", ["tot", "perron", "pair"])
def test_the_whole_case_runs(case: str, tmp_path: Path) -> None:
    lines = scenario(case, "--out", str(tmp_path))

    route, agreement = Route.objects.get(), Agreement.objects.get()
    assert (route.state, agreement.state) == ("running", "in_force")
    assert route.parties.count() == len(CASES[case].boards)
    assert len(lines) > 20

    told = json.loads((tmp_path / "agreement.json").read_text())
    assert len(told["signatures"]) == len(CASES[case].boards)
    assert (tmp_path / f"{agreement.number}.pdf").read_bytes().startswith(b"%PDF")

    trail = [json.loads(line) for line in (tmp_path / "audit.jsonl").read_text().splitlines()]
    assert [event["id"] for event in trail] == sorted(event["id"] for event in trail)
    actions = [event["action"] for event in trail]
    assert actions[0] == "leerroutes.proposed"
    assert {"leerroutes.started", "agreements.in_force"} <= set(actions)
    assert all(event["actor"] or event["action"] in BY_THE_SYSTEM for event in trail)


def test_a_framework_is_played() -> None:
    scenario("raam")
    agreement = Agreement.objects.get()
    assert (agreement.instrument, agreement.state, agreement.parties.count()) == ("framework", "in_force", 3)
    assert set(Route.objects.values_list("agreement_number", flat=True)) == {agreement.number}


def test_an_amendment_is_played() -> None:
    scenario("wijziging")
    old, new = Agreement.objects.order_by("pk")
    assert (old.state, new.state, new.replaces) == ("replaced", "in_force", old)
    assert Route.objects.get().agreement_number == new.number


def test_an_internal_regulation_is_played() -> None:
    scenario("intern")
    assert (Agreement.objects.get().instrument, Route.objects.get().state) == ("internal", "running")


BY_THE_SYSTEM = {
    "workflows.tasks_moved",
    "agreements.document_made",
    "agreements.in_force",
    "agreements.signature_applied",
    "leerroutes.contracted",
    "leerroutes.started",
}


@pytest.mark.parametrize("state", ["draft", "submitted", "approved", "agreement_filled", "decision", "signed"])
def test_it_stops_where_it_is_told(state: str) -> None:
    last = scenario("pair", "--until", state)[-1]
    assert state in last


def test_every_state_it_names_is_reached() -> None:
    lines = scenario("pair")
    reached = {line.split()[1] for line in lines}
    assert set(STATES) <= reached


def test_it_knows_its_cases() -> None:
    with pytest.raises(CommandError):
        scenario("bestaat-niet")


def test_playing_twice_gives_two_cases() -> None:
    for _ in range(2):
        scenario("pair", "--until", "approved")
    assert Route.objects.filter(state="approved").count() == 2
