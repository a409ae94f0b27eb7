"""Reminders and the mail of the day under a scheduler that is killed half way, and two at once: each exactly once.

The scheduler that dies is a process of its own: it kills itself with SIGKILL, in the middle of its transaction.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.db.models import Count
from django.utils import timezone
from viewflow.workflow.models import Task

from accounts.roles import Role
from tests.concurrency.conftest import at_once
from tests.factories import MBO, VMBO, person_with, play, run_jobs
from workflows.flows import ProposalFlow
from workflows.models import Digest, Notice, TermAlarm
from workflows.telling.digests import make_digests
from workflows.telling.kinds import Kind
from workflows.telling.terms import watch_terms

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.worker]

ROOT = Path(__file__).parents[2]
ROUND = """
import django
django.setup()
from datetime import timedelta
from django.utils import timezone
from workflows.telling.{module} import {name}
{name}({moment})
"""


def dies_at(fault_point: str, module: str, name: str, moment: str) -> None:
    """One round of a scheduler that is killed there."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings.test", "USE_TEST_DATABASE": "1"}
    script = ROUND.format(module=module, name=name, moment=moment)
    died = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environment | {"FAULT_POINT": fault_point}, check=False
    )
    assert died.returncode == -signal.SIGKILL


def test_each_exactly_once() -> None:
    deputies = [person_with(f"Directeur {n}", (Role.DIRECTOR, party.board)) for n, party in enumerate((VMBO, MBO))]
    play("submitted")
    Task.objects.filter(flow_task=ProposalFlow.decide).update(created=timezone.now() - timedelta(days=15))

    dies_at("term.told", "terms", "watch_terms", "")
    assert not TermAlarm.objects.exists(), "what it began is not there"
    assert at_once(watch_terms, watch_terms) == [None, None]
    told = Notice.objects.filter(kind=Kind.TERM)
    assert sorted(told.values("person").annotate(n=Count("pk")).values_list("n", flat=True)) == [1, 1, 1, 1]

    noon = timezone.localtime().replace(hour=12)
    dies_at("digest.taken", "digests", "make_digests", "timezone.localtime().replace(hour=12)")
    assert not Digest.objects.exists()
    assert at_once(lambda: make_digests(noon), lambda: make_digests(noon)) == [None, None]
    run_jobs("workflows.mail_digest")
    for deputy in deputies:
        (letter,) = [one for one in mail.outbox if one.to == [deputy.email]]
        assert letter.body.count("\n- ") == 2, "what was asked, and that its term is over"
