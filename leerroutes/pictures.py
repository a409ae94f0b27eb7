"""What a route and a lighter cooperation are made of, for time travel."""

from audit.pictures import Rows, leave_out, register

from .models import (
    AssociatedPartner,
    Cooperation,
    CooperationParty,
    Domain,
    HoursNorm,
    InspectionAccess,
    LegalReference,
    OfferedProfile,
    PlannedStep,
    Profile,
    ProfileDomain,
    Qualification,
    Release,
    RioRegistration,
    Route,
    RouteDecision,
    RouteLine,
    RouteParty,
    RouteReason,
)

COUNTS_SAVES = "counts saves, so that nobody overwrites another; what was saved is told"

register(
    "route",
    Rows("", Route, without={"version": COUNTS_SAVES}),
    Rows("parties", RouteParty, of="route", key=("board_id",)),
    Rows("partners", AssociatedPartner, of="route"),
    Rows("lines", RouteLine, of="route", key=("number",)),
    Rows("reasons", RouteReason, of="route"),
    Rows("decisions", RouteDecision, of="route"),
    Rows("registrations", RioRegistration, of="route", key=("institution_id",)),
    Rows("planning", PlannedStep, of="route", key=("step",)),
    Rows("releases", Release, of="route"),
    Rows("accesses", InspectionAccess, of="route"),
)

register(
    "cooperation",
    Rows("", Cooperation, without={"version": COUNTS_SAVES}),
    Rows("parties", CooperationParty, of="cooperation", key=("board_id",)),
)

register("board", Rows("accesses", InspectionAccess, of="board"))
register("user", Rows("accesses", InspectionAccess, of="inspector"))

OF_A_PERIOD = "reference data: a row holds for a period and is followed by another, never changed"

leave_out(dict.fromkeys((Domain, HoursNorm, LegalReference, Profile, ProfileDomain, Qualification), OF_A_PERIOD))
leave_out({OfferedProfile: "a register of DUO that is loaded, not a case"})
