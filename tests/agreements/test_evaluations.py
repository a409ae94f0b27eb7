"""The yearly evaluation: recorded after signing, read by every board, late from one fact."""

from __future__ import annotations

import io
import zipfile
from datetime import date, timedelta
from hashlib import sha256
from itertools import islice

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.timezone import localdate
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from accounts.actors import Actor
from agreements.errors import AgreementError
from agreements.evaluations import Due, dues, school_year_of, standing_of, standings
from agreements.models import Agreement, Evaluation
from agreements.quarantine import scan_evaluation
from agreements.services import record_evaluation
from audit.models import AuditEvent
from audit.pictures.drift import untold
from inspections.checklist import Outcome, checklist
from inspections.dossier.building import build
from inspections.evidence import Dossier
from inspections.selecting import selected
from leerroutes.models import Route
from tests.conftest import ClientAs
from tests.factories import Party, play

from .test_uploads import EICAR, scanner
from .upload_cases import PDF, upload

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


# --- What is due ------------------------------------------------------------------------------------


@given(DAYS, DAYS)
def test_every_school_year_once_a_year_apart_and_none_before_the_agreement(first: date, starts_on: date) -> None:
    found = list(islice(dues(first, starts_on), 12))
    assert [due.start_year - found[0].start_year for due in found] == list(range(12))
    assert [due.day.year - first.year for due in found] == list(range(12))
    assert found[0].day == first
    assert found[0].start_year >= school_year_of(starts_on)


def test_by_hand() -> None:
    spring, autumn, start = date(2027, 6, 15), date(2027, 10, 1), date(2026, 8, 1)
    assert next(dues(spring, start)) == Due(2026, spring)
    assert next(dues(autumn, start)) == Due(2026, autumn), "in autumn one looks back at the year that ended"
    assert [due.day for due in islice(dues(date(2028, 2, 29), start), 2)] == [date(2028, 2, 29), date(2029, 2, 28)]
    standing = standing_of(spring, start, {2027}, today=date(2029, 6, 16))
    assert [due.school_year for due in standing.late] == ["2026-2027", "2028-2029"]
    assert standing.coming == Due(2029, date(2030, 6, 15))
    assert standing_of(spring, start, (), today=spring).late == (), "on the day itself it is in time"


# --- Recording --------------------------------------------------------------------------------------

db = pytest.mark.django_db


@pytest.fixture
def running(db: None) -> Agreement:
    """Its first evaluation was due last week."""
    agreement = play("running").agreement
    text = agreement.clauses.get(code="kwaliteit")
    text.data["first_evaluation"] = (localdate() - timedelta(days=7)).isoformat()
    text.save()
    return agreement


def route_of(agreement: Agreement) -> Route:
    return Route.objects.get(covering__agreement=agreement)


def late_year(agreement: Agreement) -> int:
    route = route_of(agreement).pk
    return standings([route])[route].late[0].start_year


def recorded(agreement: Agreement, actor: Actor, content: bytes = PDF, **other: object) -> Evaluation:
    given = {"held_on": localdate(), "conclusion": "Het gaat goed."} | other
    if "start_year" not in given:
        given["start_year"] = late_year(agreement)
    return record_evaluation(agreement, actor=actor, file=upload("evaluatie.pdf", content), **given)  # type: ignore[arg-type]


@db
@pytest.mark.parametrize("role", ["coordinator", "director"])
def test_a_coordinator_or_a_director_records_it_on_the_page(
    running: Agreement, vmbo: Party, mbo: Party, outsider: Actor, client_as: ClientAs, role: str
) -> None:
    address, year = reverse("agreements:evaluations", args=[running.pk]), late_year(running)
    sent = {"start_year": str(year), "held_on": localdate().isoformat(), "conclusion": "Meer begeleide uren."}
    browser = client_as(getattr(mbo, role))
    answer = browser.post(address, sent | {"file": upload("evaluatie.pdf", PDF)})
    assert answer.status_code == 302, answer.context["form"].errors
    kept = running.evaluations.get()
    assert (kept.board, kept.start_year, kept.sha256) == (mbo.board, year, sha256(PDF).hexdigest())
    event = AuditEvent.objects.get(action="agreements.evaluation_recorded")
    assert (event.case, event.data["sha256"]) == (f"agreement:{running.pk}", kept.sha256)
    assert f"evaluations/{kept.pk}/sha256" in event.state
    assert not untold(event.case)
    assert "Meer begeleide uren." in client_as(vmbo.director).get(address).content.decode()
    assert client_as(vmbo.director).get(kept.get_absolute_url()).getvalue() == PDF
    assert client_as(outsider).get(kept.get_absolute_url()).status_code == 404


