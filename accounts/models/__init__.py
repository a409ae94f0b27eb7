from .board import Board, BoardUserPermission, BodyKind, Establishment, Institution, Kind, ParticipationBody
from .membership import Mandate, Membership
from .user import User

__all__ = [
    "Board",
    "BoardUserPermission",
    "BodyKind",
    "Establishment",
    "Institution",
    "Kind",
    "Mandate",
    "Membership",
    "ParticipationBody",
    "User",
]
