from .absence import Absence
from .board import Board, BoardUserPermission, BodyKind, Establishment, Institution, Kind, ParticipationBody
from .membership import Mandate, Membership
from .user import User

__all__ = [
    "Absence",
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
