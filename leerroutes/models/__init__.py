from .cooperation import Cooperation, CooperationKind, CooperationParty
from .line import OfferedProfile, RouteLine
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
    "LegalReference",
    "OfferedProfile",
    "PartnerKind",
    "Profile",
    "ProfileDomain",
    "Qualification",
    "RioRegistration",
    "Route",
    "RouteDecision",
    "RouteLine",
    "RouteParty",
    "RouteReason",
    "Verdict",
]
