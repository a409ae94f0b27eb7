"""Who is up about a finding, who gets which mail, and what the clock does; once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.core import mail
from django.urls import reverse
from viewflow.workflow.models import Task

from accounts.actors import Actor, actor_for
from accounts.models import Membership
from accounts.roles import Role
from audit.models import AuditEvent
from audit.pictures.drift import untold
from inspections.findings.flow import FindingFlow
from inspections.findings.services import ask_again, close_finding, withdraw_finding
from inspections.findings.states import Outcome
from inspections.findings.tasks import watch_findings
from inspections.models import Finding
from leerroutes.models import InspectionAccess, Scope
from tests.conftest import ClientAs
from tests.factories import MBO, VMBO, Party, mail_at_once, person_with, play
from tests.inspections.findings_cases import answered, in_days, made
from workflows.models import Notice
from workflows.selectors import described, tasks_for
from workflows.telling.kinds import Kind

pytestmark = pytest.mark.django_db
RunJobs = Callable[..., list[str]]


def waiting(actor: Actor) -> list[Task]:
    return [task for task in tasks_for(actor) if task.flow_task.flow_class is FindingFlow]


def up(actor: Actor) -> list[str]:
    return [task.flow_task.name for task in waiting(actor)]


def mailed(run_jobs: RunJobs) -> set[str]:
    """Whom the jobs that wait now write to."""
    mail.outbox.clear()
    run_jobs("workflows.mail_task", "inspections.mail_finding")
    return {to for one in mail.outbox for to in one.to}


def fresh(finding: Finding) -> Finding:
    return Finding.objects.get(pk=finding.pk)


def test_the_board_then_the_inspector_then_nobody(
    inspector: Actor, vmbo: Party, mbo: Party, run_jobs: RunJobs, client_as: ClientAs
) -> None:
    """Each is asked by mail and in the inbox, until the day that was set; the other board is asked nothing."""
    finding = made(play("running").route, due_on=in_days(9))
    mail_at_once(Kind.NEWS)
    mailed(run_jobs)
    assert mail.outbox[-1].to == [vmbo.director.user.email]
    assert finding.title in mail.outbox[-1].body
    assert (up(vmbo.director), up(mbo.director), up(inspector)) == (["answer"], [], [])
    task = described(waiting(vmbo.director))[0]
    assert (task.due.date(), task.address) == (in_days(9), finding.get_absolute_url())
    answered(finding)
    assert mailed(run_jobs) == {inspector.user.email}
    assert (up(vmbo.director), up(inspector)) == ([], ["assess"])
    inbox = client_as(inspector).get(reverse("workflows:inbox")).content.decode()
    assert finding.get_absolute_url() in inbox
    ask_again(fresh(finding), actor=inspector, seen_round=1, question="En nu?", due_on=in_days(4))
    assert mailed(run_jobs) == {vmbo.director.user.email}
    assert (up(vmbo.director), up(inspector)) == (["answer"], [])
    assert finding.get_absolute_url() in client_as(vmbo.director).get(reverse("workflows:inbox")).content.decode()
    answered(fresh(finding), "Nu wel.")
    given = {"outcome": Outcome.ACCEPTED, "conclusion": "Goed."}
    close_finding(fresh(finding), actor=inspector, seen_round=2, **given)
    assert mailed(run_jobs) >= {vmbo.director.user.email}
    assert (up(vmbo.director), up(inspector)) == ([], [])
    assert not fresh(finding).processes.filter(finished=None)
    assert untold(f"finding:{finding.pk}") == {}


def test_withdrawn_asks_nobody_any_more(inspector: Actor, vmbo: Party, run_jobs: RunJobs) -> None:
    finding = made()
    mailed(run_jobs)
    mail_at_once(Kind.NEWS)
    withdraw_finding(finding, actor=inspector, reason="Vergissing.")
    assert up(vmbo.director) == []
    assert mailed(run_jobs) == {vmbo.director.user.email}
    told = Notice.objects.get(kind=Kind.NEWS, case=f"finding:{finding.pk}")
    assert (told.person, told.address) == (vmbo.director.user, finding.get_absolute_url())
    assert "ingetrokken" in mail.outbox[-1].subject or "withdrawn" in mail.outbox[-1].subject
    assert untold(f"finding:{finding.pk}") == {}


def test_the_clock_tells_once_also_after_days_without_it(
    inspector: Actor, vmbo: Party, run_jobs: RunJobs, on_day: Callable[[date], None]
) -> None:
    finding = made(due_on=in_days(2))
    mailed(run_jobs)
    on_day(in_days(2))
    watch_findings()
    assert mailed(run_jobs) == set()
    on_day(in_days(7))
    for _round in range(3):
        watch_findings()
    assert mailed(run_jobs) == {vmbo.director.user.email, inspector.user.email}
    assert len(mail.outbox) == 2
    assert AuditEvent.objects.filter(action="inspections.finding_overdue").count() == 1
    assert described(waiting(vmbo.director))[0].is_late
    ask_again(fresh(finding), actor=inspector, seen_round=1, question="Alsnog?", due_on=in_days(3))
    assert up(vmbo.director) == ["answer"]
    mailed(run_jobs)
    on_day(in_days(20))
    watch_findings()
    assert AuditEvent.objects.filter(action="inspections.finding_overdue").count() == 2


def test_who_answered_meanwhile_is_not_reminded(run_jobs: RunJobs, on_day: Callable[[date], None]) -> None:
    finding = made(due_on=in_days(2))
    on_day(in_days(3))
    watch_findings()
    answered(fresh(finding))
    mail.outbox.clear()
    run_jobs("inspections.mail_finding")
    assert mail.outbox == []


def test_a_colleague_takes_over_when_access_ended(inspector: Actor, run_jobs: RunJobs) -> None:
    """The answer is not left lying: whoever may read the route now is asked, and sees the task."""
    colleague = actor_for(person_with("Ines Pecteur", (Role.INSPECTOR, None)))
    period = {"valid_from": in_days(0), "valid_until": in_days(90), "purpose": "Bezoek."}
    finding = made()
    InspectionAccess.objects.create(inspector=colleague.user, scope=Scope.ROUTE, route=finding.route, **period)
    InspectionAccess.objects.filter(inspector=inspector.user).update(valid_until=in_days(-1), valid_from=in_days(-9))
    mailed(run_jobs)
    answered(finding)
    assert mailed(run_jobs) == {colleague.user.email}
    assert (up(colleague), up(inspector)) == (["assess"], [])


def test_a_director_of_another_institution_is_not_asked(inspector: Actor, run_jobs: RunJobs) -> None:
    """A role limited to an institution that does not take part: no task, no mail, no answer."""
    elsewhere = VMBO.board.institutions.create(name="Elders (voorbeeldgegeven)", brin="99XX", kind="vo")
    limited = person_with("Lokaal Directeur", (Role.DIRECTOR, VMBO.board))
    Membership.objects.filter(user=limited).update(institution=elsewhere)
    made()
    assert limited.email not in mailed(run_jobs)
    assert up(actor_for(limited, VMBO.board)) == []
    assert up(MBO.director) == []
