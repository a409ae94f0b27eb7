"""Stop at every step between the last signature and “in force”: nothing lost, nothing twice."""

from __future__ import annotations

import inspect
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from agreements.models import Agreement, Document, Signature
from agreements.services import apply_signatures, sealing
from audit.models import AuditEvent
from jobs import faults
from tests.factories import agreement_in

POINTS = ("begun", "signed", "stored", "kept", "whole", "in_force", "committed")
"""In the order in which the last signature passes them; also for the real worker, in tests/worker."""


class Dark(BaseException):
    """The machine went dark here."""


@pytest.mark.django_db
@pytest.mark.usefixtures("blank_paper")
@pytest.mark.parametrize("step", POINTS)
def test_it_goes_on_where_it_stopped(step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    agreement = agreement_in("signed")

    def dark(name: str) -> None:
        if name == f"sealing.{step}":
            raise Dark

    monkeypatch.setattr(sealing, "point", dark)
    with pytest.raises(Dark):
        apply_signatures(agreement)
    monkeypatch.setattr(sealing, "point", faults.point)
    assert apply_signatures(Agreement.objects.get(pk=agreement.pk)).state == "in_force"
    document = agreement.documents.get(kind="agreement")
    assert [one.number for one in document.revisions.all()] == [1, 2]
    assert agreement.documents.filter(kind="sealed").count() == 1
    assert AuditEvent.objects.filter(action="agreements.in_force").count() == 1
    assert AuditEvent.objects.filter(action="agreements.signature_applied").count() == 2


@pytest.mark.django_db
@pytest.mark.usefixtures("blank_paper")
def test_who_reads_the_file_of_a_quicker_one_signs_nothing_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """The jobs of two boards at the same time; found with everything breaking at random."""
    agreement, signed, newest, make = agreement_in("signed"), [], sealing.newest, sealing.signed_bytes

    def after_another(document: Document) -> sealing.Newest:
        monkeypatch.setattr(sealing, "newest", newest)
        apply_signatures(Agreement.objects.get(pk=agreement.pk))
        return newest(document)

    def told(pdf: bytes, signature: Signature) -> bytes:
        signed.append(signature.pk)
        return make(pdf, signature)

    monkeypatch.setattr(sealing, "newest", after_another)
    monkeypatch.setattr(sealing, "signed_bytes", told)
    assert apply_signatures(agreement).state == "in_force"
    assert signed == [one.pk for one in agreement.signatures.order_by("pk")]


def test_no_point_in_the_code_is_forgotten() -> None:
    named = re.findall(r'point\("sealing\.(\w+)"\)', inspect.getsource(sealing))
    assert sorted(named) == sorted(POINTS)


@pytest.mark.parametrize(("named", "ends"), [("here", -9), ("elsewhere", 0)])
def test_a_fault_point_kills_at_once(named: str, ends: int) -> None:
    script = "from jobs.faults import point; point('here')"
    run = subprocess.run(
        [sys.executable, "-c", script],
        cwd=Path(__file__).parents[2],
        env=os.environ | {"FAULT_POINT": named},
        check=False,
    )
    assert run.returncode == ends
