"""What a sample is made of, for time travel; and what of this room is in no picture."""

from audit.pictures import Rows, leave_out, register

from .models import CaseFile, InspectionSample, Reading, SampledRoute

register(
    "inspectionsample",
    Rows("", InspectionSample, without={"population": "told by its digest; stands in the sample"}),
    Rows("sampled", SampledRoute, of="sample", key=("rank",), without={"rank": "stands in its key"}),
)

leave_out(
    {
        Reading: "says that looking was told already in this quarter of an hour; the event itself is in the case",
        CaseFile: "a copy for who asked; asking, the digest and fetching are events of the route",
    }
)
