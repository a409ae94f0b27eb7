"""Inspectors: access, findings, samples, files: who is shown each address, and who may act."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils.timezone import localdate, now

from accounts.actors import Actor
from inspections.models import CaseFile, InspectionSample
from inspections.services import draw_sample
from leerroutes.models import InspectionAccess
from tests.factories import VMBO

from ..company import DIRECTOR, DIRECTORS, FINDING_READERS, INSPECTOR, MANAGERS, MEMBERS, PEOPLE, READERS
from ..rows import REASON, Place, Row, only, only_csv, page, placed, route, step
from ..stage import Stage


def access(stage: Stage) -> tuple[Any, ...]:
    """Of the inspector of the company."""
    return (InspectionAccess.objects.get(inspector=stage.company["inspector"].user).pk,)


def case_file(stage: Stage) -> tuple[Any, ...]:
    """Made for the inspector."""
    inspector = stage.company["inspector"].user
    kept = {"sha256": "0" * 64, "size": 2, "stored": now(), "file": ContentFile(b"PK", name="dossier.zip")}
    made, _is_new = CaseFile.objects.get_or_create(route=stage.routes["running"], asked_by=inspector, defaults=kept)
    return (made.pk,)


def sample(*more: Any) -> Place:
    """Drawn by the inspector."""

    def find(stage: Stage) -> tuple[Any, ...]:
        inspector = stage.company["inspector"]
        drawn = InspectionSample.objects.filter(drawn_by=inspector.user).first()
        return ((drawn or draw_sample(actor=inspector, filters={}, size=4)).pk, *more)

    return placed("drawn", find)


def finding(state: str, *more: Any) -> Place:
    """For the proposing board, about the running route; `asked`, or `answered` with a file."""

    return placed(f"{state} finding", lambda stage: (stage.findings[state], *more))


def later() -> date:
    return localdate() + timedelta(days=20)


def new_finding(stage: Stage, actor: Actor | None) -> dict[str, Any]:
    said = {"title": "Uren", "text": "Wie telt de uren na?", "due_on": later().isoformat()}
    return {"about": "point:hours", "board": str(VMBO.board.pk), **said}


def new_question(stage: Stage, actor: Actor | None) -> dict[str, Any]:
    return {"question": "En het schoolplan?", "due_on": later().isoformat()}


def new_access(stage: Stage, actor: Actor | None) -> dict[str, Any]:
    return {
        "inspector": str(stage.company["inspector"].user.pk),
        "scope": "board",
        "board": str(VMBO.board.pk),
        "purpose": "Vierjaarlijks onderzoek.",
        "valid_until": (localdate() + timedelta(days=30)).isoformat(),
    }


def opened(stage: Stage, actor: Actor | None) -> dict[str, Any]:
    """The drafts of this board, to inspectors."""
    return {"open": "1", "until": (localdate() + timedelta(days=30)).isoformat()} | REASON


CONCLUDING = {"outcome": "accepted", "conclusion": "Opgelost."}


# fmt: off
ROWS = [
    # Inspection
    page("inspections:accesses", None, PEOPLE),
    step("inspections:grant", None, MANAGERS, see=PEOPLE, fill=new_access),
    step("inspections:end", access, MANAGERS, see=PEOPLE, fill=REASON),
    Row("inspections:release", route("draft"), get=MEMBERS, post=DIRECTORS, see=MEMBERS, fill=opened),
    page("inspections:findings", None, PEOPLE),
    page("inspections:finding", finding("asked"), FINDING_READERS),
    step("inspections:finding_make", route("running"), INSPECTOR, see=READERS, fill=new_finding),
    step("inspections:finding_answer", finding("asked"), DIRECTOR, see=FINDING_READERS, fill={"answer": "Zo."}),
    step("inspections:finding_ask_again", finding("answered"), INSPECTOR, see=FINDING_READERS, fill=new_question),
    step("inspections:finding_close", finding("answered"), INSPECTOR, see=FINDING_READERS, fill=CONCLUDING),
    step("inspections:finding_withdraw", finding("asked"), INSPECTOR, see=FINDING_READERS, fill=REASON),
    page("inspections:finding_file", finding("answered", 1), FINDING_READERS),
    page("inspections:overview", None, PEOPLE),
    page("inspections:overview_file", only_csv, PEOPLE),
    Row("inspections:samples", get=only("inspector"), see=PEOPLE),
    step("inspections:draw_sample", None, only("inspector"), see=PEOPLE, fill={"size": "3"}),
    page("inspections:sample", sample(), only("inspector")),
    page("inspections:sample_report", sample(), only("inspector")),
    page("inspections:sample_again", sample(), only("inspector")),
    page("inspections:sample_file", sample("csv"), only("inspector")),
    page("inspections:sample_file", sample("xlsx"), only("inspector")),
    page("inspections:route", route("draft"), MEMBERS),
    page("inspections:route", route("running"), READERS),
    Row("inspections:file", route("running"), get=READERS, post=READERS),
    page("inspections:file_content", case_file, only("inspector")),
    page("inspections:trail", route("draft"), MEMBERS),
    page("inspections:trail", route("running"), READERS),
    page("inspections:trail_file", route("running", "csv"), READERS),
    page("inspections:trail_file", route("running", "xlsx"), READERS),
    page("inspections:trail_file", route("running", "json"), READERS),
    Row("inspections:release", route("running"), get=READERS, post=DIRECTORS, see=READERS, fill=opened),
]
# fmt: on
