"""The trail of every demonstration case tells the whole case: at the end, and after every service on the way.

And nobody looks at an untouched ledger and finds something wrong.
"""

from __future__ import annotations

import pytest

from audit.anchors import make_anchor
from audit.models import AuditAnchor, AuditEvent
from audit.verifying import verify
from tests.audit.drawing import everything_untold, told_after_every_service
from workflows.demo.cases import CASES
from workflows.demo.load import load_demo
from workflows.demo.play import Playing

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("case", sorted(CASES))
def test_every_service_tells_all_it_changed(case: str) -> None:
    with told_after_every_service() as looked:
        for _step in Playing(CASES[case]).play():
            pass
    assert {"leerroutes.submitted", "agreements.clause_saved", "workflows.tasks_moved", "leerroutes.started"} <= looked
    assert verify().faults == []


def test_the_demonstration_is_told_to_the_end() -> None:
    with told_after_every_service() as looked:
        for place, _line in enumerate(load_demo()):
            if place % 4 == 0:
                make_anchor()
    assert {"agreements.replaced", "leerroutes.rejected", "leerroutes.cooperation_recorded"} <= looked
    assert not everything_untold()
    seen = verify()
    assert (seen.faults, seen.anchors, seen.events) == ([], AuditAnchor.objects.count(), AuditEvent.objects.count())
    assert seen.anchors > 1