@db
def test_late_is_one_fact_for_checklist_overview_and_page(
    running: Agreement, vmbo: Party, inspector: Actor, client_as: ClientAs
) -> None:
    route = route_of(running)

    def told() -> tuple[Outcome, bool]:
        point = next(one for one in checklist(Dossier(route, inspector)) if one.code == "evaluation")
        return point.outcome, selected(inspector, {"let": "evaluatie"}).exists()

    assert told() == (Outcome.LATE, True)
    out = io.BytesIO()
    kept = recorded(running, vmbo.coordinator)
    assert told() == (Outcome.PRESENT, False)
    build(route, inspector, out)
    papers = [name for name in zipfile.ZipFile(out).namelist() if "/evaluaties/" in name]
    assert papers == [f"documenten/{running.number}/evaluaties/{kept.start_year}-{kept.pk}-evaluatie.pdf"]


@db
def test_of_two_agreements_the_last_names_the_day_and_the_first_when_it_began(running: Agreement, mbo: Party) -> None:
    year = late_year(running)
    recorded(running, mbo.director)
    change = replace_by_a_copy(running, starts_on=running.starts_on.replace(year=running.starts_on.year + 3))
    text = change.clauses.get(code="kwaliteit")
    text.data["first_evaluation"] = (localdate() + timedelta(days=9)).isoformat()
    text.save()
    route = route_of(running).pk
    standing = standings([route])[route]
    assert (standing.late, standing.first_year) == ((), school_year_of(running.starts_on))
    assert year in standing.done


def replace_by_a_copy(old: Agreement, **values: object) -> Agreement:
    """As a change that took effect leaves the rows."""
    new = Agreement.objects.get(pk=old.pk)
    new.pk, new.replaces, new.change_kind, new.change_reason = None, old, "amendment", "Beter."
    for name, value in values.items():
        setattr(new, name, value)
    new.save(force_insert=True)
    Agreement.objects.filter(pk=old.pk).update(state="replaced")
    for row in (*old.covered.all(), *old.clauses.all()):
        row.pk, row.agreement = None, new
        row.save(force_insert=True)
    return new


@db
def test_before_the_first_day_nothing_is_asked_and_without_a_day_it_is_missing(
    running: Agreement, inspector: Actor
) -> None:
    text, route = running.clauses.get(code="kwaliteit"), route_of(running)
    for day, outcome in (((localdate() + timedelta(days=30)).isoformat(), "not_applicable"), ("", "missing")):
        text.data["first_evaluation"] = day
        text.save()
        point = next(one for one in checklist(Dossier(route, inspector)) if one.code == "evaluation")
        assert point.outcome == outcome


@db
def test_refused(running: Agreement, vmbo: Party, adviser: Actor, outsider: Actor) -> None:
    for actor in (vmbo.signatory, vmbo.registrar, adviser, outsider):
        with pytest.raises(PermissionDenied):
            recorded(running, actor)
    with pytest.raises(AgreementError):
        recorded(running, vmbo.director, held_on=localdate() + timedelta(days=1))
    with pytest.raises(AgreementError):
        recorded(running, vmbo.director, start_year=school_year_of(localdate()) + 1)
    with pytest.raises(AgreementError):
        recorded(running, vmbo.director, conclusion=" ")
    year = late_year(running)
    recorded(running, vmbo.director)
    with pytest.raises(AgreementError):
        recorded(running, vmbo.coordinator, start_year=year)
    Agreement.objects.filter(pk=running.pk).update(state="ended")
    with pytest.raises(PermissionDenied):
        recorded(running, vmbo.director, PDF + b" ", start_year=year)


@db
def test_a_file_in_quarantine_or_with_a_virus_is_no_evaluation(
    running: Agreement, vmbo: Party, settings: Settings, client_as: ClientAs
) -> None:
    year = late_year(running)
    with scanner(settings):
        kept = recorded(running, vmbo.coordinator, PDF + EICAR)
        assert late_year(running) == year
        assert client_as(vmbo.coordinator).get(kept.get_absolute_url()).status_code == 403
        scan_evaluation(kept.pk)
        scan_evaluation(kept.pk)
        kept.refresh_from_db()
        assert (kept.state, bool(kept.file)) == ("refused", False)
        good = recorded(running, vmbo.coordinator)
        scan_evaluation(good.pk)
    route = route_of(running).pk
    assert year in standings([route])[route].done
    assert AuditEvent.objects.filter(action="agreements.file_refused").count() == 1
