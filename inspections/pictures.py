"""What a sample and a finding are made of, for time travel; and what of this room is in no picture.

A finding is a dossier of its own, that only its board and inspectors read.
"""

from django.db.models import Q

from accounts.pictures import NO_PATH
from audit.pictures import Rows, leave_out, register
from workflows import kinds
from workflows.kinds import Kind
from workflows.pictures import POINTER, Tasks

from .findings.policies import visible_to
from .models import AnswerFile, CaseFile, Finding, FindingProcess, InspectionSample, Reading, Round, SampledRoute

register(
    "inspectionsample",
    Rows("", InspectionSample, without={"population": "told by its digest; stands in the sample"}),
    Rows("sampled", SampledRoute, of="sample", key=("rank",), without={"rank": "stands in its key"}),
)

kinds.register(Kind("process__findingprocess__finding", visible_to, "rounds"))


def of_finding(pk: int) -> Q:
    return Q(process__findingprocess__finding=pk)


register(
    "finding",
    Rows("", Finding),
    Rows("rounds", Round, of="finding", key=("number",)),
    Rows("files", AnswerFile, of="round__finding", without={"file": NO_PATH}),
    Tasks(of_finding),
)

leave_out(
    {
        Reading: "says that looking was told already in this quarter of an hour; the event itself is in the case",
        CaseFile: "a copy for who asked; asking, the digest and fetching are events of the route",
        FindingProcess: POINTER,
    }
)
