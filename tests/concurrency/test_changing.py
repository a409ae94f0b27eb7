"""Two boards in the same second: one breaks off while the other does too, or both begin a change."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from agreements.models import Agreement
from agreements.services import break_off, start_amendment
from audit.models import AuditEvent
from leerroutes.models import Route
from tests.factories import REASON

from .conftest import BOARDS, at_once, prepare

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_directors_break_off_at_once(blank_paper: None) -> None:
    (playing,) = prepare("agreement_draft", rounds=1)
    directors = [party.director for party in BOARDS]
    assert all(actor.rights for actor in directors)
    raised = at_once(*[lambda a=actor: break_off(playing.agreement, actor=a, reason=REASON) for actor in directors])

    assert [type(error) for error in raised if error] == [PermissionDenied, PermissionDenied]
    assert Agreement.objects.get(pk=playing.agreement.pk).state == "withdrawn"
    assert Route.objects.get(pk=playing.route.pk).agreement_number == ""
    assert AuditEvent.objects.filter(action="agreements.broken_off").count() == 1


def test_two_coordinators_begin_a_change_at_once(blank_paper: None) -> None:
    (playing,) = prepare("in_force", rounds=1)
    writers = [party.coordinator for party in BOARDS]
    assert all(actor.rights for actor in writers)
    raised = at_once(
        *[
            lambda a=actor: start_amendment(playing.agreement, actor=a, reason=REASON, is_material=True)
            for actor in writers
        ]
    )
    assert len([error for error in raised if isinstance(error, PermissionDenied)]) == 2
    assert Agreement.objects.filter(replaces=playing.agreement).count() == 1
