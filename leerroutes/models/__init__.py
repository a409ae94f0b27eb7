from .cooperation import Cooperation, CooperationKind, CooperationParty
from .inspection import InspectionAccess, Release, Scope
from .line import OfferedProfile, RouteLine
from .planning import PlannedStep
from .reason import RouteReason
from .reference import Domain, HoursNorm, LegalReference, Profile, ProfileDomain, Qualification
from .registration import RioRegistration
from .route import AssociatedPartner, PartnerKind, Route, RouteDecision, RouteParty, Verdict

__all__ = [
    "AssociatedPartner",
    "Cooperation",
    "CooperationKind",
    "CooperationParty",
    "Domain",
    "HoursNorm",
    "InspectionAccess",
    "LegalReference",
    "OfferedProfile",
    "PartnerKind",
    "PlannedStep",
    "Profile",
    "ProfileDomain",
    "Qualification",
    "Release",
    "RioRegistration",
    "Route",
    "RouteDecision",
    "RouteLine",
    "RouteParty",
    "RouteReason",
    "Scope",
    "Verdict",
]
