"""Until when a dossier is kept, and which are past that day. The terms themselves: `leerroutes.retention`."""

from .dossiers import Overdue, overdue
from .terms import Kept, kept_agreement, kept_cooperation, kept_route

__all__ = ["Kept", "Overdue", "kept_agreement", "kept_cooperation", "kept_route", "overdue"]
