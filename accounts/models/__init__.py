from .absence import Absence
from .board import Board, BoardUserPermission, BodyKind, Establishment, Institution, Kind, ParticipationBody, Province
from .document import MandateDocument
from .file import OutsideFile
from .membership import Mandate, Membership
from .user import User
from .view import SavedView

__all__ = [
    "Absence",
    "Board",
    "BoardUserPermission",
    "BodyKind",
    "Establishment",
    "Institution",
    "Kind",
    "Mandate",
    "MandateDocument",
    "Membership",
    "OutsideFile",
    "ParticipationBody",
    "Province",
    "SavedView",
    "User",
]
