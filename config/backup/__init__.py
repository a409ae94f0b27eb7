"""A copy of everything, made while people work, and the way back. Database, files and keys lie apart."""

from .making import back_up
from .restoring import restore

__all__ = ["back_up", "restore"]
